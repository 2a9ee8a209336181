// Do not disturb keeps staff phones from ringing until a set time. It is stored beside the settings.

export interface DoNotDisturb {
  /** ISO 8601, UTC. */
  readonly until: string;
  readonly since: string;
  readonly by: string;
}

/** The time until which staff phones do not ring; undefined once that time has passed. */
export const quietUntil = (state: DoNotDisturb | undefined, now: Date): string | undefined =>
  state !== undefined && Date.parse(state.until) > now.getTime() ? state.until : undefined;
