// Listings. Edits carry the version they rest on; imports go in bulk.
import type { Listing, ListingPattern } from '../../core/lists/listing.ts';
import { equals, isAtVersion } from '../database/conditions.ts';
import type { Page } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import { tellingConflict, VersionConflictError } from '../database/errors.ts';
import { allItems, openTable, type Table } from '../database/table.ts';
import { pagesToCopy, type PageToCopy } from './copying.ts';
import { latestChange, noting, notingLong } from './list-changes.ts';
import { listingFromItem, listingToItem, storedListing, type StoredListing } from './listing-items.ts';
import { pageOfListings, type ListingQuery } from './listing-pages.ts';

export interface Listings {
  readonly get: (pattern: ListingPattern) => Promise<StoredListing | undefined>;
  /** Those of the patterns that are listed. */
  readonly getMany: (patterns: readonly ListingPattern[]) => Promise<ReadonlyMap<ListingPattern, Listing>>;
  /** Sorted by list, then by pattern. */
  readonly page: (query: ListingQuery) => Promise<Page<Listing>>;
  /** {@link ListingConflictError} unless what stands there has this version; 0 stands for nothing. */
  readonly put: (listing: Listing, replaces: number, writeKey?: string) => Promise<void>;
  /** Whatever stands there is replaced. Not one transaction: after a failure some may be written, and none twice. */
  readonly putMany: (listings: readonly Listing[]) => Promise<void>;
  /** Not one transaction either. */
  readonly removeMany: (patterns: readonly ListingPattern[]) => Promise<void>;
  /** Blocks that this complaint feed has made. */
  readonly ofFeed: (feed: string) => Promise<readonly Listing[]>;
  /** {@link ListingConflictError} unless what stands there has this version. */
  readonly remove: (pattern: ListingPattern, version: number) => Promise<void>;
  /** Names the state of all lists; undefined before the first change. */
  readonly latestChange: () => Promise<string | undefined>;
  /** All listings, as far as a copy of the lists holds them. */
  readonly toCopy: () => AsyncGenerator<PageToCopy>;
}

/** Another version stands under the pattern than the writer believed. */
export class ListingConflictError extends VersionConflictError<StoredListing> {
  constructor(pattern: ListingPattern, standing: StoredListing | undefined) {
    super(pattern, standing, standing?.listing.version ?? 0);
  }
}

export function createListings(database: Database): Listings {
  const table = openTable(database, 'listings');
  return {
    get: async (pattern) => storedListing(await table.get('read listing', { pattern })),
    getMany: async (patterns) => {
      const items = await table.getMany(
        'read listings',
        patterns.map((pattern) => ({ pattern })),
      );
      return new Map(items.map(listingFromItem).map((listing) => [listing.pattern, listing]));
    },
    page: (query) => pageOfListings(table, query),
    put: (listing, replaces, writeKey) => {
      const item = { ...listingToItem(listing), writeKey };
      const written = table.put('write listing', item, isAtVersion('pattern', replaces));
      return tellingConflict(noting(table, written), () => conflictAt(table, listing.pattern));
    },
    putMany: async (listings) => {
      if (listings.length === 0) return;
      await notingLong(table, table.putMany('write listings', listings.map(listingToItem)));
    },
    removeMany: async (patterns) => {
      if (patterns.length === 0) return;
      const keys = patterns.map((pattern) => ({ pattern }));
      await notingLong(table, table.removeMany('write listings', keys));
    },
    ofFeed: async (feed) => {
      const where = equals('list', 'block');
      const filter = equals(['complaints', 'feed'], feed);
      return (await allItems(table, 'listings of a feed', { index: 'byList', where, filter })).map(
        listingFromItem,
      );
    },
    remove: (pattern, version) => {
      const removed = table.remove('delete listing', { pattern }, isAtVersion('pattern', version));
      return tellingConflict(noting(table, removed), () => conflictAt(table, pattern));
    },
    latestChange: () => latestChange(table),
    toCopy: () => pagesToCopy(table),
  };
}

const conflictAt = async (table: Table, pattern: ListingPattern): Promise<ListingConflictError> =>
  new ListingConflictError(
    pattern,
    storedListing(await table.get('read listing', { pattern }, { consistent: true })),
  );
