// `/feeds/numbers.csv`, its sum and its signature: whole, or what changed since a moment.
import { stringify } from 'csv-stringify/sync';
import { CSV_COLUMNS, csvRows } from '../../core/sharing/csv.ts';
import { lastChange } from '../../core/sharing/view.ts';
import { Problem } from '../http/problem.ts';
import { pathOf, queryOf } from '../http/read-request.ts';
import { sha256 } from '../sha256.ts';
import { SIGNATURE_TYPE, signedAt } from './misp-door.ts';
import { requireFormat, type DoorInput, type Given } from './door.ts';

const FILE = 'numbers.csv';

/** @throws {Problem} not-agreed, not-found, invalid-request */
export async function csvFile(input: DoorInput): Promise<Given> {
  const { event, partner, view, source, key } = input;
  const file = pathOf(event).file;
  if (file !== FILE && file !== `${FILE}.sha256` && file !== `${FILE}.asc`)
    throw new Problem('not-found', 'No such feed.');
  requireFormat(partner, 'csv');
  const since = instantIn(queryOf(event).since, 'since');
  const rows = csvRows(view, { source, terms: partner.terms }, since);
  const text = stringify([...rows], { header: true, columns: [...CSV_COLUMNS] });
  if (file === `${FILE}.sha256`)
    return { type: 'text/plain; charset=utf-8', body: `${sha256(Buffer.from(text))}  ${FILE}\n`, numbers: 0 };
  if (file === `${FILE}.asc`)
    return { type: SIGNATURE_TYPE, body: await key.sign(text, signedAt(input)), numbers: 0 };
  const until = lastChange(view);
  return {
    type: 'text/csv; charset=utf-8',
    body: text,
    // What to give as `since` the next time.
    headers: until === undefined ? {} : { 'x-feed-until': until },
    numbers: rows.filter(({ action }) => action === 'add').length,
  };
}

/** RFC 3339. @throws {Problem} invalid-request */
export function instantIn(text: string | undefined, name: string): Date | undefined {
  if (text === undefined) return undefined;
  const at = new Date(text);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/i.test(text) && !Number.isNaN(at.getTime())) return at;
  throw new Problem(
    'invalid-request',
    `query /${name}: must be a time with its zone, like 2026-11-24T09:00:00Z.`,
  );
}
