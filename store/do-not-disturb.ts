// Do not disturb, a switch beside the settings: an incoming call reads it with the rest.
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DoNotDisturb } from '../core/departments/do-not-disturb.ts';
import type { Database } from './database.ts';
import { DO_NOT_DISTURB_KEY, doNotDisturbFromItem } from './items.ts';

export interface DoNotDisturbSwitch {
  readonly get: () => Promise<DoNotDisturb | undefined>;
  /** Undefined: calls ring again. */
  readonly set: (state: DoNotDisturb | undefined) => Promise<void>;
}

export function createDoNotDisturb(database: Database): DoNotDisturbSwitch {
  const TableName = database.table('settings');
  const Key = DO_NOT_DISTURB_KEY;
  return {
    get: async () => {
      const { Item } = await database.run('read do-not-disturb', (client, options) =>
        client.send(new GetCommand({ TableName, Key }), options),
      );
      return doNotDisturbFromItem(Item);
    },
    set: async (state) => {
      await database.run('set do-not-disturb', (client, options) =>
        state === undefined
          ? client.send(new DeleteCommand({ TableName, Key }), options)
          : client.send(new PutCommand({ TableName, Item: { ...state, ...Key } }), options),
      );
    },
  };
}
