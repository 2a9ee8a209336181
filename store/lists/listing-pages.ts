// Pages of listings, list after list, each sorted by pattern.
import * as z from 'zod';
import { LISTS, type List, type Listing, type ListingPattern } from '../../core/lists/listing.ts';
import { equals } from '../database/conditions.ts';
import { decodeCursor, encodeCursor, scopeOf, type Page } from '../database/cursor.ts';
import { pattern, schemaOf } from '../database/parse.ts';
import type { Table } from '../database/table.ts';
import { listingFromItem } from './listing-items.ts';

export interface ListingQuery {
  /** All lists, one after the other, where absent. */
  readonly list?: List | undefined;
  /** Part of the pattern or of the reason, in any case of letters. */
  readonly search?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A search looks at so many pages at most, then hands back a cursor however little it found. */
const MOST_QUERIES = 20;
const SEARCH_PAGE = 1000;

interface Place {
  readonly list: List;
  /** The last pattern looked at; none when the list has only been reached. */
  readonly after?: ListingPattern;
}

const placeSchema = (lists: readonly List[]) =>
  schemaOf<Place>({ list: z.enum(lists), after: pattern.optional() });

export async function pageOfListings(
  table: Table,
  { list, search, limit, cursor }: ListingQuery,
): Promise<Page<Listing>> {
  const lists = list === undefined ? LISTS : [list];
  const scope = scopeOf('listings', { list, search });
  const items: Listing[] = [];
  let place: Place | undefined =
    cursor === undefined ? { list: list ?? LISTS[0] } : decodeCursor(cursor, scope, placeSchema(lists));
  for (let queries = 0; queries < MOST_QUERIES && place !== undefined; queries++) {
    const wanted = limit - items.length;
    const looked = await listingsBehind(table, place, search === undefined ? wanted : SEARCH_PAGE);
    const hits = looked.listings.filter((listing) => matches(listing, search)).slice(0, wanted);
    items.push(...hits);
    const isFull = items.length >= limit;
    place = nextPlace(place, looked, isFull ? hits.at(-1) : looked.listings.at(-1), lists);
    if (isFull) break;
  }
  return place === undefined ? { items } : { items, cursor: encodeCursor(scope, place) };
}

interface Looked {
  readonly listings: readonly Listing[];
  /** Whether the list goes on behind them. */
  readonly more: boolean;
}

async function listingsBehind(table: Table, { list, after }: Place, limit: number): Promise<Looked> {
  const { items, next } = await table.query('page of listings', {
    index: 'byList',
    where: equals('list', list),
    after: after === undefined ? undefined : { list, pattern: after },
    limit,
  });
  return { listings: items.map(listingFromItem), more: next !== undefined };
}

/** @param last the listing behind which the next page goes on, where the list has more */
function nextPlace(
  { list }: Place,
  { listings, more }: Looked,
  last: Listing | undefined,
  lists: readonly List[],
): Place | undefined {
  const goesOn = more || last !== listings.at(-1);
  if (goesOn) return { list, ...(last === undefined ? {} : { after: last.pattern }) };
  const next = lists[lists.indexOf(list) + 1];
  return next === undefined ? undefined : { list: next };
}

function matches({ pattern: own, reason }: Listing, search: string | undefined): boolean {
  if (search === undefined) return true;
  const wanted = search.toLowerCase();
  return own.includes(wanted) || reason.toLowerCase().includes(wanted);
}
