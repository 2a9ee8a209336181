// Listings as a CSV file (RFC 4180) that survives a spreadsheet: a byte order mark, so that Excel reads it as UTF-8,
// numbers that keep their plus, and no text that is run as a formula. The import reads it back to the same listings.
import { stringify } from 'csv-stringify/sync';
import { inertText } from '../../../core/lists/list-file/cells.ts';
import { protectNumber } from '../../../core/numbers/number-cell.ts';
import type { Listing } from '../../../core/lists/listing.ts';

const COLUMNS = [
  'number',
  'list',
  'reason',
  'expiresAt',
  'department',
  'ringThrough',
  'source',
  'addedBy',
  'addedAt',
] as const;

const ROWS_A_STEP = 100;

/** In steps, between which others can have a turn. */
export function* writeListingCsv(listings: readonly Listing[]): Generator<undefined, string> {
  const texts: string[] = [];
  for (let from = 0; from < listings.length || from === 0; from += ROWS_A_STEP) {
    const isFirst = from === 0;
    const rows = listings.slice(from, from + ROWS_A_STEP).map(rowOf);
    const columns = [...COLUMNS];
    texts.push(stringify(rows, { bom: isFirst, header: isFirst, columns, record_delimiter: 'windows' }));
    yield;
  }
  return texts.join('');
}

const rowOf = (listing: Listing): Readonly<Record<(typeof COLUMNS)[number], string>> => ({
  number: protectNumber(listing.pattern),
  list: listing.list,
  reason: inertText(listing.reason),
  expiresAt: listing.expiresAt ?? '',
  department: inertText(listing.department ?? ''),
  ringThrough: listing.ringThrough === true ? 'yes' : '',
  source: inertText(listing.source),
  addedBy: inertText(listing.addedBy),
  addedAt: listing.addedAt,
});
