// What would happen if a number called now.
import type { GivenQuery } from '../../api-client/request.ts';
import { CALLS } from '../../console/words/en-us/calls.ts';
import type { LookupView } from '../../functions/admin/contract.ts';
import type { Connection } from '../connection.ts';
import { numberWriter } from '../terminal/numbers.ts';
import { printable } from '../terminal/tables.ts';
import { localTime, withLocalTimes } from '../terminal/times.ts';

export interface LookupOptions {
  readonly json: boolean;
  readonly why: string;
}

export async function lookup(
  connection: Connection,
  number: string,
  query: GivenQuery<'lookup'>,
  { json, why }: LookupOptions,
): Promise<void> {
  const { body: view } = await connection.api.call('lookup', { params: { number }, query, why });
  if (json) {
    process.stdout.write(`${JSON.stringify(view)}\n`);
    return;
  }
  const written = await numberWriter(connection);
  const lines = [
    `${written(view.number)}: ${CALLS.verdicts[view.verdict]}`,
    ...view.reasons.map(({ text }) => `  ${withLocalTimes(text)}`),
    ...view.listings.map(
      ({ pattern, list, reason }) =>
        `  list entry: ${written(pattern)} on the ${CALLS.lists[list]}: ${printable(reason)}`,
    ),
    ...sharingLines(view.sharing),
    ...(view.verifiedUntil === undefined ? [] : [`  verified until ${localTime(view.verifiedUntil)}`]),
    ...(view.flaggedCalls === 0 ? [] : [`  calls flagged by staff: ${view.flaggedCalls}`]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function sharingLines(sharing: LookupView['sharing']): string[] {
  if (sharing === undefined) return [];
  const { state, since, falsePositives } = sharing;
  const doubts =
    falsePositives.length === 0 ? '' : `, reported as a false positive by ${falsePositives.join(', ')}`;
  const shared = state === 'shared' ? 'shared with partners' : 'withdrawn from partners until you decide';
  return [`  ${shared} since ${localTime(since)}${doubts}`];
}
