// The guard's level, beside the settings: an incoming call reads both at once.
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { GuardState } from '../../core/guard/guard-state.ts';
import type { Database } from '../database/database.ts';
import { GUARD_KEY, guardFromItem, type Item, type StoredGuard } from '../database/items.ts';
import { expectedVersion, writeSwitch, type SwitchWrite } from './switch-item.ts';

export interface Guard {
  readonly get: () => Promise<StoredGuard | undefined>;
  /**
   * @param given.replaces the version that was read, 0 for a level that nobody has set; absent: whatever stands there
   * @returns false where another version stands there: it stays
   */
  readonly set: (
    state: GuardState,
    given?: { readonly writeKey?: string | undefined; readonly replaces?: number | undefined },
  ) => Promise<boolean>;
  /** False where somebody else has set the level since it was read: theirs stays. */
  readonly replace: (
    before: GuardState | undefined,
    state: GuardState,
    spendDay?: string,
  ) => Promise<boolean>;
  /** True for one of those who would tell of this change, false for all others. */
  readonly announce: (before: StoredGuard, change: string) => Promise<boolean>;
}

/** Of a state; what it lacks is removed from what stands there. */
const STATE = ['level', 'since', 'until', 'by', 'why', 'because', 'writeKey'] as const;

export function createGuard(database: Database): Guard {
  const TableName = database.table('settings');

  const write = (change: SwitchWrite): Promise<boolean> => writeSwitch(database, GUARD_KEY, change);

  return {
    get: async () => {
      const { Item } = await database.run('read guard level', (client, options) =>
        client.send(new GetCommand({ TableName, Key: GUARD_KEY, ConsistentRead: true }), options),
      );
      return guardFromItem(Item);
    },
    set: (state, { writeKey, replaces } = {}) =>
      write({
        operation: 'set guard level',
        change: whole({ ...state, writeKey }),
        expected: expectedVersion(replaces),
        counted: true,
      }),
    replace: (before, state, spendDay) =>
      write({
        operation: 'set guard level',
        change: { ...whole({ ...state }), ...(spendDay === undefined ? {} : { spendDay }) },
        expected: { since: before?.since, until: before?.until },
        counted: true,
      }),
    announce: ({ since, until, announced }, change) =>
      write({
        operation: 'note what was told',
        change: { announced: change },
        expected: { since, until, announced },
        counted: false,
      }),
  };
}

const whole = (state: Item): Item => Object.fromEntries(STATE.map((name) => [name, state[name]]));
