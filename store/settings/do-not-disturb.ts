// Do not disturb, a switch beside the settings: an incoming call reads it with the rest.
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { DoNotDisturb } from '../../core/departments/do-not-disturb.ts';
import type { Database } from '../database/database.ts';
import { DO_NOT_DISTURB_KEY, doNotDisturbFromItem } from '../database/items.ts';
import { expectedVersion, writeSwitch } from './switch-item.ts';

export interface StoredDoNotDisturb {
  /** Undefined: calls ring. */
  readonly state: DoNotDisturb | undefined;
  /** Counts the changes; 0 before the first. */
  readonly version: number;
  /** Which write made it so; see `Idempotency-Key`. */
  readonly writeKey: string | undefined;
}

export interface DoNotDisturbSwitch {
  readonly get: () => Promise<StoredDoNotDisturb>;
  /**
   * @param state undefined: calls ring again
   * @param given.replaces the version that was read; absent: whatever stands there
   * @returns false where another version stands there: it stays
   */
  readonly set: (
    state: DoNotDisturb | undefined,
    given?: { readonly writeKey?: string | undefined; readonly replaces?: number | undefined },
  ) => Promise<boolean>;
}

export function createDoNotDisturb(database: Database): DoNotDisturbSwitch {
  const TableName = database.table('settings');
  return {
    get: async () => {
      const { Item } = await database.run('read do-not-disturb', (client, options) =>
        client.send(new GetCommand({ TableName, Key: DO_NOT_DISTURB_KEY, ConsistentRead: true }), options),
      );
      return {
        state: doNotDisturbFromItem(Item),
        version: Number(Item?.revision ?? 0),
        writeKey: typeof Item?.writeKey === 'string' ? Item.writeKey : undefined,
      };
    },

    set: (state, { writeKey, replaces } = {}) =>
      writeSwitch(database, DO_NOT_DISTURB_KEY, {
        operation: 'set do-not-disturb',
        change: { ...OFF, ...state, writeKey },
        expected: expectedVersion(replaces),
        counted: true,
      }),
  };
}

/** The item stays when calls ring again: its version goes on counting. */
const OFF = { until: undefined, since: undefined, by: undefined } satisfies Record<
  keyof DoNotDisturb,
  undefined
>;
