// The audit log: appended to by many functions at once, never changed. Each link is a conditional put on the next
// sequence, so that of two writers one has to look again; a day is closed by a link of its own, so that the chain does
// not fork at midnight either. Beside the links: where the chain ends, and under each key where its entry is.
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AuditEntry } from '../core/audit.ts';
import { endOf, flawOf, GENESIS, linkTo, type ChainEnd, type Link, type LinkPlace } from './audit-chain.ts';
import { decodeCursor, encodeCursor, type Page } from './cursor.ts';
import type { Database } from './database.ts';
import { ConflictError } from './errors.ts';
import { epochSeconds, type Item } from './items.ts';

export interface AuditQuery {
  /** Of the acts; inclusive. */
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
  readonly by?: string | undefined;
  readonly action?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export type AuditRecord = Omit<Extract<Link, { kind: 'entry' }>, 'kind' | 'key'>;

export type ChainReport =
  | { readonly intact: true; readonly entries: number }
  | {
      readonly intact: false;
      readonly entries: number;
      readonly broken: LinkPlace & { readonly problem: string };
    };

export interface Audit {
  /** Once per key, whoever else appends at the same time. */
  readonly append: (entry: AuditEntry) => Promise<void>;
  /** In the order in which they were written, newest first. */
  readonly page: (query: AuditQuery) => Promise<Page<AuditRecord>>;
  /** Days on which entries were written, both inclusive; the whole log where absent. */
  readonly verify: (span: { from?: string | undefined; to?: string | undefined }) => Promise<ChainReport>;
}

/** So many writers at once may come first; then the entry goes to the queue. */
const MOST_TRIES = 60;
/** Work put off is given up after two weeks: until then an entry may be written that long after the act. */
const LATEST_DAYS = 14;
/** A key is remembered for longer than anything is delivered again. */
const REMEMBER_KEY_DAYS = 90;
/** A page looks at so many days at most and then hands back a cursor, however few entries it found. */
const MOST_QUERIES = 40;

const DAY_MS = 86_400_000;
const dayOf = (at: Date | number): string => new Date(at).toISOString().slice(0, 10);
const plusDays = (day: string, days: number): string => dayOf(Date.parse(day) + days * DAY_MS);
const earlier = (a: string, b: string): string => (a < b ? a : b);
const later = (a: string, b: string): string => (a > b ? a : b);

/** Where the chain began and has come to, as far as was noted: it may go on behind. */
interface Extent {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly lastSequence: number;
  readonly lastHash: string;
}
const EXTENT_KEY = { day: 'chain', sequence: 0 } as const;
const keyItem = (key: string) => ({ day: `key:${key}`, sequence: 0 });

export function createAudit(database: Database): Audit {
  const links = createLinks(database);
  return {
    append: (entry) => append(entry, links),
    page: (query) => pageOf(query, links),
    verify: (span) => verify(span, links),
  };
}

// --- requests ---------------------------------------------------------------------------------------------------

type Links = ReturnType<typeof createLinks>;

function createLinks(database: Database) {
  const TableName = database.table('audit');

  const get = async (Key: LinkPlace): Promise<Item | undefined> => {
    const { Item } = await database.run('read audit log', (client, options) =>
      client.send(new GetCommand({ TableName, Key, ConsistentRead: true }), options),
    );
    return Item;
  };

  /** False where somebody else was first. */
  const unlessFirst = async (write: () => Promise<unknown>): Promise<boolean> => {
    try {
      await write();
      return true;
    } catch (error) {
      if (error instanceof ConflictError) return false;
      throw error;
    }
  };

  const putNew = (Item: Item): Promise<boolean> =>
    unlessFirst(() =>
      database.run('append to audit log', (client, options) =>
        client.send(
          new PutCommand({
            TableName,
            Item,
            ConditionExpression: 'attribute_not_exists(#day)',
            ExpressionAttributeNames: { '#day': 'day' },
          }),
          options,
        ),
      ),
    );

  const update = (
    Key: LinkPlace,
    values: Item,
    condition: { text: string; values: Item },
  ): Promise<boolean> =>
    unlessFirst(() =>
      database.run('append to audit log', (client, options) =>
        client.send(
          new UpdateCommand({
            TableName,
            Key,
            UpdateExpression: `SET ${Object.keys(values)
              .map((name) => `#${name} = :${name}`)
              .join(', ')}`,
            ConditionExpression: condition.text,
            ExpressionAttributeNames: Object.fromEntries(
              Object.keys(values).map((name) => [`#${name}`, name]),
            ),
            ExpressionAttributeValues: {
              ...condition.values,
              ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
            },
          }),
          options,
        ),
      ),
    );

  /** One request's worth of a day. */
  const ofDay = async (
    day: string,
    {
      newestFirst,
      limit,
      after,
    }: { newestFirst: boolean; limit?: number | undefined; after?: number | undefined },
  ): Promise<{ found: Link[]; more: number | undefined }> => {
    const { Items = [], LastEvaluatedKey } = await database.run('read audit log', (client, options) =>
      client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: '#day = :day',
          ExpressionAttributeNames: { '#day': 'day' },
          ExpressionAttributeValues: { ':day': day },
          ScanIndexForward: !newestFirst,
          ConsistentRead: true,
          Limit: limit,
          ExclusiveStartKey: after === undefined ? undefined : { day, sequence: after },
        }),
        options,
      ),
    );
    return { found: Items as Link[], more: LastEvaluatedKey?.sequence as number | undefined };
  };

  return {
    at: async (place: LinkPlace) => (await get(place)) as Link | undefined,
    put: (link: Link) => putNew({ ...link }),
    lastOf: async (day: string) => (await ofDay(day, { newestFirst: true, limit: 1 })).found[0],
    ofDay,

    extent: async () => (await get(EXTENT_KEY)) as Extent | undefined,
    begin: (day: string) =>
      putNew({
        ...EXTENT_KEY,
        firstDay: day,
        lastDay: day,
        lastSequence: GENESIS.sequence,
        lastHash: GENESIS.hash,
      }),
    noteEnd: ({ day, sequence, hash }: Link) =>
      update(
        EXTENT_KEY,
        { lastDay: day, lastSequence: sequence, lastHash: hash },
        { text: '#lastSequence < :lastSequence', values: {} },
      ),

    placeOf: async (key: string) => {
      const item = await get(keyItem(key));
      return item === undefined ? undefined : ({ day: item.atDay, sequence: item.atSequence } as LinkPlace);
    },
    /** False where another delivery of the same act has chosen a place meanwhile. */
    choosePlace: ({ key, at }: AuditEntry, { day, sequence }: LinkPlace, before: LinkPlace | undefined) =>
      update(
        keyItem(key),
        { atDay: day, atSequence: sequence, ttl: epochSeconds(at) + REMEMBER_KEY_DAYS * 86_400 },
        before === undefined
          ? { text: 'attribute_not_exists(#atSequence)', values: {} }
          : { text: '#atSequence = :before', values: { ':before': before.sequence } },
      ),
  };
}

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

const placeSchema: z.ZodType<Place> = z.strictObject({ day: z.iso.date(), after: z.int().optional() });

async function pageOf(query: AuditQuery, links: Links): Promise<Page<AuditRecord>> {
  const extent = await links.extent();
  const end = await endBehind(extent, links);
  if (extent === undefined || end === undefined) return { items: [] };
  const oldest = query.from === undefined ? extent.firstDay : later(extent.firstDay, dayOf(query.from));
  const items: AuditRecord[] = [];
  let place: Place | undefined = startOf(query, end.day);
  for (let queries = 0; queries < MOST_QUERIES && place !== undefined; queries++) {
    const { day, after }: Place = place;
    const limit = query.limit - items.length;
    const { found, more } = await links.ofDay(day, { newestFirst: true, limit, after });
    items.push(...found.flatMap((link) => (matches(link, query) ? [recordOf(link)] : [])));
    place = more === undefined ? dayBefore(day, oldest) : { day, after: more };
    if (items.length >= query.limit) break;
  }
  return place === undefined ? { items } : { items, cursor: encodeCursor(place) };
}

function startOf({ cursor, to }: AuditQuery, lastDay: string): Place {
  if (cursor !== undefined) return decodeCursor(cursor, placeSchema);
  return { day: to === undefined ? lastDay : earlier(lastDay, plusDays(dayOf(to), LATEST_DAYS)) };
}

const dayBefore = (day: string, oldest: string): Place | undefined =>
  day <= oldest ? undefined : { day: plusDays(day, -1) };

type EntryLink = Extract<Link, { kind: 'entry' }>;

function matches(link: Link, { from, to, by, action }: AuditQuery): link is EntryLink {
  if (link.kind !== 'entry') return false;
  const at = Date.parse(link.at);
  return (
    (from === undefined || at >= from.getTime()) &&
    (to === undefined || at < to.getTime()) &&
    (by === undefined || link.by === by) &&
    (action === undefined || link.action === action)
  );
}

const recordOf = ({ kind: _, key: __, ...record }: EntryLink): AuditRecord => record;

// --- verifying --------------------------------------------------------------------------------------------------

async function verify(
  span: { from?: string | undefined; to?: string | undefined },
  links: Links,
): Promise<ChainReport> {
  const extent = await links.extent();
  const last = await endBehind(extent, links);
  if (extent === undefined || last === undefined) return { intact: true, entries: 0 };
  const from = later(span.from ?? extent.firstDay, extent.firstDay);
  const to = earlier(span.to ?? last.day, later(last.day, extent.lastDay));
  let end = await endBefore(from, extent, links);
  let entries = 0;
  for (let day = from; day <= to; day = plusDays(day, 1)) {
    for await (const link of linksOf(day, links)) {
      const problem = flawOf(link, end) ?? (isReplaced(link, extent) ? 'it was changed' : undefined);
      if (problem !== undefined)
        return { intact: false, entries, broken: { day, sequence: link.sequence, problem } };
      end = endOf(link);
      if (link.kind === 'entry') entries += 1;
    }
  }
  if (end.day > to || end.sequence >= extent.lastSequence) return { intact: true, entries };
  const problem = 'entries are missing from here on';
  return { intact: false, entries, broken: { day: end.day, sequence: end.sequence + 1, problem } };
}

/** The last link before a day. */
async function endBefore(from: string, { firstDay }: Extent, links: Links): Promise<ChainEnd> {
  for (let day = plusDays(from, -1); day >= firstDay; day = plusDays(day, -1)) {
    const last = await links.lastOf(day);
    if (last !== undefined) return endOf(last);
  }
  return { ...GENESIS, day: firstDay };
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
