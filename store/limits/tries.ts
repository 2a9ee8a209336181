// Answers to a secret are counted by a conditional write before they are compared: of many at once no more than the
// limit are ever compared. The write and the read go together, so that an answer takes one wait, and as much work
// whether or not there is such a record.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { reopening, type LockPolicy, type LockState, type Reopening } from '../../core/basics/lock.ts';
import type { Counted } from '../../core/basics/limit.ts';
import { readCounts, writtenCount } from './counted.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict, unlessConflict } from '../database/errors.ts';
import type { Item } from '../database/items.ts';

export interface TryPlace {
  readonly TableName: string;
  readonly Key: Readonly<Record<string, string>>;
  /** Name of the set; the number of locks stands beside it, see {@link locksBeside}. */
  readonly attribute: string;
  /** A condition that the record must meet, such as that it exists. */
  readonly only?: string;
  readonly operation: string;
}

export const locksBeside = (attribute: string): string => `${attribute}Locks`;

export const lockStateOf = (item: Item | undefined, attribute: string): LockState => ({
  tries: readCounts(item?.[attribute]),
  locks: Number(item?.[locksBeside(attribute)] ?? 0),
});

/**
 * @param read the record as it is; asked for at once, and once more where a lock has just ended
 * @returns the record; undefined where there is none, or while it is locked
 */
export async function takeTry(
  database: Database,
  place: TryPlace,
  asked: { readonly own: Counted; readonly policy: LockPolicy },
  read: () => Promise<Item | undefined>,
): Promise<Item | undefined> {
  const { own, policy } = asked;
  const [before, counted] = await Promise.all([read(), count(database, place, own, policy.most)]);
  if (counted !== undefined) return dropTwin(database, place, own, counted);
  const state = lockStateOf(before, place.attribute);
  // A webhook that comes twice has been counted already.
  if (state.tries.some(({ id }) => id === own.id)) return before;
  if (state.tries.length < policy.most) return undefined;
  const room = reopening(state, policy, own.at);
  if (room === undefined) return undefined;
  await reopen(database, place, state, room);
  return count(database, place, own, policy.most);
}

async function count(
  database: Database,
  { TableName, Key, attribute, only, operation }: TryPlace,
  own: Counted,
  most: number,
): Promise<Item | undefined> {
  const room = '(attribute_not_exists(#tries) OR size(#tries) < :most)';
  const answer = await unlessConflict(
    database.run(operation, (client, options) =>
      client.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: 'ADD #tries :own',
          ConditionExpression: only === undefined ? room : `${only} AND ${room}`,
          ExpressionAttributeNames: { '#tries': attribute },
          ExpressionAttributeValues: { ':own': new Set([writtenCount(own)]), ':most': most },
          ReturnValues: 'ALL_NEW',
        }),
        options,
      ),
    ),
  );
  return answer?.Attributes;
}

/** The same answer, delivered twice, is counted once. */
async function dropTwin(database: Database, place: TryPlace, own: Counted, counted: Item): Promise<Item> {
  const twin = readCounts(counted[place.attribute]).some(({ id, at }) => id === own.id && at !== own.at);
  if (!twin) return counted;
  await removeTries(database, place, [own]);
  return counted;
}

async function removeTries(
  database: Database,
  { TableName, Key, attribute, operation }: TryPlace,
  some: readonly Counted[],
): Promise<void> {
  await database.run(operation, (client, options) =>
    client.send(
      new UpdateCommand({
        TableName,
        Key,
        UpdateExpression: 'DELETE #tries :some',
        ExpressionAttributeNames: { '#tries': attribute },
        ExpressionAttributeValues: { ':some': new Set(some.map(writtenCount)) },
      }),
      options,
    ),
  );
}

/** Once for a lock, however many ask at the same moment. */
async function reopen(
  database: Database,
  { TableName, Key, attribute, operation }: TryPlace,
  { locks }: LockState,
  room: Reopening,
): Promise<void> {
  await database
    .run(operation, (client, options) =>
      client.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: 'SET #locks = :locks DELETE #tries :stale',
          ConditionExpression:
            locks === 0 ? 'attribute_not_exists(#locks) OR #locks = :before' : '#locks = :before',
          ExpressionAttributeNames: { '#tries': attribute, '#locks': locksBeside(attribute) },
          ExpressionAttributeValues: {
            ':locks': room.locks,
            ':before': locks,
            ':stale': new Set(room.stale.map((one) => writtenCount(one))),
          },
        }),
        options,
      ),
    )
    .catch(ignoreConflict);
}
