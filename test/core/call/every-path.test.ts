// Every state that a call can come to, and every kind of answer in it: walked through to the end, not drawn by chance. A
// state is what the action URL carries; from the table of steps follows what may be answered there.
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Call, CallEvent } from '../../../core/call/call-event.ts';
import { decide } from '../../../core/call/decide.ts';
import type { Facts } from '../../../core/call/facts.ts';
import { noticeStepOf } from '../../../core/call/notice-step.ts';
import type { Plan } from '../../../core/call/plan.ts';
import { STEPS, type Step } from '../../../core/call/steps/index.ts';
import { DIAL_CALL_STATUSES } from '../../../core/departments/hunt-group.ts';
import { withCheckDigit, type CaseRecord } from '../../../core/cases/case.ts';
import { parseSettings, type Settings } from '../../../core/settings/settings.ts';
import type { Directory } from '../../../core/screening/screening.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { checkTwiml } from '../../../carrier/twiml/check-twiml.ts';
import { render } from '../../../twiml/render.ts';
import { NOW, NUMBER } from '../arbitraries.ts';

const CASE_NUMBER = withCheckDigit('12345');
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

/** What may be pressed anywhere: silence, each key, keys that are none, pound alone, 0 and pound, too much. */
const PRESSED: readonly { readonly digits: string; readonly finishedOn?: string }[] = [
  { digits: '' },
  ...Array.from('0123456789*#A', (digits) => ({ digits })),
  { digits: '', finishedOn: '#' },
  { digits: '', finishedOn: '0' },
  { digits: '7'.repeat(40) },
  { digits: 'hangup' },
  { digits: CASE_NUMBER, finishedOn: '#' },
  { digits: '4321' },
  { digits: '482913' },
  { digits: '13125550199', finishedOn: '#' },
];

const RECORDED = [
  { recording: undefined, hungUp: false },
  { recording: undefined, hungUp: true },
  { recording: { recordingSid: `RE${'1'.repeat(32)}`, seconds: 0 }, hungUp: false },
  { recording: { recordingSid: `RE${'1'.repeat(32)}`, seconds: 9 }, hungUp: false },
  { recording: { recordingSid: `RE${'1'.repeat(32)}`, seconds: 9 }, hungUp: true },
];
const DIALLED = DIAL_CALL_STATUSES.flatMap((status) =>
  [0, 1, 90].map((talkSeconds) => ({ status, bridged: talkSeconds > 0, talkSeconds })),
);

/** Everything that can be answered to this plan. */
function answersTo(plan: Plan, call: Call): CallEvent[] {
  if (!('next' in plan)) return [];
  const at: Step = plan.next;
  const over = plan.kind === 'voicemail' || plan.kind === 'describe' ? noticeStepOf(plan) : undefined;
  const keyedOver =
    over === undefined ? [] : PRESSED.map((keys) => ({ kind: 'KeysEntered', call, at: over, keys }));
  return [...keyedOver, ...answersAt(at, plan, call)] as unknown as CallEvent[];
}

function answersAt(at: Step, plan: Plan, call: Call): object[] {
  const { event: kind } = STEPS[at.step];
  switch (kind) {
    case 'DialEnded':
      return DIALLED.map((ended) => ({ kind, call, at, ...ended }));
    case 'MessageEnded':
    case 'DescriptionEnded':
      return RECORDED.map((ended) => ({ kind, call, at, ...ended }));
    case 'LegAnswered':
    case 'OfferAnswered':
      // Of a telephone of the staff, which is another leg.
      return [];
    case 'ChallengeAnswered':
    case 'MenuAnswered':
    case 'KeysEntered': {
      const right = plan.kind === 'challenge' ? [{ digits: plan.code }] : [];
      return [...PRESSED, ...right].map((keys) => ({ kind, call, at, keys }));
    }
  }
}

const challengeSeed = (draw: number): Uint8Array =>
  createHash('sha256')
    .update(`seed ${String(draw)}`)
    .digest();

interface World {
  readonly name: string;
  readonly call: Call;
  readonly settings: Settings;
  readonly arrival: Partial<Facts> & { readonly directory: Directory };
  readonly later: Partial<Facts> & { readonly directory: Directory };
}

interface Node {
  readonly plan: Plan;
  readonly next: string[];
  /** Where silence leads; to the end where undefined. */
  silent?: string;
}

/** The state is what the next webhook carries: the step, the code, and where the keys over a notice lead. */
const stateOf = (plan: Plan): string => {
  if (!('next' in plan)) return JSON.stringify([plan.kind]);
  // A member at work turns from one thing to the next for as long as the call may last: each key is a turn.
  const next = isAtWork(plan) ? { ...plan.next, turn: 0 } : plan.next;
  return JSON.stringify([
    plan.kind,
    next,
    'code' in plan ? plan.code : '',
    'notice' in plan ? plan.notice : '',
  ]);
};
const isAtWork = (plan: Plan): boolean => 'next' in plan && plan.next.step.startsWith('staff-');

/** Nobody presses, answers, or speaks. */
const isSilence = (event: CallEvent): boolean => {
  if ('keys' in event)
    return event.at.step.endsWith('-notice')
      ? false
      : event.keys.digits === '' && event.keys.finishedOn === undefined;
  if (event.kind === 'DialEnded') return event.status === 'no-answer' && !event.bridged;
  return 'recording' in event && event.recording === undefined && !event.hungUp;
};

/** A call that has more is not bounded. */
const MOST_STATES = 3_000;

/** Every state that this caller can come to. */
function graphOf({ call, settings, arrival, later }: World): { nodes: Map<string, Node>; first: string } {
  const circumstances = { now: NOW, challengeSeed };
  const nodes = new Map<string, Node>();
  const visit = (plan: Plan): string => {
    const state = stateOf(plan);
    if (!nodes.has(state)) {
      nodes.set(state, { plan, next: [] });
      left.push(state);
    }
    return state;
  };
  const left: string[] = [];
  const first = visit(decide({ kind: 'CallArrived', call }, { settings, ...arrival }, circumstances).plan);
  for (let state = left.pop(); state !== undefined; state = left.pop()) {
    const node = nodes.get(state);
    if (node === undefined) continue;
    if (nodes.size > MOST_STATES)
      throw new Error(`more than ${String(MOST_STATES)} states, the last: ${state}`);
    for (const event of answersTo(node.plan, call)) {
      const keyed = 'keys' in event && event.keys.digits.length === 11 ? NUMBER : undefined;
      const { plan } = decide(event, { settings, ...later, keyed }, circumstances);
      const to = visit(plan);
      node.next.push(to);
      if (isSilence(event)) node.silent = to;
    }
  }
  return { nodes, first };
}

/** The most webhooks from each state to the end. @throws for a way back to where the call was before */
function longest(nodes: ReadonlyMap<string, Node>, first: string): number {
  const known = new Map<string, number>();
  const walking = new Set<string>();
  const measure = (state: string): number => {
    const done = known.get(state);
    if (done !== undefined) return done;
    if (walking.has(state)) {
      const way = [...walking];
      throw new Error(`the call can come back for ever: ${way.slice(way.indexOf(state)).join(' -> ')}`);
    }
    walking.add(state);
    const node = nodes.get(state);
    const ways = node === undefined || isAtWork(node.plan) ? [] : [...new Set(node.next)];
    const steps = Math.max(0, ...ways.map((next) => 1 + measure(next)));
    walking.delete(state);
    known.set(state, steps);
    return steps;
  };
  return measure(first);
}

/** Answers, the fewest, until the caller rings staff or may speak after the tone; absent where there is no way. */
function toPerson(nodes: ReadonlyMap<string, Node>): Map<string, number> {
  const steps = new Map<string, number>();
  for (const [state, { plan }] of nodes) if (HELPED.has(plan.kind)) steps.set(state, 0);
  for (let round = 1; round <= 8; round++)
    for (const [state, { next }] of nodes)
      if (!steps.has(state) && next.some((one) => (steps.get(one) ?? round) < round)) steps.set(state, round);
  return steps;
}
const HELPED: ReadonlySet<Plan['kind']> = new Set(['ring', 'voicemail', 'describe']);

const [desk] = SEED_SETTINGS.departments;
function settingsOf(more: object): Settings {
  const checked = parseSettings({ ...SEED_SETTINGS, ...more });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.settings;
}
const CLOSED = settingsOf({
  departments: [{ ...desk, hours: { weekly: {} } }],
  voicemail: { maxSeconds: 120, review: true },
});
const TWO = settingsOf({
  departments: [
    { ...desk, ring: 'sequential', askReason: true },
    { ...desk, id: 'night', name: { 'en-US': 'the night desk', 'zh-CN': '夜间服务' } },
  ],
  voicemail: { maxSeconds: 120, review: true },
});

const call: Call = {
  callSid: `CA${'1'.repeat(32)}`,
  callerId: { kind: 'number', number: NUMBER },
  to: '+13125550100',
  attestation: 'A',
};
const unavailable: Directory = { kind: 'unavailable' };
const stranger: Directory = { kind: 'known', listings: [], caller: undefined };
const listed = (list: 'allow' | 'block', source: 'admin' | 'automatic'): Directory => ({
  kind: 'known',
  caller: undefined,
  listings: [
    {
      pattern: NUMBER,
      list,
      reason: 'x',
      source,
      addedBy: source,
      addedAt: NOW.toISOString(),
      expiresAt: '2027-01-01T00:00:00.000Z',
      version: 1,
    },
  ],
});
const CASES = { candidates: [CASE_NUMBER], found: CASE, pin: '4321' };
const UNKNOWN_CASES = { candidates: [], found: 'unavailable', pin: '4321' } as const;

const WORLDS: readonly World[] = [
  {
    name: 'an unknown caller, the store gone',
    call,
    settings: SEED_SETTINGS,
    arrival: { directory: unavailable },
    later: { directory: unavailable, cases: UNKNOWN_CASES },
  },
  {
    name: 'an unknown caller, everything known',
    call,
    settings: TWO,
    arrival: { directory: stranger },
    later: { directory: stranger, cases: CASES },
  },
  {
    name: 'a caller who hides the number, after hours',
    call: { ...call, callerId: { kind: 'withheld' }, attestation: 'none' },
    settings: CLOSED,
    arrival: { directory: stranger },
    later: { directory: stranger, cases: CASES },
  },
  {
    name: 'a caller on the allowlist',
    call,
    settings: TWO,
    arrival: { directory: listed('allow', 'admin') },
    later: { directory: listed('allow', 'admin'), cases: CASES },
  },
  {
    name: 'a caller who was blocked automatically',
    call,
    settings: SEED_SETTINGS,
    arrival: { directory: listed('block', 'automatic') },
    later: { directory: listed('block', 'automatic'), cases: CASES },
  },
  {
    name: 'a caller who was blocked by hand',
    call,
    settings: SEED_SETTINGS,
    arrival: { directory: listed('block', 'admin') },
    later: { directory: listed('block', 'admin') },
  },
  {
    name: 'a member of the staff',
    call,
    settings: SEED_SETTINGS,
    arrival: {
      directory: stranger,
      members: new Map([[NUMBER, { answeredToday: 0, hasPin: true }]]),
      codeAwaited: true,
    },
    later: {
      directory: stranger,
      cases: CASES,
      members: new Map([[NUMBER, { answeredToday: 0, hasPin: true }]]),
      staff: {
        pin: 'right',
        messages: [],
        lastCall: { callSid: 'CA2', caller: NUMBER, at: NOW.toISOString() },
      },
    },
  },
];

/** Who has left a message or appealed has been heard. */
const HEARD: ReadonlySet<Plan['kind']> = new Set(['review', 'case-opened']);
/** Who works here is at work. */
const isCallers = (plan: Plan): boolean =>
  'next' in plan && !plan.next.step.startsWith('staff-') && !HEARD.has(plan.kind);

/** As often as a question is put to somebody who is silent, and a few telephones ring. */
const MOST_SILENCES = 20;
/** Webhooks of one call, as many as a caller can cause. */
const MOST_STEPS = 60;

describe.each(WORLDS)('$name', (world) => {
  const { nodes, first } = graphOf(world);

  test('every answer in every state leads somewhere, and what is heard there is valid', () => {
    for (const [state, { plan }] of nodes) {
      const document = render(plan, {
        settings: world.settings,
        publicUrl: 'https://hotline.example.com',
        playbackUrl: (recording) => `https://hotline.example.com/${recording}`,
      });
      expect([state, checkTwiml(document)]).toEqual([state, []]);
    }
  });

  test('who says and presses nothing more is let go after a few words, wherever the call is', () => {
    for (const [state, { plan }] of nodes) {
      let [steps, at] = [0, state];
      for (; steps <= MOST_SILENCES; steps++) {
        const next = nodes.get(at)?.silent;
        if (next === undefined) break;
        at = next;
      }
      expect([plan.kind, state, steps <= MOST_SILENCES]).toEqual([plan.kind, state, true]);
    }
  });

  test('no way through leads back to where the call was, and the longest ends', () => {
    expect(longest(nodes, first)).toBeLessThanOrEqual(MOST_STEPS);
  });

  test('wherever the call is not over, a few keys lead to a person or to the tone', () => {
    const steps = toPerson(nodes);
    const lost = [...nodes].filter(
      ([state, { plan, next }]) => next.length > 0 && isCallers(plan) && (steps.get(state) ?? Infinity) > 3,
    );
    expect(lost.map(([state]) => state)).toEqual([]);
  });
});
