// What is counted of one number, an item for the calls that the network vouches for and one for the others. Every
// count is a conditional write that answers with what stood there, so that many at once are told apart.
import { GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import {
  refusalOf,
  type Countable,
  type Lifetimes,
  type RingLimits,
  type RingRefusal,
  type Usage,
  type UsageOf,
} from '../../core/screening/allowance.ts';
import type { Effect } from '../../core/call/decision.ts';
import type { Counted } from '../../core/basics/limit.ts';
import { readCounts, writtenCount } from './counted.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict, unlessConflict } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';

interface RingRequest {
  readonly of: UsageOf;
  readonly callSid: string;
  readonly telephones: number;
  readonly limits: RingLimits;
  readonly lifetimes: Lifetimes;
  readonly at: Date;
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
  readonly endCall: (of: UsageOf, callSid: string, conversation: 'poor' | 'good') => Promise<number>;
}

/** More calls than any limit counts; an item stays far below the 400 KB that DynamoDB takes. */
const MOST_ENTRIES = 1_000;
/** Longer than anything that is counted here is looked at. */
const KEPT_SECONDS = 2 * 86_400;
/** Stale entries are dropped in passing when there are so many. */
const MANY_STALE = 50;
const COUNTABLE = ['calls', 'rings', 'conversations', 'live'] as const satisfies readonly Countable[];

export function createUsageLog(database: Database): UsageLog {
  const TableName = database.table('limits');
  const keyOf = ({ number, trust }: UsageOf) => ({ name: `number:${trust}:${number}` });
  type Change = Omit<UpdateCommandInput, 'TableName' | 'Key' | 'ReturnValues'>;
  const update = async (operation: string, of: UsageOf, change: Change): Promise<Item> => {
    const { Attributes = {} } = await database.run(operation, (client, options) =>
      client.send(
        new UpdateCommand({ TableName, Key: keyOf(of), ...change, ReturnValues: 'ALL_NEW' }),
        options,
      ),
    );
    return Attributes;
  };
  const read = async (of: UsageOf): Promise<Usage> => {
    const { Item: found } = await database.run('read usage', (client, options) =>
      client.send(new GetCommand({ TableName, Key: keyOf(of), ConsistentRead: true }), options),
    );
    return usageFromItem(found ?? {});
  };
  const drop = async (of: UsageOf, stale: Partial<Record<Countable, readonly Counted[]>>): Promise<void> => {
    const sets = COUNTABLE.filter((kind) => (stale[kind]?.length ?? 0) > 0);
    if (sets.length === 0) return;
    await update('drop old usage', of, {
      UpdateExpression: `DELETE ${sets.map((kind) => `#${kind} :${kind}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(sets.map((kind) => [`#${kind}`, kind])),
      ExpressionAttributeValues: Object.fromEntries(
        sets.map((kind) => [`:${kind}`, entries(stale[kind] ?? [])]),
      ),
    });
  };
  const add = (of: UsageOf, kind: Countable, counted: readonly Counted[]) =>
    update('count use', of, {
      UpdateExpression: 'ADD #kind :counted SET #ttl = :ttl',
      ConditionExpression: 'attribute_not_exists(#kind) OR size(#kind) < :most',
      ExpressionAttributeNames: { '#kind': kind, '#ttl': 'ttl' },
      ExpressionAttributeValues: {
        ':counted': entries(counted),
        ':most': MOST_ENTRIES,
        ':ttl': ttl(counted),
      },
    });

  return {
    arrive: async (of, callSid, lifetimes, at) => {
      const own = [{ id: callSid, at: at.getTime() }];
      const added = await unlessConflict(add(of, 'calls', own));
      const usage = added === undefined ? await read(of) : usageFromItem(added);
      const stale = staleIn(usage, lifetimes, at);
      if (COUNTABLE.some((kind) => stale[kind].length >= MANY_STALE)) await drop(of, stale);
      return usage;
    },

    takeRing: async (request) => {
      const { of, callSid, limits, lifetimes, at } = request;
      const take = () => unlessConflict(update('take ring', of, ringChange(request)));
      if ((await take()) !== undefined) return undefined;
      const usage = await read(of);
      // The same webhook came twice, or the call rings another department.
      if (usage.live.some(({ id }) => id === callSid)) return undefined;
      const stale = staleIn(usage, lifetimes, at);
      const refusal = refusalOf(without(usage, stale), limits);
      if (refusal !== undefined) return refusal;
      await drop(of, stale);
      if ((await take()) !== undefined) return undefined;
      return refusalOf(await read(of), limits) ?? 'many-rings';
    },

    count: async ({ of, id, at }) => {
      await add(of, 'calls', [{ id, at: Date.parse(at) }]).catch(ignoreConflict);
    },

    countRings: async ({ of, callSid, telephones, key, at }) => {
      await add(of, 'rings', ringsOf(`${callSid}:${key}`, telephones, new Date(at))).catch(ignoreConflict);
    },

    block: async ({ of, until, blocks, at }) => {
      await update('block number', of, {
        UpdateExpression: 'SET blockedUntil = :until, blocks = :blocks, #ttl = :ttl',
        ConditionExpression: 'attribute_not_exists(blockedUntil) OR blockedUntil <= :now',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':until': until,
          ':blocks': blocks,
          ':now': at,
          ':ttl': epochSeconds(until) + KEPT_SECONDS,
        },
      }).catch(ignoreConflict);
    },

    endCall: async (of, callSid, conversation) => {
      const usage = await read(of);
      await drop(of, { live: usage.live.filter(({ id }) => id === callSid) });
      if (conversation === 'good') {
        await update('a good conversation', of, { UpdateExpression: 'REMOVE poor' });
        return 0;
      }
      const { poor } = await update('a poor conversation', of, {
        UpdateExpression: 'ADD poor :call',
        ExpressionAttributeValues: { ':call': new Set([callSid]) },
      });
      return poor instanceof Set ? poor.size : 0;
    },
  };
}

const entries = (counted: readonly Counted[]): Set<string> => new Set(counted.map(writtenCount));
const ttl = (counted: readonly Counted[]): number =>
  Math.floor(Math.max(...counted.map(({ at }) => at)) / 1_000) + KEPT_SECONDS;

const ringsOf = (name: string, telephones: number, at: Date): Counted[] =>
  Array.from({ length: telephones }, (_, index) => ({ id: `${name}:${String(index)}`, at: at.getTime() }));

/** All or nothing: the rings, the conversation, and that no other call has them where the call rests on a pass. */
function ringChange({ callSid, telephones, limits, at }: RingRequest) {
  const own = [{ id: callSid, at: at.getTime() }];
  const { rings, pass } = limits;
  const room = (kind: Countable): string =>
    `(attribute_not_exists(#${kind}) OR size(#${kind}) < :most_${kind})`;
  return {
    UpdateExpression: 'ADD #rings :rings, #conversations :own, #live :own SET #ttl = :ttl',
    ConditionExpression: [
      room('rings'),
      ...(pass === undefined ? [] : [room('conversations'), 'attribute_not_exists(#live)']),
    ].join(' AND '),
    ExpressionAttributeNames: {
      '#rings': 'rings',
      '#conversations': 'conversations',
      '#live': 'live',
      '#ttl': 'ttl',
    },
    ExpressionAttributeValues: {
      ':rings': entries(ringsOf(callSid, telephones, at)),
      ':own': entries(own),
      ':ttl': ttl(own),
      ':most_rings': rings,
      ...(pass === undefined ? {} : { ':most_conversations': pass.conversations }),
    },
  };
}

const usageFromItem = (item: Item): Usage => ({
  calls: readCounts(item.calls),
  rings: readCounts(item.rings),
  conversations: readCounts(item.conversations),
  live: readCounts(item.live),
  ...(typeof item.blockedUntil === 'string' ? { blockedUntil: item.blockedUntil } : {}),
  blocks: Number(item.blocks ?? 0),
});

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
