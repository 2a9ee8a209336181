// The guard's own figures, reckoned from calls as they are kept. A tally of some calls and a tally of others add up to
// the tally of all of them, so that hours which are over need not be read again.
import { billedMinutes } from '../guard/attack.ts';
import { DISPOSITIONS, dispositionOf, type CallRecord, type Disposition } from './call-record.ts';
import type { ForwardingLoop } from '../screening/forwarding-loop.ts';
import { wallClock, WEEKDAYS, type Weekday } from '../hours/hours.ts';
import { type Verdict, VERDICTS } from '../screening/verdict.ts';
import { MINUTE_MS } from '../basics/durations.ts';

/** `unscreened`: the webhook that would have said was lost. */
export const TALLIED_VERDICTS = [...VERDICTS, 'unscreened'] as const;
export type TalliedVerdict = Verdict | 'unscreened';

/** How a challenge ended. `silent`: no key in any attempt. `person`: pressed 0. `gave-up`: hung up in it. `open`: still in it. */
export const CHALLENGE_ENDS = ['passed', 'failed', 'silent', 'person', 'gave-up', 'open'] as const;
export type ChallengeEnd = (typeof CHALLENGE_ENDS)[number];

/**
 * Calls that no member of staff had to answer, for a reason that the guard can show: refused by a list, a score or a
 * level; failed the challenge, and no message left. A caller who hangs up at the challenge may be a customer, and is
 * counted as {@link ChallengeEnd} `gave-up` alone.
 */
export const KEPT_WAYS = ['refused', 'failed'] as const;
export type KeptWay = (typeof KEPT_WAYS)[number];

/** Calls to staff that one line forwarded to the hotline. */
interface LoopTally extends ForwardingLoop {
  readonly calls: number;
  /** When the first and the last of them came in, ISO 8601, UTC. */
  readonly first: string;
  readonly last: string;
}

export interface Tally {
  readonly calls: number;
  readonly verdicts: Readonly<Record<TalliedVerdict, number>>;
  readonly dispositions: Readonly<Record<Disposition, number>>;
  readonly challenge: Readonly<Record<ChallengeEnd, number>>;
  readonly kept: Readonly<Record<KeptWay, number>>;
  /** One entry for each line, the busiest first. */
  readonly loops: readonly LoopTally[];
  /** Seconds from the first ring to the bridge, of each call that was bridged; in no order. */
  readonly waits: readonly number[];
  readonly talkSeconds: number;
  /** As the carrier bills them. */
  readonly billedMinutes: number;
}

export function tallyOf(calls: readonly CallRecord[]): Tally {
  return {
    calls: calls.length,
    verdicts: count(TALLIED_VERDICTS, calls, ({ verdict }) => verdict ?? 'unscreened'),
    dispositions: count(DISPOSITIONS, calls, dispositionOf),
    challenge: count(CHALLENGE_ENDS, calls, challengeEnd),
    kept: count(KEPT_WAYS, calls, keptFromStaff),
    loops: addLoops(calls.flatMap(loopOf)),
    waits: calls.map(secondsToPerson).filter((seconds) => seconds !== undefined),
    talkSeconds: sum(calls.map(({ talkSeconds = 0 }) => talkSeconds)),
    billedMinutes: sum(calls.map(billedMinutes)),
  };
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    calls: sum(tallies.map(({ calls }) => calls)),
    verdicts: addCounts(
      TALLIED_VERDICTS,
      tallies.map(({ verdicts }) => verdicts),
    ),
    dispositions: addCounts(
      DISPOSITIONS,
      tallies.map(({ dispositions }) => dispositions),
    ),
    challenge: addCounts(
      CHALLENGE_ENDS,
      tallies.map(({ challenge }) => challenge),
    ),
    kept: addCounts(
      KEPT_WAYS,
      tallies.map(({ kept }) => kept),
    ),
    loops: addLoops(tallies.flatMap(({ loops }) => loops)),
    waits: tallies.flatMap(({ waits }) => waits),
    talkSeconds: sum(tallies.map(({ talkSeconds }) => talkSeconds)),
    billedMinutes: sum(tallies.map((tally) => tally.billedMinutes)),
  };
}

// --- one call -----------------------------------------------------------------------------------------------------

/** Undefined where none was spoken. */
export function challengeEnd(call: CallRecord): ChallengeEnd | undefined {
  const answers = call.timeline.filter(({ step }) => step === 'challenge');
  if (answers.length === 0 && !call.timeline.some(({ then }) => then === 'challenge')) return undefined;
  const outcomes = new Set(answers.map(({ outcome }) => outcome));
  if (outcomes.has('right')) return 'passed';
  if (outcomes.has('person')) return 'person';
  // Every answer but the last is followed by another attempt.
  const over = answers.some(({ then }) => then !== 'challenge');
  if (over) return outcomes.has('failed') || outcomes.has('wrong') ? 'failed' : 'silent';
  return call.endedAt === undefined ? 'open' : 'gave-up';
}

const KEPT_AT_THE_CHALLENGE: Readonly<Record<ChallengeEnd, KeptWay | undefined>> = {
  passed: undefined,
  person: undefined,
  open: undefined,
  failed: 'failed',
  silent: 'failed',
  'gave-up': undefined,
};

/** Undefined for a call that reached somebody, or may still, or gave up. A caller who leaves a message is heard. */
export function keptFromStaff(call: CallRecord): KeptWay | undefined {
  if (call.verdict === 'reject' || call.verdict === 'busy') return 'refused';
  if (call.endedAt === undefined || call.talkSeconds !== undefined || call.recordingSid !== undefined)
    return undefined;
  const end = challengeEnd(call);
  return end && KEPT_AT_THE_CHALLENGE[end];
}

/** As a list, which is empty for any other call. */
function loopOf({ reasons = [], startedAt }: CallRecord): LoopTally[] {
  const loop = reasons.find((reason) => reason.code === 'forwarding-loop');
  if (loop === undefined || startedAt === undefined) return [];
  const { code: _, ...line } = loop;
  return [{ ...line, calls: 1, first: startedAt, last: startedAt }];
}

/** From the first ring at the hotline until somebody accepted; undefined where nobody did. */
export function secondsToPerson({ startedAt, timeline }: CallRecord): number | undefined {
  const bridge = timeline.find(({ then }) => then === 'bridge');
  if (startedAt === undefined || bridge === undefined) return undefined;
  return Math.max(0, Math.round((Date.parse(bridge.at) - Date.parse(startedAt)) / 1_000));
}

// --- all of them --------------------------------------------------------------------------------------------------

/** The value below which that part of them lies (nearest rank); undefined where there are none. */
export function percentile(values: readonly number[], part: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}

/** What a nuisance call costs whoever answers it: pick up, find out, hang up. A guess, and said to be one. */
const MINUTES_A_NUISANCE_CALL = 1;

export interface Saved {
  readonly calls: number;
  /** Of staff, at {@link MINUTES_A_NUISANCE_CALL} each. */
  readonly staffMinutes: number;
  /** That the carrier would have billed: a refused call costs nothing, an answered one a started minute. */
  readonly billedMinutes: number;
}

export function savedBy({ kept }: Pick<Tally, 'kept'>): Saved {
  const calls = sum(Object.values(kept));
  return { calls, staffMinutes: calls * MINUTES_A_NUISANCE_CALL, billedMinutes: kept.refused };
}

// --- hours --------------------------------------------------------------------------------------------------------

export interface LocalHour {
  /** When it begins, milliseconds. */
  readonly from: number;
  readonly weekday: Weekday;
  /** 0 to 23 */
  readonly hour: number;
}

/** Zones differ by whole quarters of an hour, and change by them. */
const QUARTER_MS = 15 * MINUTE_MS;

/** The hour on the clocks of a zone in which an instant lies; each quarter is reckoned once. */
export function localHours(timeZone: string): (instant: number) => LocalHour {
  const known = new Map<number, LocalHour>();
  return (instant) => {
    const quarter = Math.floor(instant / QUARTER_MS) * QUARTER_MS;
    const hour = known.get(quarter) ?? readHour(timeZone, quarter);
    known.set(quarter, hour);
    return hour;
  };
}

function readHour(timeZone: string, quarter: number): LocalHour {
  const { date, clock } = wallClock(timeZone, new Date(quarter));
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const day = new Date(`${date}T12:00:00Z`).getUTCDay();
  return { from: quarter - minute * MINUTE_MS, weekday: WEEKDAYS[(day + 6) % 7] ?? 'monday', hour };
}

/** Calls by weekday and hour, Monday first. */
export function heatMapOf(
  hours: readonly { readonly hour: LocalHour; readonly calls: number }[],
): number[][] {
  const map = WEEKDAYS.map(() => Array.from({ length: 24 }, () => 0));
  for (const { hour, calls } of hours) {
    const row = map[WEEKDAYS.indexOf(hour.weekday)];
    if (row !== undefined) row[hour.hour] = (row[hour.hour] ?? 0) + calls;
  }
  return map;
}

// --- counting -----------------------------------------------------------------------------------------------------

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function count<Name extends string>(
  names: readonly Name[],
  calls: readonly CallRecord[],
  nameOf: (call: CallRecord) => Name | undefined,
): Record<Name, number> {
  const counts = zeros(names);
  for (const call of calls) {
    const name = nameOf(call);
    if (name !== undefined) counts[name] += 1;
  }
  return counts;
}

function addCounts<Name extends string>(
  names: readonly Name[],
  all: readonly Readonly<Record<Name, number>>[],
): Record<Name, number> {
  const counts = zeros(names);
  for (const one of all) for (const name of names) counts[name] += one[name];
  return counts;
}

/** A line goes by the name that it had at its last call. */
function addLoops(all: readonly LoopTally[]): LoopTally[] {
  const lines = new Map<string, LoopTally>();
  for (const loop of all.toSorted((a, b) => a.last.localeCompare(b.last))) {
    const { calls = 0, first = loop.first } = lines.get(loop.number) ?? {};
    lines.set(loop.number, {
      ...loop,
      calls: calls + loop.calls,
      first: first < loop.first ? first : loop.first,
    });
  }
  return [...lines.values()].toSorted((a, b) => b.calls - a.calls || a.number.localeCompare(b.number));
}

const zeros = <Name extends string>(names: readonly Name[]): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
