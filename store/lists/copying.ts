// Reads all listings for a copy, page by page, with no more of each than a copy holds.
import * as z from 'zod';
import type { CopiedListing } from '../../core/lists/copy/make-copy.ts';
import { LISTS } from '../../core/lists/listing.ts';
import { equals } from '../database/conditions.ts';
import { DamagedItemError } from '../database/errors.ts';
import type { Item } from '../database/items.ts';
import { count, optionalText, optionalTime, parserOf, pattern, schemaOf, text } from '../database/parse.ts';
import { pagesOf, type Table } from '../database/table.ts';
import { listingSource } from './listing-items.ts';

const ATTRIBUTES = [
  'pattern',
  'list',
  'source',
  'expiresAt',
  'department',
  'ringThrough',
  'pending',
  'complaints',
] as const satisfies readonly (keyof CopiedListing)[];

const copiedOf = parserOf(
  'listings',
  schemaOf<CopiedListing>({
    pattern,
    list: z.enum(LISTS),
    source: listingSource,
    expiresAt: optionalTime,
    department: optionalText,
    ringThrough: z.boolean().optional(),
    pending: z.literal(true).optional(),
    complaints: schemaOf<NonNullable<CopiedListing['complaints']>>({
      feed: text,
      count,
      from: text,
      to: text,
    }).optional(),
  }),
);

/** Items of a page: DynamoDB ends a page at one megabyte, which would take too long to read at once. */
const PAGE = 500;

export interface PageToCopy {
  readonly listings: readonly CopiedListing[];
  /** Items that cannot be read. A call whose number they are about fails to read them too. */
  readonly damaged: number;
}

export async function* pagesToCopy(table: Table): AsyncGenerator<PageToCopy> {
  for (const list of LISTS) {
    const pages = pagesOf(table, 'copy the lists', {
      index: 'byList',
      where: equals('list', list),
      attributes: ATTRIBUTES,
      limit: PAGE,
    });
    for await (const { items } of pages) yield pageOf(items);
  }
}

function pageOf(items: readonly Item[]): PageToCopy {
  const listings = items.flatMap((item) => readOrNone(item) ?? []);
  return { listings, damaged: items.length - listings.length };
}

/** One damaged item must not keep all others from being copied. */
function readOrNone(item: Item): CopiedListing | undefined {
  try {
    return copiedOf(item);
  } catch (error) {
    if (error instanceof DamagedItemError) return undefined;
    throw error;
  }
}
