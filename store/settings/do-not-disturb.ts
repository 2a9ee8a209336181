// Do not disturb, a switch beside the settings: an incoming call reads it with the rest.
import type { DoNotDisturb } from '../../core/departments/do-not-disturb.ts';
import type { Database } from '../database/database.ts';
import { openTable } from '../database/table.ts';
import { DO_NOT_DISTURB_KEY, storedDoNotDisturb, type StoredDoNotDisturb } from './settings-items.ts';
import { expectedVersion, writeSwitch } from './switch-item.ts';

export interface DoNotDisturbSwitch {
  readonly get: () => Promise<StoredDoNotDisturb>;
  /**
   * @param state undefined: calls ring again
   * @param given.replaces the version that was read; absent: whatever stands there
   * @returns what stands there then; `done` is false where it is another version than that: it stays
   */
  readonly set: (
    state: DoNotDisturb | undefined,
    given?: { readonly writeKey?: string | undefined; readonly replaces?: number | undefined },
  ) => Promise<{ readonly done: boolean; readonly standing: StoredDoNotDisturb }>;
}

export function createDoNotDisturb(database: Database): DoNotDisturbSwitch {
  const table = openTable(database, 'settings');
  return {
    get: async () =>
      storedDoNotDisturb(await table.get('read do-not-disturb', DO_NOT_DISTURB_KEY, { consistent: true })),

    set: async (state, { writeKey, replaces } = {}) => {
      const { done, item } = await writeSwitch(table, DO_NOT_DISTURB_KEY, {
        operation: 'set do-not-disturb',
        change: { ...OFF, ...state, writeKey },
        expected: expectedVersion(replaces),
        counted: true,
      });
      return { done, standing: storedDoNotDisturb(item) };
    },
  };
}

/** The item stays when calls ring again: its version goes on counting. */
const OFF = { until: undefined, since: undefined, by: undefined } satisfies Record<
  keyof DoNotDisturb,
  undefined
>;
