// The audit log: appended to by many functions at once, never changed. Each link is a conditional put on the next
// sequence, so that of two writers one has to look again; a day is closed by a link of its own, so that the chain does
// not fork at midnight either.
import { withoutSecretNumbers } from '../../core/privacy/secret-numbers.ts';
import * as z from 'zod';
import { DAY_MS } from '../../core/basics/durations.ts';
import type { Act, AuditEntry } from '../../core/call/audit.ts';
import {
  endOf,
  flawOf,
  GENESIS,
  linkTo,
  type ChainEnd,
  type Link,
  type LinkPlace,
  type RemovedPart,
} from './audit-chain.ts';
import { followAnchors, type Anchor, type AnchorProblem, type CheckedAnchors } from './audit-anchors.ts';
import { ErasedEntries } from './audit-erasures.ts';
import { slicesOf, type AuditSlice, type Records } from './audit-slice.ts';
import type { Extent } from './audit-items.ts';
import { createLinks, type Links } from './audit-links.ts';
import { decodeCursor, encodeCursor, scopeOf, type Page } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';

interface AuditQuery {
  /** Of the acts; inclusive. */
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
  readonly by?: string | undefined;
  readonly action?: string | undefined;
  /** Only the entries about something; its name tells this question from others. */
  readonly about?: {
    readonly name: string;
    readonly is: (entry: Pick<AuditEntry, 'record' | 'detail'>) => boolean;
  };
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface LinksQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface LinksPage extends Page<Link> {
  readonly removed: RemovedPart | undefined;
}

type AuditRecord = Omit<Extract<Link, { kind: 'entry' }>, 'kind' | 'key'>;

interface Checked {
  readonly entries: number;
  /** Sequence of the last link that was removed at the end of its period; absent where none was. */
  readonly removedThrough?: number;
}

type ChainReport =
  | (Checked & { readonly intact: true })
  | (Checked & {
      readonly intact: false;
      readonly broken: LinkPlace & { readonly problem: string };
    });

export interface Audit {
  /** Once per key, whoever else appends at the same time. */
  readonly append: (entry: AuditEntry) => Promise<void>;
  /** In the order in which they were written, newest first. */
  readonly page: (query: AuditQuery) => Promise<Page<AuditRecord>>;
  /** All links in their order, and the part before them that was removed. */
  readonly all: () => Promise<{
    readonly removed: RemovedPart | undefined;
    readonly links: AsyncGenerator<Link>;
  }>;
  /** The last link; undefined for an empty log. */
  readonly head: () => Promise<Link | undefined>;
  readonly at: (place: LinkPlace) => Promise<Link | undefined>;
  /** All links as they were written, in their order: one page, and what stood before the first. */
  readonly links: (query: LinksQuery) => Promise<LinksPage>;
  /** The parts of the log that concern some records; see audit-slice.ts. */
  readonly slices: (records: Records, anchors: readonly Anchor[]) => AsyncGenerator<AuditSlice>;
  /** When the oldest entry was made that is still there, ISO 8601; undefined for an empty log. */
  readonly oldest: () => Promise<string | undefined>;
  /** Days on which entries were written, both inclusive; the whole log where absent. */
  readonly verify: (
    span: { from?: string | undefined; to?: string | undefined },
    /** Anchors that the log is compared with; those of links outside of the span are passed over. */
    anchors?: CheckedAnchors,
  ) => Promise<ChainReport>;
  /**
   * Removes the links of the days before one, and says so in an entry that carries their last hash.
   * @param day `YYYY-MM-DD`, of the first links that stay
   * @returns undefined where there was nothing to remove; a broken report where the part is not as it was written: then it stays
   */
  readonly removeBefore: (day: string, now: Date) => Promise<ChainReport | undefined>;
}

/** So many writers at once may come first; then the entry goes to the queue. */
const MOST_TRIES = 60;
/** Work put off is given up after two weeks: until then an entry may be written that long after the act. */
const LATEST_DAYS = 14;
/** A page looks at so many days at most and then hands back a cursor, however few entries it found. */
const MOST_QUERIES = 40;

const dayOf = (at: Date | number): string => new Date(at).toISOString().slice(0, 10);
const plusDays = (day: string, days: number): string => dayOf(Date.parse(day) + days * DAY_MS);
const earlier = (a: string, b: string): string => (a < b ? a : b);
const later = (a: string, b: string): string => (a > b ? a : b);

export function createAudit(database: Database): Audit {
  const links = createLinks(database);
  return {
    append: (entry) => append(cleanEntry(entry), links),
    page: (query) => pageOf(query, links),
    verify: (span, anchors) => verify(span, links, anchors),
    removeBefore: (day, now) => removeBefore(day, now, links),
    oldest: () => oldestIn(links),
    all: () => allIn(links),
    head: () => headOf(links),
    at: (place) => links.at(place),
    links: (query) => pageOfLinks(query, links),
    slices: async function* (records, anchors) {
      const { removed, links: all } = await allIn(links);
      yield* slicesOf(all, anchors, records, removed);
    },
  };
}

/** Its words lose the numbers of cards and identity papers before they are sealed. */
const cleanEntry = ({ detail, why, ...entry }: AuditEntry): AuditEntry => ({
  ...entry,
  ...(detail === undefined ? {} : { detail: withoutSecretNumbers(detail) }),
  ...(why === undefined ? {} : { why: withoutSecretNumbers(why) }),
});

// --- appending --------------------------------------------------------------------------------------------------

/**
 * An entry may only stand at the place that is noted under its key, and that place is only given up once another link
 * stands there: so the entry is in the chain once, however many deliveries append it at the same time.
 */
async function append(entry: AuditEntry, links: Links): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const chosen = await links.placeOf(entry.key);
    const standing = chosen && (await links.at(chosen));
    if (standing?.kind === 'entry' && standing.key === entry.key) {
      await links.noteEnd(standing);
      return;
    }
    const end = await endFor(dayOf(Date.parse(entry.at)), links);
    if (end === undefined) continue;
    const place = { day: end.day, sequence: end.sequence + 1 };
    const isPending = chosen !== undefined && standing === undefined;
    if (isPending ? chosen.sequence !== place.sequence : !(await links.choosePlace(entry, place, chosen)))
      continue;
    const link = linkTo(end.hash, place, { kind: 'entry', ...entry });
    if (!(await links.put(link))) continue;
    await links.noteEnd(link);
    return;
  }
  throw new Error('the audit log is written by too many at once');
}

/** The end behind which an entry of that day can stand, its day closed where it is an earlier one. */
async function endFor(today: string, links: Links): Promise<ChainEnd | undefined> {
  const end = await endBehind((await links.extent()) ?? (await begin(today, links)), links);
  if (end === undefined || today <= end.day) return end;
  const place = { day: end.day, sequence: end.sequence + 1 };
  const closing = linkTo(end.hash, place, { kind: 'day-closed', next: today });
  return (await links.put(closing)) ? endOf(closing) : undefined;
}

async function begin(today: string, links: Links): Promise<Extent | undefined> {
  await links.begin(today);
  return links.extent();
}

/** What was noted of the end may lag behind. */
async function endBehind(extent: Extent | undefined, links: Links): Promise<ChainEnd | undefined> {
  if (extent === undefined) return undefined;
  let end: ChainEnd = { sequence: extent.lastSequence, hash: extent.lastHash, day: extent.lastDay };
  for (;;) {
    const last = await links.lastOf(end.day);
    if (last === undefined) return end;
    end = endOf(last);
    if (last.kind === 'entry') return end;
  }
}

// --- reading ----------------------------------------------------------------------------------------------------

/** Where a page ended: on this day, behind this sequence. */
interface Place {
  readonly day: string;
  readonly after?: number | undefined;
}

const placeSchema: z.ZodType<Place> = z.strictObject({ day: z.iso.date(), after: z.int().min(0).optional() });

const cursorScope = ({ from, to, by, action, about }: AuditQuery): string =>
  scopeOf('audit', { from, to, by, action, ...(about === undefined ? {} : { about: about.name }) });

async function pageOf(query: AuditQuery, links: Links): Promise<Page<AuditRecord>> {
  const asked =
    query.cursor === undefined ? undefined : decodeCursor(query.cursor, cursorScope(query), placeSchema);
  const extent = await links.extent();
  const end = await endBehind(extent, links);
  if (extent === undefined || end === undefined) return { items: [] };
  const oldest = query.from === undefined ? extent.firstDay : later(extent.firstDay, dayOf(query.from));
  const items: AuditRecord[] = [];
  let place: Place | undefined = asked ?? startOf(query, end.day);
  for (let queries = 0; queries < MOST_QUERIES && place !== undefined; queries++) {
    const { day, after }: Place = place;
    const limit = query.limit - items.length;
    const { found, more } = await links.ofDay(day, { newestFirst: true, limit, after });
    items.push(...found.flatMap((link) => (matches(link, query) ? [recordOf(link)] : [])));
    place = more === undefined ? dayBefore(day, oldest) : { day, after: more };
    if (items.length >= query.limit) break;
  }
  return place === undefined ? { items } : { items, cursor: encodeCursor(cursorScope(query), place) };
}

function startOf({ to }: AuditQuery, lastDay: string): Place {
  return { day: to === undefined ? lastDay : earlier(lastDay, plusDays(dayOf(to), LATEST_DAYS)) };
}

const dayBefore = (day: string, oldest: string): Place | undefined =>
  day <= oldest ? undefined : { day: plusDays(day, -1) };

type EntryLink = Extract<Link, { kind: 'entry' }>;

function matches(link: Link, { from, to, by, action, about }: AuditQuery): link is EntryLink {
  if (link.kind !== 'entry') return false;
  const at = Date.parse(link.at);
  return (
    (from === undefined || at >= from.getTime()) &&
    (to === undefined || at < to.getTime()) &&
    (by === undefined || link.by === by) &&
    (action === undefined || link.action === action) &&
    (about === undefined || about.is(link))
  );
}

const recordOf = ({ kind: _, key: __, ...record }: EntryLink): AuditRecord => record;

const LINKS_SCOPE = scopeOf('audit.links');

async function pageOfLinks({ limit, cursor }: LinksQuery, links: Links): Promise<LinksPage> {
  const asked = cursor === undefined ? undefined : decodeCursor(cursor, LINKS_SCOPE, placeSchema);
  const extent = await links.extent();
  const end = await endBehind(extent, links);
  if (extent === undefined || end === undefined) return { items: [], removed: undefined };
  const items: Link[] = [];
  let place: Place | undefined = asked ?? { day: extent.firstDay };
  for (let queries = 0; queries < MOST_QUERIES && place !== undefined; queries++) {
    const { day, after }: Place = place;
    const { found, more } = await links.ofDay(day, {
      newestFirst: false,
      limit: limit - items.length,
      after,
    });
    items.push(...found);
    place = more === undefined ? dayAfter(day, end.day) : { day, after: more };
    if (items.length >= limit) break;
  }
  const page = { items, removed: extent.removed };
  return place === undefined ? page : { ...page, cursor: encodeCursor(LINKS_SCOPE, place) };
}

const dayAfter = (day: string, last: string): Place | undefined =>
  day >= last ? undefined : { day: plusDays(day, 1) };

async function allIn(links: Links) {
  const extent = await links.extent();
  const end = await endBehind(extent, links);
  return { removed: extent?.removed, links: linksBetween(extent?.firstDay, end?.day, links) };
}

async function* linksBetween(
  from: string | undefined,
  to: string | undefined,
  links: Links,
): AsyncGenerator<Link> {
  if (from === undefined || to === undefined) return;
  for (let day = from; day <= to; day = plusDays(day, 1)) yield* linksOf(day, links);
}

/** The day on which the log ends may have no link yet. */
async function headOf(links: Links): Promise<Link | undefined> {
  const extent = await links.extent();
  const end = await endBehind(extent, links);
  if (extent === undefined || end === undefined) return undefined;
  return lastLinkBefore(plusDays(end.day, 1), extent, links);
}

async function oldestIn(links: Links): Promise<string | undefined> {
  const extent = await links.extent();
  if (extent === undefined) return undefined;
  for await (const link of linksOf(extent.firstDay, links)) if (link.kind === 'entry') return link.at;
  return extent.lastSequence === GENESIS.sequence ? undefined : `${extent.firstDay}T00:00:00.000Z`;
}

// --- verifying --------------------------------------------------------------------------------------------------

async function verify(
  span: { from?: string | undefined; to?: string | undefined },
  links: Links,
  anchors?: CheckedAnchors,
): Promise<ChainReport> {
  const extent = await links.extent();
  const last = await endBehind(extent, links);
  const check = followAnchors(anchors ?? NO_ANCHORS, extent?.removed);
  if (extent === undefined || last === undefined)
    return anchorsGone(anchors ?? NO_ANCHORS) ?? { intact: true, entries: 0 };
  const { removed } = extent;
  const from = later(span.from ?? extent.firstDay, extent.firstDay);
  const to = earlier(span.to ?? last.day, later(last.day, extent.lastDay));
  let end = await endBefore(from, extent, links);
  let told = removed === undefined || span.from !== undefined || span.to !== undefined;
  const erased = new ErasedEntries();
  const checked = { entries: 0, ...(removed === undefined ? {} : { removedThrough: removed.sequence }) };
  for (let day = from; day <= to; day = plusDays(day, 1)) {
    for await (const link of linksOf(day, links)) {
      const problem = flawOf(link, end) ?? (isReplaced(link, extent) ? 'it was changed' : undefined);
      if (problem !== undefined)
        return { ...checked, intact: false, broken: { day, sequence: link.sequence, problem } };
      const anchorProblem = check.pass(link);
      if (anchorProblem !== undefined)
        return { ...checked, intact: false, broken: brokenAt(anchorProblem, link) };
      end = endOf(link);
      told ||= tellsOf(link, removed);
      erased.pass(link);
      if (link.kind === 'entry') checked.entries += 1;
    }
  }
  const missing = (sequence: number, problem: string): ChainReport => ({
    ...checked,
    intact: false,
    broken: { day: end.day, sequence, problem },
  });
  if (end.day <= to && end.sequence < extent.lastSequence)
    return missing(end.sequence + 1, 'entries are missing from here on');
  const isWhole = span.from === undefined && span.to === undefined;
  const atEnd = isWhole && anchors !== undefined ? check.end() : undefined;
  if (atEnd !== undefined) return { ...checked, intact: false, broken: brokenAt(atEnd, end) };
  const untold = isWhole ? erased.problem() : undefined;
  if (untold !== undefined) return missing(end.sequence, untold);
  if (told) return { ...checked, intact: true };
  return missing(checked.removedThrough ?? 0, 'entries up to here were removed, and no entry says so');
}

const NO_ANCHORS: CheckedAnchors = { anchors: [] };

const brokenAt = ({ on, problem }: AnchorProblem, { day, sequence }: LinkPlace) => ({
  day,
  sequence,
  problem: `anchor of ${on}: ${problem}`,
});

/** A log that is empty though it was anchored. */
function anchorsGone({ anchors, problem }: CheckedAnchors): ChainReport | undefined {
  const [first] = anchors;
  if (first === undefined && problem === undefined) return undefined;
  const lost = problem ?? { on: first?.on ?? '', problem: 'the log is empty, though it was anchored' };
  return { entries: 0, intact: false, broken: brokenAt(lost, { day: lost.on, sequence: 0 }) };
}

/** The last link before a day. */
async function endBefore(from: string, { firstDay, removed }: Extent, links: Links): Promise<ChainEnd> {
  for (let day = plusDays(from, -1); day >= firstDay; day = plusDays(day, -1)) {
    const last = await links.lastOf(day);
    if (last !== undefined) return endOf(last);
  }
  return { ...(removed ?? GENESIS), day: firstDay };
}

// --- removing what is past its period ----------------------------------------------------------------------------

/** Written by the job: only a chain that goes on from the removed part can hold its hash. */
const REMOVAL = 'retention.audit' satisfies Act;

const tellsOf = (link: Link, removed: RemovedPart | undefined): boolean =>
  link.kind === 'entry' && link.action === REMOVAL && link.detail === detailOf(removed);

const detailOf = (removed: RemovedPart | undefined): string =>
  removed === undefined ? '' : `entries up to ${String(removed.sequence)}, hash ${removed.hash}`;

/**
 * The beginning of the chain is moved before its old links are marked for deletion, and which days are still to be
 * marked is noted with it: a removal that was interrupted goes on the next time, and the log can be verified meanwhile.
 */
async function removeBefore(day: string, now: Date, links: Links): Promise<ChainReport | undefined> {
  const extent = await links.extent();
  if (extent === undefined) return undefined;
  await expireOld(extent, now, links);
  const end = await endBehind(extent, links);
  const last = end && (await lastLinkBefore(earlier(day, plusDays(end.day, 1)), extent, links));
  if (last === undefined) return undefined;
  // The day of the last link has to be closed: nothing may be put behind a link that is gone.
  if (last.kind === 'entry' && (await endFor(dayOf(now), links)) === undefined) return undefined;
  const head = await links.lastOf(last.day);
  if (head?.kind !== 'day-closed') return undefined;
  const report = await verify({ to: head.day }, links);
  if (!report.intact) return report;
  const removed = { sequence: head.sequence, hash: head.hash };
  await append(removalEntry(removed, head.day, now), links);
  const beginning = { firstDay: head.next, removed, removingFrom: extent.removingFrom ?? extent.firstDay };
  if (!(await links.moveBeginning(beginning, extent))) return undefined;
  await expireOld(beginning, now, links);
  return report;
}

const removalEntry = (removed: RemovedPart, lastDay: string, now: Date): AuditEntry => ({
  key: `retention:${removed.hash}`,
  at: now.toISOString(),
  by: 'retention',
  action: REMOVAL,
  record: `entries until ${lastDay}`,
  detail: detailOf(removed),
});

async function lastLinkBefore(day: string, { firstDay }: Extent, links: Links): Promise<Link | undefined> {
  for (let one = plusDays(day, -1); one >= firstDay; one = plusDays(one, -1)) {
    const last = await links.lastOf(one);
    if (last !== undefined) return last;
  }
  return undefined;
}

async function expireOld(
  { firstDay, removingFrom = firstDay }: Pick<Extent, 'firstDay' | 'removingFrom'>,
  now: Date,
  links: Links,
): Promise<void> {
  for (let day = removingFrom; day < firstDay; day = plusDays(day, 1)) {
    for await (const link of linksOf(day, links)) await links.expire(link, now);
    await links.noteRemoved(plusDays(day, 1));
  }
}

async function* linksOf(day: string, links: Links): AsyncGenerator<Link> {
  let after: number | undefined;
  do {
    const { found, more } = await links.ofDay(day, { newestFirst: false, after });
    yield* found;
    after = more;
  } while (after !== undefined);
}

/** A chain that was written anew does not end as it was noted. */
const isReplaced = (link: Link, { lastSequence, lastHash }: Extent): boolean =>
  link.sequence === lastSequence && link.hash !== lastHash;
