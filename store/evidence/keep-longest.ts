// One record of a number holds what several writers know of it, each with an expiry of its own. The record lives until the
// latest of them: a write with an earlier expiry after one with a later does not bring its end forward.
import * as z from 'zod';
import type { Change } from '../database/changes.ts';
import { isBelow, type Condition } from '../database/conditions.ts';
import { ignoreConflict } from '../database/errors.ts';
import { parserOf, schemaOf } from '../database/parse.ts';
import type { Table } from '../database/table.ts';

interface LivingUpdate {
  readonly number: string;
  readonly change: Omit<Change, 'once'>;
  readonly only?: Condition;
  /** Epoch seconds. */
  readonly expiry: number;
}

const endOf = parserOf('callers', schemaOf<{ readonly ttl: number }>({ ttl: z.number() }));

/**
 * DynamoDB has no maximum in an update, so that a record which ends earlier takes a second write.
 * @param table the table of callers
 * @throws {ConflictError} where the condition does not hold; the expiry stays as it was
 */
export async function updateKeepingLongest(
  table: Table,
  operation: string,
  { number, change, only, expiry }: LivingUpdate,
): Promise<void> {
  const living = { ...change, once: { ttl: expiry } };
  const changed = await table.update(operation, { number }, living, { only, returns: 'UPDATED_NEW' });
  if (endOf(changed).ttl >= expiry) return;
  await table
    .update('keep longer', { number }, { set: { ttl: expiry } }, { only: isBelow('ttl', expiry) })
    .catch(ignoreConflict);
}
