// Whether a department is open at this moment. If it is not, this says why and until when.
import { isOpen, nextOpening, type Opening, type Timetable } from './hours.ts';

export const OPEN_STATES = ['open', 'after-hours', 'do-not-disturb'] as const;

export interface OpenState {
  readonly state: (typeof OPEN_STATES)[number];
  /** End of do not disturb; it may still be closed by its hours then. */
  readonly until?: string;
  /** Undefined while the department is open, and if it has no opening hours in the next 60 days. */
  readonly opens?: Opening;
}

export function openState(timetable: Timetable, now: Date): OpenState {
  if (isOpen(timetable, now)) return { state: 'open' };
  const { doNotDisturbUntil: until } = timetable;
  const quiet = until !== undefined && Date.parse(until) > now.getTime();
  const opens = nextOpening(timetable, now);
  return {
    ...(quiet ? { state: 'do-not-disturb', until } : { state: 'after-hours' }),
    ...(opens === undefined ? {} : { opens }),
  };
}
