// Short-lived counts and claims: how often something was done lately, and what can be had only once. DynamoDB deletes
// both some time after they have lost their meaning.
import type { Counted } from '../../core/basics/limit.ts';
import { absent, any, equals, type Condition } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { wasWritten } from '../database/errors.ts';
import { epochSeconds } from '../database/items.ts';
import { openTable } from '../database/table.ts';
import { countedSet, countsIn } from './counted.ts';

export interface Limits {
  /** Counts one more under the name; gives back all that is counted there. */
  readonly add: (name: string, counted: Counted, expiresAt: string) => Promise<readonly Counted[]>;
  readonly remove: (name: string, counted: readonly Counted[]) => Promise<void>;
  /** The first to claim a name has it, and may claim it again. False for everybody else. */
  readonly claim: (name: string, owner: string, expiresAt: string) => Promise<boolean>;
}

const isFreeFor = (owner: string): Condition => any(absent('name'), equals('owner', owner));

export function createLimits(database: Database): Limits {
  const table = openTable(database, 'limits');
  return {
    add: async (name, counted, expiresAt) => {
      const change = { set: { ttl: epochSeconds(expiresAt) }, add: { counted: countedSet([counted]) } };
      return countsIn(await table.update('count', { name }, change, { returns: 'ALL_NEW' }), 'counted');
    },
    remove: async (name, counted) => {
      await table.update('uncount', { name }, { takeOut: { counted: countedSet(counted) } });
    },
    claim: (name, owner, expiresAt) =>
      wasWritten(table.put('claim', { name, owner, ttl: epochSeconds(expiresAt) }, isFreeFor(owner))),
  };
}
