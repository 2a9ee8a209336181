// Words lose the numbers of cards and identity papers on their way into a table: in whatever field the register says that
// a person's words are kept, so that no writer has to think of it.
import { withoutSecretNumbers } from '../../core/privacy/secret-numbers.ts';
import type { TableName } from '../tables.ts';
import { partAt } from './check-write.ts';
import type { Change } from '../database/changes.ts';
import type { Item } from '../database/items.ts';

/** Entries of the audit log are sealed by a hash of their words; theirs are cleaned before that, in `audit.ts`. */
const SEALED: ReadonlySet<TableName> = new Set(['audit']);

export const cleanItem = (table: TableName, item: Item): Item =>
  SEALED.has(table) ? item : cleanMap(table, [], item);

export function cleanChange(table: TableName, change: Change): Change {
  if (SEALED.has(table)) return change;
  const { set, once, append } = change;
  const values = (given: NonNullable<Change['set']>): NonNullable<Change['set']> =>
    isPairs(given)
      ? given.map(
          ([path, value]) =>
            [path, cleanValue(table, typeof path === 'string' ? [path] : path, value)] as const,
        )
      : cleanItem(table, given);
  return {
    ...change,
    ...(set === undefined ? {} : { set: values(set) }),
    ...(once === undefined ? {} : { once: values(once) }),
    ...(append === undefined ? {} : { append: cleanLists(table, append) }),
  };
}

type Pairs = Exclude<NonNullable<Change['set']>, Item>;
const isPairs = (values: NonNullable<Change['set']>): values is Pairs => Array.isArray(values);

const cleanLists = (table: TableName, lists: NonNullable<Change['append']>): NonNullable<Change['append']> =>
  Object.fromEntries(
    Object.entries(lists).map(([name, entries]) => [
      name,
      entries.map((one) => cleanValue(table, [name], one)),
    ]),
  );

function cleanValue(table: TableName, path: readonly string[], value: unknown): unknown {
  if (typeof value === 'string') return isWords(table, path) ? withoutSecretNumbers(value) : value;
  if (Array.isArray(value)) return value.map((one) => cleanValue(table, path, one));
  return isPlainMap(value) ? cleanMap(table, path, value) : value;
}

/** Sets and bytes are none. */
const isPlainMap = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const cleanMap = (table: TableName, path: readonly string[], map: Item): Item =>
  Object.fromEntries(
    Object.entries(map).map(([name, one]) => [name, cleanValue(table, [...path, name], one)]),
  );

const isWords = (table: TableName, path: readonly string[]): boolean => partAt(table, path)?.kind === 'words';
