// The oldest record of each kind, by the indexes that are there: no table is read whole.
import { DAY_MS } from '../../core/basics/durations.ts';
import { CASE_STATUSES } from '../../core/cases/case.ts';
import { VOICEMAIL_STATUSES } from '../../core/messages/message.ts';
import { PACKAGE_STATUSES } from '../../core/packages/evidence-package.ts';
import { equals } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import type { Item } from '../database/items.ts';
import { SETTINGS_KEY } from '../settings/settings-items.ts';
import type { TableName } from '../tables.ts';
import { openTable, pagesOf, type Table } from '../database/table.ts';

/** Times as ISO 8601; undefined where there is nothing. */
export interface Oldest {
  /** @param since the day on which the oldest call can lie; the days are asked one by one from there */
  readonly call: (since: Date, now: Date) => Promise<string | undefined>;
  readonly voicemail: () => Promise<string | undefined>;
  readonly case: () => Promise<string | undefined>;
  readonly package: () => Promise<string | undefined>;
  /** Of those that were lifted: the others have no end. */
  readonly hold: () => Promise<string | undefined>;
  readonly exercise: () => Promise<string | undefined>;
  readonly settings: () => Promise<string | undefined>;
}

/** Days that are asked for at once. */
const DAYS_AT_ONCE = 25;

export function createOldest(database: Database): Oldest {
  const open = (name: TableName): Table => openTable(database, name);
  const [calls, voicemails, cases] = [open('calls'), open('voicemails'), open('cases')];
  return {
    call: (since, now) => oldestCall(calls, since, now),
    voicemail: () => oldestOf(voicemails, VOICEMAIL_STATUSES),
    case: () => oldestOf(cases, CASE_STATUSES),
    package: () => oldestOf(open('packages'), PACKAGE_STATUSES, 'requestedAt'),
    hold: () => oldestOf(open('holds'), ['lifted'], 'at'),
    exercise: () => oldestResult(open('exercises')),
    settings: () => oldestSettings(open('settings')),
  };
}

const earliest = (times: readonly (string | undefined)[]): string | undefined =>
  times.filter((time) => time !== undefined).toSorted()[0];

const oldestOf = async (
  table: Table,
  statuses: readonly string[],
  sort = 'receivedAt',
): Promise<string | undefined> =>
  earliest(await Promise.all(statuses.map((status) => first(table, 'byStatus', { status }, sort))));

/** A few a day at most, of the people who work here: the table can be looked through. */
async function oldestResult(table: Table): Promise<string | undefined> {
  let [oldest, after]: [string | undefined, Item | undefined] = [undefined, undefined];
  do {
    const { items, next } = await table.scan('oldest exercise', { after });
    oldest = earliest([
      oldest,
      ...items.map(({ takenAt }) => (typeof takenAt === 'string' ? takenAt : undefined)),
    ]);
    after = next;
  } while (after !== undefined);
  return oldest;
}

/** Version 1 is the first that was saved; none is ever removed. */
async function oldestSettings(table: Table): Promise<string | undefined> {
  const item = await table.get('oldest settings', { ...SETTINGS_KEY, version: 1 });
  return typeof item?.savedAt === 'string' ? item.savedAt : undefined;
}

async function oldestCall(table: Table, since: Date, now: Date): Promise<string | undefined> {
  for (let from = since.getTime(); from <= now.getTime() + DAY_MS; from += DAYS_AT_ONCE * DAY_MS) {
    const days = Array.from({ length: DAYS_AT_ONCE }, (_, index) =>
      new Date(from + index * DAY_MS).toISOString().slice(0, 10),
    );
    const found = earliest(await Promise.all(days.map((day) => first(table, 'byDay', { day }, 'startedAt'))));
    if (found !== undefined) return found;
  }
  return undefined;
}

async function first(
  table: Table,
  index: string,
  key: Readonly<Record<string, string>>,
  sort: string,
): Promise<string | undefined> {
  const [[name, value] = ['', '']] = Object.entries(key);
  // What is past its period is passed over: the page that has it may be empty.
  for await (const { items } of pagesOf(table, 'oldest record', {
    index,
    where: equals(name, value),
    limit: 10,
  })) {
    const at = items[0]?.[sort];
    if (typeof at === 'string') return at;
  }
  return undefined;
}
