// Calls as they are kept. Every write is an upsert on the CallSid that sets each attribute once, so that webhooks may
// come twice, late, or in any order.
import { billedMinutes } from '../../core/guard/attack.ts';
import type { CallRecord, CallSeal, Flag, WithdrawnFlag } from '../../core/records/call-record.ts';
import type { Effect } from '../../core/call/effect.ts';
import type { ListingPattern } from '../../core/lists/listing.ts';
import { absent, all, differs, equals, not, type Condition } from '../database/conditions.ts';
import { fromCursor, type Page } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import { unlessConflict } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { allItems, openTable, pagesOf, type Query, type Table } from '../database/table.ts';
import { billedFromItem, callFromItem, CONTENT, STEP, WITHDRAWN_FLAG } from './call-items.ts';
import { callsOfDay, dayOf, daysIn, pageOfCalls, type CallQuery, type Span } from './call-pages.ts';

export interface Calls {
  readonly get: (callSid: string) => Promise<CallRecord | undefined>;
  /** Newest first. */
  readonly page: (query: CallQuery) => Promise<Page<CallRecord>>;
  /** Calls that came in between, without those that the guard keeps away by itself; see {@link IS_LET_IN}. */
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
  readonly unflag: (flag: Unflagging) => Promise<CallRecord | undefined>;
  /** Once: a second flag changes nothing, nor one that was taken back already. */
  readonly flag: (flag: Flag & { readonly callSid: string }) => Promise<CallRecord>;
  readonly open: (effect: EffectOf<'open-call'>) => Promise<void>;
  readonly addToTimeline: (effect: EffectOf<'add-to-timeline'>) => Promise<void>;
  readonly noteBridge: (effect: EffectOf<'note-bridge'>) => Promise<void>;
  /** The call as it is then. */
  readonly finish: (effect: EffectOf<'finish-call'>) => Promise<CallRecord>;
  /** Set once. @returns the call as it is then */
  readonly seal: (callSid: string, seal: CallSeal) => Promise<CallRecord>;
  /** @param expiresAt of the recording, ISO 8601 */
  readonly noteRecording: (callSid: string, recordingSid: string, expiresAt: string) => Promise<void>;
  readonly noteContent: (effect: EffectOf<'note-content'>) => Promise<CallRecord>;
}

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

interface Unflagging extends Flag {
  readonly callSid: string;
  /** The flag that is taken back. */
  readonly flag: Flag;
}

interface RunningCalls {
  readonly calls: CallRecord[];
  /** false in a flood: there may be more, before the newest thousands of calls. */
  readonly complete: boolean;
}

export function createCalls(database: Database): Calls {
  const table = openTable(database, 'calls');
  return {
    get: async (callSid) => {
      const item = await table.get('read call', { callSid });
      return item === undefined ? undefined : callFromItem(item);
    },
    page: (search) => fromCursor(search.cursor, () => pageOfCalls(table, search)),
    countLetInBetween: (from, to) => countLetIn(table, { from, to }),
    eachBetween: (from, to, see) => eachCall(table, { from, to }, see),
    runningSince: (from, to, most) => runningCalls(table, { from, to }, most),
    minutesBetween: (from, to) => minutesIn(table, { from, to }),
    countByListing: (pattern) => countAll(table, { index: 'byListing', where: equals('listing', pattern) }),
    flag: (flag) => giveFlag(table, flag),
    unflag: (flag) => takeFlagBack(table, flag),
    open: (effect) => open(table, effect),
    addToTimeline: (effect) => addToTimeline(table, effect),
    noteBridge: ({ callSid, seconds }) => setOnce(table, 'note bridge', callSid, { talkSeconds: seconds }),
    finish: ({ callSid, status, seconds, endedAt }) =>
      setOnceAndRead(table, 'finish call', callSid, { status, seconds, endedAt }),
    seal: (callSid, seal) => setOnceAndRead(table, 'seal call', callSid, { seal }),
    noteRecording: (callSid, recordingSid, expiresAt) =>
      // Where every other webhook of the call is lost, its record goes with the message.
      setOnce(table, 'note recording', callSid, { recordingSid, ttl: epochSeconds(expiresAt) }),
    noteContent: ({ callSid, source, score, words }) =>
      setOnceAndRead(table, 'note content', callSid, { [`${CONTENT}${source}`]: { score, words } }),
  };
}

/** Sets each attribute unless an earlier delivery did. */
async function setOnce(table: Table, operation: string, callSid: string, once: Item): Promise<void> {
  await table.update(operation, { callSid }, { once });
}

/** The call as it is after {@link setOnce}. */
const setOnceAndRead = async (
  table: Table,
  operation: string,
  callSid: string,
  once: Item,
): Promise<CallRecord> =>
  callFromItem(await table.update(operation, { callSid }, { once }, { returns: 'ALL_NEW' }));

function open(
  table: Table,
  { kind: _, callSid, screening, expiresAt, ...call }: EffectOf<'open-call'>,
): Promise<void> {
  return setOnce(table, 'open call', callSid, {
    ...call,
    day: call.startedAt.slice(0, 10),
    verdict: screening.verdict,
    reasons: screening.reasons,
    listing: screening.listing?.pattern,
    scored: screening.scored,
    ttl: epochSeconds(expiresAt),
  });
}

function addToTimeline(
  table: Table,
  { callSid, entry, expiresAt }: EffectOf<'add-to-timeline'>,
): Promise<void> {
  const { key, ...told } = entry;
  return setOnce(table, 'add to timeline', callSid, {
    [`${STEP}${key}`]: told,
    ttl: epochSeconds(expiresAt),
    // Where the first webhook was lost, the call still shows up under the time of what came after.
    startedAt: entry.at,
    day: dayOf(new Date(entry.at)),
  });
}

// --- flags --------------------------------------------------------------------------------------------------------

async function giveFlag(
  table: Table,
  { callSid, ...flag }: Flag & { readonly callSid: string },
): Promise<CallRecord> {
  const isNotTakenBack = absent(`${WITHDRAWN_FLAG}${flag.at}`);
  const options = { only: isNotTakenBack, returns: 'ALL_NEW' } as const;
  return callFromItem(await table.update('flag call', { callSid }, { once: { flag } }, options));
}

async function takeFlagBack(
  table: Table,
  { callSid, flag, by, at, reason }: Unflagging,
): Promise<CallRecord | undefined> {
  const withdrawn: WithdrawnFlag = { ...flag, withdrawnBy: by, withdrawnAt: at, withdrawnFor: reason };
  const item = await unlessConflict(
    table.update(
      'take flag back',
      { callSid },
      { set: { [`${WITHDRAWN_FLAG}${flag.at}`]: withdrawn }, remove: ['flag'] },
      { only: equals(['flag', 'at'], flag.at), returns: 'ALL_NEW' },
    ),
  );
  return item === undefined ? undefined : callFromItem(item);
}

// --- all calls of a span ------------------------------------------------------------------------------------------

/** Neither refused nor kept away by what is known of the number; a call of our own that came back is not a caller's. */
const IS_LET_IN: Condition = all(
  differs('verdict', 'reject'),
  differs('verdict', 'forwarding-loop'),
  not(equals(['scored', 'keepsAway'], true)),
);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

async function countLetIn(table: Table, span: Span): Promise<number> {
  const days = daysIn(span).map((day) => countAll(table, { ...callsOfDay(day, span), filter: IS_LET_IN }));
  return sum(await Promise.all(days));
}

async function countAll(table: Table, query: Query): Promise<number> {
  let counted = 0;
  for await (const { count } of pagesOf(table, 'count calls', { ...query, countOnly: true }))
    counted += count;
  return counted;
}

async function eachCall(
  table: Table,
  span: Span,
  see: (calls: readonly CallRecord[]) => void,
): Promise<void> {
  const ofDay = async (day: string): Promise<void> => {
    for await (const { items } of pagesOf(table, 'page of calls', callsOfDay(day, span)))
      see(items.map(callFromItem));
  };
  await Promise.all(daysIn(span).map(ofDay));
}

async function minutesIn(table: Table, span: Span): Promise<{ billed: number; running: number }> {
  const ofDay = (day: string): Promise<Item[]> =>
    allItems(table, 'minutes of calls', {
      ...callsOfDay(day, span),
      attributes: ['status', 'seconds', 'endedAt'],
    });
  const calls = (await Promise.all(daysIn(span).map(ofDay))).flat().map(billedFromItem);
  return {
    billed: sum(calls.map(billedMinutes)),
    running: calls.filter(({ endedAt }) => endedAt === undefined).length,
  };
}

/** Pages of the index, a megabyte each: however many calls came in, a look at the live ones costs so much at most. */
const MOST_RUNNING_PAGES = 4;

async function runningCalls(table: Table, span: Span, most: number): Promise<RunningCalls> {
  const calls: CallRecord[] = [];
  let pages = 0;
  for (const day of daysIn(span).toReversed()) {
    const running = { ...callsOfDay(day, span), filter: absent('endedAt') };
    let after: Item | undefined;
    do {
      if (pages === MOST_RUNNING_PAGES || calls.length >= most)
        return { calls: calls.slice(0, most), complete: false };
      const { items, next } = await table.query('page of calls', { ...running, after });
      calls.push(...items.map(callFromItem));
      after = next;
      pages += 1;
    } while (after !== undefined);
  }
  return { calls: calls.slice(0, most), complete: calls.length <= most };
}
