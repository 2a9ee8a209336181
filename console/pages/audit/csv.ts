// Entries of the audit log as a file for a spreadsheet.
import type { AuditView } from '../../../functions/admin/contract.ts';

const COLUMNS = [
  'day',
  'sequence',
  'at',
  'by',
  'action',
  'record',
  'detail',
  'why',
  'previous',
  'hash',
] as const satisfies (keyof AuditView)[];

/** The mark at the front tells Excel that it is UTF-8. */
export const csvOf = (entries: readonly AuditView[]): Blob =>
  new Blob(
    [
      '\uFEFF',
      [COLUMNS.join(','), ...entries.map((entry) => COLUMNS.map((name) => cell(entry[name])).join(','))]
        .map((line) => `${line}\r\n`)
        .join(''),
    ],
    { type: 'text/csv;charset=utf-8' },
  );

/** A spreadsheet would take text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number | undefined): string {
  const text = String(value ?? '');
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Gives the file to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
