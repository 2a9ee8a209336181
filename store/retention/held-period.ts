// Records under a legal hold. A held record names its holds and has a time to live that never comes; the time to live that
// it had is kept beside it, and applies again when the last hold is lifted.
import type { Item } from '../database/items.ts';
import { absent, all, equals, exists, type Condition } from '../database/conditions.ts';
import type { Change } from '../database/changes.ts';
import { ConflictError, unlessConflict, wasWritten } from '../database/errors.ts';
import type { Key, Table } from '../database/table.ts';

/** 31 December 9999, in seconds: later than any period. */
const HELD_UNTIL = 253_402_214_400;
/** The set of holds; DynamoDB removes the attribute with its last entry. */
const HOLDS = 'holds';
const ORDINARY = 'ordinaryTtl';

export const IS_NOT_HELD: Condition = absent(HOLDS);

/** A record of a table, and an attribute that every such record has. */
export interface Holdable {
  readonly table: Table;
  readonly key: Key;
}

/** @returns the record as it is then; undefined where there is none */
export async function hold({ table, key }: Holdable, id: string): Promise<Item | undefined> {
  const held = { set: { ttl: HELD_UNTIL }, add: { [HOLDS]: new Set([id]) } };
  const isKept = isThere(key);
  const first = { ...held, copy: { [ORDINARY]: 'ttl' } };
  const options = { returns: 'ALL_NEW' } as const;
  return (
    (await unlessConflict(
      table.update('hold', key, first, { ...options, only: all(isKept, IS_NOT_HELD, exists('ttl')) }),
    )) ?? (await unlessConflict(table.update('hold', key, held, { ...options, only: isKept })))
  );
}

/** Gives the record back to its ordinary period, unless another hold is on it. Can be done twice. */
export async function release({ table, key }: Holdable, id: string): Promise<Item | undefined> {
  const change = { takeOut: { [HOLDS]: new Set([id]) } };
  const left = await unlessConflict(
    table.update('release', key, change, { only: isThere(key), returns: 'ALL_NEW' }),
  );
  if (left === undefined || left[HOLDS] !== undefined) return left;
  const isFree = all(IS_NOT_HELD, equals('ttl', HELD_UNTIL));
  const restored = { copy: { ttl: ORDINARY }, remove: [ORDINARY] };
  if (!(await wasWritten(table.update('release', key, restored, { only: all(isFree, exists(ORDINARY)) }))))
    await wasWritten(
      table.update('release', key, { remove: ['ttl'] }, { only: all(isFree, absent(ORDINARY)) }),
    );
  return left;
}

const isThere = (key: Key): Condition => all(...Object.keys(key).map((name) => exists(name)));

interface PeriodChange {
  readonly change: Omit<Change, 'set'> & { readonly set?: Item };
  /** Epoch seconds. */
  readonly ttl: number;
  readonly only: Condition;
}

/**
 * A change that also gives the record another period. Under a hold the period waits until the hold is lifted.
 * @throws {ConflictError} where the condition does not hold
 */
export async function changeWithPeriod(
  { table, key }: Holdable,
  operation: string,
  { change, ttl, only }: PeriodChange,
): Promise<Item> {
  const withPeriod = (name: string): Change => ({ ...change, set: { ...change.set, [name]: ttl } });
  const write = (name: string, ifHeld: Condition): Promise<Item | undefined> =>
    unlessConflict(
      table.update(operation, key, withPeriod(name), { only: all(only, ifHeld), returns: 'ALL_NEW' }),
    );
  const written = (await write('ttl', IS_NOT_HELD)) ?? (await write(ORDINARY, exists(HOLDS)));
  if (written === undefined) throw new ConflictError(operation);
  return written;
}

/** What a record without an end has no more; a hold stays. */
export const ENDLESS = ['ttl', ORDINARY] as const;
