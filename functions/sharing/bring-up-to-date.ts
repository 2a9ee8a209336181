// The shares follow the block list: new blocks are shared, what must not or need not be shared any more is withdrawn, and
// what is known of each number is collected again once a day.
import { HOUR_MS } from '../../core/basics/durations.ts';
import type { Category } from '../../core/cases/case.ts';
import type { List, Listing, ListingPattern } from '../../core/lists/listing.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import { isNumber, type Identity } from '../../core/numbers/identity.ts';
import { isProtected } from '../../core/screening/caller.ts';
import {
  batchFor,
  factsOf,
  isAnotherShare,
  isChanged,
  isLive,
  isOver,
  MOST_CALLS,
  tombstoneOf,
  withheld,
  type LiveShare,
  type Share,
  type ShareFacts,
} from '../../core/sharing/share.ts';
import type { IdOf } from '../../core/sharing/document.ts';
import type { Runtime } from '../runtime.ts';
import { entryAfter, firstEntry, idsUnder } from './identifiers.ts';

/** How old what is known of a number may be. */
const FACTS_FRESH_MS = 20 * HOUR_MS;
/** Numbers of which facts are collected in one run; the next run goes on. */
const MOST_COLLECTED = 1_000;
/** Numbers whose facts are collected at the same time. */
const AT_ONCE = 10;
const LISTINGS_PAGE = 1_000;
const MOST_CASES = 50;

type Shareable = Listing & { readonly pattern: E164 };

export async function bringSharesUpToDate(runtime: Runtime): Promise<void> {
  const { store } = runtime;
  const [shares, partners] = await Promise.all([store.shares.all(), store.partners.all()]);
  const wanted = partners.length === 0 ? new Map<E164, Shareable>() : await shareable(runtime);
  const live = new Map(shares.filter(isLive).map((share) => [share.number, share]));
  const unwanted = [...live.values()].filter(({ number }) => !wanted.has(number));
  const withdrawn = await withdraw(unwanted, runtime);
  const due = [...wanted.values()].filter(({ pattern }) => isDue(live.get(pattern), runtime.now()));
  const changed = await collect(due.slice(0, MOST_COLLECTED), { shares, live }, runtime);
  if (withdrawn || changed) await store.shares.raise();
}

const isDue = (share: LiveShare | undefined, now: Date): boolean =>
  share === undefined || now.getTime() - Date.parse(share.checked) > FACTS_FRESH_MS || isOver(share, now);

async function withdraw(shares: readonly LiveShare[], { store, now }: Runtime): Promise<boolean> {
  const at = now().toISOString();
  await inGroups(shares, (share) => store.shares.withdraw(tombstoneOf(share, at)));
  return shares.length > 0;
}

/** Blocks of the guard that may leave, by number. */
async function shareable(runtime: Runtime): Promise<Map<E164, Shareable>> {
  const [blocked, allowed, neverBlock, settings] = await Promise.all([
    listingsOn('block', runtime),
    listingsOn('allow', runtime),
    listingsOn('never-block', runtime),
    runtime.settings.current(),
  ]);
  const patterns = (listings: readonly Listing[]): ReadonlySet<ListingPattern> =>
    new Set(listings.map(({ pattern }) => pattern));
  const shields = { settings, allowed: patterns(allowed), neverBlock: patterns(neverBlock) };
  const may = blocked.filter((listing) => withheld(listing, shields, runtime.now()) === undefined);
  return new Map(may.flatMap((listing) => (isShareable(listing) ? [[listing.pattern, listing]] : [])));
}

const isShareable = (listing: Listing): listing is Shareable => isNumber(listing.pattern as Identity);

async function listingsOn(list: List, { store }: Runtime): Promise<Listing[]> {
  const found: Listing[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.listings.page({ list, limit: LISTINGS_PAGE, cursor });
    found.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
}

interface Standing {
  readonly shares: readonly Share[];
  readonly live: ReadonlyMap<E164, LiveShare>;
}

/** @returns whether partners are to be told */
async function collect(
  listings: readonly Shareable[],
  standing: Standing,
  runtime: Runtime,
): Promise<boolean> {
  const outcomes = await inGroups(listings, async (listing): Promise<Followed> => {
    const facts = await collectFacts(listing, runtime);
    const before = standing.live.get(listing.pattern);
    if (before === undefined)
      return { listing, facts, before, outcome: facts === undefined ? 'kept' : 'replaced' };
    return { listing, facts, before, outcome: await follow(before, facts, runtime) };
  });
  const { sharingKey } = await runtime.secrets();
  const fresh = freshShares(outcomes, standing.shares, {
    idOf: idsUnder(sharingKey),
    at: runtime.now().toISOString(),
  });
  await runtime.store.shares.add(fresh);
  return (
    fresh.length > 0 || outcomes.some(({ before, outcome }) => before !== undefined && outcome !== 'kept')
  );
}

interface Followed {
  readonly listing: Shareable;
  readonly facts: ShareFacts | undefined;
  readonly before: LiveShare | undefined;
  readonly outcome: 'kept' | 'changed' | 'replaced';
}

/** Of numbers that are shared for the first time, or under another entry than before. */
function freshShares(
  followed: readonly Followed[],
  shares: readonly Share[],
  { idOf, at }: { readonly idOf: IdOf; readonly at: string },
): LiveShare[] {
  const taken = new Map<string, Share | undefined>(shares.map((share) => [share.entry, share]));
  const sizes = new Map<string, number>();
  for (const { batch } of shares) sizes.set(batch, (sizes.get(batch) ?? 0) + 1);
  return followed.flatMap(({ listing, facts, before, outcome }) => {
    if (outcome !== 'replaced' || facts === undefined) return [];
    const entry = freshEntry(listing, taken, idOf);
    if (entry === undefined) return [];
    const batch = batchFor(at, sizes);
    sizes.set(batch, (sizes.get(batch) ?? 0) + 1);
    return [{ ...newShare(entry, facts, { batch, at }), ...doubts(before) }];
  });
}

/**
 * A disputed share stays as it is until a person has looked.
 * @param facts undefined where the number is not to be shared any more
 */
async function follow(
  before: LiveShare,
  facts: ShareFacts | undefined,
  { store, now }: Runtime,
): Promise<'kept' | 'changed' | 'replaced'> {
  const at = now().toISOString();
  if (facts !== undefined && before.state === 'disputed') {
    await store.shares.refresh(before.entry, { checked: at });
    return 'kept';
  }
  if (facts === undefined || isAnotherShare(before, facts)) {
    await store.shares.withdraw(tombstoneOf(before, at));
    return facts === undefined ? 'changed' : 'replaced';
  }
  const tell = isChanged(before, facts);
  await store.shares.refresh(before.entry, { ...facts, checked: at, ...(tell ? { changed: at } : {}) });
  return tell ? 'changed' : 'kept';
}

/** What partners have reported about the number goes over to the share that takes the place of another. */
const doubts = (before: LiveShare | undefined): Partial<LiveShare> =>
  before === undefined
    ? {}
    : {
        falsePositives: before.falsePositives,
        ...(before.flaggedAt === undefined ? {} : { flaggedAt: before.flaggedAt }),
      };

/**
 * A number that is shared again gets another entry: what was withdrawn stays withdrawn. Undefined where a person decided
 * that this block is not shared.
 */
function freshEntry(
  { pattern, addedAt }: Shareable,
  taken: Map<string, Share | undefined>,
  idOf: IdOf,
): string | undefined {
  let entry = firstEntry(pattern, addedAt, idOf);
  for (; taken.has(entry); entry = entryAfter(entry, pattern, idOf)) {
    const share = taken.get(entry);
    if (share?.state === 'withdrawn' && share.decided === true) return undefined;
  }
  taken.set(entry, undefined);
  return entry;
}

const newShare = (
  entry: string,
  facts: ShareFacts,
  { batch, at }: { readonly batch: string; readonly at: string },
): LiveShare => ({
  ...facts,
  entry,
  batch,
  added: at,
  changed: at,
  checked: at,
  state: 'shared',
  falsePositives: [],
});

/** Undefined for a number that is over, or whose appeal was accepted. */
async function collectFacts(listing: Shareable, runtime: Runtime): Promise<ShareFacts | undefined> {
  const { store, now } = runtime;
  const number = listing.pattern;
  const [calls, cases, caller] = await Promise.all([
    store.calls.page({ caller: number, to: now(), limit: MOST_CALLS }),
    store.cases.page({ reported: number, kind: 'report', limit: MOST_CASES }),
    store.callers.get(number),
  ]);
  const reports = cases.items.filter(({ withdrawnFor }) => withdrawnFor === undefined);
  const facts = factsOf(listing, {
    callTimes: calls.items.flatMap(({ startedAt }) => startedAt ?? []),
    categories: reports.map(({ category }): Category => category),
    reporters: new Set(caller?.reporters).size,
  });
  return isOver(facts, now()) || isProtected(caller, now()) ? undefined : facts;
}

async function inGroups<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE)
    results.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(work))));
  return results;
}
