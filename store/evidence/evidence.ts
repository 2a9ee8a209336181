// Evidence about a number and its neighbours: sums in the items of the callers table, each added to by one request.
// What was counted stands beside them, in a set a day, so that a webhook that comes twice counts once. What a complaint
// added is kept in a receipt, so that exactly this can be subtracted when the complaint is withdrawn.
import { BatchGetCommand, GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { CallerEvidence } from '../../core/evidence/caller-score.ts';
import type { Effect } from '../../core/call/decision.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import type { Sums } from '../../core/evidence/evidence.ts';
import { habitAddition, readHabits, type Habit } from '../../core/evidence/habits.ts';
import type { ListingPattern } from '../../core/lists/listing.ts';
import { blockOf, keysOf } from '../../core/lists/number-blocks.ts';
import { complaintAbout, readEvidence } from '../../core/evidence/reputation.ts';
import type { Database } from '../database/database.ts';
import { ConflictError, ignoreConflict, StoreUnavailableError } from '../database/errors.ts';
import { createFeeds } from './feeds.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { KEEP_LONGEST, updateKeepingLongest } from './keep-longest.ts';

export interface Evidence {
  readonly addHabit: (effect: Extract<Effect, { kind: 'add-habit' }>) => Promise<void>;
  /** A call that left the challenge unanswered: to the number, and to its thousand, where each number counts once in a day or two. */
  readonly addUnanswered: (call: { number: Identity; callSid: string; at: string }) => Promise<void>;
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
  /** Of many numbers at once, as a look-up. */
  readonly of: (numbers: readonly Identity[], now: Date) => Promise<(number: Identity) => CallerEvidence>;
}

/** A flag is named by its call, a report by its reporter. */
type ComplaintSource = `flag:${string}` | `report:${string}`;

interface Complaint {
  readonly number: Identity;
  readonly source: ComplaintSource;
  /** Names this complaint among all of its source: the same twice, redelivered, counts once. */
  readonly once: string;
  readonly at: Date;
  /** Counted for the number itself beside the complaint. */
  readonly habit?: Habit;
  /** Nobody vouches for it: it is added to the number's claims, and to nothing else. */
  readonly claim?: boolean;
}

/** What a complaint added: `own` to the item of its number, `around` to those of its blocks. */
interface Receipt {
  readonly once: string;
  readonly at: string;
  readonly own: Sums;
  readonly around: Sums;
  /** Keys of the items that it was added to. */
  readonly added?: ReadonlySet<string>;
  readonly withdrawnAt?: string;
}

/** DynamoDB's own limit for one batch. */
const MOST_READS = 100;
const DAY_MS = 86_400_000;
/** Evidence with a half-life of 64 days is next to nothing by then. */
const KEEP_DAYS = 400;
/** Of one number or block: what comes beyond it changes no score any more, and the item stays far below 400 KB. */
const MOST_COUNTED_A_DAY = 300;
/** Sets of these days ago are removed by each write; several, since not every day has a write. */
const OLD_DAYS = [7, 8, 9, 10, 11, 12, 13, 14] as const;
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const countedOn = (time: number): string => `counted:${dayOf(time)}`;
const withdrawnOn = (time: number): string => `withdrawn:${dayOf(time)}`;
const receiptKey = (number: Identity, source: ComplaintSource): string => `receipt:${number}:${source}`;

/** Names of what a day's set holds, that of the day before, and those that are to be removed. */
const setNames = (nameOn: (time: number) => string, time: number): Record<string, string> => ({
  '#today': nameOn(time),
  '#yesterday': nameOn(time - DAY_MS),
  ...Object.fromEntries(OLD_DAYS.map((days) => [`#old${days}`, nameOn(time - days * DAY_MS)])),
});
const REMOVE_OLD_SETS = `REMOVE ${OLD_DAYS.map((days) => `#old${days}`).join(', ')}`;

/** An `ADD` of each sum, and the names and values that it uses. */
function addOf(sums: Sums, sign: 1 | -1) {
  const entries = Object.entries(sums).filter(([, amount]) => amount > 0);
  return {
    actions: entries.map((_, i) => `#${i} :${i}`),
    names: Object.fromEntries(entries.map(([name], i) => [`#${i}`, name])),
    values: Object.fromEntries(entries.map(([, amount], i) => [`:${i}`, sign * amount])),
  };
}

export function createEvidence(database: Database): Evidence {
  const TableName = database.table('callers');
  const feeds = createFeeds(database);

  const update = (operation: string, key: string, change: Omit<UpdateCommandInput, 'TableName' | 'Key'>) =>
    database.run(operation, (client, options) =>
      client.send(new UpdateCommand({ TableName, Key: { number: key }, ...change }), options),
    );

  /** @returns whether these sums are in the item, by this write or by an earlier one; false beyond the day's most */
  const add = async (key: ListingPattern, sums: Sums, once: string, at: Date): Promise<boolean> => {
    const time = at.getTime();
    const { actions, names, values } = addOf(sums, 1);
    try {
      const change = {
        UpdateExpression: `ADD ${['#today :once', ...actions].join(', ')} SET ${KEEP_LONGEST} ${REMOVE_OLD_SETS}`,
        // Redelivered after midnight it still stands in yesterday's set.
        ConditionExpression:
          'NOT contains(#today, :key) AND NOT contains(#yesterday, :key) AND (attribute_not_exists(#today) OR size(#today) < :most)',
        ExpressionAttributeNames: { ...setNames(countedOn, time), ...names },
        ExpressionAttributeValues: {
          ':once': new Set([once]),
          ':key': once,
          ':most': MOST_COUNTED_A_DAY,
          ...values,
        },
      };
      const written = { operation: 'add evidence', number: key, change, expiry: keepUntil(at) };
      await updateKeepingLongest(database, written);
      return true;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      const item = await read(key);
      return [time, time - DAY_MS].some((day) => setIn(item, countedOn(day)).has(once));
    }
  };

  const read = async (key: string): Promise<Item | undefined> => {
    const { Item: found } = await database.run('read evidence', (client, options) =>
      client.send(new GetCommand({ TableName, Key: { number: key }, ConsistentRead: true }), options),
    );
    return found;
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
    ...complaintsOf({ update, read, add }),
  };
}

interface Access {
  readonly update: (
    operation: string,
    key: string,
    change: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
  ) => Promise<unknown>;
  readonly read: (key: string) => Promise<Item | undefined>;
  readonly add: (key: ListingPattern, sums: Sums, once: string, at: Date) => Promise<boolean>;
}

function complaintsOf({ update, read, add }: Access): Pick<Evidence, 'addComplaint' | 'withdrawComplaint'> {
  const subtract = async (key: string, sums: Sums, once: string, now: Date): Promise<void> => {
    const time = now.getTime();
    const { actions, names, values } = addOf(sums, -1);
    await update('withdraw evidence', key, {
      UpdateExpression: `ADD ${['#today :once', ...actions].join(', ')} ${REMOVE_OLD_SETS}`,
      ConditionExpression: 'NOT contains(#today, :key) AND NOT contains(#yesterday, :key)',
      ExpressionAttributeNames: { ...setNames(withdrawnOn, time), ...names },
      ExpressionAttributeValues: { ':once': new Set([once]), ':key': once, ...values },
    }).catch(ignoreConflict);
  };

  /** Kept before anything is added: what a redelivery adds is what the first delivery would have. */
  const openReceipt = async (key: string, receipt: Receipt): Promise<Receipt | undefined> => {
    try {
      await update('open receipt', key, {
        UpdateExpression:
          'SET #once = :once, #at = :at, own = :own, around = :around, #ttl = :ttl REMOVE added, withdrawnAt',
        ConditionExpression:
          'attribute_not_exists(#once) OR (attribute_exists(withdrawnAt) AND #once <> :once)',
        ExpressionAttributeNames: { '#once': 'once', '#at': 'at', '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':once': receipt.once,
          ':at': receipt.at,
          ':own': receipt.own,
          ':around': receipt.around,
          ':ttl': keepUntil(new Date(receipt.at)),
        },
      });
      return receipt;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      const kept = receiptFromItem(await read(key));
      return kept?.once === receipt.once && kept.withdrawnAt === undefined ? kept : undefined;
    }
  };

  const addComplaint = async (complaint: Complaint): Promise<boolean> => {
    const { number, source, once, at } = complaint;
    const key = receiptKey(number, source);
    const amounts = amountsOf(await read(number), complaint);
    const receipt = await openReceipt(key, { once, at: at.toISOString(), ...amounts });
    if (receipt === undefined) return false;
    const keys = complaint.claim === true ? [number] : keysOf(number);
    const added = await Promise.all(
      keys.map((one) => add(one, one === number ? receipt.own : receipt.around, once, new Date(receipt.at))),
    );
    const where = keys.filter((_, index) => added[index]);
    if (where.length > 0)
      await update('note receipt', key, {
        UpdateExpression: 'ADD added :where',
        ExpressionAttributeValues: { ':where': new Set<string>(where) },
      });
    return true;
  };

  const withdrawComplaint: Evidence['withdrawComplaint'] = async (number, source, before) => {
    const key = receiptKey(number, source);
    const receipt = receiptFromItem(await read(key));
    if (receipt === undefined || receipt.withdrawnAt !== undefined) return;
    if (Date.parse(receipt.at) > before.getTime()) return;
    await Promise.all(
      [...(receipt.added ?? [])].map((one) =>
        subtract(one, one === number ? receipt.own : receipt.around, receipt.once, before),
      ),
    );
    await update('close receipt', key, {
      UpdateExpression: 'SET withdrawnAt = :at',
      ConditionExpression: '#once = :once AND attribute_not_exists(withdrawnAt)',
      ExpressionAttributeNames: { '#once': 'once' },
      ExpressionAttributeValues: { ':at': before.toISOString(), ':once': receipt.once },
    }).catch(ignoreConflict);
  };

  return { addComplaint, withdrawComplaint };
}

const keepUntil = (at: Date): number =>
  epochSeconds(new Date(at.getTime() + KEEP_DAYS * DAY_MS).toISOString());

const setIn = (item: Item | undefined, name: string): ReadonlySet<string> =>
  item?.[name] instanceof Set ? (item[name] as Set<string>) : new Set();

const receiptFromItem = (item: Item | undefined): Receipt | undefined =>
  item?.once === undefined ? undefined : (item as unknown as Receipt);

/** @param own the item of the number as it was just before */
function amountsOf(
  own: Item | undefined,
  { number, at, habit, claim = false }: Omit<Complaint, 'source' | 'once'>,
): Pick<Receipt, 'own' | 'around'> {
  if (claim) return { own: habitAddition('claimed', 1, at), around: {} };
  const { number: before } = readEvidence(number, () => own as Sums | undefined, at);
  const [{ add: around } = { add: {} }] = complaintAbout(number, before, at);
  return { around, own: { ...around, ...(habit === undefined ? {} : habitAddition(habit, 1, at)) } };
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
