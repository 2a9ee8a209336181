// The department: who rings, who rings next, and what when nobody accepts.
import type { Call } from '../call-event.ts';
import type { DepartmentStep, Journey } from '../call-step.ts';
import type { Keys } from '../challenge.ts';
import type { Decision, Plan } from '../decision.ts';
import { isOpen, nextOpening } from '../hours.ts';
import { firstSweep, nextSweep, targetsOf, type Sweep } from '../hunt-group.ts';
import {
  departmentOrDefault,
  departmentsInMenu,
  timetableOf,
  type Department,
  type Settings,
} from '../settings.ts';
import { journeyOf, numberOf, type Context, type EventOf } from './context.ts';
import { askAgain } from './plans.ts';
import { voicemail } from './voicemail.ts';

/** A key for each department, 1 for the first. */
export function departmentChosen(call: Call, at: DepartmentStep, keys: Keys, context: Context): Decision {
  if (keys.digits === '0')
    return { plan: voicemail('asked-for-person', at, undefined, context), effects: [] };
  const chosen = departmentsInMenu(context.settings)[Number(keys.digits) - 1];
  const plan =
    chosen === undefined
      ? askAgain(at, keys.digits, context)
      : ringOrAfterHours(call, journeyOf(at), { ...FROM_MENU, department: chosen.id }, context);
  return { plan, effects: [] };
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
  const sweep = firstSweep(department);
  return sweep === undefined
    ? voicemail('nobody-answered', journey, department, context)
    : ring(call, journey, { department, sweep, announce: destination.announce }, context.settings);
}

function ring(
  call: Call,
  journey: Journey,
  { department, sweep, announce }: { department: Department; sweep: Sweep; announce: boolean },
  settings: Settings,
): Plan {
  return {
    kind: 'ring',
    targets: targetsOf(department, sweep),
    ringSeconds: department.ringSeconds,
    next: { ...journeyOf(journey), step: 'ring', department: department.id, ...sweep },
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

export function dialEnded(
  { call, at, status, bridged, talkSeconds }: EventOf<'DialEnded'>,
  context: Context,
): Decision {
  if (bridged) {
    return {
      plan: { kind: 'goodbye', after: 'conversation', language: at.language },
      effects: [{ kind: 'note-bridge', callSid: call.callSid, seconds: talkSeconds }],
    };
  }
  const department = departmentOrDefault(context.settings, at.department);
  const sweep = nextSweep(department, at, status);
  const plan =
    sweep === undefined
      ? voicemail('nobody-answered', at, department, context)
      : ring(call, at, { department, sweep, announce: false }, context.settings);
  return { plan, effects: [] };
}
