// Sums of evidence in the items of the table of callers, each added to by one request. What was counted stands beside
// them, in a set a day, so that a webhook that comes twice counts once.
import { CALLER_DAYS } from '../../core/holds/kept.ts';
import { DAY_MS } from '../../core/basics/durations.ts';
import type { Sums } from '../../core/evidence/evidence.ts';
import type { ListingPattern } from '../../core/lists/listing.ts';
import type { Change } from '../database/changes.ts';
import { all, hasRoom, lacks, type Condition } from '../database/conditions.ts';
import { ignoreConflict, wasWritten } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { entriesIn } from '../database/parse.ts';
import type { Table } from '../database/table.ts';
import { updateKeepingLongest } from './keep-longest.ts';

/** Of one number or block: what comes beyond it changes no score any more, and the item stays far below 400 KB. */
const MOST_COUNTED_A_DAY = 300;
/** Sets of these days ago are removed by each write; several, since not every day has a write. */
const OLD_DAYS = [7, 8, 9, 10, 11, 12, 13, 14] as const;

/** The name of the set of a day. */
type NameOn = (time: number) => string;
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const countedOn: NameOn = (time) => `counted:${dayOf(time)}`;
const withdrawnOn: NameOn = (time) => `withdrawn:${dayOf(time)}`;

const oldSets = (nameOn: NameOn, time: number): string[] =>
  OLD_DAYS.map((days) => nameOn(time - days * DAY_MS));

/** Redelivered after midnight it still stands in yesterday's set. */
const isNotCounted = (nameOn: NameOn, time: number, once: string): Condition =>
  all(lacks(nameOn(time), once), lacks(nameOn(time - DAY_MS), once));

/** Once, and the sums with it; a sum of nothing is left out. */
function additionOf(nameOn: NameOn, time: number, once: string, sums: Sums): Omit<Change, 'once'> {
  const amounts = Object.entries(sums).filter(([, amount]) => amount !== 0);
  return {
    add: { [nameOn(time)]: new Set([once]), ...Object.fromEntries(amounts) },
    remove: oldSets(nameOn, time),
  };
}

export const keepEvidenceUntil = (at: Date): number =>
  epochSeconds(new Date(at.getTime() + CALLER_DAYS * DAY_MS).toISOString());

export interface Addition {
  /** A number, or a block of numbers. */
  readonly key: ListingPattern;
  readonly sums: Sums;
  /** Names what is added: the same twice counts once. */
  readonly once: string;
  readonly at: Date;
}

/** @returns whether these sums are in the item, by this write or by an earlier one; false beyond the day's most */
export async function addSums(table: Table, { key, sums, once, at }: Addition): Promise<boolean> {
  const time = at.getTime();
  const added = updateKeepingLongest(table, 'add evidence', {
    number: key,
    change: additionOf(countedOn, time, once, sums),
    only: all(isNotCounted(countedOn, time, once), hasRoom(countedOn(time), MOST_COUNTED_A_DAY)),
    expiry: keepEvidenceUntil(at),
  });
  if (await wasWritten(added)) return true;
  const item = await readEvidenceItem(table, key);
  return [time, time - DAY_MS].some((day) => entriesIn(item, countedOn(day)).has(once));
}

/** @param sums those that were added */
export async function subtractSums(table: Table, { key, sums, once, at }: SubtractedSums): Promise<void> {
  const time = at.getTime();
  const negative = Object.fromEntries(Object.entries(sums).map(([name, amount]) => [name, -amount]));
  const change = additionOf(withdrawnOn, time, once, negative);
  const only = isNotCounted(withdrawnOn, time, once);
  await table.update('withdraw evidence', { number: key }, change, { only }).catch(ignoreConflict);
}

interface SubtractedSums extends Omit<Addition, 'key'> {
  readonly key: string;
}

export const readEvidenceItem = (table: Table, key: string): Promise<Item | undefined> =>
  table.get('read evidence', { number: key }, { consistent: true });

/** The numbers of an item: its sums, among other attributes that no reader of sums asks for. */
function numbersOf(item: Item): Sums {
  const sums: Record<string, number> = {};
  for (const [name, value] of Object.entries(item)) if (typeof value === 'number') sums[name] = value;
  return sums;
}

export const sumsIn = (item: Item | undefined): Sums | undefined =>
  item === undefined ? undefined : numbersOf(item);
