// The switches beside the settings: the guard's level, and do not disturb. An incoming call reads them with the rest.
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DoNotDisturb } from '../core/do-not-disturb.ts';
import type { GuardState } from '../core/guard-level.ts';
import type { Database } from './database.ts';
import { DO_NOT_DISTURB_KEY, doNotDisturbFromItem, GUARD_KEY, guardFromItem, type Item } from './items.ts';

export interface Guard {
  readonly get: () => Promise<GuardState | undefined>;
  readonly set: (state: GuardState) => Promise<void>;
  readonly getDoNotDisturb: () => Promise<DoNotDisturb | undefined>;
  /** Undefined: calls ring again. */
  readonly setDoNotDisturb: (state: DoNotDisturb | undefined) => Promise<void>;
}

type SwitchKey = typeof GUARD_KEY | typeof DO_NOT_DISTURB_KEY;

export function createGuard(database: Database): Guard {
  const TableName = database.table('settings');

  const read = async (Key: SwitchKey): Promise<Item | undefined> => {
    const { Item } = await database.run(`read ${Key.name}`, (client, options) =>
      client.send(new GetCommand({ TableName, Key }), options),
    );
    return Item;
  };
  const write = async (Key: SwitchKey, state: object): Promise<void> => {
    await database.run(`set ${Key.name}`, (client, options) =>
      client.send(new PutCommand({ TableName, Item: { ...state, ...Key } }), options),
    );
  };
  const clear = async (Key: SwitchKey): Promise<void> => {
    await database.run(`clear ${Key.name}`, (client, options) =>
      client.send(new DeleteCommand({ TableName, Key }), options),
    );
  };

  return {
    get: async () => guardFromItem(await read(GUARD_KEY)),
    set: (state) => write(GUARD_KEY, state),
    getDoNotDisturb: async () => doNotDisturbFromItem(await read(DO_NOT_DISTURB_KEY)),
    setDoNotDisturb: (state) =>
      state === undefined ? clear(DO_NOT_DISTURB_KEY) : write(DO_NOT_DISTURB_KEY, state),
  };
}
