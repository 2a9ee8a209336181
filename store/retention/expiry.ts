// Deletes what is past its time to live, as DynamoDB does by itself, for an engine on one machine that does not.
import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Database } from '../database/database.ts';
import { wasWritten } from '../database/errors.ts';
import type { Item } from '../database/items.ts';
import { TABLE_NAMES, TABLES, type KeySchema, type TableName } from '../tables.ts';

/** A request reads so many items, so that calls are answered in between. */
const ITEMS_AT_ONCE = 100;

/** @param onRemoved is told of each item that was deleted */
export async function removeExpired(
  database: Database,
  now: Date,
  onRemoved: (table: TableName, item: Item) => Promise<void>,
): Promise<void> {
  const seconds = Math.floor(now.getTime() / 1_000);
  for (const table of TABLE_NAMES) {
    for await (const item of expiredIn(table, seconds, database)) {
      if (await remove(table, item, seconds, database)) await onRemoved(table, item);
    }
  }
}

async function* expiredIn(table: TableName, now: number, database: Database): AsyncGenerator<Item> {
  let start: Item | undefined;
  do {
    const scan = new ScanCommand({
      TableName: database.table(table),
      Limit: ITEMS_AT_ONCE,
      FilterExpression: '#ttl <= :now',
      ExpressionAttributeNames: { '#ttl': TABLES[table].timeToLive },
      ExpressionAttributeValues: { ':now': now },
      ExclusiveStartKey: start,
    });
    const { Items = [], LastEvaluatedKey } = await database.run('find what is past', (client, options) =>
      client.send(scan, options),
    );
    yield* Items;
    start = LastEvaluatedKey;
  } while (start !== undefined);
}

/** False where it was given more time meanwhile. */
async function remove(table: TableName, item: Item, now: number, database: Database): Promise<boolean> {
  const { partition, sort }: KeySchema = TABLES[table].key;
  const names = sort === undefined ? [partition] : [partition, sort];
  const command = new DeleteCommand({
    TableName: database.table(table),
    Key: Object.fromEntries(names.map((name) => [name, item[name]])),
    ConditionExpression: '#ttl <= :now',
    ExpressionAttributeNames: { '#ttl': TABLES[table].timeToLive },
    ExpressionAttributeValues: { ':now': now },
  });
  return wasWritten(database.run('remove what is past', (client, options) => client.send(command, options)));
}
