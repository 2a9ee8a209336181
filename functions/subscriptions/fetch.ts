// Fetches the content of a subscription, by its kind. What has not changed is not fetched again.
import { applied, FormatError, timeOf, type Entry } from '../../core/subscriptions/entry.ts';
import { readMatchingList, readTable } from '../../core/subscriptions/partner-table.ts';
import { readEvent, readManifest, type ManifestEvent } from '../../core/subscriptions/misp-feed.ts';
import { readEnvelope, readObjects } from '../../core/subscriptions/stix-indicators.ts';
import { FTC_DATE, type Marks, type Subscription } from '../../core/subscriptions/subscription.ts';
import { addDropped, type DroppedCount } from '../../core/evidence/feed.ts';
import { DAY_MS, MINUTE_MS } from '../../core/basics/durations.ts';
import type { Content, KnownEvent } from '../../store/subscriptions/subscription-items.ts';
import { FetchError } from './failure.ts';
import { requireSignature, requireSum, requireTableProof } from './proof.ts';
import type { Reading } from './reading.ts';
import { inFolder, marksOf, MOST_BYTES, type Source } from './source.ts';

export interface Fetching {
  readonly subscription: Subscription;
  readonly marks: Marks;
  /** What is in force. */
  readonly before: Content;
  readonly source: Source;
  readonly reading: Reading;
  /** Real milliseconds, as `performance.now` has them, at which it is given up. */
  readonly deadline: number;
}

export interface Fetched {
  readonly content: Content;
  readonly dropped: readonly DroppedCount[];
  readonly marks: Marks;
  /** More than what is new since the last time is read, so that a large difference says nothing. */
  readonly isCatchingUp?: boolean;
}

/** Undefined where nothing has changed. @throws {FetchError} {FormatError} {OutgoingError} */
export function fetchContent(fetching: Fetching): Promise<Fetched | undefined> {
  switch (fetching.subscription.terms.kind) {
    case 'misp':
      return fetchMisp(fetching);
    case 'taxii':
      return fetchTaxii(fetching);
    case 'csv':
      return fetchTable(fetching);
    case 'matching-list':
      return fetchMatchingList(fetching);
    case 'ftc':
      return fetchFtc(fetching);
    case 'matching-lookup':
      // It is asked about single callers, and holds nothing.
      return Promise.resolve(undefined);
  }
}

const requireTime = ({ deadline }: Fetching, what: string): void => {
  if (performance.now() > deadline)
    throw new FetchError('too-slow', `There was no time left for ${what}. It is tried again by itself.`);
};

// --- MISP -----------------------------------------------------------------------------------------------------------

const EVENTS_AT_ONCE = 6;
const MOST_EVENTS = 5_000;

async function fetchMisp(fetching: Fetching): Promise<Fetched | undefined> {
  const { subscription, marks, before, source, reading } = fetching;
  const { terms } = subscription;
  const manifestUrl = inFolder(terms.url, 'manifest.json');
  const file = await source.read(manifestUrl, { unless: marks });
  if (file === undefined) return undefined;
  await requireSignature(file.body, `${manifestUrl}.asc`, terms, source);
  const events = readManifest(file.body.toString('utf8'));
  if (events.length > MOST_EVENTS)
    throw new FetchError(
      'too-many',
      `The feed has more than ${String(MOST_EVENTS)} events. Ask the partner to put numbers together in fewer events.`,
    );
  const known = new Map(before.events.map(({ uuid, timestamp }) => [uuid, timestamp]));
  const changed = events.filter(({ uuid, timestamp }) => known.get(uuid) !== timestamp || timestamp === '');
  const read = await readEvents(changed, fetching);
  const fresh = new Set(changed.map(({ uuid }) => uuid));
  const listed = new Set(events.map(({ uuid }) => uuid));
  const kept = before.entries.filter(({ part = '' }) => listed.has(part) && !fresh.has(part));
  return {
    content: {
      entries: applied(kept, together(read), reading.context.now),
      events: events.map(({ uuid, timestamp }): KnownEvent => ({ uuid, timestamp })),
    },
    dropped: addDropped(read.flatMap(({ dropped }) => dropped)),
    marks: marksOf(file.headers),
  };
}

async function readEvents(events: readonly ManifestEvent[], fetching: Fetching) {
  const read: ReturnType<typeof readEvent>[] = [];
  for (let from = 0; from < events.length; from += EVENTS_AT_ONCE) {
    requireTime(fetching, `${String(events.length - from)} of ${String(events.length)} events`);
    const batch = events.slice(from, from + EVENTS_AT_ONCE);
    read.push(...(await Promise.all(batch.map((event) => readOneEvent(event, fetching)))));
  }
  return read;
}

async function readOneEvent({ uuid, sha256 }: ManifestEvent, { subscription, source, reading }: Fetching) {
  const { terms } = subscription;
  const file = await source.read(inFolder(terms.url, `${uuid}.json`));
  const body = file?.body ?? Buffer.alloc(0);
  requireSum(body, sha256, terms, `Event ${uuid}`);
  return readEvent(body.toString('utf8'), uuid, reading.context);
}

const together = (
  read: readonly { readonly entries: readonly Entry[]; readonly withdrawn: readonly string[] }[],
) => ({
  entries: read.flatMap(({ entries }) => entries),
  withdrawn: read.flatMap(({ withdrawn }) => withdrawn),
});

// --- TAXII ----------------------------------------------------------------------------------------------------------

const TAXII_TYPE = 'application/taxii+json;version=2.1';
const PAGE_OBJECTS = '1000';
const MOST_PAGES = 500;

async function fetchTaxii(fetching: Fetching): Promise<Fetched | undefined> {
  const { subscription, marks, before, source, reading } = fetching;
  const objects: Readonly<Record<string, unknown>>[] = [];
  let { since } = marks;
  let next: string | undefined;
  let bytes = 0;
  for (let page = 0; ; page++) {
    requireTime(fetching, 'all pages of the collection');
    // A server that names no next page is asked for what it added after the last one.
    const after = next === undefined ? since : marks.since;
    const file = await source.read(objectsUrl(subscription.terms.url, after, next), { accept: TAXII_TYPE });
    if (file === undefined) break;
    bytes += file.body.byteLength;
    if (bytes > MOST_BYTES || page >= MOST_PAGES)
      throw new FetchError('too-large', 'The collection is too large. Ask the partner for a smaller one.');
    const envelope = readEnvelope(file.body.toString('utf8'));
    objects.push(...envelope.objects);
    const sinceBefore = since;
    since = file.headers['x-taxii-date-added-last'] ?? since;
    if (!envelope.more) break;
    if (envelope.next === undefined && since === sinceBefore)
      throw new FormatError(
        'The TAXII server says that there is more, but not where: it gives neither "next" nor a date.',
      );
    next = envelope.next;
  }
  if (objects.length === 0) return undefined;
  const { dropped, ...read } = readObjects(objects, reading.context);
  return {
    content: { entries: applied(before.entries, read, reading.context.now), events: [] },
    dropped,
    marks: since === undefined ? {} : { since },
  };
}

function objectsUrl(collection: string, since: string | undefined, next: string | undefined): string {
  const url = new URL(collection);
  url.pathname = `${url.pathname.replace(/\/(?:objects\/?)?$/, '')}/objects/`;
  url.searchParams.set('limit', PAGE_OBJECTS);
  if (since !== undefined) url.searchParams.set('added_after', since);
  if (next !== undefined) url.searchParams.set('next', next);
  return url.href;
}

// --- tables -----------------------------------------------------------------------------------------------------------

/** What was changed while the last table was made may be in none: increments overlap. */
const OVERLAP_MS = 10 * MINUTE_MS;

async function fetchTable(fetching: Fetching): Promise<Fetched | undefined> {
  const { subscription, marks, before, source, reading } = fetching;
  const { terms } = subscription;
  const isIncrement = terms.increments && marks.since !== undefined;
  const url = isIncrement ? withSince(terms.url, marks.since ?? '') : terms.url;
  const file = await source.read(url, { unless: isIncrement ? {} : marks });
  if (file === undefined) return undefined;
  await requireTableProof(file.body, url, terms, source);
  const { dropped, ...read } = readTable(file.body, reading.context, reading.rules);
  const { now } = reading.context;
  const until = timeOf(file.headers['x-feed-until']) ?? new Date(now.getTime() - OVERLAP_MS).toISOString();
  const since = terms.increments ? until : undefined;
  return {
    content: { entries: applied(isIncrement ? before.entries : [], read, now), events: [] },
    dropped,
    marks: marksOf(isIncrement ? {} : file.headers, since),
  };
}

function withSince(text: string, since: string): string {
  const url = new URL(text);
  url.searchParams.set('since', since);
  return url.href;
}

async function fetchMatchingList(fetching: Fetching): Promise<Fetched | undefined> {
  const { subscription, marks, source, reading } = fetching;
  const { terms, keys } = subscription;
  const file = await source.read(terms.url, { unless: marks });
  if (file === undefined) return undefined;
  await requireTableProof(file.body, terms.url, terms, source);
  const { dropped, unknownKeys, ...read } = readMatchingList(
    file.body,
    reading.context,
    keys.map(({ keyId }) => keyId),
  );
  if (unknownKeys > 0 && read.entries.length === 0)
    throw new FetchError(
      'unknown-key',
      'The list was made with a key that is not known here. The partner has rotated it: set the new key.',
    );
  return {
    content: { entries: applied([], read, reading.context.now), events: [] },
    dropped,
    marks: marksOf(file.headers),
  };
}

// --- the FTC's daily files ----------------------------------------------------------------------------------------------

/** Days that are asked for in one run; the rest follows in the next. */
const DAYS_AT_ONCE = 5;
/** There is none for weekends and holidays. A file that is not there by then will not come. */
const LATE_DAYS = 4;

async function fetchFtc(fetching: Fetching): Promise<Fetched | undefined> {
  const { subscription, marks, before, source, reading } = fetching;
  const { keepDays, url } = subscription.terms;
  const { now } = reading.context;
  const today = Math.floor(now.getTime() / DAY_MS);
  const first =
    marks.since === undefined ? today - keepDays : Math.floor(Date.parse(marks.since) / DAY_MS) + 1;
  let entries = before.entries;
  let { since } = marks;
  const dropped: DroppedCount[] = [];
  for (
    let day = Math.max(first, today - keepDays), read = 0;
    day < today && read < DAYS_AT_ONCE;
    day++, read++
  ) {
    requireTime(fetching, 'the files of all days');
    const date = isoDay(day);
    const file = await source.find(url.replaceAll(FTC_DATE, date), MOST_BYTES);
    if (file === undefined && day > today - LATE_DAYS) break;
    since = date;
    if (file === undefined) continue;
    const table = readTable(file, reading.context, reading.rules);
    dropped.push(...table.dropped);
    entries = [...entries, ...table.entries.map((entry) => ofDay(entry, date, keepDays))];
  }
  if (since === marks.since) return undefined;
  return {
    // Days that are caught up with are no change of the partner's.
    isCatchingUp: first < today - LATE_DAYS,
    content: { entries: applied(entries, { entries: [], withdrawn: [] }, now), events: [] },
    dropped: addDropped(dropped),
    marks: since === undefined ? {} : { since },
  };
}

const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

const ofDay = (entry: Entry, date: string, keepDays: number): Entry => ({
  ...entry,
  id: `${date} ${entry.about}`,
  expiresAt: new Date(Date.parse(date) + keepDays * DAY_MS).toISOString(),
});
