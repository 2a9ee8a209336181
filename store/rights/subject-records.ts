// Everything that the tables say of one person, found by reading every item: whatever wrote it, it is found. DynamoDB has no
// search, and an index would only find what somebody thought of.
import * as z from 'zod';
import type { SubjectTexts } from '../../core/rights/subject.ts';
import { TABLES, type KeySchema, type TableName } from '../tables.ts';
import { absent, all, equals, exists, type Condition } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { wasWritten } from '../database/errors.ts';
import type { Item } from '../database/items.ts';
import { openTable, type Key, type Table } from '../database/table.ts';

export interface FoundRecord {
  readonly table: TableName;
  readonly key: Key;
  readonly item: Item;
  /** It is about the person: it goes as a whole. Otherwise the person is taken out of it. */
  readonly isOwn: boolean;
  /** Under a legal hold. */
  readonly isHeld: boolean;
}

export interface SubjectRecords {
  /** Those that mention the person, page by page. */
  readonly find: (
    table: TableName,
    texts: SubjectTexts,
    number: string,
  ) => AsyncGenerator<readonly FoundRecord[]>;
  /** Every item of a table, page by page. */
  readonly each: (table: TableName) => AsyncGenerator<readonly Item[]>;
  /** False where it was put under a hold meanwhile. */
  readonly remove: (record: FoundRecord) => Promise<boolean>;
  /** The item with these values in place of its own; what is undefined goes. False likewise. */
  readonly replace: (record: FoundRecord, values: Item) => Promise<boolean>;
}

/** A request reads so many items, so that calls are answered in between. */
const ITEMS_AT_ONCE = 200;

/**
 * Attributes that hold the number in a record about the person. Where the number stands elsewhere, the record is about
 * something else, and mentions them. `anywhere`: such a record says nothing without the number, or is signed as it is.
 */
const OWN: Readonly<Record<TableName, readonly string[] | 'anywhere'>> = {
  listings: ['pattern'],
  callers: ['number'],
  calls: ['caller'],
  voicemails: ['caller', 'recordingSid'],
  cases: ['reporter'],
  casefiles: [],
  exercises: [],
  limits: 'anywhere',
  feeds: [],
  settings: ['name'],
  webhooks: 'anywhere',
  packages: [],
  holds: [],
  audit: ['day'],
  rights: [],
  // Withdrawn from partners first: `functions/sharing/withdraw.ts`.
  shares: [],
  partners: [],
};

export function createSubjectRecords(database: Database): SubjectRecords {
  const tableOf = (name: TableName): Table => openTable(database, name);
  return {
    find: async function* (table, texts, number) {
      for await (const items of pagesOf(tableOf(table)))
        yield items.filter(texts.isIn).map((item) => ({
          table,
          key: keyOf(table, item),
          item,
          isOwn: isOwn(table, item, texts, number),
          isHeld: item.holds !== undefined,
        }));
    },
    each: (table) => pagesOf(tableOf(table)),
    remove: ({ table, key }) => wasWritten(tableOf(table).remove('erase', key, FREE)),
    replace: ({ table, key, item }, values) => {
      const changed = Object.entries(values).filter(
        ([name, value]) => item[name] !== value && !(name in key),
      );
      const gone = Object.keys(item).filter((name) => values[name] === undefined && !(name in key));
      const change = { set: Object.fromEntries(changed), remove: gone };
      return wasWritten(tableOf(table).update('erase', key, change, { only: unchanged(key, item) }));
    },
  };
}

const FREE: Condition = absent('holds');

/** Where somebody wrote it meanwhile, it is found again by the next pass. */
const unchanged = (key: Key, { version }: Item): Condition =>
  all(
    FREE,
    ...Object.keys(key).map((name) => exists(name)),
    ...(typeof version === 'number' ? [equals('version', version)] : []),
  );

async function* pagesOf(table: Table): AsyncGenerator<readonly Item[]> {
  let after: Item | undefined;
  do {
    const page = await table.scan('read everything', { limit: ITEMS_AT_ONCE, after });
    yield page.items;
    after = page.next;
  } while (after !== undefined);
}

const keyPart = z.union([z.string(), z.number()]);

function keyOf(table: TableName, item: Item): Key {
  const { partition, sort }: KeySchema = TABLES[table].key;
  const names = sort === undefined ? [partition] : [partition, sort];
  return Object.fromEntries(names.map((name) => [name, keyPart.parse(item[name])]));
}

function isOwn(table: TableName, item: Item, texts: SubjectTexts, number: string): boolean {
  const own = OWN[table];
  if (own === 'anywhere') return true;
  // An appeal is the person's own, though the number is the one that it is about.
  if (table === 'cases' && item.kind === 'appeal' && item.reported === number) return true;
  const keys: readonly string[] = Object.keys(keyOf(table, item));
  return own.some((name) => (keys.includes(name) ? texts.isIn(item[name]) : item[name] === number));
}
