// What a day has used so far of its limits: one item a day in the table of limits. A place is taken by a conditional
// write before anything is spent, so that many at once never take more than there is.
import { DAY_SECONDS } from '../../core/basics/durations.ts';
import { SHORT_LIVED_DAYS } from '../../core/holds/kept.ts';
import type { DailyKind, DailyUse } from '../../core/departments/day-limit.ts';
import type { Effect } from '../../core/call/effect.ts';
import { absent, any, isAtMost, type Condition } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { wasWritten } from '../database/errors.ts';
import { epochSeconds } from '../database/items.ts';
import { count, parserOf, schemaOf } from '../database/parse.ts';
import { openTable, type Table } from '../database/table.ts';

export interface DayUse {
  /**
   * Takes some of the day's limit. A webhook that comes twice takes it twice, on the safe side.
   * @param day `YYYY-MM-DD`
   * @returns whether there was room
   */
  readonly take: (kind: DailyKind, day: string, taken: { count: number; most: number }) => Promise<boolean>;
  /** Adds the minutes of a conversation, once for each call. A fault between its two writes leaves them out. */
  readonly addMinutes: (effect: Extract<Effect, { kind: 'add-minutes' }>) => Promise<void>;
  /** Counts a text message that found no room on this day. */
  readonly noteWaitingText: (day: string) => Promise<void>;
  readonly of: (day: string) => Promise<DailyUse>;
}

const KEPT_SECONDS = SHORT_LIVED_DAYS * DAY_SECONDS;
const expiry = (day: string): number => epochSeconds(day) + KEPT_SECONDS;
const keyOf = (day: string) => ({ name: `day:${day}` });

export function createDayUse(database: Database): DayUse {
  const table = openTable(database, 'limits');
  return {
    take: async (kind, day, { count: taken, most }) => {
      if (taken > most) return false;
      return wasWritten(add(table, day, { [kind]: taken }, hasRoomFor(kind, most - taken)));
    },

    addMinutes: async ({ key, day, minutes }) => {
      const once = { name: `talk:${key}`, ttl: expiry(day) };
      const isFirst = table.put('count a conversation once', once, absent('name'));
      if (await wasWritten(isFirst)) await add(table, day, { minutes });
    },

    noteWaitingText: (day) => add(table, day, { waitingTexts: 1 }),

    of: async (day) => {
      const used = await table.get('read use of the day', keyOf(day), { consistent: true });
      const { minutes = 0, texts = 0, waitingTexts } = useOf(used ?? {});
      return { minutes, texts, ...(waitingTexts === undefined ? {} : { waitingTexts }) };
    },
  };
}

/** @param room what may have been used before */
const hasRoomFor = (kind: DailyKind, room: number): Condition => any(absent(kind), isAtMost(kind, room));

async function add(
  table: Table,
  day: string,
  amounts: Readonly<Record<string, number>>,
  only?: Condition,
): Promise<void> {
  await table.update('use of the day', keyOf(day), { set: { ttl: expiry(day) }, add: amounts }, { only });
}

const useOf = parserOf(
  'limits',
  schemaOf<Partial<DailyUse>>({
    minutes: count.optional(),
    texts: count.optional(),
    waitingTexts: count.optional(),
  }),
);
