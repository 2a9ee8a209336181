// Who rings, and who rings next when nobody accepted. Every round is bounded by the number of members.
import type { E164 } from '../numbers/e164.ts';
import type { Identity } from '../numbers/identity.ts';
import type { LockState } from '../basics/lock.ts';
import { canonical } from '../numbers/numbering-plan.ts';
import type { Department, Member } from './department.ts';

export const GROUPS = ['members', 'on-call'] as const;
export type Group = (typeof GROUPS)[number];

/** Twilio's words (https://www.twilio.com/docs/voice/twiml/dial#dialcallstatus); `unknown` is anything newer. */
export const DIAL_CALL_STATUSES = [
  'completed',
  'answered',
  'busy',
  'no-answer',
  'failed',
  'canceled',
  'unknown',
] as const;
export type DialCallStatus = (typeof DIAL_CALL_STATUSES)[number];

/** The state of one staff member at this moment. */
export interface MemberState {
  /** The call that the member accepted and that has not been reported over. */
  readonly onCall?: { readonly callSid: string; readonly since: string };
  /** ISO 8601, UTC. */
  readonly lastAnsweredAt?: string;
  readonly answeredToday: number;
  /** The call for which this member's telephone was picked up last, by the member or by a mailbox. */
  readonly pickedUp?: { readonly callSid: string; readonly at: string };
  /** The staff menu is open to this member. */
  readonly hasPin: boolean;
  /** Wrong PINs: those of calls for whose number the network vouches, and the others. */
  readonly pinLocks?: readonly LockState[];
}

/** Empty where the store could not tell: then everybody counts as free, in the order of the settings. */
export type MemberStates = ReadonlyMap<E164, MemberState>;

/** One round of ringing. */
export interface Sweep {
  /** Whose telephones: the department's, or those who are on call after hours. */
  readonly group: Group;
  /** `all`: every member at once; `in-turn`: the member at `position`. */
  readonly sweep: 'all' | 'in-turn';
  readonly position: number;
  /** Positions of the members that ring, one digit for each. */
  readonly order: string;
}

/** On-call staff ring one after another, in the order of the settings. */
const wayOf = ({ ring, onCall }: Department, group: Group): Department['ring'] =>
  group === 'on-call' && onCall.length > 0 ? 'sequential' : ring;

/** The members ring if no on-call staff are named. */
const peopleOf = ({ members, onCall }: Department, group: Group): readonly Member[] =>
  group === 'on-call' && onCall.length > 0 ? onCall : members;

interface Ringing {
  readonly now: Date;
  readonly longestCallSeconds: number;
  readonly caller?: Identity | undefined;
}

/**
 * The members who are free, by their places in the settings: one digit each, fixed for the whole call, so that a
 * round never rings the same one twice because somebody else has answered meanwhile.
 * @param longestCallSeconds after which a call that was never reported over no longer counts
 * @param caller whose own phone is not rung: a member who calls would ring herself, and if her phone forwards to the
 *   hotline under her own number, the hotline would ring it again and again
 */
export function ringOrder(
  department: Department,
  group: Group,
  states: MemberStates,
  { now, longestCallSeconds, caller }: Ringing,
): string {
  const before = BEFORE[wayOf(department, group)];
  const busy = (state: MemberState | undefined): boolean =>
    state?.onCall !== undefined &&
    now.getTime() - Date.parse(state.onCall.since) < longestCallSeconds * 1_000;
  return peopleOf(department, group)
    .map(({ number }, place) => ({ number: canonical(number), place, state: states.get(canonical(number)) }))
    .filter(({ number, state }) => number !== caller && !busy(state))
    .toSorted((a, b) => before(a.state, b.state) || a.place - b.place)
    .map(({ place }) => String(place))
    .join('');
}

type Compare = (a: MemberState | undefined, b: MemberState | undefined) => number;

const BEFORE = {
  simultaneous: () => 0,
  sequential: () => 0,
  'round-robin': (a, b) => (a?.lastAnsweredAt ?? '').localeCompare(b?.lastAnsweredAt ?? ''),
  'fewest-calls': (a, b) => (a?.answeredToday ?? 0) - (b?.answeredToday ?? 0),
} as const satisfies Record<Department['ring'], Compare>;

/** The first round; undefined when nobody is free. */
export function firstSweep(department: Department, group: Group, order: string): Sweep | undefined {
  if (order === '') return undefined;
  const sweep = wayOf(department, group) === 'simultaneous' ? 'all' : 'in-turn';
  return { group, sweep, position: 0, order };
}

/**
 * The round after one that ended without a conversation; undefined when it is voicemail's turn.
 *
 * On a simultaneous ring the first to pick up silences the other phones (Twilio's `<Number>` page). When that one,
 * or its mailbox, did not accept, the others never had a chance: they are rung again in turn, and the one that had
 * its turn comes last.
 * @param hadItsTurn whether the telephone of the member at a place in the settings was picked up in this call
 */
export function nextSweep(
  { group, sweep, position, order }: Sweep,
  status: DialCallStatus,
  hadItsTurn: (place: number) => boolean,
): Sweep | undefined {
  if (sweep === 'in-turn') {
    return position + 1 < order.length ? { group, sweep, position: position + 1, order } : undefined;
  }
  if (!PICKED_UP[status] || order.length < 2) return undefined;
  const places = [...order];
  const fairly = [
    ...places.filter((place) => !hadItsTurn(Number(place))),
    ...places.filter((place) => hadItsTurn(Number(place))),
  ];
  return { group, sweep: 'in-turn', position: 0, order: fairly.join('') };
}

/** Whether a member's telephone was picked up in a call, and no conversation came of it. */
export const pickedUpIn =
  (callSid: string, department: Department, group: Group, states: MemberStates) =>
  (place: number): boolean => {
    const member = peopleOf(department, group)[place];
    return member !== undefined && states.get(canonical(member.number))?.pickedUp?.callSid === callSid;
  };

const PICKED_UP = {
  completed: true,
  answered: true,
  busy: false,
  'no-answer': false,
  failed: false,
  canceled: false,
  unknown: false,
} as const satisfies Record<DialCallStatus, boolean>;

/** The numbers that a round rings. A member removed since the last round is skipped by ringing nobody there. */
export function targetsOf(department: Department, { group, sweep, position, order }: Sweep): E164[] {
  const people = peopleOf(department, group);
  const places = sweep === 'all' ? order : order.slice(position, position + 1);
  return Array.from(places, (place) => people[Number(place)]?.number).filter(
    (number) => number !== undefined,
  );
}
