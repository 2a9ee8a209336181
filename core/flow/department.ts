// The department: who rings, who rings next, and what when nobody accepts.
import type { Call } from '../call-event.ts';
import type { DepartmentStep, Flag, Journey, ReasonStep } from '../call-step.ts';
import type { Keys } from '../challenge.ts';
import type { Decision, Effect, Plan } from '../decision.ts';
import { parseE164 } from '../e164.ts';
import { isOpen, nextOpening } from '../hours.ts';
import { firstSweep, nextSweep, ringOrder, targetsOf, type MemberStates, type Sweep } from '../hunt-group.ts';
import {
  departmentOrDefault,
  departmentsInMenu,
  findDepartment,
  timetableOf,
  type Department,
  type Settings,
} from '../settings.ts';
import { journeyOf, numberOf, type Context, type EventOf } from './context.ts';
import { askAgain, only, question } from './plans.ts';
import { voicemail } from './voicemail.ts';

/** A key for each department, 1 for the first. */
export function departmentChosen(call: Call, at: DepartmentStep, keys: Keys, context: Context): Decision {
  const chosen = departmentsInMenu(context.settings)[Number(keys.digits) - 1];
  const plan =
    chosen === undefined
      ? askAgain(at, keys.digits, context)
      : ringOrAfterHours(call, journeyOf(at), { ...FROM_MENU, department: chosen.id }, context);
  return only(plan);
}

export const FROM_MENU: Destination = { department: undefined, ringThrough: false, announce: true };

export interface Destination {
  /** The default department where absent. */
  readonly department: string | undefined;
  readonly ringThrough: boolean;
  readonly announce: boolean;
}

export function ringOrAfterHours(
  call: Call,
  journey: Journey,
  destination: Destination,
  context: Context,
): Plan {
  const department = departmentOrDefault(context.settings, destination.department);
  const timetable = timetableOf(department, context.settings);
  if (!destination.ringThrough && !isOpen(timetable, context.now)) {
    const opens = nextOpening(timetable, context.now);
    const plan = voicemail('after-hours', journey, department, context);
    return opens === undefined ? plan : { ...plan, opens };
  }
  if (department.askReason && destination.announce) {
    return question('first', {
      ...journeyOf(journey),
      step: 'reason',
      department: department.id,
      attempt: 1,
    });
  }
  return ringDepartment(call, journey, { department, announce: destination.announce, reason: '' }, context);
}

/** As much of it as a member of staff will listen to. */
const LONGEST_REASON = 80;

/** Whatever was said, or nothing: the department rings. */
export function reasonGiven(call: Call, at: ReasonStep, keys: Keys, context: Context): Decision {
  const department = departmentOrDefault(context.settings, at.department);
  const reason = [...(keys.speech ?? '').trim()].slice(0, LONGEST_REASON).join('');
  return only(ringDepartment(call, at, { department, announce: true, reason }, context));
}

function ringDepartment(
  call: Call,
  journey: Journey,
  ringing: Omit<Ringing, 'overflowed'>,
  context: Context,
): Plan {
  const first = { ...ringing, overflowed: 'no' as const };
  return ringFirst(call, journey, first, context) ?? overflow(call, journey, first, context);
}

interface Ringing {
  readonly department: Department;
  readonly announce: boolean;
  readonly overflowed: Flag;
  readonly reason: string;
}

const NOBODY_KNOWN: MemberStates = new Map();

/** Undefined when nobody is free. */
function ringFirst(call: Call, journey: Journey, ringing: Ringing, context: Context): Plan | undefined {
  const { members = NOBODY_KNOWN, now, settings } = context;
  const order = ringOrder(ringing.department, members, {
    now,
    longestCallSeconds: settings.calls.maxSeconds,
  });
  const sweep = firstSweep(ringing.department, order);
  return sweep === undefined ? undefined : ring(call, journey, { ...ringing, sweep }, settings);
}

/** Another department, once, if it is open and somebody is free there; else a message for the one asked for. */
function overflow(
  call: Call,
  journey: Journey,
  { department, overflowed, reason }: Omit<Ringing, 'announce'>,
  context: Context,
): Plan {
  const next = findDepartment(context.settings, department.overflow ?? '');
  const open = next !== undefined && isOpen(timetableOf(next, context.settings), context.now);
  const rung =
    open && overflowed === 'no'
      ? ringFirst(call, journey, { department: next, announce: false, overflowed: 'yes', reason }, context)
      : undefined;
  return rung ?? voicemail('nobody-answered', journey, department, context);
}

function ring(
  call: Call,
  journey: Journey,
  { department, sweep, announce, overflowed, reason }: Ringing & { readonly sweep: Sweep },
  settings: Settings,
): Plan {
  return {
    kind: 'ring',
    targets: targetsOf(department, sweep),
    ringSeconds: department.ringSeconds,
    next: { ...journeyOf(journey), step: 'ring', department: department.id, overflowed, reason, ...sweep },
    // Twilio may only show a number: a caller without one appears as the hotline itself.
    callerIdToShow: numberOf(call) === undefined ? settings.hotline.number : undefined,
    announce,
  };
}

/** A caller without a number was shown as the hotline itself. */
export function offer({ leg, at }: EventOf<'LegAnswered'>, { hotline }: Settings): Plan {
  const hidden = leg.callerId.kind === 'number' && leg.callerId.number === hotline.number;
  return {
    kind: 'offer',
    callerId: hidden ? { kind: 'withheld' } : leg.callerId,
    next: { ...at, step: 'accept' },
  };
}

/** 1 accepts; from then on the member is on a call. */
export function offerAnswered({ leg, keys }: EventOf<'OfferAnswered'>, { now }: Context): Decision {
  if (keys.digits !== '1') return { plan: { kind: 'decline' }, effects: [] };
  const member = parseE164(leg.member);
  const effects: Effect[] =
    member === undefined ? [] : [{ kind: 'take-call', member, callSid: leg.callSid, at: now.toISOString() }];
  return { plan: { kind: 'bridge' }, effects };
}

export function dialEnded(event: EventOf<'DialEnded'>, context: Context): Decision {
  const { call, at, bridged, talkSeconds } = event;
  const over = callOver(call, context);
  if (bridged) {
    return {
      plan: { kind: 'goodbye', after: 'conversation', language: at.language },
      effects: [{ kind: 'note-bridge', callSid: call.callSid, seconds: talkSeconds }, ...over],
    };
  }
  return { plan: ringNext(event, context), effects: over };
}

function ringNext({ call, at, status }: EventOf<'DialEnded'>, context: Context): Plan {
  const department = departmentOrDefault(context.settings, at.department);
  const sweep = nextSweep(at, status);
  const { overflowed, reason } = at;
  return sweep === undefined
    ? overflow(call, at, { department, overflowed, reason }, context)
    : ring(call, at, { department, sweep, announce: false, overflowed, reason }, context.settings);
}

/** Whoever was on this call is free again. */
const callOver = ({ callSid }: Call, { members = NOBODY_KNOWN }: Context): Effect[] =>
  [...members].flatMap(([member, { onCall }]): Effect[] =>
    onCall?.callSid === callSid ? [{ kind: 'end-call', member, callSid }] : [],
  );
