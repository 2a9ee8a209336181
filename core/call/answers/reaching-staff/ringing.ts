// Who rings, who rings next, and what when nobody accepts.
import type { Call, StaffLeg } from '../../call-event.ts';
import type { CallerId } from '../../../numbers/caller-id.ts';
import type { Answer, Decision } from '../../decision.ts';
import type { Effect } from '../../effect.ts';
import type { Plan } from '../../plan.ts';
import { dayOf, furtherMinutes } from '../../../departments/day-limit.ts';
import { quietUntil } from '../../../departments/do-not-disturb.ts';
import { parseE164, type E164 } from '../../../numbers/e164.ts';
import { canonical } from '../../../numbers/numbering-plan.ts';
import { findForwardingLoop } from '../../../screening/forwarding-loop.ts';
import { isOpen, type Timetable } from '../../../hours/hours.ts';
import {
  firstSweep,
  type Group,
  type MemberStates,
  nextSweep,
  pickedUpIn,
  ringOrder,
  type Sweep,
  targetsOf,
} from '../../../departments/hunt-group.ts';
import type { Settings } from '../../../settings/settings.ts';
import {
  type Department,
  departmentOrDefault,
  findDepartment,
  timetableOf,
} from '../../../departments/department.ts';
import { type Context, type EventOf, journeyOf, callerOf, only } from '../../context.ts';
import { seen } from './habits-learned.ts';
import { voicemail } from '../messages/message-answers.ts';
import type { Flag } from '../../steps/fields.ts';
import type { Journey } from '../../steps/journey.ts';

export const timetableIn = (department: Department, { settings, doNotDisturb, now }: Context): Timetable =>
  timetableOf(department, settings, quietUntil(doNotDisturb, now));

export function ringDepartment(
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
  readonly group: Group;
  readonly announce: boolean;
  readonly overflowed: Flag;
  readonly reason: string;
  readonly urgent: Flag;
}

/** The usual: the members ring, without a word about it. */
export const QUIETLY = { group: 'members', announce: false, reason: '', urgent: 'no' } as const;

const NOBODY_KNOWN: MemberStates = new Map();

/** Undefined when nobody is free, and for a call that staff forwarded to the hotline. */
function ringFirst(call: Call, journey: Journey, ringing: Ringing, context: Context): Plan | undefined {
  const { members = NOBODY_KNOWN, now, settings } = context;
  if (findForwardingLoop(call, settings) !== undefined) return undefined;
  const { department, group } = ringing;
  const longestCallSeconds = settings.calls.maxSeconds;
  const caller = callerOf(call);
  const order = ringOrder(department, group, members, { now, longestCallSeconds, caller });
  const sweep = firstSweep(department, group, order);
  return sweep === undefined ? undefined : ring(call, journey, { ...ringing, sweep }, settings);
}

/**
 * Another department, once, if it is open and somebody is free there; else a message for the one asked for. Somebody
 * whose money is being taken hears what to do before that department rings, if nobody has rung yet.
 */
function overflow(
  call: Call,
  journey: Journey,
  { department, overflowed, reason, urgent, announce }: Omit<Ringing, 'group'>,
  context: Context,
): Plan {
  const next = findDepartment(context.settings, department.overflow ?? '');
  const open = next !== undefined && isOpen(timetableIn(next, context), context.now);
  const rung =
    open && overflowed === 'no'
      ? ringFirst(
          call,
          journey,
          {
            ...QUIETLY,
            announce: announce && urgent === 'yes',
            department: next,
            overflowed: 'yes',
            reason,
            urgent,
          },
          context,
        )
      : undefined;
  const why = urgent === 'yes' ? 'fraud-now' : 'nobody-answered';
  return rung ?? voicemail(why, journey, department, context);
}

function ring(
  call: Call,
  journey: Journey,
  { department, sweep, announce, overflowed, reason, urgent }: Ringing & { readonly sweep: Sweep },
  settings: Settings,
): Plan {
  return {
    kind: 'ring',
    targets: targetsOf(department, sweep),
    ringSeconds: department.ringSeconds,
    next: {
      ...journeyOf(journey),
      step: 'ring',
      department: department.id,
      overflowed,
      reason,
      urgent,
      ...sweep,
    },
    // Twilio may only show a number: a caller without one appears as the hotline itself.
    callerIdToShow: call.callerId.kind === 'number' ? undefined : settings.hotline.number,
    announce,
  };
}

/** A caller without a number was shown as the hotline itself. */
const callerBehind = ({ callerId }: StaffLeg, hotline: E164): CallerId =>
  callerId.kind === 'number' && callerId.number === canonical(hotline) ? { kind: 'withheld' } : callerId;

/** Who picked up is remembered: if it was a mailbox, a colleague rings before it is tried again. */
export function offer(
  { leg, at }: EventOf<'LegAnswered'>,
  { settings: { hotline }, now }: Pick<Context, 'settings' | 'now'>,
): Answer {
  const plan: Plan = {
    kind: 'offer',
    callerId: callerBehind(leg, hotline.number),
    next: { ...at, step: 'accept' },
  };
  const dialed = parseE164(leg.member);
  if (dialed === undefined) return only(plan);
  const member = canonical(dialed);
  return {
    plan,
    effects: [{ kind: 'note-pick-up', member, callSid: leg.callSid, at: now.toISOString() }],
  };
}

/** 1 accepts; from then on the member is on a call. */
export function offerAnswered({ leg, keys }: EventOf<'OfferAnswered'>, { now, settings }: Context): Decision {
  if (keys.digits !== '1') return { ...only({ kind: 'decline' }), outcome: 'refused' };
  const dialed = parseE164(leg.member);
  if (dialed === undefined) return { ...only({ kind: 'bridge' }), outcome: 'accepted' };
  const member = canonical(dialed);
  const callerId = callerBehind(leg, settings.hotline.number);
  return {
    plan: { kind: 'bridge' },
    effects: [
      {
        kind: 'take-call',
        member,
        callSid: leg.callSid,
        at: now.toISOString(),
        ...(callerId.kind === 'number' ? { caller: callerId.number } : {}),
      },
    ],
    outcome: 'accepted',
  };
}

export function dialEnded(event: EventOf<'DialEnded'>, context: Context): Answer {
  const { call, at, bridged, talkSeconds } = event;
  const over = callOver(call, context);
  if (bridged) {
    return {
      plan: { kind: 'goodbye', after: 'conversation', language: at.language },
      effects: [
        { kind: 'note-bridge', callSid: call.callSid, seconds: talkSeconds },
        ...seen(call, at.attestation, ['bridged'], context, talkSeconds / 60),
        ...minutesOf(event, context),
        ...over,
      ],
    };
  }
  return { plan: ringNext(event, context), effects: over };
}

function minutesOf({ call, at, talkSeconds }: EventOf<'DialEnded'>, { settings, now }: Context): Effect[] {
  const minutes = furtherMinutes(talkSeconds);
  if (minutes === 0 || settings.calls.perDay.minutes === 0) return [];
  const key = `${call.callSid}:${at.department}:${at.sweep}:${String(at.position)}`;
  return [{ kind: 'add-minutes', key, day: dayOf(settings, now), minutes }];
}

function ringNext({ call, at, status }: EventOf<'DialEnded'>, context: Context): Plan {
  const { members = NOBODY_KNOWN } = context;
  const department = departmentOrDefault(context.settings, at.department);
  const loops = findForwardingLoop(call, context.settings) !== undefined;
  const hadItsTurn = pickedUpIn(call.callSid, department, at.group, members);
  const sweep = loops ? undefined : nextSweep(at, status, hadItsTurn);
  const { overflowed, reason, urgent } = at;
  const ringing = { ...QUIETLY, department, overflowed, reason, urgent };
  return sweep === undefined
    ? overflow(call, at, ringing, context)
    : ring(call, at, { ...ringing, sweep }, context.settings);
}

/** Members who were on this call are free again. */
export const callOver = (
  { callSid }: Pick<Call, 'callSid'>,
  { members = NOBODY_KNOWN }: Pick<Context, 'members'>,
): Effect[] =>
  [...members].flatMap(([member, { onCall }]): Effect[] =>
    onCall?.callSid === callSid ? [{ kind: 'end-call', member, callSid }] : [],
  );
