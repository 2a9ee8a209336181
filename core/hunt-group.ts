// Who rings, and who rings next when nobody accepted. Every round is bounded by the number of members.
import type { DialCallStatus } from './call-event.ts';
import type { RingStep } from './call-step.ts';
import type { E164 } from './e164.ts';
import type { Department } from './settings.ts';

export type Sweep = Pick<RingStep, 'sweep' | 'position'>;

/** The first round of a department; undefined when it has no members. */
export function firstSweep(department: Department): Sweep | undefined {
  if (department.members.length === 0) return undefined;
  return { sweep: department.ring === 'simultaneous' ? 'all' : 'in-turn', position: 0 };
}

/**
 * The round after one that ended without a conversation; undefined when it is voicemail's turn.
 *
 * On a simultaneous ring the first to pick up silences the other phones (Twilio's `<Number>` page). When that one,
 * or its mailbox, did not accept, the others never had a chance: they are rung again in turn.
 */
export function nextSweep(department: Department, ended: Sweep, status: DialCallStatus): Sweep | undefined {
  if (ended.sweep === 'in-turn') {
    const position = ended.position + 1;
    return position < department.members.length ? { sweep: 'in-turn', position } : undefined;
  }
  return PICKED_UP[status] && department.members.length > 1 ? { sweep: 'in-turn', position: 0 } : undefined;
}

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
export function targetsOf(department: Department, { sweep, position }: Sweep): E164[] {
  const members = sweep === 'all' ? department.members : department.members.slice(position, position + 1);
  return members.map(({ number }) => number);
}
