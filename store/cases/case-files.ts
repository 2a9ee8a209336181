// Notes, attachments and links of cases, an item each. The bytes of attachments are in the store of recordings.
import { MAX_CASE_ENTRIES, type CaseEntry } from '../../core/cases/case-file.ts';
import type { CaseRecord } from '../../core/cases/case.ts';
import { absent, any, differs, equals } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { wasWritten } from '../database/errors.ts';
import { allItems, openTable, type Table } from '../database/table.ts';
import { entryFromItem } from './case-file-items.ts';

/** The case has as many entries as it can have. */
export class CaseFullError extends Error {
  override readonly name = 'CaseFullError';
  constructor(caseNumber: string) {
    super(`case ${caseNumber} has ${String(MAX_CASE_ENTRIES)} entries already`);
  }
}

/** Which case is meant: its number alone may belong to another case by now. */
type CaseId = Pick<CaseRecord, 'caseNumber' | 'receivedAt'>;

export interface CaseFiles {
  /** All entries of the case, in the order in which they were added. */
  readonly list: (of: CaseId) => Promise<readonly CaseEntry[]>;
  readonly get: (of: CaseId, entry: string) => Promise<CaseEntry | undefined>;
  /**
   * An entry of the same name is kept as it is: a repeated request finds the first one.
   * @returns what is kept
   * @throws {CaseFullError}
   */
  readonly add: (entry: CaseEntry) => Promise<CaseEntry>;
  /** Succeeds also when there was none. */
  readonly remove: (entry: Pick<CaseEntry, 'caseNumber' | 'entry'>) => Promise<void>;
  /** Every entry of every case, a page at a time, for the job that removes those of cases that are gone. */
  readonly eachPage: (use: (entries: readonly CaseEntry[]) => Promise<void>) => Promise<void>;
}

export function createCaseFiles(database: Database): CaseFiles {
  const table = openTable(database, 'casefiles');
  return {
    list: (of) => list(table, of),
    get: (of, entry) => get(table, of, entry),
    add: (entry) => add(table, entry),
    remove: ({ caseNumber, entry }) => table.remove('remove case entry', { caseNumber, entry }),
    eachPage: (use) => eachPage(table, use),
  };
}

async function list(table: Table, { caseNumber, receivedAt }: CaseId): Promise<readonly CaseEntry[]> {
  const where = equals('caseNumber', caseNumber);
  const items = await allItems(table, 'read case entries', { where, consistent: true });
  return items
    .map(entryFromItem)
    .filter(({ opened }) => opened === receivedAt)
    .sort((one, other) => one.at.localeCompare(other.at) || one.entry.localeCompare(other.entry));
}

async function get(
  table: Table,
  { caseNumber, receivedAt }: CaseId,
  entry: string,
): Promise<CaseEntry | undefined> {
  const item = await table.get('read case entry', { caseNumber, entry }, { consistent: true });
  const found = item === undefined ? undefined : entryFromItem(item);
  return found?.opened === receivedAt ? found : undefined;
}

/** An entry of an earlier case of the same number is in nobody's way: it is replaced. */
async function add(table: Table, entry: CaseEntry): Promise<CaseEntry> {
  const of = { caseNumber: entry.caseNumber, receivedAt: entry.opened };
  const kept = await get(table, of, entry.entry);
  if (kept !== undefined) return kept;
  if ((await list(table, of)).length >= MAX_CASE_ENTRIES) throw new CaseFullError(entry.caseNumber);
  const isFree = any(absent('entry'), differs('opened', entry.opened));
  if (await wasWritten(table.put('add case entry', { ...entry }, isFree))) return entry;
  return (await get(table, of, entry.entry)) ?? entry;
}

const PAGE = 100;

async function eachPage(table: Table, use: Parameters<CaseFiles['eachPage']>[0]): Promise<void> {
  let after: Record<string, unknown> | undefined;
  do {
    const page = await table.scan('all case entries', { limit: PAGE, after });
    await use(page.items.map(entryFromItem));
    after = page.next;
  } while (after !== undefined);
}
