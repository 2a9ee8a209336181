// Tallies of calls by hour. An hour that is long over is read once, for as long as the function stays warm: what calls
// do later (a flag, say) is in no tally.
import type { CallRecord } from '../../../core/records/call-record.ts';
import { addTallies, localHours, tallyOf, type LocalHour, type Tally } from '../../../core/records/stats.ts';
import type { Store } from '../../../store/store.ts';
import { HOUR_MS } from '../../../core/basics/durations.ts';

export interface HourOfCalls {
  readonly hour: LocalHour;
  readonly tally: Tally;
}

export interface SpanOfHours {
  readonly from: Date;
  readonly to: Date;
  readonly timeZone: string;
  readonly now: Date;
}

/** The longest conversation is four hours; then its callbacks, and what waited in the queue. */
const SETTLED_MS = 6 * HOUR_MS;

/** Empty tallies are kept too, or quiet hours would be read again. */
type Kept = Map<string, Tally>;
const KEPT = new WeakMap<Store, Kept>();
/** A quarter of a year. */
const MOST_KEPT = 24 * 92;

/** Hours with calls, from the first to the last. */
export async function readHours(store: Store, span: SpanOfHours): Promise<HourOfCalls[]> {
  const kept = keptFor(store);
  const hours = hoursOf(span);
  const found = new Map<number, Tally[]>();
  for (const { hour } of hours) {
    const tally = kept.get(keyOf(hour, span));
    if (tally !== undefined) found.set(hour.from, [tally]);
  }
  const hourAt = localHours(span.timeZone);
  const missing = hours.filter(({ hour }) => !found.has(hour.from));
  await Promise.all(
    stretchesOf(missing).map(({ from, to }) =>
      store.calls.eachBetween(new Date(from), new Date(to), (calls) => {
        for (const [hour, ofHour] of byHour(calls, hourAt)) {
          found.set(hour, [...(found.get(hour) ?? []), tallyOf(ofHour)]);
        }
      }),
    ),
  );
  const all = hours.map(({ hour, from, to }) => ({
    hour,
    from,
    to,
    tally: addTallies(found.get(hour.from) ?? []),
  }));
  for (const one of all) if (isSettled(one, span)) keep(kept, keyOf(one.hour, span), one.tally);
  return all.filter(({ tally }) => tally.calls > 0).map(({ hour, tally }) => ({ hour, tally }));
}

/** The part of an hour that lies in the span. */
interface PartOfHour {
  readonly hour: LocalHour;
  readonly from: number;
  readonly to: number;
}

function hoursOf({ from, to, timeZone }: SpanOfHours): PartOfHour[] {
  const hourAt = localHours(timeZone);
  const hours: PartOfHour[] = [];
  for (let start = from.getTime(); start < to.getTime();) {
    const hour = hourAt(start);
    const end = Math.min(to.getTime(), nextHour(hour, hourAt));
    hours.push({ hour, from: start, to: end });
    start = end;
  }
  return hours;
}

/** Where the clocks are put forward by half an hour, an hour may be short. */
function nextHour(hour: LocalHour, hourAt: (instant: number) => LocalHour): number {
  const next = hourAt(hour.from + HOUR_MS).from;
  return next > hour.from ? next : hour.from + HOUR_MS;
}

/** Neighbouring hours are read together. */
function stretchesOf(hours: readonly PartOfHour[]): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  for (const { from, to } of hours) {
    const last = stretches.at(-1);
    if (last?.to === from) last.to = to;
    else stretches.push({ from, to });
  }
  return stretches;
}

function byHour(
  calls: readonly CallRecord[],
  hourAt: (instant: number) => LocalHour,
): Map<number, CallRecord[]> {
  const hours = new Map<number, CallRecord[]>();
  for (const call of calls) {
    if (call.startedAt === undefined) continue;
    const { from } = hourAt(Date.parse(call.startedAt));
    hours.set(from, [...(hours.get(from) ?? []), call]);
  }
  return hours;
}

const keyOf = ({ from }: LocalHour, { timeZone }: SpanOfHours): string => `${timeZone} ${String(from)}`;

/** Whole, and over for long enough. */
const isSettled = ({ hour, from, to }: PartOfHour, { now }: SpanOfHours): boolean =>
  from === hour.from && to === hour.from + HOUR_MS && to + SETTLED_MS < now.getTime();

function keptFor(store: Store): Kept {
  const kept = KEPT.get(store) ?? new Map<string, Tally>();
  KEPT.set(store, kept);
  return kept;
}

function keep(kept: Kept, key: string, tally: Tally): void {
  kept.set(key, tally);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}
