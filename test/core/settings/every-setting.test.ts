// A setting that changes nothing is a bug: every leaf of the schema has a row here, with two values and something that
// differs between them. The leaves are read from the schema, so a new setting without a row fails.
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { lifetimes, type UsageFacts } from '../../../core/screening/allowance.ts';
import { ringLimitsOf } from '../../../core/call/answers/reaching-staff/ring-refused.ts';
import { guardSpend, watch } from '../../../core/guard/attack.ts';
import type { Call, CallEvent } from '../../../core/call/call-event.ts';
import { dayWarnings, minutesFor } from '../../../core/departments/day-limit.ts';
import { decide } from '../../../core/call/decide.ts';
import type { Decision } from '../../../core/call/decision.ts';
import type { Facts } from '../../../core/call/facts.ts';
import type { E164 } from '../../../core/numbers/e164.ts';
import { GUARD_LEVELS } from '../../../core/screening/levels.ts';
import { NO_ATTACK } from '../../../core/guard/attack-evidence.ts';
import { codeOfDraw } from '../../../core/screening/challenge-code.ts';
import { mostReports } from '../../../core/cases/claims.ts';
import { lockedUntil } from '../../../core/basics/lock.ts';
import { mailboxFor } from '../../../core/messages/mailbox.ts';
import type { Notice } from '../../../core/messages/notice.ts';
import { normaliseNumber } from '../../../core/numbers/number-input.ts';
import { screen } from '../../../core/screening/screening.ts';
import { guardedChanges } from '../../../core/settings/second-approver.ts';
import { settingsWarnings } from '../../../core/settings/settings-warnings.ts';
import { parseSettings, settingsSchema, type Settings } from '../../../core/settings/settings.ts';
import { modeInForce } from '../../../core/screening/treatment.ts';
import type { DeferredTask, Secrets, VoiceRuntime } from '../../../functions/runtime.ts';
import { loadFacts } from '../../../functions/voice/facts.ts';
import { fanOut } from '../../../functions/notify/fan-out.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { render } from '../../../twiml/render.ts';

// --- what can be seen of settings ---------------------------------------------------------------------------------

const NOW = new Date('2026-11-24T15:00:00Z');
const CALLER = '+13125550177' as E164;
const PUBLIC = 'https://hotline.example.com';

const call: Call = {
  callSid: `CA${'1'.repeat(32)}`,
  callerId: { kind: 'number', number: CALLER },
  to: '+13125550100',
  attestation: 'A',
};
const withheld: Call = { ...call, callerId: { kind: 'withheld' } };
const journey = { language: 'en-US', admission: 'challenged', attestation: 'A', mailbox: 'open' } as const;
const circumstances = {
  now: NOW,
  challengeSeed: (draw: number) => createHash('sha256').update(String(draw)).digest(),
};

const decided = (settings: Settings, event: CallEvent, facts: Partial<Facts> = {}): Decision =>
  decide(event, { settings, directory: { kind: 'unavailable' }, ...facts }, circumstances);

/** What the caller is told next, and what is written. */
const answered = (settings: Settings, event: CallEvent, facts: Partial<Facts> = {}): string => {
  const { plan, effects } = decided(settings, event, facts);
  const document = render(plan, { settings, publicUrl: PUBLIC, playbackUrl: (sid) => `${PUBLIC}/${sid}` });
  return document + JSON.stringify(effects);
};

const arrival = (settings: Settings, by: Call = call, facts: Partial<Facts> = {}): string =>
  answered(settings, { kind: 'CallArrived', call: by }, facts);

const atMenu = (digits: string): CallEvent => ({
  kind: 'MenuAnswered',
  call,
  at: { ...journey, step: 'menu', turn: 1, misses: 0 },
  keys: { digits },
});
const keyed = (at: object, digits: string): CallEvent =>
  ({ kind: 'KeysEntered', call, at: { ...journey, ...at }, keys: { digits } }) as CallEvent;

const menuSpoken = (settings: Settings): string => answered(settings, atMenu('#'));
const toStaff = (settings: Settings, digits = '1'): string => answered(settings, atMenu(digits));

/** The code of the challenge that has just been spoken, keyed right, by a caller of this attestation. */
function passed(settings: Settings, attestation: 'A' | 'none'): string {
  const by = { ...call, attestation };
  const { plan } = decided(settings, { kind: 'CallArrived', call: by });
  if (plan.kind !== 'challenge') throw new Error(plan.kind);
  return answered(settings, {
    kind: 'ChallengeAnswered',
    call: by,
    at: plan.next,
    keys: { digits: plan.code },
  });
}

/** How many answers the voice path would count before it refuses. */
async function guessesTaken(settings: Settings): Promise<string> {
  const limits: number[] = [];
  const runtime = {
    settings: { current: () => Promise.resolve(settings), lastGood: () => settings },
    now: () => NOW,
    store: {
      guard: { get: () => Promise.resolve(undefined) },
      guesses: { take: (_: unknown, limit: number) => Promise.resolve(limits.push(limit) > 0) },
    },
  } as unknown as VoiceRuntime;
  const at = { ...journey, step: 'challenge', attempt: 1, switches: 0, digits: 4 } as const;
  await loadFacts(
    { kind: 'ChallengeAnswered', call, at, keys: { digits: '1234' } },
    { challengeKey: 'key' } as unknown as Secrets,
    runtime,
  );
  return String(limits);
}

const failed = (settings: Settings): string =>
  answered(settings, {
    kind: 'ChallengeAnswered',
    call,
    at: { ...journey, step: 'challenge', attempt: 2, switches: 0, digits: 2 },
    keys: { digits: '11' },
  });

const verified = {
  kind: 'known',
  listings: [],
  caller: { number: CALLER, verifiedUntil: '2027-01-01T00:00:00Z' },
} as const;
const allowed = {
  kind: 'known',
  caller: undefined,
  listings: [
    {
      pattern: CALLER,
      list: 'allow',
      reason: 'x',
      source: 'admin',
      addedBy: 'admin',
      addedAt: '2026-01-01T00:00:00Z',
      version: 1,
    },
  ],
} as const;

const recorded = (settings: Settings): string =>
  answered(settings, {
    kind: 'MessageEnded',
    call,
    at: {
      ...journey,
      step: 'voicemail',
      department: 'front-desk',
      why: 'chosen',
      attempt: 1,
      replaces: '',
      notice: '',
    },
    recording: { recordingSid: `RE${'1'.repeat(32)}`, seconds: 5 },
    hungUp: false,
  });

const cases = { candidates: ['123459'], found: undefined, pin: '1234' };
const reported = (settings: Settings): string =>
  answered(settings, keyed({ step: 'category', reported: '+13125550199', attempt: 1 }, '1'), { cases });

const rate = (settings: Settings, recent: number): string =>
  JSON.stringify(
    watch(
      { recent: { ...NO_ATTACK, callers: recent, unanswered: recent }, usual: 10 },
      undefined,
      settings,
      NOW,
    ) ?? 'normal',
  );
const spent = (settings: Settings): string =>
  JSON.stringify(
    guardSpend(1_000, undefined, settings, { now: NOW, dayEnds: new Date('2026-11-25T06:00:00Z') }) ??
      'normal',
  );

const notices: readonly Notice[] = [
  {
    kind: 'voicemail',
    at: NOW.toISOString(),
    recordingSid: `RE${'1'.repeat(32)}`,
    department: 'front-desk',
    seconds: 5,
    urgent: false,
  },
  { kind: 'guard-level', at: NOW.toISOString(), level: 'siege', by: 'watch' },
];
async function told(settings: Settings): Promise<string> {
  const sent: DeferredTask[] = [];
  const runtime = {
    publicUrl: PUBLIC,
    store: { settings: { current: () => Promise.resolve({ settings }) } },
    deferred: { send: (task: DeferredTask) => Promise.resolve(void sent.push(task)) },
  } as unknown as VoiceRuntime;
  for (const notice of notices) await fanOut(notice, runtime);
  return JSON.stringify(sent);
}

const unlocked = ({ staffMenu: { lockMinutes } }: Settings): string => {
  const at = Date.parse('2026-11-24T14:50:00Z');
  const tries = Array.from({ length: 5 }, (_, index) => ({ id: String(index), at }));
  const policy = { most: 5, firstMinutes: lockMinutes };
  return String(lockedUntil({ tries, locks: 0 }, policy, NOW.getTime()));
};

const members = new Map([
  ['+13125550111' as E164, { answeredToday: 3, hasPin: true }],
  ['+13125550112' as E164, { answeredToday: 0, hasPin: false, lastAnsweredAt: '2026-11-24T14:00:00Z' }],
]);
const staffCalls = (settings: Settings): string =>
  arrival(
    settings,
    { ...call, callerId: { kind: 'number', number: '+13125550111' as E164 } },
    {
      directory: { kind: 'known', listings: [], caller: undefined },
      members,
    },
  );

// --- the rows -----------------------------------------------------------------------------------------------------

interface Row {
  readonly from: unknown;
  readonly to: unknown;
  /** What else the settings must say for the difference to show; pointers and values. */
  readonly given?: Readonly<Record<string, unknown>>;
  readonly seen: (settings: Settings) => string | Promise<string>;
}

const WORKDAYS = { monday: [{ from: '09:00', to: '18:00' }], tuesday: [{ from: '09:00', to: '18:00' }] };
const DESK = SEED_SETTINGS.departments[0];
const NIGHT = { ...DESK, id: 'night', name: { 'en-US': 'the night desk' }, onCall: undefined };
const MEMBERS = [
  { name: 'Ada', number: '+13125550111' },
  { name: 'Grace', number: '+13125550112' },
];
const CALENDAR = {
  id: 'CN',
  years: [2026, 2027],
  days: [{ date: '2026-11-24', name: 'a holiday', kind: 'holiday' }],
};
const HOURS = '/departments/*/hours';
const BY_CALENDAR = { [HOURS]: { weekly: WORKDAYS, calendar: 'CN' }, '/calendars': [CALENDAR] };
const SPEND = { pricePerMinute: 0.01, currency: 'USD', mostPerDay: 5 };
const NO_MESSAGES = { known: 0, passed: 0, reporter: 0, stranger: 0, hidden: 0 };
const EMAIL = { on: ['voicemail', 'guard-level'], by: { email: 'duty@example.org' } };
const LEVEL_FACTS = {
  unknown: { by: call, facts: {} },
  withheld: { by: withheld, facts: {} },
  verified: { by: call, facts: { directory: verified } },
  allowlisted: { by: call, facts: { directory: allowed } },
} as const;

/** The right code at the first attempt. */
const passes = (settings: Settings, level: (typeof GUARD_LEVELS)[number]): string => {
  const code = codeOfDraw(circumstances.challengeSeed, 3, 2);
  const at = { ...journey, step: 'challenge', attempt: 1, switches: 0, digits: 2 } as const;
  const event = { kind: 'ChallengeAnswered', call, at, keys: { digits: code } } as const;
  const directory = { kind: 'unavailable' } as const;
  return decide(event, { settings, directory, level }, circumstances).plan.kind;
};

const levelRows: Record<string, Row> = Object.fromEntries(
  GUARD_LEVELS.flatMap((level): [string, Row][] => [
    ...Object.entries({
      unknown: ['challenge', 'busy'],
      withheld: ['challenge', 'reject'],
      verified: ['menu', 'challenge'],
      allowlisted: ['staff', 'menu'],
    } as const).map(([who, [from, to]]): [string, Row] => {
      const { by, facts } = LEVEL_FACTS[who as keyof typeof LEVEL_FACTS];
      return [
        `/screening/levels/${level}/${who}`,
        { from, to, seen: (settings) => arrival(settings, by, { ...facts, level }) },
      ];
    }),
    [
      `/screening/levels/${level}/extraDigits`,
      {
        from: 0,
        to: 2,
        given: { [`/screening/levels/${level}/unknown`]: 'challenge' },
        seen: (settings: Settings) => arrival(settings, call, { level }),
      },
    ] satisfies [string, Row],
    [
      `/screening/levels/${level}/passed`,
      { from: 'menu', to: 'voicemail', seen: (settings: Settings) => passes(settings, level) },
    ] satisfies [string, Row],
  ]),
);

/** Scores 0.8, and would be treated. */
const SUSPECT = {
  score: 0.8,
  reasons: [{ code: 'failed', value: 2, weight: 1.1 }],
  bridgedLately: false,
  mode: 'act',
} as const;
const suspected = (settings: Settings): string =>
  JSON.stringify(
    screen({
      callerId: call.callerId,
      attestation: 'A',
      directory: verified,
      policy: settings.screening.levels.normal,
      reputation: settings.screening.reputation,
      scoring: SUSPECT,
      now: NOW,
    }),
  );
const modeOf = ({ screening }: Settings): string =>
  modeInForce(screening.reputation, '2026-11-14T00:00:00Z', NOW);

/** A number without a score, one of whose calls pressed nothing, or four of whose neighbours did. */
const unansweredRows = Object.fromEntries(
  (['own', 'neighbours'] as const).flatMap((scope) =>
    (['harder', 'voicemail'] as const).map((treatment): [string, Row] => [
      `/screening/reputation/unanswered/${scope}/${treatment}`,
      {
        from: 0,
        to: 3,
        given: {
          [`/screening/reputation/unanswered/${scope}/${treatment === 'harder' ? 'voicemail' : 'harder'}`]: 0,
        },
        seen: ({ screening }) =>
          JSON.stringify(
            screen({
              callerId: call.callerId,
              attestation: 'none',
              directory: { kind: 'known', listings: [], caller: undefined },
              policy: screening.levels.normal,
              reputation: screening.reputation,
              scoring: { ...SUSPECT, score: 0, unanswered: { own: 0, neighbours: 0, [scope]: 3 } },
              now: NOW,
            }),
          ),
      },
    ]),
  ),
);

/** An allowlisted number, five of whose calls came with attestation A, calls without. */
const usuallyVouched = ({ screening }: Settings): string =>
  JSON.stringify(
    screen({
      callerId: call.callerId,
      attestation: 'none',
      directory: allowed,
      history: { vouched: 5, calls: 5 },
      usualAfterCalls: screening.attestation.usualAfterCalls,
      policy: screening.levels.normal,
      now: NOW,
    }),
  );

/** Closed, with somebody on call and a number to call first. */
const DEFRAUDED = {
  [HOURS]: { weekly: {} },
  '/departments/*/onCall': MEMBERS,
  '/afterHours/emergencyNumbers': [{ name: { 'en-US': 'The police' }, number: '911' }],
};
const fraudNow = (settings: Settings): string =>
  answered(settings, {
    kind: 'KeysEntered',
    call,
    at: { ...journey, step: 'after-hours', department: 'front-desk', attempt: 1 },
    keys: { digits: '1' },
  });

/** A call of a number that has used its allowance so far. */
const used =
  (change: Partial<UsageFacts>, directory: Facts['directory'], by: Call = call) =>
  (settings: Settings) =>
    arrival(settings, by, {
      usage: { calls: 1, conversations: 0, inAnotherCall: false, blocks: 0, ...change },
      directory,
    });
const manyCalls = (calls: number, directory: Facts['directory'] = verified) => used({ calls }, directory);
const counted = (settings: Settings): string =>
  JSON.stringify(lifetimes(settings.screening.allowance, settings.calls.maxSeconds));
const wantsRing = (settings: Settings): string => {
  const event = atMenu('1');
  return JSON.stringify(ringLimitsOf(event, decided(settings, event), settings));
};

/** What of a change that touches everything guarded waits for a second person. */
const waitsFor = (settings: Settings): string => {
  const after = structuredClone(settings) as { hotline: { officialNumbers: string[] } };
  after.hotline.officialNumbers.push('+13125550987');
  return JSON.stringify(guardedChanges(settings, after as unknown as Settings));
};

const ROWS: Readonly<Record<string, Row>> = {
  '/calls/perDay/minutes': {
    from: 0,
    to: 100,
    seen: (settings) =>
      String(minutesFor({ admission: 'verified', urgent: 'no' }, settings)) +
      JSON.stringify(dayWarnings({ minutes: 100, texts: 0 }, settings)),
  },
  '/calls/perDay/texts': {
    from: 0,
    to: 100,
    seen: (settings) => JSON.stringify(dayWarnings({ minutes: 0, texts: 100 }, settings)),
  },
  '/security/secondApprover/*': { from: 'levels', to: 'official-numbers', seen: waitsFor },
  ...levelRows,
  '/screening/allowance/windowMinutes': { from: 15, to: 30, seen: counted },
  '/screening/allowance/calls': { from: 12, to: 20, seen: manyCalls(15) },
  '/screening/allowance/rings': { from: 12, to: 20, seen: wantsRing },
  '/screening/allowance/blockAfter': { from: 30, to: 60, seen: manyCalls(40) },
  '/screening/allowance/blockMinutes': { from: 15, to: 60, seen: manyCalls(40) },
  '/screening/allowance/allowlistedTimes': { from: 5, to: 1, seen: manyCalls(40, allowed) },
  '/challenge/pass/conversations': { from: 20, to: 5, seen: used({ conversations: 10 }, verified) },
  '/challenge/pass/conversationsUnattested': {
    from: 3,
    to: 5,
    seen: used({ conversations: 4 }, verified, { ...call, attestation: 'none' }),
  },
  '/challenge/pass/endsAfter': {
    from: 2,
    to: 4,
    seen: (settings) => answered(settings, { kind: 'StatusReported', call, status: 'completed', seconds: 9 }),
  },
  '/screening/reputation/mode': { from: 'auto', to: 'act', seen: modeOf },
  '/screening/reputation/shadowDays': { from: 14, to: 7, seen: modeOf },
  '/screening/reputation/challenge': {
    from: 0.5,
    to: 0.9,
    given: { '/screening/reputation/harder': 1, '/screening/reputation/voicemail': 1 },
    seen: suspected,
  },
  '/screening/reputation/harder': { from: 0.6, to: 0.9, seen: suspected },
  '/screening/reputation/voicemail': { from: 0.9, to: 0.78, seen: suspected },
  ...unansweredRows,
  '/screening/attestation/usualAfterCalls': { from: 3, to: 9, seen: usuallyVouched },
  '/screening/reputation/reject': { from: 1, to: 0.79, seen: suspected },
  '/hotline/number': {
    from: '+13125550100',
    to: '+13125550101',
    given: { '/hotline/officialNumbers': [] },
    seen: (settings) => answered(settings, { ...atMenu('1'), call: withheld } as CallEvent),
  },
  '/hotline/company/*': { from: 'Harbor', to: 'Haven', seen: arrival },
  '/hotline/region': {
    from: 'US',
    to: 'GB',
    seen: ({ hotline }) => JSON.stringify(normaliseNumber('2079460123', hotline)),
  },
  '/hotline/area': {
    from: '312',
    to: '773',
    seen: ({ hotline }) => JSON.stringify(normaliseNumber('5550123', hotline)),
  },
  '/hotline/language': { from: 'en-US', to: 'zh-CN', seen: arrival },
  '/hotline/officialNumbers/*': {
    from: '+13125550180',
    to: '+13125550181',
    seen: (settings) =>
      answered(
        settings,
        keyed({ step: 'confirm', purpose: 'check', number: '+13125550180', attempt: 1 }, '1'),
      ),
  },
  '/challenge/digits': { from: 2, to: 4, seen: arrival },
  '/challenge/attempts': { from: 2, to: 3, seen: failed },
  '/challenge/answersPerDay': { from: 1, to: 3, seen: guessesTaken },
  '/challenge/kinds/*': {
    from: 'digits',
    to: 'sum',
    given: { '/challenge/kinds': ['digits'] },
    seen: arrival,
  },
  '/challenge/answerSeconds': { from: 8, to: 12, seen: arrival },
  '/challenge/verifiedDays': { from: 30, to: 60, seen: (settings) => passed(settings, 'A') },
  '/challenge/verifiedDaysUnattested': { from: 7, to: 3, seen: (settings) => passed(settings, 'none') },
  '/attack/automatic': { from: true, to: false, seen: (settings) => rate(settings, 500) },
  '/attack/fewestCalls': { from: 30, to: 60, seen: (settings) => rate(settings, 50) },
  '/attack/elevatedTimes': { from: 4, to: 6, seen: (settings) => rate(settings, 50) },
  '/attack/siegeTimes': { from: 12, to: 20, seen: (settings) => rate(settings, 150) },
  '/attack/holdMinutes': { from: 20, to: 40, seen: (settings) => rate(settings, 50) },
  '/attack/byPhoneMinutes': {
    from: 30,
    to: 60,
    seen: (settings) => answered(settings, keyed({ step: 'staff-level', admission: 'staff', turn: 2 }, '1')),
  },
  '/attack/spend/pricePerMinute': { from: 0.01, to: 0.001, given: { '/attack/spend': SPEND }, seen: spent },
  '/attack/spend/currency': { from: 'USD', to: 'CNY', given: { '/attack/spend': SPEND }, seen: spent },
  '/attack/spend/mostPerDay': { from: 5, to: 50, given: { '/attack/spend': SPEND }, seen: spent },
  '/notifications/*/on/*': {
    from: 'voicemail',
    to: 'guard-level',
    given: { '/notifications': [{ ...EMAIL, on: ['voicemail'] }] },
    seen: told,
  },
  '/notifications/*/departments/*': {
    from: 'front-desk',
    to: 'night',
    given: { '/notifications': [{ ...EMAIL, departments: ['front-desk'] }] },
    seen: told,
  },
  '/notifications/*/language': {
    from: 'en-US',
    to: 'zh-CN',
    given: { '/notifications': [EMAIL] },
    seen: told,
  },
  '/notifications/*/by/email': {
    from: 'duty@example.org',
    to: 'night@example.org',
    given: { '/notifications': [EMAIL] },
    seen: told,
  },
  '/notifications/*/by/sms': {
    from: '+13125550130',
    to: '+13125550131',
    given: { '/notifications': [{ ...EMAIL, by: { sms: '+13125550130' } }] },
    seen: told,
  },
  '/notifications/*/by/webhook': {
    from: 'https://example.org/a',
    to: 'https://example.org/b',
    given: { '/notifications': [{ ...EMAIL, by: { webhook: 'https://example.org/a' } }] },
    seen: told,
  },
  '/menu/answerSeconds': { from: 8, to: 12, seen: menuSpoken },
  '/menu/entries/*/key': { from: '1', to: '7', seen: menuSpoken },
  '/menu/entries/*/choice': { from: 'staff', to: 'message', seen: menuSpoken },
  '/menu/entries/*/department': {
    from: 'front-desk',
    to: 'night',
    given: { '/departments': [DESK, NIGHT] },
    seen: toStaff,
  },
  '/menu/entries/*/on': { from: true, to: false, seen: menuSpoken },
  '/reports/dueDays': { from: 15, to: 30, seen: reported },
  '/reports/sms': {
    from: false,
    to: true,
    seen: (settings) =>
      answered(
        settings,
        {
          kind: 'DescriptionEnded',
          call,
          at: { ...journey, step: 'description', about: 'report', official: 'no', notice: '' },
          recording: undefined,
          hungUp: false,
        },
        { cases },
      ),
  },
  '/reports/maxSeconds': { from: 120, to: 60, seen: reported },
  '/reports/byPhone/perReporterPerHour': {
    from: 5,
    to: 9,
    seen: ({ reports }) => String(mostReports('+13125550177' as E164, reports)),
  },
  '/reports/byPhone/hiddenPerHour': {
    from: 30,
    to: 60,
    seen: ({ reports }) => String(mostReports(undefined, reports)),
  },
  '/afterHours/fraudNow': {
    from: true,
    to: false,
    given: { [HOURS]: { weekly: {} }, '/departments/*/onCall': MEMBERS },
    seen: toStaff,
  },
  '/afterHours/emergencyNumbers/*/number': { from: '911', to: '112', given: DEFRAUDED, seen: fraudNow },
  '/afterHours/emergencyNumbers/*/name/*': {
    from: 'The police',
    to: 'The bank',
    given: DEFRAUDED,
    seen: fraudNow,
  },
  '/staffMenu/on': { from: true, to: false, seen: staffCalls },
  '/staffMenu/lockMinutes': { from: 30, to: 5, seen: unlocked },
  '/screening/content/on': {
    from: true,
    to: false,
    seen: (settings) =>
      answered(settings, {
        kind: 'TranscriptArrived',
        callSid: call.callSid,
        caller: CALLER,
        recordingSid: `RE${'1'.repeat(32)}`,
        by: 'twilio',
        text: 'please call me back',
      }),
  },
  '/voicemail/transcribe': {
    from: false,
    to: true,
    given: { '/menu/entries': [{ key: '1', choice: 'message' }] },
    seen: toStaff,
  },
  '/voicemail/review': { from: true, to: false, seen: recorded },
  '/voicemail/mostPerCallerPerDay': {
    from: 5,
    to: 2,
    seen: (settings) => mailboxFor({ ofCaller: 3, lastHour: NO_MESSAGES }, settings, { in: 'stranger' }),
  },
  '/voicemail/mostPerHour': {
    from: 60,
    to: 2,
    seen: (settings) =>
      mailboxFor({ ofCaller: 0, lastHour: { ...NO_MESSAGES, stranger: 3 } }, settings, { in: 'stranger' }),
  },
  '/voicemail/maxSeconds': {
    from: 120,
    to: 60,
    given: { '/menu/entries': [{ key: '1', choice: 'message' }] },
    seen: toStaff,
  },
  '/calls/maxSeconds': { from: 7200, to: 3600, seen: toStaff },
  '/calls/retentionDays': { from: 180, to: 90, seen: arrival },
  '/calendars/*/id': { from: 'CN', to: 'XX', given: BY_CALENDAR, seen: toStaff },
  '/calendars/*/years/*': {
    from: 2026,
    to: 2025,
    given: BY_CALENDAR,
    seen: (settings) => JSON.stringify(settingsWarnings(settings, NOW)),
  },
  '/calendars/*/days/*/date': { from: '2026-11-24', to: '2026-11-26', given: BY_CALENDAR, seen: toStaff },
  '/calendars/*/days/*/kind': { from: 'holiday', to: 'workday', given: BY_CALENDAR, seen: toStaff },
  '/defaultDepartment': {
    from: 'front-desk',
    to: 'night',
    given: { '/departments': [DESK, NIGHT] },
    seen: (settings) => arrival(settings, call, { directory: allowed }),
  },
  '/departments/*/id': { from: 'front-desk', to: 'desk', seen: toStaff },
  '/departments/*/name/*': { from: 'the desk', to: 'the front', seen: toStaff },
  '/departments/*/timeZone': {
    from: 'America/Chicago',
    to: 'Asia/Shanghai',
    given: { [HOURS]: { weekly: WORKDAYS } },
    seen: toStaff,
  },
  [HOURS]: { from: 'always', to: { weekly: {} }, seen: toStaff },
  '/departments/*/hours/weekly/*/*/from': {
    from: '09:00',
    to: '12:00',
    given: { [HOURS]: { weekly: { tuesday: [{ from: '09:00', to: '18:00' }] } } },
    seen: toStaff,
  },
  '/departments/*/hours/weekly/*/*/to': {
    from: '18:00',
    to: '09:00',
    given: { [HOURS]: { weekly: { tuesday: [{ from: '08:00', to: '18:00' }] } } },
    seen: toStaff,
  },
  '/departments/*/hours/calendar': { from: 'CN', to: undefined, given: BY_CALENDAR, seen: toStaff },
  '/departments/*/hours/exceptions/*/date': {
    from: '2026-11-24',
    to: '2026-11-26',
    given: { [HOURS]: { weekly: WORKDAYS, exceptions: [{ date: '2026-11-24', spans: [] }] } },
    seen: toStaff,
  },
  '/departments/*/hours/exceptions/*/spans/*/from': {
    from: '08:00',
    to: '12:00',
    given: {
      [HOURS]: { weekly: {}, exceptions: [{ date: '2026-11-24', spans: [{ from: '08:00', to: '18:00' }] }] },
    },
    seen: toStaff,
  },
  '/departments/*/hours/exceptions/*/spans/*/to': {
    from: '18:00',
    to: '09:00',
    given: {
      [HOURS]: { weekly: {}, exceptions: [{ date: '2026-11-24', spans: [{ from: '08:00', to: '18:00' }] }] },
    },
    seen: toStaff,
  },
  '/departments/*/doNotDisturbUntil': { from: undefined, to: '2026-11-24T18:00:00Z', seen: toStaff },
  '/departments/*/ring': { from: 'simultaneous', to: 'sequential', seen: toStaff },
  '/departments/*/askReason': { from: false, to: true, seen: toStaff },
  '/departments/*/overflow': {
    from: undefined,
    to: 'night',
    given: { '/departments': [{ ...DESK, members: [] }, NIGHT], '/menu/entries/*/department': 'front-desk' },
    seen: toStaff,
  },
  '/departments/*/ringSeconds': { from: 20, to: 40, seen: toStaff },
  '/departments/*/inMenu': {
    from: true,
    to: false,
    given: { '/departments': [DESK, NIGHT] },
    seen: toStaff,
  },
  '/departments/*/members/*/number': { from: '+13125550111', to: '+13125550119', seen: toStaff },
  '/departments/*/onCall/*/number': {
    from: '+13125550111',
    to: '+13125550119',
    given: { [HOURS]: { weekly: {} }, '/departments/*/onCall': MEMBERS },
    seen: (settings) =>
      answered(settings, keyed({ step: 'after-hours', department: 'front-desk', attempt: 1 }, '1')),
  },
};

/** Seen through the API or the page, each by a story of its own. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  '/reports/appealProtectionDays': 'test/calls/appeals.test.ts',
  '/reports/appealByPhone/automatic': 'test/calls/appeals.test.ts',
  '/reports/appealByPhone/byHand': 'test/calls/appeals.test.ts',
  '/reports/appealByPhone/imported': 'test/calls/appeals.test.ts',
  '/reports/extendedDueDays': 'test/functions/admin/case-work.test.ts',
  '/reports/retentionDays': 'test/store/retention.test.ts',
  '/audit/retentionDays': 'test/store/retention.test.ts',
  '/evidence/organization': 'test/functions/packages/evidence-package.test.ts',
  '/evidence/contact': 'test/functions/packages/evidence-package.test.ts',
  '/evidence/webhookDays': 'test/functions/packages/evidence-package.test.ts',
  '/evidence/timestampUrl': 'test/functions/packages/evidence-package.test.ts',
  '/evidence/timestampCertificates': 'test/functions/packages/evidence-package.test.ts',
  '/evidence/signerCertificates': 'test/functions/packages/evidence-package.test.ts',
  '/privacy/controller': 'test/functions/public/privacy-page.test.ts',
  '/privacy/address': 'test/functions/public/privacy-page.test.ts',
  '/privacy/contact': 'test/functions/public/privacy-page.test.ts',
  '/privacy/officer': 'test/functions/public/privacy-page.test.ts',
  '/privacy/residency/within': 'test/core/privacy/residency.test.ts',
  '/privacy/residency/places/*/name': 'test/core/privacy/residency.test.ts',
  '/privacy/residency/places/*/country': 'test/core/privacy/residency.test.ts',
  '/privacy/residency/exceptions/*/flow': 'test/core/privacy/residency.test.ts',
  '/privacy/residency/exceptions/*/basis': 'test/core/privacy/residency.test.ts',
  '/privacy/residency/exceptions/*/reference': 'test/core/privacy/residency.test.ts',
  '/privacy/proofCallsPerDay': 'test/calls/proof-call.test.ts',
  '/screening/blocks/on': 'test/calls/reputation.test.ts',
  '/screening/blocks/mostPerHour': 'test/calls/reputation.test.ts',
  '/reports/web/on': 'test/functions/public/reports.test.ts',
  '/reports/web/perAddressPerHour': 'test/functions/public/reports.test.ts',
  '/reports/web/perHour': 'test/functions/public/reports.test.ts',
};

/** For whoever reads the settings: they name what stands beside them, and decide nothing. */
const LABELS = ['/calendars/*/days/*/name', '/departments/*/members/*/name', '/departments/*/onCall/*/name'];

// --- the leaves ---------------------------------------------------------------------------------------------------

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

function leaves({ properties, additionalProperties, items, anyOf }: JsonSchema, at = ''): string[] {
  if (properties !== undefined)
    return Object.entries(properties).flatMap(([name, schema]) => leaves(schema, `${at}/${name}`));
  if (items !== undefined) return leaves(items, `${at}/*`);
  if (anyOf !== undefined) return anyOf.flatMap((schema) => leaves(schema, at));
  return typeof additionalProperties === 'object' ? leaves(additionalProperties, `${at}/*`) : [at];
}

const LEAVES = [...new Set(leaves(z.toJSONSchema(settingsSchema, { io: 'input' }) as JsonSchema))];

// --- a document with a value at a place ---------------------------------------------------------------------------

type Json = Record<string, unknown>;

/** `*` is the first entry of a list, and the English or the first one of a record. */
function put(document: Json, pointer: string, value: unknown): void {
  const keys = pointer.split('/').slice(1);
  const last = keys.pop() ?? '';
  const parent = keys.reduce<Json>((at, key) => at[keyIn(at, key)] as Json, document);
  parent[keyIn(parent, last)] = value;
}

const keyIn = (at: Json, key: string): string => (key === '*' ? (Object.keys(at)[0] ?? '0') : key);

function settingsOf({ given = {} }: Row, pointer: string, value: unknown): Settings {
  const document = JSON.parse(JSON.stringify(SEED_SETTINGS)) as Json;
  for (const [at, one] of Object.entries(given)) put(document, at, JSON.parse(JSON.stringify(one)));
  put(document, pointer, value);
  const parsed = parseSettings(JSON.parse(JSON.stringify(document)));
  if (!parsed.ok) throw new Error(`${pointer}: ${JSON.stringify(parsed.problems)}`);
  return parsed.settings;
}

describe('every setting', () => {
  test('has a row, and every row a setting', () => {
    const rows = [...Object.keys(ROWS), ...Object.keys(ELSEWHERE), ...LABELS];
    expect(rows.toSorted()).toEqual(LEAVES.toSorted());
  });

  test.each(Object.keys(ROWS))('%s changes what it names', async (pointer) => {
    const row = ROWS[pointer];
    if (row === undefined) throw new Error(pointer);
    const [one, same, other] = await Promise.all(
      [row.from, row.from, row.to].map(async (value) => row.seen(settingsOf(row, pointer, value))),
    );
    expect(one).toBe(same);
    expect(one).not.toBe(other);
  });
});
