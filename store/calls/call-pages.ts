// Pages of calls, newest first: of one caller, or day by day.
import * as z from 'zod';
import { DAY_MS } from '../../core/basics/durations.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import { dispositionOf, type CallRecord, type Disposition } from '../../core/records/call-record.ts';
import type { Verdict } from '../../core/screening/verdict.ts';
import { all, equals, isBetween } from '../database/conditions.ts';
import {
  decodeCursor,
  encodeCursor,
  InvalidCursorError,
  keySchema,
  scopeOf,
  type Page,
} from '../database/cursor.ts';
import type { Item } from '../database/items.ts';
import type { Query, Table } from '../database/table.ts';
import { callFromItem } from './call-items.ts';

export interface CallQuery {
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

const DEFAULT_DAYS = 7;
/** One request looks at so many days or pages at most and then hands back a cursor, however few calls it found. */
const MAX_QUERIES = 40;

/** Where a page ended: the day of the index (absent when paging one caller), and DynamoDB's own key within it. */
interface Place {
  readonly day?: string | undefined;
  readonly key?: Item | undefined;
}

export interface Span {
  /** Inclusive. */
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
}

export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** The days on which a span lies. */
export function daysIn({ from, to }: Span): string[] {
  const last = dayOf(new Date(to.getTime() - 1));
  const days: string[] = [];
  for (let day = dayOf(from); day <= last; day = dayOf(new Date(Date.parse(day) + DAY_MS))) days.push(day);
  return days;
}

/** BETWEEN is inclusive, the end of a span is not. */
const startedIn = ({ from, to }: Span) =>
  isBetween('startedAt', from.toISOString(), new Date(to.getTime() - 1).toISOString());

/** Calls of one day, newest first. */
export const callsOfDay = (day: string, span: Span): Query => ({
  index: 'byDay',
  where: all(equals('day', day), startedIn(span)),
  newestFirst: true,
});

const callsOfCaller = (caller: Identity, span: Span): Query => ({
  index: 'byCaller',
  where: all(equals('caller', caller), startedIn(span)),
  newestFirst: true,
});

export async function pageOfCalls(table: Table, search: CallQuery): Promise<Page<CallRecord>> {
  const span = { from: search.from ?? defaultStart(search), to: search.to };
  // DynamoDB refuses a span that ends before it begins.
  if (span.from.getTime() >= span.to.getTime()) return { items: [] };
  const items: CallRecord[] = [];
  let place: Place | undefined = startOf(search);
  for (let queries = 0; queries < MAX_QUERIES && place !== undefined; queries++) {
    const { caller, limit } = search;
    const calls: Query =
      caller === undefined ? callsOfDay(place.day ?? '', span) : callsOfCaller(caller, span);
    const part = { after: place.key, limit: limit - items.length };
    const page = await table.query('page of calls', { ...calls, ...part });
    items.push(...page.items.map(callFromItem).filter((call) => matches(call, search)));
    place = nextPlace(search, place, page.next, span.from);
    if (items.length >= limit) break;
  }
  return place === undefined ? { items } : { items, cursor: encodeCursor(cursorScope(search), place) };
}

const defaultStart = ({ caller, to }: CallQuery): Date =>
  new Date(caller === undefined ? to.getTime() - DEFAULT_DAYS * DAY_MS : 0);

/** `from` and `to` are left out: where they are absent, they move with the clock. */
const cursorScope = ({ caller, verdict, disposition }: CallQuery): string =>
  scopeOf('calls', { caller, verdict, disposition });

function startOf(search: CallQuery): Place {
  if (search.cursor !== undefined) return placeIn(search.cursor, search);
  return search.caller === undefined ? { day: dayOf(search.to) } : {};
}

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
