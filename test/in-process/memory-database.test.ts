// The database of maps and the embedded engine are sent the same requests, and answer the same: items, pages and refusals.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { expressionOf, type Change } from '../../store/database/changes.ts';
import {
  absent,
  all,
  any,
  contains,
  differs,
  equals,
  exists,
  hasRoom,
  isAbove,
  isAtLeast,
  isAtMost,
  isBelow,
  isBetween,
  isOneOf,
  lacks,
  not,
  Placeholders,
  type Condition,
} from '../../store/database/conditions.ts';
import type { Database } from '../../store/database/database.ts';
import { memoryDatabase } from '../../in-process/tables/memory-database.ts';
import { createTables, startEngine, tableNames, type Engine } from '../../in-process/dynamo.ts';
import { openDatabase } from '../../store/database/database.ts';

let engine: Engine;
let embedded: Database;
beforeAll(async () => {
  engine = await startEngine();
  const [tables, { endpoint }] = [tableNames('compared'), engine];
  await createTables(endpoint, tables);
  embedded = openDatabase({
    tables,
    endpoint,
    region: 'us-east-1',
    requestTimeoutMs: 5_000,
    deadlineMs: 10_000,
  });
});
afterAll(async () => {
  embedded.close();
  await engine.stop();
});

type Command = (database: Database) => Promise<unknown>;

/** A failing property prints what was asked. */
const saying = (words: () => string, command: Command): Command =>
  Object.assign(command, { [fc.toStringMethod]: words });
const inWords = (of: unknown): string =>
  JSON.stringify(of, (_, one: unknown) => (one instanceof Set ? { set: [...one] } : one));

const sent = (command: (TableName: string) => { readonly input: object }): Command =>
  saying(
    () => {
      const made = command('');
      return `${made.constructor.name} ${inWords(made.input)}`;
    },
    (database) =>
      database.run('asked', (client, options) =>
        (client.send as unknown as (command: unknown, options: unknown) => Promise<unknown>)(
          command(database.table(tableNow)),
          options,
        ),
      ),
  );
/** `shares` has a sort key, `packages` an index: between them they have whatever a table of the store has. */
let tableNow: 'shares' | 'packages' = 'shares';

const small = fc.constantFrom('a', 'b', 'ä', '');
const text = fc.oneof(small, fc.constantFrom('requested', 'ready'));
const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.1, 0.2, 1e-7, 123456789.25));
const entries = fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1 }).map((of) => new Set(of));
const value = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  entries,
  fc.array(fc.oneof(text, number), { maxLength: 2 }),
  fc.record({ in: fc.oneof(text, number), deep: fc.record({ er: text }) }),
);
const NAMES = ['one', 'two', 'status', 'requestedAt', 'ttl', 'kept'] as const;
const name = fc.constantFrom(...NAMES);
const path = fc.oneof(
  { weight: 4, arbitrary: name },
  { weight: 1, arbitrary: fc.constantFrom(['kept', 'in'], ['kept', 'deep', 'er']) },
);
const scalar = fc.oneof(text, number);

/** What may stand behind a NOT: DynamoDB reads no two of them. */
const plain = fc.oneof(
  path.map(exists),
  path.map(absent),
  fc
    .tuple(fc.constantFrom(equals, differs, isBelow, isAtMost, isAbove, isAtLeast), path, scalar)
    .map(([compare, of, to]) => compare(of, to)),
  fc
    .tuple(path, text, text)
    .map(([of, from, to]) => isBetween(of, from < to ? from : to, from < to ? to : from)),
  fc.tuple(path, fc.array(text, { minLength: 1, maxLength: 3 })).map(([of, values]) => isOneOf(of, values)),
  fc.tuple(path, text).map(([of, entry]) => contains(of, entry)),
  fc.tuple(path, fc.integer({ min: 1, max: 3 })).map(([of, most]) => hasRoom(of, most)),
);
const single = fc.oneof(
  { weight: 5, arbitrary: plain },
  fc.tuple(path, text).map(([of, entry]) => lacks(of, entry)),
);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  single,
  fc.tuple(single, plain, single).map(([a, b, c]) => any(all(a, not(b)), c)),
);

const isOverlapping = (change: Change): boolean => {
  const names = [change.set, change.once, change.append, change.add, change.takeOut]
    .flatMap((part) => Object.keys(part ?? {}))
    .concat(
      // The embedded engine lets a copy of a set share its later changes.
      Object.entries(change.copy ?? {}).flat(),
      (change.remove ?? []).map((of) => (typeof of === 'string' ? of : String(of[0]))),
    );
  return new Set(names).size < names.length;
};
/** Attributes of an index take texts alone; whether that or the condition is looked at first is the engine's own affair. */
const unkeyed = fc.constantFrom('one', 'two', 'ttl', 'kept');
const change = fc
  .record(
    {
      set: fc.oneof(
        fc.dictionary(unkeyed, value, { minKeys: 1, maxKeys: 2 }),
        fc.record({ status: fc.constantFrom('ready', 'requested'), requestedAt: fc.constantFrom('a', 'b') }),
      ),
      once: fc.dictionary(unkeyed, value, { minKeys: 1, maxKeys: 2 }),
      copy: fc.dictionary(unkeyed, unkeyed, { minKeys: 1, maxKeys: 1 }),
      append: fc.dictionary(unkeyed, fc.array(scalar, { minLength: 1, maxLength: 2 }), {
        minKeys: 1,
        maxKeys: 1,
      }),
      add: fc.dictionary(unkeyed, fc.oneof(number, entries), { minKeys: 1, maxKeys: 2 }),
      takeOut: fc.dictionary(unkeyed, entries, { minKeys: 1, maxKeys: 1 }),
      remove: fc.array(path, { minLength: 1, maxLength: 1 }),
    },
    { requiredKeys: [] },
  )
  .filter((of) => Object.keys(of).length > 0 && !isOverlapping(of)) as fc.Arbitrary<Change>;

const KEYS = {
  shares: fc.record({
    feed: fc.constantFrom('f', 'g'),
    entry: fc.constantFrom('1', '2', '3', 'Ω', '\u{1f600}', '\uffee'),
  }),
  packages: fc.record({ id: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5') }),
};
const keyNow = fc.constant(null).chain(() => KEYS[tableNow] as fc.Arbitrary<Record<string, string>>);
const item = fc
  .tuple(keyNow, fc.dictionary(name, value))
  .map(([key, more]): Record<string, unknown> => ({ ...more, ...key }))
  // An empty text in the key of an index: the embedded engine takes it, Amazon's does not.
  .filter(({ status, requestedAt }) => status !== '' && requestedAt !== '');

const only = fc.option(condition, { nil: undefined });
const conditional = (test: Condition | undefined, into: Placeholders) => ({
  ...(test === undefined ? {} : { ConditionExpression: test(into) }),
  ...into.members(),
});

const write = fc.oneof(
  fc
    .tuple(item, only)
    .map(([Item, test]) =>
      sent((TableName) => new PutCommand({ TableName, Item, ...conditional(test, new Placeholders()) })),
    ),
  fc
    .tuple(keyNow, only)
    .map(([Key, test]) =>
      sent((TableName) => new DeleteCommand({ TableName, Key, ...conditional(test, new Placeholders()) })),
    ),
  fc
    .tuple(keyNow, change, only, fc.constantFrom('NONE' as const, 'ALL_NEW' as const, 'UPDATED_NEW' as const))
    .map(([Key, of, test, ReturnValues]) =>
      sent((TableName) => {
        const into = new Placeholders();
        const UpdateExpression = expressionOf(of, into);
        return new UpdateCommand({
          TableName,
          Key,
          UpdateExpression,
          ReturnValues,
          ...conditional(test, into),
        });
      }),
    ),
  fc.array(item, { minLength: 1, maxLength: 4 }).map((items) =>
    sent(
      (TableName) =>
        new BatchWriteCommand({
          RequestItems: { [TableName]: items.map((Item) => ({ PutRequest: { Item } })) },
        }),
    ),
  ),
);

const get = keyNow.map((Key) => sent((TableName) => new GetCommand({ TableName, Key })));

/** In no order: by key. */
const batch: fc.Arbitrary<Command> = fc
  .array(keyNow, { minLength: 1, maxLength: 4 })
  .map((Keys) => async (database) => {
    const { Responses = {} } = (await sent(
      (TableName) => new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }),
    )(database)) as { Responses?: Record<string, object[]> };
    return Object.values(Responses).flat().map(keyText).sort();
  });
const keyText = (of: object): string =>
  JSON.stringify(Object.entries(of).sort(), (_, one: unknown) =>
    one instanceof Set ? [...one].sort() : one,
  );

/** Every page of a query, with the keys between. */
const query = fc
  .tuple(only, fc.boolean(), fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }))
  .map(([filter, ScanIndexForward, Limit]): Command =>
    saying(
      () => `query ${inWords([filter?.(new Placeholders()), ScanIndexForward, Limit])}`,
      async (database) => {
        const pages: unknown[] = [];
        let ExclusiveStartKey: Record<string, unknown> | undefined;
        do {
          const into = new Placeholders();
          const where = tableNow === 'shares' ? equals('feed', 'f') : equals('status', 'ready');
          const page = (await sent(
            (TableName) =>
              new QueryCommand({
                TableName,
                ...(tableNow === 'shares' ? {} : { IndexName: 'byStatus' }),
                KeyConditionExpression: where(into),
                ...(filter === undefined ? {} : { FilterExpression: filter(into) }),
                ...into.members(),
                ScanIndexForward,
                ...(Limit === undefined ? {} : { Limit }),
                ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
              }),
          )(database)) as { Items?: unknown[]; Count?: number; LastEvaluatedKey?: Record<string, unknown> };
          pages.push(tableNow === 'shares' ? [page.Items, page.Count] : page.Count);
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey !== undefined && pages.length < 20);
        return tableNow === 'shares' || Limit === undefined
          ? pages
          : pages.reduce((sum: number, one) => sum + Number(one), 0);
      },
    ),
  );

/** Of a scan the order is nobody's business: what all its pages hold. */
const scan = fc.constantFrom(1, 3, undefined).map((Limit): Command =>
  saying(
    () => `scan ${String(Limit)}`,
    async (database) => {
      const found: string[] = [];
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const page = (await sent(
          (TableName) =>
            new ScanCommand({
              TableName,
              ...(Limit === undefined ? {} : { Limit }),
              ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
            }),
        )(database)) as { Items?: object[]; LastEvaluatedKey?: Record<string, unknown> };
        found.push(...(page.Items ?? []).map(keyText));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined && found.length < 50);
      return found.sort();
    },
  ),
);

const command: fc.Arbitrary<Command> = fc.oneof({ weight: 5, arbitrary: write }, get, batch, query, scan);

/** What comes of it, as far as the store can see: the answer without what only the SDK adds, or the kind of the error. */
async function outcome(of: Command, database: Database): Promise<unknown> {
  try {
    const answer = await of(database);
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer;
    const { Item, Attributes } = answer as { Item?: unknown; Attributes?: object };
    return {
      Item,
      Attributes: Attributes === undefined || Object.keys(Attributes).length === 0 ? undefined : Attributes,
    };
  } catch (error) {
    return (error as Error).name;
  }
}

test.each(['shares', 'packages'] as const)(
  'any requests one after another, in a table like %s',
  async (table) => {
    tableNow = table;
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 25 }), async (commands) => {
        const memory = memoryDatabase();
        await emptied(embedded);
        for (const one of commands) expect(await outcome(one, memory)).toEqual(await outcome(one, embedded));
      }),
      { numRuns: 20 },
    );
  },
);

async function emptied(database: Database): Promise<void> {
  const { Items = [] } = (await sent((TableName) => new ScanCommand({ TableName }))(database)) as {
    Items?: Record<string, unknown>[];
  };
  for (const found of Items) {
    const Key = tableNow === 'shares' ? { feed: found.feed, entry: found.entry } : { id: found.id };
    await sent((TableName) => new DeleteCommand({ TableName, Key }))(database);
  }
}
