// What the list of calls is filtered by, as the address has it; words that are none of ours are left out.
import type { Disposition, QueryOf, Verdict } from '../../../functions/admin/contract.ts';

export const VERDICTS = [
  'challenge',
  'menu',
  'staff',
  'reject',
  'voicemail',
  'busy',
  'forwarding-loop',
  'appeal',
  'pin',
] as const satisfies Verdict[];
export const DISPOSITIONS = [
  'talked-to-staff',
  'left-message',
  'reported',
  'informed',
  'missed',
  'gave-up',
  'rejected',
  'forwarding-loop',
  'in-progress',
] as const satisfies Disposition[];

export type Filters = Pick<
  Partial<QueryOf<'calls.page'>>,
  'caller' | 'verdict' | 'disposition' | 'from' | 'to'
>;

/** Days of the address are the reader's own; the API takes instants. */
export const filtersIn = (query: Readonly<Record<string, string>>): Filters => ({
  caller: query.caller === '' ? undefined : query.caller,
  verdict: VERDICTS.find((known) => known === query.verdict),
  disposition: DISPOSITIONS.find((known) => known === query.disposition),
  from: beginningOf(query.from, 0),
  to: beginningOf(query.to, 1),
});

function beginningOf(day: string | undefined, daysLater: number): string | undefined {
  if (day === undefined || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + daysLater);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
