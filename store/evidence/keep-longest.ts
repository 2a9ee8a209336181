// One record of a number holds what several writers know of it, each with an expiry of its own. The record lives until the
// latest of them: a write with an earlier expiry after one with a later does not bring its end forward.
import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Database } from '../database/database.ts';
import { ignoreConflict } from '../database/errors.ts';

/** Part of the `SET` of an update that is sent by {@link updateKeepingLongest}. */
export const KEEP_LONGEST = '#ttl = if_not_exists(#ttl, :ttl)';

interface LivingUpdate {
  readonly operation: string;
  readonly number: string;
  /** Its `SET` holds {@link KEEP_LONGEST}. */
  readonly change: Omit<UpdateCommandInput, 'TableName' | 'Key' | 'ReturnValues'>;
  /** Epoch seconds. */
  readonly expiry: number;
}

/**
 * DynamoDB has no maximum in an update, so that a record which ends earlier takes a second write.
 * @throws {ConflictError} where the condition of the change does not hold; the expiry stays as it was
 */
export async function updateKeepingLongest(
  database: Database,
  { operation, number, change, expiry }: LivingUpdate,
): Promise<void> {
  const target = { TableName: database.table('callers'), Key: { number } };
  const { Attributes } = await database.run(operation, (client, options) =>
    client.send(
      new UpdateCommand({
        ...target,
        ...change,
        ExpressionAttributeNames: { ...change.ExpressionAttributeNames, '#ttl': 'ttl' },
        ExpressionAttributeValues: { ...change.ExpressionAttributeValues, ':ttl': expiry },
        ReturnValues: 'UPDATED_NEW',
      }),
      options,
    ),
  );
  if (Number(Attributes?.ttl) >= expiry) return;
  const longer = new UpdateCommand({
    ...target,
    UpdateExpression: 'SET #ttl = :ttl',
    ConditionExpression: '#ttl < :ttl',
    ExpressionAttributeNames: { '#ttl': 'ttl' },
    ExpressionAttributeValues: { ':ttl': expiry },
  });
  await database.run('keep longer', (client, options) => client.send(longer, options)).catch(ignoreConflict);
}
