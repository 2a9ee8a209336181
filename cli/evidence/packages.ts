// `hotline evidence list` and `hotline evidence show`: packages in words.
import { itemsOf, type PageQuery } from '../../api-client/client.ts';
import { APPROVERS_NEEDED } from '../../functions/admin/choices.ts';
import type { PackageView } from '../../functions/admin/contract.ts';
import type { Connection } from '../connection.ts';
import { writerFor, type WriteNumber } from '../terminal/numbers.ts';
import { print, type ListOptions } from '../terminal/printed.ts';
import { printable, wrapped } from '../terminal/tables.ts';
import { localTime } from '../terminal/times.ts';
import { whoInWords } from '../terminal/who.ts';

export async function packages(
  connection: Connection,
  query: PageQuery<'evidence.page'>,
  options: ListOptions,
): Promise<void> {
  const found = await itemsOf(connection.api, 'evidence.page', query, options.limit);
  const written = await writerFor(connection, options);
  print(found, options, ['package', 'status', 'about', 'authority', 'request'], (one) => [
    one.id,
    statusInWords(one),
    aboutInWords(one.about, written),
    printable(one.authority).slice(0, 24),
    printable(one.requestNumber).slice(0, 20),
  ]);
}

export async function showPackage(
  connection: Connection,
  id: string,
  { json }: Pick<ListOptions, 'json'>,
): Promise<void> {
  const { body } = await connection.api.call('evidence.get', { params: { package: id } });
  await printPackage(connection, body, { json });
}

/** As a person reads it, or as one line of JSON. */
export async function printPackage(
  connection: Connection,
  about: PackageView,
  { json }: Pick<ListOptions, 'json'>,
): Promise<void> {
  const written = await writerFor(connection, { json });
  process.stdout.write(`${json ? JSON.stringify(about) : packageInWords(about, written)}\n`);
}

const STATUSES: Readonly<Record<PackageView['status'], string>> = {
  waiting: 'pending approval',
  refused: 'refused',
  approved: 'approved, not yet made',
  making: 'being made',
  ready: 'ready',
  failed: 'could not be made',
};

function statusInWords({ status, approvals, progress }: PackageView): string {
  if (status === 'waiting')
    return `${STATUSES.waiting}, ${String(approvals.length)} of ${String(APPROVERS_NEEDED)}`;
  if (status === 'making' && progress !== undefined)
    return `${STATUSES.making}, ${String(progress.done)} of ${String(progress.total)}`;
  return STATUSES[status];
}

function aboutInWords(about: PackageView['about'], written: WriteNumber): string {
  switch (about.kind) {
    case 'case':
      return `case ${about.caseNumber}`;
    case 'number':
      return written(about.number);
    case 'period':
      return `${localTime(about.from)} to ${localTime(about.to)}`;
  }
}

/** Columns of a terminal that a line may fill, and of them those of the label. */
const [WIDTH, LABEL] = [100, 15];

export function packageInWords(found: PackageView, written: WriteNumber): string {
  const facts = factsOf(found, written).flatMap(([label, text]) =>
    text === undefined || text === ''
      ? []
      : wrapped(printable(text), WIDTH - LABEL - 2).map(
          (line, index) => `  ${(index === 0 ? label : '').padEnd(LABEL)}${line}`,
        ),
  );
  return [`Evidence package ${found.id}: ${statusInWords(found)}`, ...facts].join('\n');
}

type Fact = readonly [label: string, text: string | undefined];

function factsOf(found: PackageView, written: WriteNumber): Fact[] {
  const { made, refusal } = found;
  return [
    ['About', aboutInWords(found.about, written)],
    ['Authority', found.authority],
    ['Request', found.requestNumber],
    ['Officer', found.officer],
    ['Legal basis', found.legalBasis],
    ['Received', localTime(found.receivedAt)],
    ['Requested', byAndAt({ by: found.requestedBy, at: found.requestedAt })],
    ...found.approvals.map((one, index): Fact => [index === 0 ? 'Approved' : '', byAndAt(one)]),
    ['Refused', refusal && `${byAndAt(refusal)}: ${refusal.reason}`],
    ['Problem', found.status === 'failed' ? found.problem : undefined],
    ['File', made && `${made.fileName}, ${String(made.files)} files, ${String(made.bytes)} bytes`],
    ['Made', made && `${localTime(made.madeAt)}${made.stamped ? '' : ', without a time stamp'}`],
    ['SHA-256', made?.sha256],
    ...found.releases.map((one, index): Fact => [index === 0 ? 'Downloaded' : '', byAndAt(one)]),
  ];
}

const byAndAt = ({ by, at }: { readonly by: string; readonly at: string }): string =>
  `${whoInWords(by)}, ${localTime(at)}`;
