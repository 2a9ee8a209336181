// When a record was made, by the tables' own names.
const TIMES = ['startedAt', 'receivedAt', 'addedAt', 'at', 'requestedAt'] as const;

/** ISO 8601, UTC; undefined for what has no such time, as a caller's record, which grows over time. */
export const timeOf = (item: Readonly<Record<string, unknown>>): string | undefined =>
  TIMES.map((name) => item[name]).find((time) => typeof time === 'string');
