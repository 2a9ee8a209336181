// The sums of a run: by group of callers, and over all. Nothing of a single call is kept.
import { harmOf, type CallOutcome, type Harm, type Outcome, type Reach } from './outcome.ts';
import { groupName, KINDS, type Group, type Mix } from './mix.ts';

export interface GroupTally {
  readonly name: string;
  readonly group: Group;
  calls: number;
  challenged: number;
  askedForPerson: number;
  foundNobodyFree: number;
  flagged: number;
  billedMinutes: number;
  legMinutes: number;
  staffSeconds: number;
  errors: number;
  readonly outcomes: Partial<Record<Outcome, number>>;
  readonly reach: Partial<Record<Reach, number>>;
  readonly harms: Partial<Record<Harm, number>>;
  /** Of those who talked, seconds until then. */
  readonly waits: number[];
  /** By the API's own words: how often each verdict, and each code of a reason. */
  readonly verdicts: Record<string, number>;
  readonly reasons: Record<string, number>;
}

export function createTally({ callers }: Mix): readonly GroupTally[] {
  return callers.map((group) => ({
    name: groupName(group),
    group,
    calls: 0,
    challenged: 0,
    askedForPerson: 0,
    foundNobodyFree: 0,
    flagged: 0,
    billedMinutes: 0,
    legMinutes: 0,
    staffSeconds: 0,
    errors: 0,
    outcomes: {},
    reach: {},
    harms: {},
    waits: [],
    verdicts: {},
    reasons: {},
  }));
}

export function count(tally: GroupTally, call: CallOutcome, legSeconds: readonly number[]): void {
  tally.calls += 1;
  tally.errors += call.errors;
  if (call.challenged) tally.challenged += 1;
  if (call.askedForPerson) tally.askedForPerson += 1;
  if (call.foundNobodyFree) tally.foundNobodyFree += 1;
  if (call.billed) tally.billedMinutes += startedMinutes(call.durationSeconds);
  for (const seconds of legSeconds) {
    tally.legMinutes += startedMinutes(seconds);
    tally.staffSeconds += seconds;
  }
  add(tally.outcomes, call.outcome);
  add(tally.reach, call.reach);
  if (call.secondsToPerson !== undefined) tally.waits.push(call.secondsToPerson);
  const harm = KINDS[tally.group.kind].genuine ? harmOf(call) : undefined;
  if (harm !== undefined) add(tally.harms, harm);
}

/** The carrier bills whole minutes. */
const startedMinutes = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60));

export const add = <Key extends string>(sums: Partial<Record<Key, number>>, key: Key, amount = 1): void => {
  sums[key] = (sums[key] ?? 0) + amount;
};

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** @param part from 0 to 1; undefined of nothing */
export function quantile(values: readonly number[], part: number): number | undefined {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))];
}
