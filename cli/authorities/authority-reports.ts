// `hotline case report` and `hotline case reports`: forms of authorities, filled in for one report or exported for many.
import { writeFile } from 'node:fs/promises';
import type { GivenQuery } from '../../api-client/request.ts';
import type { AuthorityId, AuthorityReport, SentBodyOf } from '../../functions/admin/contract.ts';
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

/** Writes the reports of a period as the API gives them, all pages in one file. */
export async function exportReports(
  { api }: Connection,
  { authority, file }: { readonly authority: AuthorityId; readonly file: string },
  { why, ...query }: Omit<GivenQuery<'authorities.export'>, 'cursor'> & { readonly why: string },
): Promise<void> {
  const csv = await api.downloadCsv('authorities.export', { params: { authority }, query, why });
  await writeFile(file, Buffer.from(await csv.arrayBuffer())).catch((error: unknown) => {
    const problem = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${file} cannot be written: ${problem}`);
  });
  process.stdout.write(`${file}\n`);
}
