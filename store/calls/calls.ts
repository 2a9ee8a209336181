// Calls as they are kept. Every write is an upsert on the CallSid that sets each attribute once, so that webhooks may
// come twice, late, or in any order.
import {
  GetCommand,
  QueryCommand,
  UpdateCommand,
  type QueryCommandInput,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { billedMinutes } from '../../core/guard/attack.ts';
import {
  dispositionOf,
  type CallRecord,
  type Disposition,
  type Flag,
  type WithdrawnFlag,
} from '../../core/records/call-record.ts';
import type { ContentNote } from '../../core/content/content-note.ts';
import type { Effect, TimelineEntry } from '../../core/call/decision.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import type { ListingPattern } from '../../core/lists/listing.ts';
import type { Verdict } from '../../core/screening/verdict.ts';
import {
  decodeCursor,
  encodeCursor,
  fromCursor,
  InvalidCursorError,
  keySchema,
  scopeOf,
  type Page,
} from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';

interface CallQuery {
  readonly caller?: Identity | undefined;
  /** Inclusive; a week before `to` where absent and no caller is named. */
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to: Date;
  readonly verdict?: Verdict | undefined;
  readonly disposition?: Disposition | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface RunningCalls {
  readonly calls: CallRecord[];
  /** false in a flood: there may be more, before the newest thousands of calls. */
  readonly complete: boolean;
}

export interface Calls {
  readonly get: (callSid: string) => Promise<CallRecord | undefined>;
  /** Newest first. */
  readonly page: (query: CallQuery) => Promise<Page<CallRecord>>;
  /** Calls that came in from `from`, inclusive, to `to`, exclusive. */
  /** Calls that came in between, without those that the guard keeps away by itself; see {@link LET_IN}. */
  readonly countLetInBetween: (from: Date, to: Date) => Promise<number>;
  /** Hands over all calls that came in between, day by day and page by page, in no order. */
  readonly eachBetween: (from: Date, to: Date, see: (calls: readonly CallRecord[]) => void) => Promise<void>;
  /** Calls that came in between and are not over, newest first. */
  readonly runningSince: (from: Date, to: Date, most: number) => Promise<RunningCalls>;
  /** Minutes that the carrier bills for the calls that came in between, and how many of them have not ended yet. */
  readonly minutesBetween: (from: Date, to: Date) => Promise<{ billed: number; running: number }>;
  /** Calls that this listing decided. */
  readonly countByListing: (pattern: ListingPattern) => Promise<number>;
  /** The flag that was given goes over to the history of the call; undefined where it no longer stands. */
  readonly unflag: (flag: {
    callSid: string;
    flag: Flag;
    by: string;
    at: string;
    reason: string;
  }) => Promise<CallRecord | undefined>;
  /** Once: a second flag changes nothing, nor one that was taken back already. */
  readonly flag: (flag: { callSid: string; by: string; at: string; reason: string }) => Promise<CallRecord>;
  readonly open: (effect: Extract<Effect, { kind: 'open-call' }>) => Promise<void>;
  readonly addToTimeline: (effect: Extract<Effect, { kind: 'add-to-timeline' }>) => Promise<void>;
  readonly noteBridge: (effect: Extract<Effect, { kind: 'note-bridge' }>) => Promise<void>;
  /** The call as it is then. */
  readonly finish: (effect: Extract<Effect, { kind: 'finish-call' }>) => Promise<CallRecord>;
  readonly noteRecording: (callSid: string, recordingSid: string) => Promise<void>;
  readonly noteContent: (effect: Extract<Effect, { kind: 'note-content' }>) => Promise<CallRecord>;
}

/** Timeline entries are attributes of their own, `step:<key>`: an upsert needs no list to append to. */
const STEP = 'step:';
/** And so is what each thing that was said sounds like: `content:reason`, `content:<recording>`. */
const CONTENT = 'content:';
/** And each flag that was taken back, by the time at which it was given: a flag that is delivered again stays away. */
const WITHDRAWN_FLAG = 'withdrawn-flag:';

export function createCalls(database: Database): Calls {
  const TableName = database.table('calls');

  const update: Update = (operation, callSid, change) =>
    database.run(operation, (client, options) =>
      client.send(new UpdateCommand({ TableName, Key: { callSid }, ...change }), options),
    );

  /** Sets each attribute unless an earlier delivery did. */
  const setOnce = async (operation: string, callSid: string, attributes: Item): Promise<Item> => {
    const entries = Object.entries(attributes).filter(([, value]) => value !== undefined);
    const { Attributes = {} } = await update(operation, callSid, {
      UpdateExpression: `SET ${entries.map((_, i) => `#${i} = if_not_exists(#${i}, :${i})`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(entries.map(([name], i) => [`#${i}`, name])),
      ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], i) => [`:${i}`, value])),
      ReturnValues: 'ALL_NEW',
    });
    return Attributes;
  };

  const query = (input: Omit<QueryCommandInput, 'TableName'>) =>
    database.run('page of calls', (client, options) =>
      client.send(new QueryCommand({ TableName, ScanIndexForward: false, ...input }), options),
    );

  return {
    get: async (callSid) => {
      const { Item } = await database.run('read call', (client, options) =>
        client.send(new GetCommand({ TableName, Key: { callSid } }), options),
      );
      return Item === undefined ? undefined : callFromItem(Item);
    },
    page: (search) => fromCursor(search.cursor, () => pageOfCalls(search, query)),
    countLetInBetween: async (from, to) => {
      const counts = await Promise.all(
        daysIn(from, to).map((day) => countAll(letIn(partitionOf({ to, limit: 0 }, { day }, from)), query)),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    },
    eachBetween: async (from, to, see) => {
      await Promise.all(
        daysIn(from, to).map((day) => eachPage(partitionOf({ to, limit: 0 }, { day }, from), query, see)),
      );
    },
    runningSince: (from, to, most) => runningCalls({ from, to, most }, query),
    minutesBetween: async (from, to) => {
      const days = await Promise.all(
        daysIn(from, to).map((day) => allOf(partitionOf({ to, limit: 0 }, { day }, from), query)),
      );
      const calls = days.flat().map((item) => item as Pick<CallRecord, 'status' | 'seconds' | 'endedAt'>);
      return {
        billed: calls.reduce((sum, call) => sum + billedMinutes(call), 0),
        running: calls.filter(({ endedAt }) => endedAt === undefined).length,
      };
    },
    countByListing: (pattern) =>
      countAll(
        {
          IndexName: 'byListing',
          KeyConditionExpression: 'listing = :pattern',
          ExpressionAttributeValues: { ':pattern': pattern },
        },
        query,
      ),
    ...flagsOf(update),
    open: async ({ kind: _, callSid, screening, expiresAt, ...call }) => {
      await setOnce('open call', callSid, {
        ...call,
        day: call.startedAt.slice(0, 10),
        verdict: screening.verdict,
        reasons: screening.reasons,
        listing: screening.listing?.pattern,
        scored: screening.scored,
        ttl: epochSeconds(expiresAt),
      });
    },
    addToTimeline: async ({ callSid, entry, expiresAt }) => {
      const { key, ...told } = entry;
      await setOnce('add to timeline', callSid, {
        [`${STEP}${key}`]: told,
        ttl: epochSeconds(expiresAt),
        // Where the first webhook was lost, the call still shows up under the time of what came after.
        startedAt: entry.at,
        day: entry.at.slice(0, 10),
      });
    },
    noteBridge: async ({ callSid, seconds }) => {
      await setOnce('note bridge', callSid, { talkSeconds: seconds });
    },
    finish: async ({ callSid, status, seconds, endedAt }) =>
      callFromItem(await setOnce('finish call', callSid, { status, seconds, endedAt })),
    noteRecording: async (callSid, recordingSid) => {
      await setOnce('note recording', callSid, { recordingSid });
    },
    noteContent: async ({ callSid, source, score, words }) =>
      callFromItem(await setOnce('note content', callSid, { [`${CONTENT}${source}`]: { score, words } })),
  };
}

type Update = (
  operation: string,
  callSid: string,
  change: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
) => Promise<{ Attributes?: Item | undefined }>;

function flagsOf(update: Update): Pick<Calls, 'flag' | 'unflag'> {
  return {
    flag: async ({ callSid, ...flag }) => {
      const { Attributes = {} } = await update('flag call', callSid, {
        UpdateExpression: 'SET #flag = if_not_exists(#flag, :flag)',
        ConditionExpression: 'attribute_not_exists(#withdrawn)',
        ExpressionAttributeNames: { '#flag': 'flag', '#withdrawn': `${WITHDRAWN_FLAG}${flag.at}` },
        ExpressionAttributeValues: { ':flag': flag },
        ReturnValues: 'ALL_NEW',
      });
      return callFromItem(Attributes);
    },
    unflag: async ({ callSid, flag, by, at, reason }) => {
      const withdrawn: WithdrawnFlag = { ...flag, withdrawnBy: by, withdrawnAt: at, withdrawnFor: reason };
      try {
        const { Attributes = {} } = await update('take flag back', callSid, {
          UpdateExpression: 'SET #withdrawn = :withdrawn REMOVE #flag',
          ConditionExpression: '#flag.#at = :at',
          ExpressionAttributeNames: {
            '#flag': 'flag',
            '#at': 'at',
            '#withdrawn': `${WITHDRAWN_FLAG}${flag.at}`,
          },
          ExpressionAttributeValues: { ':withdrawn': withdrawn, ':at': flag.at },
          ReturnValues: 'ALL_NEW',
        });
        return callFromItem(Attributes);
      } catch (error) {
        ignoreConflict(error);
        return undefined;
      }
    },
  };
}

function callFromItem(item: Item): CallRecord {
  const steps = Object.entries(item).filter(([name]) => name.startsWith(STEP));
  const timeline = steps
    .map(([name, told]) => ({ key: name.slice(STEP.length), ...(told as Omit<TimelineEntry, 'key'>) }))
    .sort((a, b) => a.at.localeCompare(b.at));
  const inside = (name: string): boolean =>
    [STEP, CONTENT, WITHDRAWN_FLAG].some((prefix) => name.startsWith(prefix)) ||
    name === 'ttl' ||
    name === 'day';
  const rest = Object.fromEntries(Object.entries(item).filter(([name]) => !inside(name)));
  return {
    ...(rest as unknown as Omit<CallRecord, 'timeline'>),
    ...worstContent(item),
    ...withdrawnFlagsIn(item),
    timeline,
  };
}

function withdrawnFlagsIn(item: Item): Pick<CallRecord, 'withdrawnFlags'> {
  const withdrawnFlags = Object.entries(item)
    .filter(([name]) => name.startsWith(WITHDRAWN_FLAG))
    .map(([, flag]) => flag as WithdrawnFlag)
    .toSorted((a, b) => a.at.localeCompare(b.at));
  return withdrawnFlags.length === 0 ? {} : { withdrawnFlags };
}

function worstContent(item: Item): Pick<CallRecord, 'content'> {
  const notes = Object.entries(item)
    .filter(([name]) => name.startsWith(CONTENT))
    .map(([, note]) => note as ContentNote)
    .toSorted((a, b) => b.score - a.score);
  return notes[0] === undefined ? {} : { content: notes[0] };
}

// --- paging -----------------------------------------------------------------------------------------------------

type RunQuery = (input: Omit<QueryCommandInput, 'TableName'>) => Promise<{
  Items?: Item[] | undefined;
  LastEvaluatedKey?: Item | undefined;
  Count?: number | undefined;
}>;

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 7;
/** One request looks at so many days or pages at most and then hands back a cursor, however few calls it found. */
const MAX_QUERIES = 40;

/** Where a page ended: the day of the index (absent when paging one caller), and DynamoDB's own key within it. */
interface Place {
  readonly day?: string | undefined;
  readonly key?: Item | undefined;
}

/** `from` and `to` are left out: where they are absent, they move with the clock. */
const cursorScope = ({ caller, verdict, disposition }: CallQuery): string =>
  scopeOf('calls', { caller, verdict, disposition });

function placeIn(cursor: string, query: CallQuery): Place {
  const scope = cursorScope(query);
  const names = ['callSid', 'startedAt'];
  if (query.caller !== undefined) {
    const key = keySchema(names, { caller: query.caller });
    return decodeCursor(cursor, scope, z.strictObject({ key: key.optional() }));
  }
  const key = keySchema([...names, 'day']).optional();
  const place = decodeCursor(cursor, scope, z.strictObject({ day: z.iso.date(), key }));
  if (place.key !== undefined && place.key.day !== place.day) throw new InvalidCursorError();
  return place;
}

async function pageOfCalls(search: CallQuery, run: RunQuery): Promise<Page<CallRecord>> {
  const from =
    search.from ?? new Date(search.caller === undefined ? search.to.getTime() - DEFAULT_DAYS * DAY_MS : 0);
  // DynamoDB refuses a span that ends before it begins.
  if (from.getTime() >= search.to.getTime()) return { items: [] };
  const items: CallRecord[] = [];
  let place: Place | undefined = startOf(search);
  for (let queries = 0; queries < MAX_QUERIES && place !== undefined; queries++) {
    const page = await run({
      ...partitionOf(search, place, from),
      ExclusiveStartKey: place.key,
      Limit: search.limit - items.length,
    });
    items.push(...(page.Items ?? []).map(callFromItem).filter((call) => matches(call, search)));
    place = nextPlace(search, place, page.LastEvaluatedKey, from);
    if (items.length >= search.limit) break;
  }
  return place === undefined ? { items } : { items, cursor: encodeCursor(cursorScope(search), place) };
}

function startOf(search: CallQuery): Place {
  if (search.cursor !== undefined) return placeIn(search.cursor, search);
  return search.caller === undefined ? { day: dayOf(search.to) } : {};
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

function partitionOf(
  { caller, to }: CallQuery,
  { day }: Place,
  from: Date,
): Omit<QueryCommandInput, 'TableName'> {
  return {
    IndexName: caller === undefined ? 'byDay' : 'byCaller',
    KeyConditionExpression: '#partition = :partition AND startedAt BETWEEN :from AND :to',
    ExpressionAttributeNames: { '#partition': caller === undefined ? 'day' : 'caller' },
    ExpressionAttributeValues: {
      ':partition': caller ?? day ?? '',
      ':from': from.toISOString(),
      // BETWEEN is inclusive, the query's end is not.
      ':to': new Date(to.getTime() - 1).toISOString(),
    },
  };
}

/** Neither refused nor kept away by what is known of the number; a call of our own that came back is not a caller's. */
const LET_IN = 'verdict <> :reject AND verdict <> :loop AND NOT scored.keepsAway = :true';

const letIn = (index: Omit<QueryCommandInput, 'TableName'>): Omit<QueryCommandInput, 'TableName'> => ({
  ...index,
  FilterExpression: LET_IN,
  ExpressionAttributeValues: {
    ...index.ExpressionAttributeValues,
    ':reject': 'reject' satisfies Verdict,
    ':loop': 'forwarding-loop' satisfies Verdict,
    ':true': true,
  },
});

function nextPlace(
  { caller }: CallQuery,
  place: Place,
  key: Item | undefined,
  from: Date,
): Place | undefined {
  if (key !== undefined) return { ...place, key };
  if (caller !== undefined || place.day === undefined) return undefined;
  const dayBefore = dayOf(new Date(Date.parse(place.day) - DAY_MS));
  return dayBefore < dayOf(from) ? undefined : { day: dayBefore };
}

const matches = (call: CallRecord, { verdict, disposition }: CallQuery): boolean =>
  (verdict === undefined || call.verdict === verdict) &&
  (disposition === undefined || dispositionOf(call) === disposition);

function daysIn(from: Date, to: Date): string[] {
  const days: string[] = [];
  for (
    let day = dayOf(from);
    day <= dayOf(new Date(to.getTime() - 1));
    day = dayOf(new Date(Date.parse(day) + DAY_MS))
  )
    days.push(day);
  return days;
}

async function countAll(index: Omit<QueryCommandInput, 'TableName'>, run: RunQuery): Promise<number> {
  let count = 0;
  let key: Item | undefined;
  do {
    const page = await run({ ...index, Select: 'COUNT', ExclusiveStartKey: key });
    count += page.Count ?? 0;
    key = page.LastEvaluatedKey;
  } while (key !== undefined);
  return count;
}

/** Pages of the index, a megabyte each: however many calls came in, a look at the live ones costs so much at most. */
const MOST_RUNNING_PAGES = 4;

async function runningCalls(
  { from, to, most }: { readonly from: Date; readonly to: Date; readonly most: number },
  run: RunQuery,
): Promise<RunningCalls> {
  const calls: CallRecord[] = [];
  let pages = 0;
  for (const day of daysIn(from, to).toReversed()) {
    let key: Item | undefined;
    do {
      if (pages === MOST_RUNNING_PAGES || calls.length >= most)
        return { calls: calls.slice(0, most), complete: false };
      const page = await run({
        ...partitionOf({ to, limit: 0 }, { day }, from),
        FilterExpression: 'attribute_not_exists(endedAt)',
        ExclusiveStartKey: key,
      });
      calls.push(...(page.Items ?? []).map(callFromItem));
      key = page.LastEvaluatedKey;
      pages += 1;
    } while (key !== undefined);
  }
  return { calls: calls.slice(0, most), complete: calls.length <= most };
}

async function eachPage(
  index: Omit<QueryCommandInput, 'TableName'>,
  run: RunQuery,
  see: (calls: readonly CallRecord[]) => void,
): Promise<void> {
  let key: Item | undefined;
  do {
    const page = await run({ ...index, ExclusiveStartKey: key });
    see((page.Items ?? []).map(callFromItem));
    key = page.LastEvaluatedKey;
  } while (key !== undefined);
}

/** As far as the bill needs them. */
async function allOf(index: Omit<QueryCommandInput, 'TableName'>, run: RunQuery): Promise<Item[]> {
  const items: Item[] = [];
  let key: Item | undefined;
  do {
    const page = await run({
      ...index,
      ProjectionExpression: '#status, seconds, endedAt',
      ExpressionAttributeNames: { ...index.ExpressionAttributeNames, '#status': 'status' },
      ExclusiveStartKey: key,
    });
    items.push(...(page.Items ?? []));
    key = page.LastEvaluatedKey;
  } while (key !== undefined);
  return items;
}
