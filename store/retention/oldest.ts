// The oldest record of each kind, by the indexes that are there: no table is read whole.
import { DAY_MS } from '../../core/basics/durations.ts';
import { CASE_STATUSES } from '../../core/cases/case.ts';
import { VOICEMAIL_STATUSES } from '../../core/messages/message.ts';
import { equals } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { openTable, pagesOf, type Table } from '../database/table.ts';

/** Times as ISO 8601; undefined where there is nothing. */
export interface Oldest {
  /** @param since the day on which the oldest call can lie; the days are asked one by one from there */
  readonly call: (since: Date, now: Date) => Promise<string | undefined>;
  readonly voicemail: () => Promise<string | undefined>;
  readonly case: () => Promise<string | undefined>;
}

/** Days that are asked for at once. */
const DAYS_AT_ONCE = 25;

export function createOldest(database: Database): Oldest {
  const [calls, voicemails, cases] = (['calls', 'voicemails', 'cases'] as const).map((name) =>
    openTable(database, name),
  ) as [Table, Table, Table];
  return {
    call: (since, now) => oldestCall(calls, since, now),
    voicemail: () => oldestOf(voicemails, VOICEMAIL_STATUSES),
    case: () => oldestOf(cases, CASE_STATUSES),
  };
}

const earliest = (times: readonly (string | undefined)[]): string | undefined =>
  times.filter((time) => time !== undefined).toSorted()[0];

const oldestOf = async (table: Table, statuses: readonly string[]): Promise<string | undefined> =>
  earliest(await Promise.all(statuses.map((status) => first(table, 'byStatus', { status }, 'receivedAt'))));

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
