// Blocks that go on after the number has been erased: what stands for it is a keyed hash, which an incoming call makes of its
// own number and looks up. It lies among the callers, where an incoming call reads anyway.
import type { Listing } from '../../core/lists/listing.ts';
import type { Suppression } from '../../core/rights/suppression.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import { exists } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { wasWritten } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { optionalTime, parserOf, schemaOf, text, time } from '../database/parse.ts';
import { openTable } from '../database/table.ts';

export interface Suppressions {
  readonly get: (token: string) => Promise<Suppression | undefined>;
  readonly put: (suppression: Suppression) => Promise<void>;
  /** False where there was none. */
  readonly lift: (token: string) => Promise<boolean>;
  /**
   * Whether the callers have been as they are since the number was erased: false where they were restored from a backup
   * that knows nothing of the erasure.
   */
  readonly knowsErasure: (token: string) => Promise<boolean>;
  readonly noteErasure: (erasure: Pick<Suppression, 'token' | 'since' | 'request'>) => Promise<void>;
  /** When all numbers were last compared with the erasures; undefined for never, also after a restore. */
  readonly comparedAt: () => Promise<string | undefined>;
  readonly noteCompared: (at: string) => Promise<void>;
}

export const suppressionKey = (token: string): string => `suppressed:${token}`;
const erasureKey = (token: string): string => `erased:${token}`;
const COMPARED_KEY = 'erasures-compared';

export function createSuppressions(database: Database): Suppressions {
  const table = openTable(database, 'callers');
  return {
    get: async (token) =>
      suppressionFromItem(await table.get('read suppression', { number: suppressionKey(token) })),
    put: async ({ token, since, request, expiresAt }) => {
      const ttl = expiresAt === undefined ? undefined : epochSeconds(expiresAt);
      const set = { token, since, request, expiresAt, ttl };
      // One that was lifted before has an end in the past.
      const remove = ttl === undefined ? ['expiresAt', 'ttl'] : [];
      await table.update('keep suppression', { number: suppressionKey(token) }, { set, remove });
    },
    lift: async (token) => {
      const past = { set: { expiresAt: LONG_AGO, ttl: epochSeconds(LONG_AGO) } };
      return wasWritten(
        table.update('lift suppression', { number: suppressionKey(token) }, past, { only: exists('token') }),
      );
    },
    knowsErasure: async (token) =>
      (await table.get('read erasure', { number: erasureKey(token) }, { consistent: true })) !== undefined,
    noteErasure: async ({ token, since, request }) => {
      await table.update('note erasure', { number: erasureKey(token) }, { set: { token, since, request } });
    },
    comparedAt: async () => {
      const item = await table.get('read last comparison', { number: COMPARED_KEY }, { consistent: true });
      return item === undefined ? undefined : comparisonOf(item).since;
    },
    noteCompared: async (at) => {
      await table.update('note comparison', { number: COMPARED_KEY }, { set: { since: at } });
    },
  };
}

const LONG_AGO = '2000-01-01T00:00:00.000Z';

const suppressionOf = parserOf(
  'callers',
  schemaOf<Suppression>({ token: text, since: time, request: text, expiresAt: optionalTime }),
);

const comparisonOf = parserOf('callers', schemaOf<Pick<Suppression, 'since'>>({ since: time }));

export const suppressionFromItem = (item: Item | undefined): Suppression | undefined =>
  item === undefined ? undefined : suppressionOf(item);

/** As screening knows a block; nobody who reads it learns the number that was erased, except from the call itself. */
export const suppressedListing = (number: Identity, { since, request, expiresAt }: Suppression): Listing => ({
  pattern: number,
  list: 'block',
  reason: `goes on after an erasure (request ${request})`,
  source: 'admin',
  addedBy: 'rights',
  addedAt: since,
  ...(expiresAt === undefined ? {} : { expiresAt }),
  version: 0,
});
