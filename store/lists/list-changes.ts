// That the lists have changed is noted beside each change, so that a copy of them is made again only then. The note stands
// among the listings, under a key that no pattern has and that no list shows.
import { randomUUID } from 'node:crypto';
import { optionalText, parserOf, schemaOf } from '../database/parse.ts';
import type { Table } from '../database/table.ts';

const CHANGE_KEY = { pattern: 'change' } as const;

const changeOf = parserOf('listings', schemaOf<{ readonly change?: string }>({ change: optionalText }));

/**
 * The change is made, and noted at the same time: a reader that finds the note may come before the change, and reads once
 * more later. A note that cannot be written does not keep a change from being made; copies are made hourly in any case.
 */
export async function noting<Result>(table: Table, change: Promise<Result>): Promise<Result> {
  const [result] = await Promise.allSettled([change, note(table)]);
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

/** The same for a change that takes long: it is noted once more when it is over, or has failed half-way. */
export const notingLong = (table: Table, change: Promise<void>): Promise<void> =>
  noting(table, change).finally(() => note(table));

const note = (table: Table): Promise<void> =>
  table.put('note that the lists change', { ...CHANGE_KEY, change: randomUUID() }).catch(() => undefined);

/** Names the state of the lists: another name, another state. Undefined before the first change. */
export async function latestChange(table: Table): Promise<string | undefined> {
  const item = await table.get('read change of the lists', CHANGE_KEY, { consistent: true });
  return item === undefined ? undefined : changeOf(item).change;
}
