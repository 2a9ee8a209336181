// `hotline case report` and `hotline case reports`: forms of authorities, filled in for one report or exported for many.
import { writeFile } from 'node:fs/promises';
import { markAsSent } from '../../api-client/client.ts';
import { counted } from '../../core/basics/counted.ts';
import type { AnswerOf, AuthorityId, AuthorityReport, SentBodyOf } from '../../functions/admin/contract.ts';
import { CommandError, type Connection } from '../connection.ts';
import { sentInWords } from './sent-in-words.ts';

export type Marking = SentBodyOf<'authorities.sent'> & {
  readonly sent: boolean;
  readonly json: boolean;
  readonly why?: string;
};

/** Shows the form; with `--sent`, notes first that it was sent. */
export async function authorityReport(
  { api }: Connection,
  params: { readonly caseNumber: string; readonly authority: AuthorityId },
  { sent, json, why, ...body }: Marking,
): Promise<void> {
  const { body: report } = sent
    ? await api.call('authorities.sent', { params, body, why })
    : await api.call('authorities.report', { params, why });
  process.stdout.write(`${json ? JSON.stringify(report) : formInWords(report)}\n`);
}

/** One line for each field, in the order of the form and in its language. */
export function formInWords({ name, language, url, source, note, fields, sent }: AuthorityReport): string {
  return [
    name['en-US'],
    `Send to: ${url}`,
    `Field order: ${source}. Compare it with the form before you send.`,
    ...(note === undefined ? [] : [note['en-US']]),
    '',
    ...fields.map(({ label, value }) => `${label[language]}: ${value === '' ? '(to fill in)' : value}`),
    ...(sent.length === 0 ? [] : ['', ...sent.map((one) => `Sent ${sentInWords(one)}`)]),
  ].join('\n');
}

export interface ManyFlags {
  readonly from?: string;
  readonly to?: string;
  readonly unsent: boolean;
  readonly why: string;
  readonly markSent: boolean;
  readonly reference?: string;
  readonly sentAt?: string;
}

/** Writes the reports of a period as the API gives them, all pages in one file; with `--mark-sent`, notes that they were sent. */
export async function exportReports(
  { api }: Connection,
  { authority, file }: { readonly authority: AuthorityId; readonly file: string },
  { why, markSent, reference, sentAt, ...query }: ManyFlags,
): Promise<void> {
  if (!markSent && (reference !== undefined || sentAt !== undefined))
    throw new CommandError('--reference and --sent-at need --mark-sent.');
  const csv = await api.downloadCsv('authorities.export', { params: { authority }, query, why });
  await writeFile(file, Buffer.from(await csv.file.arrayBuffer())).catch((error: unknown) => {
    const problem = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${file} cannot be written: ${problem}`);
  });
  process.stdout.write(`${file}\n`);
  if (!markSent) return;
  const note = {
    ...(reference === undefined ? {} : { reference }),
    ...(sentAt === undefined ? {} : { sentAt }),
  };
  const batches = await markAsSent(api, authority, { cases: [...csv.cases], ...note });
  process.stdout.write(`${markedInWords(authority, batches)}\n`);
}

function markedInWords(authority: AuthorityId, batches: readonly AnswerOf<'authorities.mark'>[]): string {
  const sum = (name: 'marked' | 'already' | 'left'): number =>
    batches.reduce((total, batch) => total + batch[name].length, 0);
  const rest = [
    sum('already') === 0 ? '' : `; ${counted(sum('already'), 'report')} noted as sent before`,
    sum('left') === 0 ? '' : `; ${counted(sum('left'), 'report')} could not be marked`,
  ];
  return [
    `Marked ${counted(sum('marked'), 'report')} as sent to ${authority}${rest.join('')}.`,
    ...batches
      .filter(({ marked }) => marked.length > 0)
      .map(({ batch, marked }) => `Undo: hotline case unmark ${authority} ${batch} ${marked.join(' ')}`),
  ].join('\n');
}

/** Takes back what `--mark-sent` has noted. */
export async function unmarkReports(
  { api }: Connection,
  authority: AuthorityId,
  body: SentBodyOf<'authorities.unmark'>,
): Promise<void> {
  const { unmarked, left } = (await api.call('authorities.unmark', { params: { authority }, body })).body;
  const rest = left.length === 0 ? '' : ` Not marked by this command: ${left.join(', ')}.`;
  process.stdout.write(
    `${counted(unmarked.length, 'report')} no longer marked as sent to ${authority}.${rest}\n`,
  );
}
