// The guard's level, beside the settings: an incoming call reads both at once.
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { GuardState } from '../core/guard-level.ts';
import type { Database } from './database.ts';
import { GUARD_KEY, guardFromItem } from './items.ts';

export interface Guard {
  readonly get: () => Promise<GuardState | undefined>;
  readonly set: (state: GuardState) => Promise<void>;
}

export function createGuard(database: Database): Guard {
  const TableName = database.table('settings');
  return {
    get: async () => {
      const { Item } = await database.run('read guard level', (client, options) =>
        client.send(new GetCommand({ TableName, Key: GUARD_KEY }), options),
      );
      return guardFromItem(Item);
    },
    set: async (state) => {
      await database.run('set guard level', (client, options) =>
        client.send(new PutCommand({ TableName, Item: { ...state, ...GUARD_KEY } }), options),
      );
    },
  };
}
