// Candidate settings over the stored facts of past calls: who would have been treated differently. Pure.
import type { CallRecord } from './call-record.ts';
import { screenAgain } from '../screening/screening-record.ts';
import { isRefusedUnanswered, type Verdict } from '../screening/verdict.ts';
import type { Settings } from '../settings/settings.ts';

/** A call that can be decided again. */
export type DecidedCall = CallRecord & Required<Pick<CallRecord, 'facts' | 'startedAt' | 'verdict'>>;

export const isDecided = (call: CallRecord): call is DecidedCall =>
  call.facts !== undefined && call.startedAt !== undefined && call.verdict !== undefined;

interface Change {
  readonly from: Verdict;
  readonly to: Verdict;
  readonly calls: number;
  /** Of them, those who talked with staff and were not flagged: whom a stricter verdict would have held up. */
  readonly talked: number;
  readonly flagged: number;
  /** The newest few, by CallSid. */
  readonly examples: readonly string[];
}

export interface WhatIf {
  readonly calls: number;
  readonly changed: number;
  readonly changes: readonly Change[];
  /** Minutes of answered calls that would not have been answered. */
  readonly minutesSaved: number;
}

const MOST_EXAMPLES = 5;

/** The verdict that these settings give to the facts of then. */
export const verdictUnder = ({ facts, startedAt, callSid }: DecidedCall, settings: Settings): Verdict =>
  screenAgain(facts, settings, { at: new Date(startedAt), callSid }).verdict;

/** @param mode scores act, in the candidate as in the settings of now; a call that was only watched counts as such */
export function whatIf(calls: readonly DecidedCall[], now: Settings, candidate: Settings): WhatIf {
  const changes = new Map<string, Change>();
  let minutesSaved = 0;
  for (const call of calls) {
    const from = verdictUnder(call, now);
    const to = verdictUnder(acting(call, candidate), candidate);
    if (from === to) continue;
    if (isRefusedUnanswered(to) && !isRefusedUnanswered(from))
      minutesSaved += Math.ceil((call.seconds ?? 0) / 60);
    changes.set(`${from} ${to}`, plus(changes.get(`${from} ${to}`) ?? none(from, to), call));
  }
  const all = [...changes.values()].sort((a, b) => b.calls - a.calls);
  const changed = all.reduce((sum, change) => sum + change.calls, 0);
  return { calls: calls.length, changed, changes: all, minutesSaved };
}

/** A candidate whose scores act is judged as if they had acted then. */
function acting(call: DecidedCall, { screening: { reputation } }: Settings): DecidedCall {
  const { scoring } = call.facts;
  if (scoring === undefined) return call;
  if (reputation.mode === 'off') {
    const { scoring: _, ...facts } = call.facts;
    return { ...call, facts };
  }
  const mode = reputation.mode === 'auto' ? scoring.mode : reputation.mode;
  return { ...call, facts: { ...call.facts, scoring: { ...scoring, mode } } };
}

const none = (from: Verdict, to: Verdict): Change => ({
  from,
  to,
  calls: 0,
  talked: 0,
  flagged: 0,
  examples: [],
});

const plus = (change: Change, { callSid, talkSeconds, flag }: DecidedCall): Change => ({
  ...change,
  calls: change.calls + 1,
  talked: change.talked + (talkSeconds !== undefined && flag === undefined ? 1 : 0),
  flagged: change.flagged + (flag === undefined ? 0 : 1),
  examples: change.examples.length < MOST_EXAMPLES ? [...change.examples, callSid] : change.examples,
});
