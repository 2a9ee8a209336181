// What scores did, or would have done: by treatment and by what moved the score. Pure.
import type { CallRecord } from './call-record.ts';
import type { ScoreReason } from '../evidence/caller-score.ts';
import type { Treatment } from '../screening/treatment.ts';

interface ShadowRow {
  readonly treatment: Treatment;
  readonly calls: number;
  /** Of them, those who talked with staff and were not flagged. */
  readonly talked: number;
  readonly flagged: number;
  readonly byReason: Readonly<Partial<Record<ScoreReason['code'] | 'unanswered', number>>>;
  readonly examples: readonly string[];
}

export interface ShadowReport {
  readonly scored: number;
  readonly acted: number;
  /** Calls that a score changes, or would change; `none` is left out. */
  readonly rows: readonly ShadowRow[];
}

const MOST_EXAMPLES = 5;

export function shadowReport(calls: readonly CallRecord[]): ShadowReport {
  const rows = new Map<Treatment, ShadowRow>();
  const scored = calls.filter((call) => call.scored !== undefined);
  for (const call of scored) {
    const { treatment = 'none' } = call.scored ?? {};
    if (treatment !== 'none') rows.set(treatment, plus(rows.get(treatment) ?? empty(treatment), call));
  }
  return {
    scored: scored.length,
    acted: scored.filter((call) => call.scored?.acted === true).length,
    rows: [...rows.values()].sort((a, b) => b.calls - a.calls),
  };
}

const empty = (treatment: Treatment): ShadowRow => ({
  treatment,
  calls: 0,
  talked: 0,
  flagged: 0,
  byReason: {},
  examples: [],
});

function plus(row: ShadowRow, { callSid, talkSeconds, flag, scored }: CallRecord): ShadowRow {
  const against = (scored?.reasons ?? []).filter(({ weight }) => weight > 0).map(({ code }) => code);
  const byReason = { ...row.byReason };
  for (const code of scored?.unanswered === undefined ? against : [...against, 'unanswered' as const])
    byReason[code] = (byReason[code] ?? 0) + 1;
  return {
    ...row,
    calls: row.calls + 1,
    talked: row.talked + (talkSeconds !== undefined && flag === undefined ? 1 : 0),
    flagged: row.flagged + (flag === undefined ? 0 : 1),
    byReason,
    examples: row.examples.length < MOST_EXAMPLES ? [...row.examples, callSid] : row.examples,
  };
}
