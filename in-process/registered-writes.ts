// A database that refuses to write what the register of stored fields does not have: every test writes through it, so
// that no field is stored whose purpose, legal basis and period nobody has named.
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Database } from '../store/database/database.ts';
import { unregistered, type Written } from '../store/register/check-write.ts';
import { TABLE_NAMES, type TableName } from '../store/tables.ts';

/** Of this process: what was refused. A story whose handler has caught the error finds it here. */
export const refusedWrites = new Set<string>();

export const registered = (database: Database): Database => ({
  ...database,
  run: async (operation, send) => {
    let refusal: Error | undefined;
    const refuse = (problem: string): never => {
      refusedWrites.add(problem);
      refusal = new Error(`${operation}: ${problem}`);
      throw refusal;
    };
    try {
      return await database.run(operation, (client, options) =>
        send(checking(client, database, refuse), options),
      );
    } catch (error) {
      // Whatever the database has made of it on the way.
      throw refusal ?? error;
    }
  },
});

type Item = Readonly<Record<string, unknown>>;
type WriteRequests = readonly { readonly PutRequest?: { readonly Item: Item } }[];

/** What a command of the document client shows of itself, as far as it writes. */
interface WriteCommand {
  readonly input: {
    readonly TableName?: string;
    readonly Item?: Item;
    readonly Key?: Item;
    readonly UpdateExpression?: string;
    readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
    readonly ExpressionAttributeValues?: Item;
    readonly RequestItems?: Readonly<Record<string, WriteRequests | { readonly Keys: unknown }>>;
  };
}

const checking = (
  client: DynamoDBDocumentClient,
  database: Database,
  refuse: (problem: string) => never,
): DynamoDBDocumentClient =>
  new Proxy(client, {
    get: (target, name) =>
      name === 'send'
        ? (command: WriteCommand, ...rest: unknown[]) => {
            for (const problem of problemsIn(command, database)) refuse(problem);
            return (target.send as (...given: unknown[]) => unknown).call(target, command, ...rest);
          }
        : (Reflect.get(target, name) as unknown),
  });

function problemsIn({ input }: WriteCommand, database: Database): string[] {
  const tableOf = (physical: string | undefined): TableName | undefined =>
    TABLE_NAMES.find((name) => database.table(name) === physical);
  const check = (table: TableName | undefined, written: readonly Written[]): string[] =>
    table === undefined ? [] : written.flatMap((one) => unregistered(table, one) ?? []);
  return [
    ...check(tableOf(input.TableName), [...itemWritten(input.Item), ...updateWritten(input)]),
    ...Object.entries(input.RequestItems ?? {}).flatMap(([physical, requests]) =>
      Array.isArray(requests)
        ? (requests as WriteRequests).flatMap(({ PutRequest }) =>
            check(tableOf(physical), itemWritten(PutRequest?.Item)),
          )
        : [],
    ),
  ];
}

const itemWritten = (item: Item | undefined): Written[] =>
  Object.entries(item ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [{ path: [name], value }],
  );

/** `SET #0 = :0, #1.#2 = if_not_exists(#1.#2, :1) ADD #3 :2`, with the names and values that the signs stand for. */
function updateWritten({
  Key,
  UpdateExpression = '',
  ExpressionAttributeNames: names = {},
  ExpressionAttributeValues: values = {},
}: WriteCommand['input']): Written[] {
  if (UpdateExpression === '') return [];
  const clauses = UpdateExpression.split(/\b(SET|ADD|REMOVE|DELETE) /).slice(1);
  const writing = clauses.filter((_, index) => ['SET', 'ADD'].includes(clauses[index - 1] ?? ''));
  const actions = writing.flatMap((clause) => clause.split(/, (?=#[^()]*(?: = | :))/));
  return [...itemWritten(Key), ...actions.flatMap((action) => actionWritten(action, names, values))];
}

function actionWritten(action: string, names: Readonly<Record<string, string>>, values: Item): Written[] {
  const [signs = ''] = /^#\S+/.exec(action) ?? [];
  const [first, ...inside] = signs.split('.').map((sign) => names[sign] ?? sign);
  if (first === undefined) return [];
  const path: Written['path'] = [first, ...inside];
  const given = action.slice(signs.length).match(/:\w+/g) ?? [undefined];
  return given.map((sign) => ({ path, value: sign === undefined ? undefined : values[sign] }));
}
