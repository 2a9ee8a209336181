// Pages of a TAXII 2.1 collection (https://docs.oasis-open.org/cti/taxii/v2.1/os/taxii-v2.1-os.html, sections 3.4 and 5).
// Only the present version of an object is kept. Pure.
import type { CollectionObject } from './stix.ts';

export const DEFAULT_PAGE = 100;
export const LARGEST_PAGE = 1_000;

export interface CollectionQuery {
  /** Exclusive. */
  readonly addedAfter?: Date | undefined;
  readonly limit: number;
  readonly next?: Place | undefined;
  /** Each list matches any of its entries; an absent one matches all. */
  readonly match: {
    readonly id?: readonly string[] | undefined;
    readonly type?: readonly string[] | undefined;
    readonly version?: readonly string[] | undefined;
    readonly spec_version?: readonly string[] | undefined;
  };
}

/** The last object of the page before. */
export interface Place {
  readonly added: string;
  readonly id: string;
}

interface CollectionPage {
  readonly objects: readonly CollectionObject[];
  /** Present when there is more. */
  readonly next?: Place;
}

export function pageOfCollection(
  objects: readonly CollectionObject[],
  { addedAfter, limit, next, match }: CollectionQuery,
): CollectionPage {
  const left = objects
    .filter(({ added }) => addedAfter === undefined || Date.parse(added) > addedAfter.getTime())
    .filter((one) => matches(one, match))
    .toSorted(byPlace)
    .filter((one) => next === undefined || byPlace(one, { added: next.added, object: { id: next.id } }) > 0);
  const page = left.slice(0, limit);
  const last = page.at(-1);
  return left.length > limit && last !== undefined
    ? { objects: page, next: { added: last.added, id: last.object.id } }
    : { objects: page };
}

interface Placed {
  readonly added: string;
  readonly object: { readonly id: string };
}

const byPlace = (a: Placed, b: Placed): number =>
  a.added.localeCompare(b.added) || a.object.id.localeCompare(b.object.id);

/** `first`, `last` and `all` are the one version that there is. */
const ANY_VERSION: readonly string[] = ['first', 'last', 'all'];

function matches({ object, version }: CollectionObject, match: CollectionQuery['match']): boolean {
  const isOne = (wanted: readonly string[] | undefined, value: string): boolean =>
    wanted === undefined || wanted.includes(value);
  return (
    isOne(match.id, object.id) &&
    isOne(match.type, object.type) &&
    isOne(match.spec_version, '2.1') &&
    (match.version === undefined || match.version.some((one) => ANY_VERSION.includes(one) || one === version))
  );
}
