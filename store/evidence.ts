// Evidence about a number and its neighbours: sums in the items of the callers table, each added to by one request.
// What was counted stands beside them, in a set a day, so that a webhook that comes twice counts once.
import { BatchGetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { CallerEvidence } from '../core/caller-score.ts';
import type { Effect } from '../core/decision.ts';
import type { Identity } from '../core/identity.ts';
import type { Sums } from '../core/evidence.ts';
import { habitAddition, readHabits } from '../core/habits.ts';
import type { ListingPattern } from '../core/listing.ts';
import { blockOf, keysOf } from '../core/number-blocks.ts';
import { complaintAbout, readEvidence } from '../core/reputation.ts';
import type { Database } from './database.ts';
import { ignoreConflict, StoreUnavailableError } from './errors.ts';
import { createFeeds } from './feeds.ts';
import { epochSeconds, type Item } from './items.ts';

export interface Evidence {
  readonly addHabit: (effect: Extract<Effect, { kind: 'add-habit' }>) => Promise<void>;
  /** A call that left the challenge unanswered: to the number, and to its thousand, where each number counts once in a day or two. */
  readonly addUnanswered: (call: { number: Identity; callSid: string; at: string }) => Promise<void>;
  /** To the number and the blocks around it. @param own the number's item as it was just before */
  readonly addComplaint: (complaint: Complaint) => Promise<void>;
  /** Of many numbers at once, as a look-up. */
  readonly of: (numbers: readonly Identity[], now: Date) => Promise<(number: Identity) => CallerEvidence>;
}

export interface Complaint {
  readonly number: Identity;
  /** Twice the same counts once. */
  readonly once: string;
  readonly at: Date;
  readonly own: Item | undefined;
}

/** DynamoDB's own limit for one batch. */
const MOST_READS = 100;
const DAY_MS = 86_400_000;
/** Evidence with a half-life of 64 days is next to nothing by then. */
const KEEP_DAYS = 400;
/** Of one number or block: what comes beyond it changes no score any more, and the item stays far below 400 KB. */
export const MOST_COUNTED_A_DAY = 300;
/** Sets of these days ago are removed by each write; several, since not every day has a write. */
const OLD_DAYS = [7, 8, 9, 10, 11, 12, 13, 14] as const;
const countedOn = (time: number): string => `counted:${new Date(time).toISOString().slice(0, 10)}`;

export function createEvidence(database: Database): Evidence {
  const TableName = database.table('callers');
  const feeds = createFeeds(database);

  const add = async (key: ListingPattern, sums: Sums, once: string, at: Date): Promise<void> => {
    const entries = Object.entries(sums).filter(([, amount]) => amount > 0);
    const time = at.getTime();
    await database
      .run('add evidence', (client, options) =>
        client.send(
          new UpdateCommand({
            TableName,
            Key: { number: key },
            UpdateExpression: `ADD ${['#today :once', ...entries.map((_, i) => `#${i} :${i}`)].join(', ')} SET #ttl = :ttl REMOVE ${OLD_DAYS.map((days) => `#old${days}`).join(', ')}`,
            // Redelivered after midnight it still stands in yesterday's set.
            ConditionExpression:
              'NOT contains(#today, :key) AND NOT contains(#yesterday, :key) AND (attribute_not_exists(#today) OR size(#today) < :most)',
            ExpressionAttributeNames: {
              '#today': countedOn(time),
              '#yesterday': countedOn(time - DAY_MS),
              ...Object.fromEntries(OLD_DAYS.map((days) => [`#old${days}`, countedOn(time - days * DAY_MS)])),
              '#ttl': 'ttl',
              ...Object.fromEntries(entries.map(([name], i) => [`#${i}`, name])),
            },
            ExpressionAttributeValues: {
              ':once': new Set([once]),
              ':key': once,
              ':most': MOST_COUNTED_A_DAY,
              ':ttl': epochSeconds(new Date(time + KEEP_DAYS * DAY_MS).toISOString()),
              ...Object.fromEntries(entries.map(([, amount], i) => [`:${i}`, amount])),
            },
          }),
          options,
        ),
      )
      .catch(ignoreConflict);
  };

  const readAll = async (keys: readonly string[]): Promise<Item[]> => {
    const found: Item[] = [];
    for (let start = 0; start < keys.length; start += MOST_READS) {
      const Keys = keys.slice(start, start + MOST_READS).map((number) => ({ number }));
      const { Responses = {}, UnprocessedKeys = {} } = await database.run(
        'read evidence',
        (client, options) =>
          client.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }), options),
      );
      if (Object.keys(UnprocessedKeys).length > 0)
        throw new StoreUnavailableError('read evidence', new Error('the table is throttled'), 'throttled');
      found.push(...(Responses[TableName] ?? []));
    }
    return found;
  };

  return {
    of: async (numbers, now) => {
      const [items, feedsOn] = await Promise.all([
        readAll([...new Set(numbers.flatMap(evidenceKeys))]),
        feeds.on(numbers),
      ]);
      const byKey = new Map(items.map((item) => [String(item.number), item]));
      return (number) => {
        const own = evidenceIn((key) => byKey.get(key) as Sums | undefined, number, now);
        const of = feedsOn(number, now);
        return of === undefined ? own : { ...own, feeds: of };
      };
    },
    addHabit: async ({ number, habit, amount, callSid, at }) => {
      const when = new Date(at);
      await add(number, habitAddition(habit, amount, when), `${callSid}:${habit}`, when);
    },
    addUnanswered: async ({ number, callSid, at }) => {
      const when = new Date(at);
      const sums = habitAddition('unanswered', 1, when);
      const block = blockOf(number, 'thousand');
      await Promise.all([
        add(number, sums, `${callSid}:unanswered`, when),
        block === undefined ? undefined : add(block, sums, `${number}:unanswered`, when),
      ]);
    },
    addComplaint: async ({ number, once, at, own }) => {
      const { number: before } = readEvidence(number, () => own as Sums | undefined, at);
      await Promise.all(
        complaintAbout(number, before, at).map(({ key, add: sums }) =>
          add(key, sums, `${number}:${once}`, at),
        ),
      );
    },
  };
}

/** @param people items of the table of callers, among them the number's own and its blocks' */
export function evidenceFromItems(people: readonly Item[], number: Identity, now: Date): CallerEvidence {
  return evidenceIn((key) => people.find((item) => item.number === key) as Sums | undefined, number, now);
}

const evidenceIn = (
  itemOf: (key: ListingPattern) => Sums | undefined,
  number: Identity,
  now: Date,
): CallerEvidence => ({
  complaints: readEvidence(number, itemOf, now),
  habits: readHabits(itemOf(number), now),
  unansweredNearby: readHabits(thousandOf(number, itemOf), now).unanswered,
});

const thousandOf = (
  number: Identity,
  itemOf: (key: ListingPattern) => Sums | undefined,
): Sums | undefined => {
  const block = blockOf(number, 'thousand');
  return block === undefined ? undefined : itemOf(block);
};

/** Under which evidence about a number lies. */
export const evidenceKeys = (number: Identity): readonly string[] => keysOf(number);
