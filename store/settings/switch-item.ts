// Writes of an item that stands beside the settings and is set as a whole: the guard's level, do not disturb.
import { all, stillIs, type Condition } from '../database/conditions.ts';
import { unlessConflict } from '../database/errors.ts';
import type { Item } from '../database/items.ts';
import type { Table } from '../database/table.ts';

export interface SwitchWrite {
  readonly operation: string;
  /** Attributes that are set; one that is undefined is removed. */
  readonly change: Item;
  /** Attributes as they were read, undefined for absent; none for whatever stands there. */
  readonly expected?: Expected;
  /** Whether `revision` counts the write, so that who read the item before it finds out. */
  readonly counted: boolean;
}

type Expected = Readonly<Record<string, string | number | undefined>>;

/** The attributes that stand for a version which a caller has read; 0 for an item that nobody has set. */
export const expectedVersion = (version: number | undefined): Expected =>
  version === undefined ? {} : { revision: version === 0 ? undefined : version };

export type SwitchKey = { readonly name: string; readonly version: 0 };

/** What came of a write: the item as it stands after it, whoever has written it. */
export interface Switched {
  /** False where something else than `expected` stood there: it stays. */
  readonly done: boolean;
  readonly item: Item | undefined;
}

export async function writeSwitch(table: Table, key: SwitchKey, write: SwitchWrite): Promise<Switched> {
  const { operation, change, expected = {}, counted } = write;
  const update = {
    set: change,
    remove: Object.keys(change).filter((name) => change[name] === undefined),
    ...(counted ? { add: { revision: 1 } } : {}),
  };
  const only = asExpected(expected);
  const item = await unlessConflict(table.update(operation, key, update, { only, returns: 'ALL_NEW' }));
  return item === undefined
    ? { done: false, item: await table.get(operation, key, { consistent: true }) }
    : { done: true, item };
}

function asExpected(expected: Expected): Condition | undefined {
  const conditions = Object.entries(expected).map(([name, value]) => stillIs(name, value));
  return conditions.length === 0 ? undefined : all(...conditions);
}
