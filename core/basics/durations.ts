// Lengths of time that every domain reckons with, in milliseconds.

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
/** A day of 24 hours. Days on the clocks of a time zone are reckoned in `core/hours`. */
export const DAY_MS = 24 * HOUR_MS;

/** The same in seconds, for what DynamoDB and carriers count in seconds. */
export const HOUR_SECONDS = HOUR_MS / 1_000;
export const DAY_SECONDS = DAY_MS / 1_000;
