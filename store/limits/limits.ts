// Short-lived counts and claims: how often something was done lately, and what can be had only once. DynamoDB deletes
// both some time after they have lost their meaning.
import { PutCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Counted } from '../../core/basics/limit.ts';
import type { Database } from '../database/database.ts';
import { wasWritten } from '../database/errors.ts';
import { readCounts, writtenCount } from './counted.ts';
import { epochSeconds } from '../database/items.ts';

export interface Limits {
  /** Counts one more under the name; gives back all that is counted there. */
  readonly add: (name: string, counted: Counted, expiresAt: string) => Promise<readonly Counted[]>;
  readonly remove: (name: string, counted: readonly Counted[]) => Promise<void>;
  /** The first to claim a name has it, and may claim it again. False for everybody else. */
  readonly claim: (name: string, owner: string, expiresAt: string) => Promise<boolean>;
}

export function createLimits(database: Database): Limits {
  const TableName = database.table('limits');
  const update = (operation: string, name: string, change: Omit<UpdateCommandInput, 'TableName' | 'Key'>) =>
    database.run(operation, (client, options) =>
      client.send(new UpdateCommand({ TableName, Key: { name }, ...change }), options),
    );

  return {
    add: async (name, counted, expiresAt) => {
      const { Attributes } = await update('count', name, {
        UpdateExpression: 'SET #ttl = :ttl ADD counted :one',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':ttl': epochSeconds(expiresAt),
          ':one': new Set([writtenCount(counted)]),
        },
        ReturnValues: 'ALL_NEW',
      });
      return readCounts(Attributes?.counted);
    },

    remove: async (name, counted) => {
      await update('uncount', name, {
        UpdateExpression: 'DELETE counted :some',
        ExpressionAttributeValues: { ':some': new Set(counted.map(writtenCount)) },
      });
    },

    claim: async (name, owner, expiresAt) => {
      return wasWritten(
        database.run('claim', (client, options) =>
          client.send(
            new PutCommand({
              TableName,
              Item: { name, owner, ttl: epochSeconds(expiresAt) },
              ConditionExpression: 'attribute_not_exists(#name) OR #owner = :owner',
              ExpressionAttributeNames: { '#name': 'name', '#owner': 'owner' },
              ExpressionAttributeValues: { ':owner': owner },
            }),
            options,
          ),
        ),
      );
    },
  };
}
