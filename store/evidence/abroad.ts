// How many people's data has left the area this year: each number once a year, and once more where it left a message.
import type { Identity } from '../../core/numbers/identity.ts';
import { absent } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { wasWritten } from '../database/errors.ts';
import { epochSeconds } from '../database/items.ts';
import { count, parserOf, schemaOf, text } from '../database/parse.ts';
import { openTable, type Table } from '../database/table.ts';

export interface AbroadCount {
  readonly people: number;
  /** Of these, people whose voice was recorded. */
  readonly voices: number;
  /** The last day whose calls are counted, UTC; absent before the first. */
  readonly through?: string;
}

export interface Abroad {
  readonly of: (year: number) => Promise<AbroadCount>;
  /** Can be done twice. A fault between its two writes leaves the person out. */
  readonly add: (year: number, number: Identity, kind: keyof typeof MARKS) => Promise<void>;
  readonly countedThrough: (year: number, day: string) => Promise<void>;
}

const MARKS = { people: 'call', voices: 'voice' } as const;

/** What stands for one number is of no use after the year; the count itself is kept for a year more. */
const markEnd = (year: number): number => epochSeconds(`${String(year + 1)}-01-31`);
const countEnd = (year: number): number => epochSeconds(`${String(year + 2)}-01-01`);
const keyOf = (year: number) => ({ number: `abroad:${String(year)}` });

export function createAbroad(database: Database): Abroad {
  const table = openTable(database, 'callers');
  return {
    of: async (year) => {
      const item = await table.get('read count abroad', keyOf(year), { consistent: true });
      const { people = 0, voices = 0, through } = countOf(item ?? {});
      return { people, voices, ...(through === undefined ? {} : { through }) };
    },
    add: (year, number, kind) => add(table, { year, number, kind }),
    countedThrough: async (year, day) => {
      const set = { ttl: countEnd(year), through: day };
      await table.update('count abroad through', keyOf(year), { set });
    },
  };
}

interface Added {
  readonly year: number;
  readonly number: Identity;
  readonly kind: keyof typeof MARKS;
}

async function add(table: Table, { year, number, kind }: Added): Promise<void> {
  const mark = { number: `abroad:${String(year)}:${MARKS[kind]}:${number}` };
  const isFirst = table.update(
    'count abroad once',
    mark,
    { set: { ttl: markEnd(year) } },
    { only: absent('ttl') },
  );
  if (!(await wasWritten(isFirst))) return;
  await table.update('count abroad', keyOf(year), { set: { ttl: countEnd(year) }, add: { [kind]: 1 } });
}

const countOf = parserOf(
  'callers',
  schemaOf<Partial<AbroadCount>>({
    people: count.optional(),
    voices: count.optional(),
    through: text.optional(),
  }),
);
