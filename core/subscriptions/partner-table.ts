// Tables of partners: the columns that hotlines exchange, any list of numbers as `core/lists/list-file/` reads it, and
// lists of keyed hashes.
import { keyedHash } from '../evidence/keyed-number.ts';
import { decodeListFile } from '../lists/list-file/decode.ts';
import { openListFile } from '../lists/list-file/open.ts';
import { readLines, type ReadingRules } from '../lists/list-file/read-lines.ts';
import { readRecords, type FileRecord } from '../lists/list-file/records.ts';
import { tidyText } from '../numbers/number-cell.ts';
import {
  categoryOf,
  Collector,
  FormatError,
  idOf,
  originKey,
  seenBy,
  timeOf,
  type ReadEntries,
  type ReadingContext,
} from './entry.ts';

type Cell = (column: string) => string;

/** Rows by the names in the first line; undefined where a needed column is missing. */
function rowsOf(content: Uint8Array, needed: readonly string[]): readonly Cell[] | undefined {
  const decoded = decodeListFile(content);
  if (!decoded.ok) throw new FormatError(decoded.problem);
  const read = readRecords(
    decoded.text,
    (cells) => needed.filter((name) => namesIn(cells).includes(name)).length,
  );
  if (!read.ok) throw new FormatError(read.problem);
  const [head, ...rows] = read.records.filter((record) => !isRemark(record));
  const names = namesIn(head?.cells ?? []);
  if (!needed.every((name) => names.includes(name))) return undefined;
  return rows.map(
    ({ cells }): Cell =>
      (column) =>
        tidyText(cells[names.indexOf(column)] ?? ''),
  );
}

const namesIn = (cells: readonly string[]): readonly string[] =>
  cells.map((cell) => tidyText(cell).toLowerCase());
const isRemark = ({ cells: [first = ''] }: FileRecord): boolean => first.trimStart().startsWith('#');

/** Either the columns that hotlines exchange, or a list of numbers. */
export const readTable = (content: Uint8Array, context: ReadingContext, rules: ReadingRules): ReadEntries =>
  readExchange(content, context) ?? readList(content, context, rules);

/** `number_e164,category,decision,first_seen,last_seen,calls,confidence,expires,tlp,source_org,entry_uuid,action` */
function readExchange(content: Uint8Array, context: ReadingContext): ReadEntries | undefined {
  const rows = rowsOf(content, ['number_e164']);
  if (rows === undefined) return undefined;
  const found = new Collector();
  for (const cell of rows) readExchangeRow(cell, context, found);
  return found.result();
}

function readExchangeRow(cell: Cell, { readNumber, now, partner }: ReadingContext, found: Collector): void {
  const written = cell('number_e164').replace(/^'/, '');
  const uuid = cell('entry_uuid');
  const read = readNumber(written);
  if (cell('action').toLowerCase() === 'remove') {
    // A removal names the entry; older tables name the number instead.
    if (uuid !== '') found.withdrawn.push(uuid);
    if (read.ok) found.withdrawn.push(read.number);
    return;
  }
  if (!read.ok) {
    found.drop(read.code);
    return;
  }
  const expiresAt = timeOf(cell('expires'));
  const calls = Number(cell('calls'));
  found.entries.push({
    about: read.number,
    id: idOf(uuid, read.number),
    category: categoryOf(cell('category')),
    confirmed: cell('decision').toLowerCase() !== 'auto',
    calls: Number.isInteger(calls) && calls > 0 ? calls : 1,
    lastSeen: seenBy(timeOf(cell('last_seen')) ?? timeOf(cell('first_seen')), now),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    origins: [originKey(cell('source_org') === '' ? partner : cell('source_org'))],
  });
}

/** A list of numbers, or a complaint file: lines about the same number count together. */
function readList(content: Uint8Array, context: ReadingContext, rules: ReadingRules): ReadEntries {
  const file = openListFile(content);
  if (!file.ok) throw new FormatError(file.problem);
  const found = new Collector();
  const counted = new Map<string, { calls: number; lastSeen: string; category: string }>();
  for (const line of readLines(file, { ...rules, asComplaints: true })) {
    if (line.kind !== 'complaint') {
      if (line.kind === 'rejected') found.drop(line.code);
      continue;
    }
    const before = counted.get(line.number);
    const lastSeen = before !== undefined && before.lastSeen > line.date ? before.lastSeen : line.date;
    counted.set(line.number, { calls: 1 + (before?.calls ?? 0), lastSeen, category: line.about });
  }
  for (const [written, { calls, lastSeen, category }] of counted) {
    const read = context.readNumber(written);
    if (!read.ok) found.drop(read.code);
    else
      found.entries.push({
        about: read.number,
        id: read.number,
        category: categoryOf(category),
        confirmed: true,
        calls,
        lastSeen: seenBy(timeOf(lastSeen), context.now),
        origins: [originKey(context.partner)],
      });
  }
  return found.result();
}

/**
 * The list has no column for who decided. A hotline gives 80 and more to what a person decided, 65 at most to what its
 * guard did alone.
 */
const LEAST_OF_A_PERSON = 75;
const isConfirmed = (confidence: string): boolean =>
  confidence === '' || Number(confidence) >= LEAST_OF_A_PERSON;

/** `key_id,hmac,category,confidence,first_seen,last_seen,action` */
export function readMatchingList(
  content: Uint8Array,
  { now, partner }: Pick<ReadingContext, 'now' | 'partner'>,
  keyIds: readonly string[],
): ReadEntries & { readonly unknownKeys: number } {
  const rows = rowsOf(content, ['key_id', 'hmac']);
  if (rows === undefined)
    throw new FormatError('The list has no columns key_id and hmac: it is not a list of keyed hashes.');
  const found = new Collector();
  // During a rotation the list has each number under both keys: it counts once, under the newest that is known here.
  const listed = new Set(rows.map((cell) => cell('key_id').toLowerCase()));
  const used = keyIds.find((id) => listed.has(id));
  let unknownKeys = 0;
  for (const cell of rows) {
    const keyId = cell('key_id').toLowerCase();
    const hash = /^[0-9a-f]{64}$/i.test(cell('hmac')) ? keyedHash(keyId, cell('hmac')) : undefined;
    if (hash === undefined) found.drop('not-a-number');
    else if (!keyIds.includes(keyId)) unknownKeys += 1;
    else if (keyId !== used) continue;
    else if (cell('action').toLowerCase() === 'remove') found.withdrawn.push(hash);
    else
      found.entries.push({
        about: hash,
        id: cell('hmac').toLowerCase(),
        category: categoryOf(cell('category')),
        confirmed: isConfirmed(cell('confidence')),
        calls: 1,
        lastSeen: seenBy(timeOf(cell('last_seen')) ?? timeOf(cell('first_seen')), now),
        origins: [originKey(partner)],
      });
  }
  return { ...found.result(), unknownKeys };
}
