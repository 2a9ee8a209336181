// Answers to a secret are counted by a conditional write before they are compared: of many at once no more than the
// limit are ever compared. The write and the read go together, so that an answer takes one wait, and as much work
// whether or not there is such a record.
import { reopening, type LockPolicy, type LockState, type Reopening } from '../../core/basics/lock.ts';
import type { Counted } from '../../core/basics/limit.ts';
import { absent, all, any, equals, hasRoom, type Condition } from '../database/conditions.ts';
import { ignoreConflict, unlessConflict } from '../database/errors.ts';
import type { Item } from '../database/items.ts';
import type { Key, Table } from '../database/table.ts';
import { countedSet, countsIn } from './counted.ts';

export interface TryPlace {
  readonly table: Table;
  readonly key: Key;
  /** Name of the set; the number of locks stands beside it, see {@link locksBeside}. */
  readonly attribute: string;
  /** A condition that the record must meet, such as that it exists. */
  readonly only?: Condition;
  readonly operation: string;
}

export const locksBeside = (attribute: string): string => `${attribute}Locks`;

export const lockStateOf = (item: Item | undefined, attribute: string): LockState => {
  const locks = item?.[locksBeside(attribute)];
  return { tries: countsIn(item, attribute), locks: typeof locks === 'number' ? locks : 0 };
};

/**
 * Reads the record at once, and counts once more where a lock has just ended.
 * @returns the record; undefined where there is none, or while it is locked
 */
export async function takeTry(
  place: TryPlace,
  asked: { readonly own: Counted; readonly policy: LockPolicy },
): Promise<Item | undefined> {
  const { own, policy } = asked;
  const { table, key, operation, attribute } = place;
  const [before, counted] = await Promise.all([table.get(operation, key), count(place, own, policy.most)]);
  if (counted !== undefined) return dropTwin(place, own, counted);
  const state = lockStateOf(before, attribute);
  // A webhook that comes twice has been counted already.
  if (state.tries.some(({ id }) => id === own.id)) return before;
  if (state.tries.length < policy.most) return undefined;
  const room = reopening(state, policy, own.at);
  if (room === undefined) return undefined;
  await reopen(place, state, room);
  return count(place, own, policy.most);
}

function count(
  { table, key, attribute, only, operation }: TryPlace,
  own: Counted,
  most: number,
): Promise<Item | undefined> {
  const room = hasRoom(attribute, most);
  return unlessConflict(
    table.update(
      operation,
      key,
      { add: { [attribute]: countedSet([own]) } },
      { only: only === undefined ? room : all(only, room), returns: 'ALL_NEW' },
    ),
  );
}

/** The same answer, delivered twice, is counted once. */
async function dropTwin(place: TryPlace, own: Counted, counted: Item): Promise<Item> {
  const { table, key, attribute, operation } = place;
  const isTwin = countsIn(counted, attribute).some(({ id, at }) => id === own.id && at !== own.at);
  if (isTwin) await table.update(operation, key, { takeOut: { [attribute]: countedSet([own]) } });
  return counted;
}

/** Once for a lock, however many ask at the same moment. */
async function reopen(
  { table, key, attribute, operation }: TryPlace,
  { locks }: LockState,
  room: Reopening,
): Promise<void> {
  const beside = locksBeside(attribute);
  const isAsRead = equals(beside, locks);
  const change = { set: { [beside]: room.locks }, takeOut: { [attribute]: countedSet(room.stale) } };
  const only = locks === 0 ? any(absent(beside), isAsRead) : isAsRead;
  await table.update(operation, key, change, { only }).catch(ignoreConflict);
}
