// Legal holds, and what is kept for how long.
import { type PageQuery, itemsOf } from '../../api-client/client.ts';
import { HOLDS } from '../../console/words/en-us/holds.ts';
import { AUDIT } from '../../console/words/en-us/audit.ts';
import type { HoldView } from '../../functions/admin/contract.ts';
import type { Connection } from '../connection.ts';
import { print, type ListOptions } from '../terminal/printed.ts';
import { printable, table } from '../terminal/tables.ts';
import { localTime } from '../terminal/times.ts';

export async function holds(
  { api }: Connection,
  query: PageQuery<'holds.page'>,
  options: ListOptions,
): Promise<void> {
  const found = await itemsOf(api, 'holds.page', query, options.limit);
  print(found, options, ['hold', 'for', 'covers', 'records', 'reason', 'placed', 'lift'], (hold) => [
    hold.id,
    printable(`${HOLDS.sources[hold.source]} ${hold.reference}`),
    printable(coversWords(hold)),
    recordsWords(hold),
    printable(hold.why),
    HOLDS.by(printable(hold.by), localTime(hold.at)),
    hold.proposal === undefined ? '' : printable(HOLDS.proposed(hold.proposal.by, hold.proposal.why)),
  ]);
}

function coversWords({ covers: { caseNumber, number, from, to } }: HoldView): string {
  const { covers } = HOLDS;
  if (caseNumber !== undefined) return covers.case(caseNumber);
  if (number === undefined && from === undefined && to === undefined) return covers.named;
  return [
    number === undefined ? covers.all : `${covers.calls} ${number}`,
    ...(from === undefined ? [] : [covers.from(localTime(from))]),
    ...(to === undefined ? [] : [`until ${localTime(to)}`]),
  ].join(' ');
}

const recordsWords = ({ records }: HoldView): string =>
  HOLDS.records(records.call, records.voicemail, records.case);

export interface NewOrder {
  readonly source: 'order' | 'case';
  readonly reference: string;
  readonly authority?: string;
  readonly legalBasis?: string;
  readonly why: string;
  readonly case?: string;
  readonly number?: string;
  readonly from?: string;
  readonly to?: string;
}

export async function placeHold(
  { api }: Connection,
  { case: caseNumber, ...order }: NewOrder,
): Promise<void> {
  const body = { ...order, ...(caseNumber === undefined ? {} : { caseNumber }) };
  const placed = (await api.call('holds.post', { body })).body;
  process.stdout.write(`Hold ${placed.id} is in force. ${HOLDS.done.place}\n`);
}

const DONE = { 'holds.propose': 'propose', 'holds.lift': 'lift', 'holds.refuse': 'refuse' } as const;

export async function changeHold(
  { api }: Connection,
  route: keyof typeof DONE,
  { hold, why }: { readonly hold: string; readonly why: string },
): Promise<void> {
  await api.call(route, { params: { hold }, body: { why } });
  process.stdout.write(`${AUDIT.actions[route]} ${hold}. ${HOLDS.done[DONE[route]]}\n`);
}

export async function retention({ api }: Connection, { json = false }: { json?: boolean }): Promise<void> {
  const report = (await api.call('retention.report', {})).body;
  if (json) {
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return;
  }
  const { category, period, oldest, held, holds: heldBy } = HOLDS.retentionColumns;
  const rows = report.categories.map((one) => [
    HOLDS.categories[one.category],
    one.days === undefined ? HOLDS.noEnd : HOLDS.begins[one.from](HOLDS.days(one.days)),
    one.oldest === undefined ? '' : localTime(one.oldest),
    one.held === 0 ? '' : String(one.held),
    one.holds.join(', '),
  ]);
  process.stdout.write(`${table([category, period, oldest, held, heldBy], rows)}\n`);
  for (const hold of report.holds)
    process.stdout.write(
      `\n${hold.id}: ${printable(`${HOLDS.sources[hold.source]} ${hold.reference}`)}; ${printable(coversWords(hold))}; ${recordsWords(hold)}\n  ${printable(hold.why)}\n`,
    );
}
