// Evidence about a number and its neighbours: what is added to it, and what it says.
import type { CallerEvidence } from '../../core/evidence/caller-score.ts';
import type { Effect } from '../../core/call/effect.ts';
import type { AttestationHistory } from '../../core/numbers/attestation.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import type { Sums } from '../../core/evidence/evidence.ts';
import { attestationHistory, habitAddition, readHabits } from '../../core/evidence/habits.ts';
import type { ListingPattern } from '../../core/lists/listing.ts';
import { blockOf, keysOf } from '../../core/lists/number-blocks.ts';
import { readEvidence } from '../../core/evidence/reputation.ts';
import type { Database } from '../database/database.ts';
import type { Item } from '../database/items.ts';
import { openTable, type Table } from '../database/table.ts';
import type { Feeds } from './feeds.ts';
import { addComplaint, withdrawComplaint, type Complaint, type ComplaintSource } from './receipts.ts';
import { addSums, sumsIn } from './sums.ts';

export interface Evidence {
  readonly addHabit: (effect: Extract<Effect, { kind: 'add-habit' }>) => Promise<void>;
  /** A call that left the challenge unanswered: to the number, and to its thousand, where each number counts once in a day or two. */
  readonly addUnanswered: (call: UnansweredCall) => Promise<void>;
  /**
   * To the number and the blocks around it; each source counts once until it is withdrawn.
   * @returns whether the complaint stands: false when its source has another one that counts, or it was withdrawn
   */
  readonly addComplaint: (complaint: Complaint) => Promise<boolean>;
  /**
   * Subtracts what the complaint of this source added, once, however often it is asked.
   * @param before a complaint that was made after this moment stands
   */
  readonly withdrawComplaint: (number: Identity, source: ComplaintSource, before: Date) => Promise<void>;
  /** How often the network vouched for each of the numbers that have called. */
  readonly histories: (
    numbers: readonly Identity[],
    now: Date,
  ) => Promise<ReadonlyMap<Identity, AttestationHistory>>;
  /** Of many numbers at once, as a look-up. */
  readonly of: (numbers: readonly Identity[], now: Date) => Promise<(number: Identity) => CallerEvidence>;
}

interface UnansweredCall {
  readonly number: Identity;
  readonly callSid: string;
  readonly at: string;
}

export function createEvidence(database: Database, feeds: Feeds): Evidence {
  const table = openTable(database, 'callers');
  return {
    of: (numbers, now) => evidenceOf({ table, feeds }, numbers, now),
    histories: async (numbers, now) => historiesIn(await itemsOf(table, numbers), numbers, now),
    addHabit: async ({ number, habit, amount, callSid, at }) => {
      const when = new Date(at);
      const sums = habitAddition(habit, amount, when);
      await addSums(table, { key: number, sums, once: `${callSid}:${habit}`, at: when });
    },
    addUnanswered: (call) => addUnanswered(table, call),
    addComplaint: (complaint) => addComplaint(table, complaint),
    withdrawComplaint: (number, source, before) => withdrawComplaint(table, number, source, before),
  };
}

async function addUnanswered(table: Table, { number, callSid, at }: UnansweredCall): Promise<void> {
  const when = new Date(at);
  const sums = habitAddition('unanswered', 1, when);
  const thousand = blockOf(number, 'thousand');
  await Promise.all([
    addSums(table, { key: number, sums, once: `${callSid}:unanswered`, at: when }),
    thousand === undefined
      ? undefined
      : addSums(table, { key: thousand, sums, once: `${number}:unanswered`, at: when }),
  ]);
}

async function evidenceOf(
  { table, feeds }: { readonly table: Table; readonly feeds: Feeds },
  numbers: readonly Identity[],
  now: Date,
): Promise<(number: Identity) => CallerEvidence> {
  const keys = [...new Set(numbers.flatMap(evidenceKeys))];
  const [items, feedsOn] = await Promise.all([itemsOf(table, keys), feeds.on(numbers)]);
  const sumsOf = sumsByKey(items);
  return (number) => {
    const own = evidenceIn(sumsOf, number, now);
    const found = feedsOn(number, now);
    return found === undefined ? own : { ...own, feeds: found };
  };
}

const itemsOf = (table: Table, keys: readonly string[]): Promise<Item[]> =>
  table.getMany(
    'read evidence',
    keys.map((number) => ({ number })),
  );

function historiesIn(
  items: readonly Item[],
  numbers: readonly Identity[],
  now: Date,
): ReadonlyMap<Identity, AttestationHistory> {
  const sumsOf = sumsByKey(items);
  return new Map(
    numbers.flatMap((number) => {
      const history = attestationHistory(readHabits(sumsOf(number), now));
      return history.calls === 0 && history.vouched === 0 ? [] : [[number, history] as const];
    }),
  );
}

type SumsOf = (key: ListingPattern) => Sums | undefined;

/** @param items of the table of callers */
function sumsByKey(items: readonly Item[]): SumsOf {
  const byKey = new Map(items.map((item) => [item.number, sumsIn(item)]));
  return (key) => byKey.get(key);
}

/** @param people items of the table of callers, among them the number's own and its blocks' */
export const evidenceFromItems = (people: readonly Item[], number: Identity, now: Date): CallerEvidence =>
  evidenceIn(sumsByKey(people), number, now);

const evidenceIn = (sumsOf: SumsOf, number: Identity, now: Date): CallerEvidence => ({
  complaints: readEvidence(number, sumsOf, now),
  habits: readHabits(sumsOf(number), now),
  unansweredNearby: readHabits(thousandOf(number, sumsOf), now).unanswered,
});

function thousandOf(number: Identity, sumsOf: SumsOf): Sums | undefined {
  const block = blockOf(number, 'thousand');
  return block === undefined ? undefined : sumsOf(block);
}

/** Under which evidence about a number lies. */
export const evidenceKeys = (number: Identity): readonly string[] => keysOf(number);
