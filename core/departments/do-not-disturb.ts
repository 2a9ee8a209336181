// Do not disturb: a switch beside the settings, by which nobody of the staff is rung until a time.

export interface DoNotDisturb {
  /** ISO 8601, UTC. */
  readonly until: string;
  readonly since: string;
  readonly by: string;
}

/** Until when nobody is rung; undefined when that is over. */
export const quietUntil = (state: DoNotDisturb | undefined, now: Date): string | undefined =>
  state !== undefined && Date.parse(state.until) > now.getTime() ? state.until : undefined;
