// What every document that leaves has in common: who it is from, and how identifiers are made.

/** The hotline as the source of a feed. */
export interface FeedSource {
  readonly organization: string;
  /** UUID of the organization. */
  readonly id: string;
}

/** A UUID for a text, always the same, which nobody else can work out. */
export type IdOf = (text: string) => string;

/**
 * Stands where a format wants a number and the number is withdrawn. No country's code begins with 0, so it is nobody's
 * number, and MISP keeps it as it is.
 */
export const NO_NUMBER = '+0';

/** `2026-11-23T08:00:00.000Z` -> `1795420800` */
export const epochText = (at: string): string => String(Math.floor(Date.parse(at) / 1_000));
