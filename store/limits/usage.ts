// What is counted of one number, an item for the calls that the network vouches for and one for the others. Every
// count is a conditional write that answers with what stood there, so that many at once are told apart.
import { DAY_SECONDS } from '../../core/basics/durations.ts';
import { SHORT_LIVED_DAYS } from '../../core/holds/kept.ts';
import {
  refusalOf,
  type Countable,
  type Lifetimes,
  type RingLimits,
  type RingRefusal,
  type Usage,
  type UsageOf,
} from '../../core/screening/allowance.ts';
import type { Effect } from '../../core/call/effect.ts';
import type { Counted } from '../../core/basics/limit.ts';
import { absent, all, any, type Condition, exists, hasRoom, isAtMost } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict, unlessConflict, wasWritten } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { count, entriesIn, optionalTime, parserOf, schemaOf } from '../database/parse.ts';
import { openTable, type Table } from '../database/table.ts';
import { countedSet, countsIn } from './counted.ts';

interface RingRequest {
  readonly of: UsageOf;
  readonly callSid: string;
  readonly telephones: number;
  readonly limits: RingLimits;
  readonly lifetimes: Lifetimes;
  readonly at: Date;
}

interface EndedConversation {
  readonly callSid: string;
  readonly conversation: 'poor' | 'good';
  /** ISO 8601 */
  readonly endedAt: string;
}

export interface UsageLog {
  /** Counts a call, and tells what was counted up to it. */
  readonly arrive: (of: UsageOf, callSid: string, lifetimes: Lifetimes, at: Date) => Promise<Usage>;
  /** Takes the rings and the conversation before staff are rung. @returns undefined where they are granted */
  readonly takeRing: (request: RingRequest) => Promise<RingRefusal | undefined>;
  readonly count: (effect: Extract<Effect, { kind: 'count-use' }>) => Promise<void>;
  readonly countRings: (effect: Extract<Effect, { kind: 'count-rings' }>) => Promise<void>;
  readonly block: (effect: Extract<Effect, { kind: 'block-number' }>) => Promise<void>;
  /** The call is over. @returns how many poor conversations in a row there were */
  readonly endCall: (of: UsageOf, call: EndedConversation) => Promise<number>;
}

/** More calls than any limit counts; an item stays far below the 400 KB that DynamoDB takes. */
const MOST_ENTRIES = 1_000;
const KEPT_SECONDS = SHORT_LIVED_DAYS * DAY_SECONDS;
/** Stale entries are dropped in passing when there are so many. */
const MANY_STALE = 50;
const COUNTABLE = ['calls', 'rings', 'conversations', 'live'] as const satisfies readonly Countable[];

export function createUsageLog(database: Database): UsageLog {
  const table = openTable(database, 'limits');
  return {
    arrive: (of, callSid, lifetimes, at) => arrive(table, of, callSid, lifetimes, at),
    takeRing: (request) => takeRing(table, request),
    count: async ({ of, id, at }) => {
      await unlessConflict(add(table, of, 'calls', [{ id, at: Date.parse(at) }]));
    },
    countRings: async ({ of, callSid, telephones, key, at }) => {
      const rings = ringsOf(`${callSid}:${key}`, telephones, new Date(at));
      await unlessConflict(add(table, of, 'rings', rings));
    },
    block: (effect) => block(table, effect),
    endCall: (of, call) => endCall(table, of, call),
  };
}

const keyOf = ({ number, trust }: UsageOf) => ({ name: `number:${trust}:${number}` });

const read = async (table: Table, of: UsageOf): Promise<Usage> =>
  usageFromItem((await table.get('read usage', keyOf(of), { consistent: true })) ?? {});

/** @returns the item with what was counted; a conflict where it is full */
const add = (table: Table, of: UsageOf, kind: Countable, counted: readonly Counted[]): Promise<Item> =>
  table.update(
    'count use',
    keyOf(of),
    { add: { [kind]: countedSet(counted) }, set: { ttl: expiryOf(counted) } },
    { only: hasRoom(kind, MOST_ENTRIES), returns: 'ALL_NEW' },
  );

const expiryOf = (counted: readonly Counted[]): number =>
  Math.floor(Math.max(...counted.map(({ at }) => at)) / 1_000) + KEPT_SECONDS;

// --- calls --------------------------------------------------------------------------------------------------------

async function arrive(
  table: Table,
  of: UsageOf,
  callSid: string,
  lifetimes: Lifetimes,
  at: Date,
): Promise<Usage> {
  const own = [{ id: callSid, at: at.getTime() }];
  const added = await unlessConflict(add(table, of, 'calls', own));
  const usage = added === undefined ? await read(table, of) : usageFromItem(added);
  const stale = staleIn(usage, lifetimes, at);
  if (COUNTABLE.some((kind) => stale[kind].length >= MANY_STALE)) await drop(table, of, stale);
  return usage;
}

async function endCall(
  table: Table,
  of: UsageOf,
  { callSid, conversation, endedAt }: EndedConversation,
): Promise<number> {
  const usage = await read(table, of);
  await drop(table, of, { live: usage.live.filter(({ id }) => id === callSid) });
  if (conversation === 'good') {
    const forgotten = table.update(
      'a good conversation',
      keyOf(of),
      { remove: ['poor'] },
      { only: exists('poor') },
    );
    await forgotten.catch(ignoreConflict);
    return 0;
  }
  // Where its rings could not be counted, this is the first that is kept of the number: it gets an end too.
  const once = { ttl: expiryOf([{ id: callSid, at: Date.parse(endedAt) }]) };
  const change = { add: { poor: new Set([callSid]) }, once };
  const after = await table.update('a poor conversation', keyOf(of), change, { returns: 'ALL_NEW' });
  return entriesIn(after, 'poor').size;
}

async function block(
  table: Table,
  { of, until, blocks, at }: Extract<Effect, { kind: 'block-number' }>,
): Promise<void> {
  const set = { blockedUntil: until, blocks, ttl: epochSeconds(until) + KEPT_SECONDS };
  const isNotBlocked = any(absent('blockedUntil'), isAtMost('blockedUntil', at));
  await table.update('block number', keyOf(of), { set }, { only: isNotBlocked }).catch(ignoreConflict);
}

// --- rings --------------------------------------------------------------------------------------------------------

async function takeRing(table: Table, request: RingRequest): Promise<RingRefusal | undefined> {
  const { of, callSid, limits, lifetimes, at } = request;
  if (await ringTaken(table, request)) return undefined;
  const usage = await read(table, of);
  // The same webhook came twice, or the call rings another department.
  if (usage.live.some(({ id }) => id === callSid)) return undefined;
  const stale = staleIn(usage, lifetimes, at);
  const refusal = refusalOf(without(usage, stale), limits);
  if (refusal !== undefined) return refusal;
  await drop(table, of, stale);
  if (await ringTaken(table, request)) return undefined;
  return refusalOf(await read(table, of), limits) ?? 'many-rings';
}

/** All or nothing: the rings, the conversation, and that no other call has them where the call rests on a pass. */
function ringTaken(table: Table, { of, callSid, telephones, limits, at }: RingRequest): Promise<boolean> {
  const own = [{ id: callSid, at: at.getTime() }];
  const change = {
    set: { ttl: expiryOf(own) },
    add: {
      rings: countedSet(ringsOf(callSid, telephones, at)),
      conversations: countedSet(own),
      live: countedSet(own),
    },
  };
  return wasWritten(table.update('take ring', keyOf(of), change, { only: mayRing(limits) }));
}

const mayRing = ({ rings, pass }: RingLimits): Condition =>
  pass === undefined
    ? hasRoom('rings', rings)
    : all(hasRoom('rings', rings), hasRoom('conversations', pass.conversations), absent('live'));

const ringsOf = (name: string, telephones: number, at: Date): Counted[] =>
  Array.from({ length: telephones }, (_, index) => ({ id: `${name}:${String(index)}`, at: at.getTime() }));

// --- what is past its time ----------------------------------------------------------------------------------------

async function drop(
  table: Table,
  of: UsageOf,
  stale: Partial<Record<Countable, readonly Counted[]>>,
): Promise<void> {
  const sets = COUNTABLE.flatMap((kind) => {
    const entries = countedSet(stale[kind] ?? []);
    return entries.size === 0 ? [] : [[kind, entries] as const];
  });
  if (sets.length === 0) return;
  // Of an item that is gone nothing can be taken out: it would come back, empty and without an end.
  const dropped = table.update(
    'drop old usage',
    keyOf(of),
    { takeOut: Object.fromEntries(sets) },
    { only: exists('ttl') },
  );
  await dropped.catch(ignoreConflict);
}

function staleIn(usage: Usage, lifetimes: Lifetimes, now: Date): Record<Countable, Counted[]> {
  const of = (kind: Countable): Counted[] =>
    usage[kind].filter(({ at }) => at <= now.getTime() - lifetimes[kind]);
  return { calls: of('calls'), rings: of('rings'), conversations: of('conversations'), live: of('live') };
}

const without = (usage: Usage, stale: Record<Countable, Counted[]>): Usage => ({
  ...usage,
  ...Object.fromEntries(
    COUNTABLE.map((kind) => [kind, usage[kind].filter((one) => !stale[kind].includes(one))]),
  ),
});

// --- the item -----------------------------------------------------------------------------------------------------

const blockOf = parserOf(
  'limits',
  schemaOf<{ readonly blockedUntil?: string; readonly blocks?: number }>({
    blockedUntil: optionalTime,
    blocks: count.optional(),
  }),
);

function usageFromItem(item: Item): Usage {
  const { blocks = 0, ...blocked } = blockOf(item);
  const [calls, rings, conversations, live] = [
    countsIn(item, 'calls'),
    countsIn(item, 'rings'),
    countsIn(item, 'conversations'),
    countsIn(item, 'live'),
  ];
  return { calls, rings, conversations, live, ...blocked, blocks };
}
