// Laws of the call flow: it never throws, refuses whom it must refuse, and ends.
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { Call, CallEvent } from '../../../core/call/call-event.ts';
import { decide } from '../../../core/call/decide.ts';
import { withCheckDigit, type CaseRecord } from '../../../core/cases/case.ts';
import type { CaseFacts, Facts, Ownership } from '../../../core/call/facts.ts';
import type { Plan } from '../../../core/call/plan.ts';
import { DEFAULT_LEVELS } from '../../../core/screening/levels.ts';
import type { MemberStates } from '../../../core/departments/hunt-group.ts';
import { parseSettings, type Settings } from '../../../core/settings/settings.ts';
import type { Directory } from '../../../core/screening/screening.ts';
import type { PinCheck } from '../../../core/departments/staff.ts';
import type { StaffFacts } from '../../../core/call/staff-facts.ts';
import type { MailboxCounts } from '../../../core/messages/mailbox.ts';
import type { Voicemail } from '../../../core/messages/message.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { checkTwiml } from '../../../carrier/twiml/check-twiml.ts';
import { render } from '../../../twiml/render.ts';
import { say } from '../../../twiml/speak.ts';
import { noticeStepOf } from '../../../core/call/notice-step.ts';
import { noticeVersion, shortNotice } from '../../../core/privacy/spoken-notice.ts';
import { calls, directories, events, listingsFor, NOW, NUMBER } from '../arbitraries.ts';
import { STEP_NAMES, STEPS, type Step, type StepName } from '../../../core/call/steps/index.ts';

const [desk] = SEED_SETTINGS.departments;

/** Seeded, closed, one after another, without members; few attempts and many. */
const settings: fc.Arbitrary<Settings> = fc
  .record({
    attempts: fc.integer({ min: 1, max: 5 }),
    digits: fc.integer({ min: 2, max: 6 }),
    withheld: fc.constantFrom('challenge', 'voicemail', 'reject', 'busy'),
    ring: fc.constantFrom('simultaneous', 'sequential'),
    hours: fc.constantFrom('always', { weekly: {} }),
    members: fc.integer({ min: 0, max: 2 }),
    onCall: fc.integer({ min: 0, max: 2 }),
    review: fc.boolean(),
    askReason: fc.boolean(),
  })
  .map(({ attempts, digits, withheld, ring, hours, members, onCall, review, askReason }) => {
    // Settings that were stored before a check was added stay in force: the flow is total on them too.
    const checked = parseSettings({
      ...SEED_SETTINGS,
      challenge: { ...SEED_SETTINGS.challenge, attempts, digits },
      voicemail: { maxSeconds: 120, review },
      screening: { levels: { ...DEFAULT_LEVELS, normal: { ...DEFAULT_LEVELS.normal, withheld } } },
      departments: [
        {
          ...desk,
          ring,
          hours,
          members: desk?.members.slice(0, members),
          onCall: desk?.members.slice(0, onCall),
          askReason,
        },
        { ...desk, id: 'night', hours: 'always' },
      ],
    });
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
    return checked.settings;
  });

const CASE_NUMBER = withCheckDigit('12345');
const PIN = '4321';
const CASE: CaseRecord = {
  caseNumber: CASE_NUMBER,
  kind: 'report',
  status: 'received',
  category: 'other',
  official: false,
  reporter: NUMBER,
  callSid: 'CA1',
  language: 'en-US',
  receivedAt: NOW.toISOString(),
  dueAt: NOW.toISOString(),
  history: [],
  version: 1,
};

const challengeSeed = (draw: number): Uint8Array => createHash('sha256').update(`seed ${draw}`).digest();
const circumstances = { now: NOW, challengeSeed };
const unknown: Directory = { kind: 'unavailable' };

test('any event, any state, any settings: a plan that Twilio accepts, and effects', () => {
  fc.assert(
    fc.property(events, directories, settings, (event, directory, current) => {
      const { plan, effects } = decide(event, { settings: current, directory }, circumstances);
      const document = render(plan, {
        settings: current,
        publicUrl: 'https://hotline.example.com',
        playbackUrl: (recording) => `https://hotline.example.com/${recording}`,
      });
      expect(checkTwiml(document)).toEqual([]);
      expect(effects.at(-1)?.kind).toBe('add-to-timeline');
    }),
    { numRuns: 500 },
  );
});

test('the same event decided twice is the same decision', () => {
  fc.assert(
    fc.property(events, directories, settings, (event, directory, current) => {
      const facts = { settings: current, directory };
      expect(decide(event, facts, circumstances)).toEqual(decide(event, facts, circumstances));
    }),
  );
});

test('a blocklisted caller is refused first, last and always, whatever else is known', () => {
  fc.assert(
    fc.property(calls, listingsFor(NUMBER), settings, (call, listings, current) => {
      const blocked = listings
        .filter(({ pattern, list }) => pattern !== NUMBER && list !== 'never-block')
        .concat({
          pattern: NUMBER,
          list: 'block',
          reason: 'x',
          source: 'admin',
          addedBy: 'admin',
          addedAt: NOW.toISOString(),
          version: 1,
        });
      const directory: Directory = { kind: 'known', listings: blocked, caller: undefined };
      const event: CallEvent = {
        kind: 'CallArrived',
        call: { ...call, callerId: { kind: 'number', number: NUMBER } },
      };
      const { plan } = decide(event, { settings: current, directory }, circumstances);
      expect(plan).toEqual({ kind: 'reject' });
    }),
  );
});

test('nobody without a number is ever written down as a caller', () => {
  fc.assert(
    fc.property(events, directories, settings, (event, directory, current) => {
      fc.pre('call' in event && event.call.callerId.kind !== 'number');
      const { effects } = decide(event, { settings: current, directory }, circumstances);
      for (const effect of effects) {
        expect(['verify-caller', 'remember-language']).not.toContain(effect.kind);
        if (effect.kind === 'open-call') expect(effect.caller).toBeUndefined();
      }
    }),
    { numRuns: 500 },
  );
});

test('a failed attestation never buys trust', () => {
  fc.assert(
    fc.property(events, directories, settings, (event, directory, current) => {
      fc.pre('at' in event && event.at.attestation === 'failed');
      const { effects } = decide(event, { settings: current, directory }, circumstances);
      expect(effects.map(({ kind }) => kind)).not.toContain('verify-caller');
    }),
    { numRuns: 300 },
  );
});

describe('every state ends', () => {
  /** Every key, none, the hash key alone, too many, and answers that fit somewhere. */
  const KEYS = [
    { digits: '' },
    ...Array.from('0123456789*#ABCD', (digits) => ({ digits })),
    { digits: '', finishedOn: '0' },
    { digits: '', finishedOn: '#' },
    { digits: '7'.repeat(40) },
    { digits: CASE_NUMBER },
    { digits: PIN },
    { digits: '13125550199' },
    'right' as const,
  ];
  const answers: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
    ring: [
      { status: 'no-answer', bridged: false, talkSeconds: 0 },
      { status: 'completed', bridged: false, talkSeconds: 0 },
      { status: 'completed', bridged: true, talkSeconds: 9 },
    ],
    voicemail: [
      { recording: undefined, hungUp: false },
      { recording: { recordingSid: 'RE1', seconds: 5 }, hungUp: false },
    ],
    description: [
      { recording: undefined, hungUp: false },
      { recording: { recordingSid: 'RE2', seconds: 5 }, hungUp: false },
    ],
  };
  const FITTING: Readonly<Record<string, string>> = {
    'case-number': CASE_NUMBER,
    'case-pin': PIN,
    number: '13125550199',
    confirm: '1',
    category: '2',
    'call-back': '1',
    'staff-number': '13125550199',
    'staff-pin': '482913',
  };

  const stepOf = (plan: Plan): Step | undefined => ('next' in plan ? plan.next : undefined);

  function eventAt(call: Call, plan: Plan, choice: number): CallEvent | undefined {
    const at = stepOf(plan);
    if (at === undefined) return undefined;
    const keyedAt = plan.kind === 'voicemail' || plan.kind === 'describe' ? noticeStepOf(plan) : undefined;
    // Every third caller presses a key over the notice.
    if (keyedAt !== undefined && choice % 3 === 0)
      return { kind: 'KeysEntered', call, at: keyedAt, keys: { digits: '9818#'[choice % 5] ?? '' } };
    const possible = answers[at.step];
    const kind = STEPS[at.step].event;
    if (possible !== undefined)
      return { kind, call, at, ...possible[choice % possible.length] } as unknown as CallEvent;
    // Half of the answers are sensible, or nobody would ever get anywhere.
    const fitting = FITTING[at.step];
    const given =
      fitting !== undefined && choice % 2 === 0 ? { digits: fitting } : KEYS[choice % KEYS.length];
    const right = plan.kind === 'challenge' ? { digits: plan.code } : { digits: '1' };
    return { kind, call, at, keys: given === 'right' ? right : given } as unknown as CallEvent;
  }

  const cases: fc.Arbitrary<CaseFacts> = fc.record({
    candidates: fc.constantFrom([CASE_NUMBER], []),
    found: fc.constantFrom<CaseFacts['found']>(CASE, 'unavailable', undefined),
    pin: fc.constant(PIN),
  });

  const MESSAGE: Voicemail = {
    recordingSid: 'RE1',
    callSid: 'CA2',
    status: 'new',
    receivedAt: NOW.toISOString(),
    seconds: 5,
    audio: { place: 'at-carrier' },
    version: 1,
  };

  /** Blocked automatically, and not yet told why. */
  const BLOCKED: Directory = {
    kind: 'known',
    caller: undefined,
    listings: [
      {
        pattern: NUMBER,
        list: 'block',
        reason: 'reported by several people',
        source: 'automatic',
        addedBy: 'automatic',
        addedAt: NOW.toISOString(),
        version: 1,
      },
    ],
  };

  const staffs: fc.Arbitrary<StaffFacts> = fc.record({
    pin: fc.constantFrom<PinCheck>('right', 'wrong', 'locked', 'unavailable'),
    messages: fc.constantFrom([], [MESSAGE], [MESSAGE, { ...MESSAGE, recordingSid: 'RE2' }]),
    lastCall: fc.constant({ callSid: 'CA2', caller: NUMBER, at: NOW.toISOString() }),
  });

  /** What a code of the report page comes to. */
  const ownerships = fc.constantFrom<Ownership>(
    { check: 'proven', appeal: { id: 'a1', language: 'zh-CN' } },
    { check: 'proven', appeal: { id: 'a1', language: 'en-US', description: 'It is mine.' } },
    { check: 'wrong' },
    { check: 'spent' },
    { check: 'unavailable' },
  );

  /** The caller is one of the staff, and may have a PIN. */
  const memberStates = fc
    .boolean()
    .map((hasPin): MemberStates => new Map([[NUMBER, { answeredToday: 0, hasPin }]]));

  /** As many messages as there is room for, or none. */
  const mailboxes = fc.constantFrom(0, 0, 1_000).map((count): MailboxCounts => ({
    ofCaller: 0,
    lastHour: { known: count, passed: count, reporter: 0, stranger: count, hidden: count },
  }));

  interface Known {
    readonly mailbox: MailboxCounts;
    readonly current: Settings;
    readonly found: CaseFacts;
    readonly staff: StaffFacts;
    readonly members: MemberStates;
    readonly codeAwaited: boolean;
    readonly ownership: Ownership;
  }

  /** The facts that an event brings with it. */
  const factsFor = (event: CallEvent, { current, found, staff, members, ownership }: Known): Facts => ({
    settings: current,
    directory: unknown,
    cases: found,
    staff,
    members,
    ownership,
    keyed: event.kind === 'KeysEntered' && event.keys.digits.length === 11 ? NUMBER : undefined,
  });

  /** A call, what is known, and sixty choices of what happens next. */
  const walks = fc.record({
    call: calls,
    directory: fc.oneof({ weight: 9, arbitrary: directories }, fc.constant(BLOCKED)),
    known: fc.record({
      current: settings,
      found: cases,
      staff: staffs,
      members: memberStates,
      codeAwaited: fc.boolean(),
      ownership: ownerships,
      mailbox: mailboxes,
    }),
    choices: fc.array(fc.nat({ max: 1000 }), { minLength: 60, maxLength: 60 }),
  });
  type Walk = typeof walks extends fc.Arbitrary<infer Value> ? Value : never;

  /** @returns how the call ended, the steps on the way, and every plan that was made */
  function walk({ call, directory, known, choices }: Walk): {
    readonly last: Plan;
    readonly steps: StepName[];
    readonly plans: readonly Plan[];
  } {
    const { current, members, codeAwaited, mailbox } = known;
    const facts = { settings: current, directory, members, codeAwaited, mailbox };
    let { plan } = decide({ kind: 'CallArrived', call }, facts, circumstances);
    const steps: StepName[] = [];
    const plans = [plan];
    for (const choice of choices) {
      const event = eventAt(call, plan, choice);
      if (event === undefined) break;
      steps.push(...('at' in event ? [event.at.step] : []));
      ({ plan } = decide(event, factsFor(event, known), circumstances));
      plans.push(plan);
    }
    return { last: plan, steps, plans };
  }

  test('whatever caller and staff do, a call is over within 60 webhooks, by words and never by silence', () => {
    fc.assert(
      fc.property(walks, (one) => {
        expect(['reject', 'goodbye']).toContain(walk(one).last.kind);
      }),
      { numRuns: 2_000 },
    );
  });

  test('nothing is recorded before the notice was heard, in the caller’s language and with its version', () => {
    let recorded = 0;
    fc.assert(
      fc.property(walks, (one) => {
        const { current } = one.known;
        const versions = new Set<string>();
        for (const plan of walk(one).plans) {
          const document = render(plan, {
            settings: current,
            publicUrl: 'https://h.test',
            playbackUrl: () => 'x',
          });
          expect(document).not.toMatch(/<(Dial|Conference)[^>]* record=/);
          const [before = '', ...recording] = document.split('<Record ');
          if (recording.length === 0) continue;
          recorded += 1;
          if (plan.kind !== 'voicemail' && plan.kind !== 'describe') throw new Error(`${plan.kind} records`);
          const notice = new VoiceResponse();
          say(notice, plan.next.language, shortNotice(current, plan.next.language));
          const words = /<Say.*<\/Say>/.exec(notice.toString())?.[0] ?? '';
          if (before.includes(words)) versions.add(plan.next.notice);
          expect([...versions]).toContain(plan.next.notice);
          expect(plan.next.notice).toBe(noticeVersion(current));
        }
      }),
      { numRuns: 300 },
    );
    expect(recorded).toBeGreaterThan(150);
  });

  test('such walks come to every step of the caller’s leg', () => {
    // Always the same walks: whether they come everywhere is not left to chance.
    const visited = new Set(fc.sample(walks, { seed: 1, numRuns: 1_500 }).flatMap((one) => walk(one).steps));
    // The last one is a call that the hotline places.
    const onOtherLegs: readonly StepName[] = ['whisper', 'accept', 'proof-call'];
    expect(STEP_NAMES.filter((name) => !visited.has(name))).toEqual(onOtherLegs);
  });

  test('every caller who is not refused can reach a person’s mailbox', () => {
    fc.assert(
      fc.property(calls, directories, settings, (call, directory, current) => {
        let { plan } = decide({ kind: 'CallArrived', call }, { settings: current, directory }, circumstances);
        fc.pre(plan.kind !== 'reject');
        // Always silent, and nobody ever answers: the first answer of each list.
        for (let steps = 0; steps < 40 && plan.kind !== 'voicemail'; steps++) {
          const event = eventAt(call, plan, 0);
          if (event === undefined) break;
          ({ plan } = decide(event, { settings: current, directory: unknown }, circumstances));
        }
        expect(plan.kind).toBe('voicemail');
      }),
    );
  });
});
