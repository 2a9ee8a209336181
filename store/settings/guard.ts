// The guard's level, beside the settings: an incoming call reads both at once.
import type { GuardState } from '../../core/guard/guard-state.ts';
import type { Database } from '../database/database.ts';
import type { Item } from '../database/items.ts';
import { openTable } from '../database/table.ts';
import { GUARD_KEY, guardFromItem, type StoredGuard } from './settings-items.ts';
import { expectedVersion, writeSwitch, type SwitchWrite } from './switch-item.ts';

export interface Guard {
  readonly get: () => Promise<StoredGuard | undefined>;
  /**
   * @param given.replaces the version that was read, 0 for a level that nobody has set; absent: whatever stands there
   * @returns what stands there then; `done` is false where it is another version than that: it stays
   */
  readonly set: (
    state: GuardState,
    given?: { readonly writeKey?: string | undefined; readonly replaces?: number | undefined },
  ) => Promise<{ readonly done: boolean; readonly standing: StoredGuard | undefined }>;
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
  const table = openTable(database, 'settings');
  const write = (change: SwitchWrite) => writeSwitch(table, GUARD_KEY, change);
  return {
    get: async () => guardFromItem(await table.get('read guard level', GUARD_KEY, { consistent: true })),
    set: async (state, { writeKey, replaces } = {}) => {
      const { done, item } = await write({
        operation: 'set guard level',
        change: whole({ ...state, writeKey }),
        expected: expectedVersion(replaces),
        counted: true,
      });
      return { done, standing: guardFromItem(item) };
    },
    replace: async (before, state, spendDay) => {
      const { done } = await write({
        operation: 'set guard level',
        change: { ...whole({ ...state }), ...(spendDay === undefined ? {} : { spendDay }) },
        expected: { since: before?.since, until: before?.until },
        counted: true,
      });
      return done;
    },
    announce: async ({ since, until, announced }, change) => {
      const { done } = await write({
        operation: 'note what was told',
        change: { announced: change },
        expected: { since, until, announced },
        counted: false,
      });
      return done;
    },
  };
}

const whole = (state: Item): Item => Object.fromEntries(STATE.map((name) => [name, state[name]]));
