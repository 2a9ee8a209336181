// What a score changes: only where no listing has decided, and never for the better.
import type { CallerScore } from '../evidence/caller-score.ts';
import type { Reason, ScoredScreening, Screening, Verdict } from './verdict.ts';
import { treatUnanswered, type Unanswered } from './unanswered.ts';
import { strictness, treatmentOf, type ReputationSettings, type Treatment } from './treatment.ts';

export interface Scoring extends CallerScore {
  /** Has talked with staff lately, and was not flagged for it. */
  readonly bridgedLately: boolean;
  /** A single flag is all that speaks against a number that the network vouches for. Absent in records of before. */
  readonly flaggedOnce?: boolean;
  /** Absent where nothing of the kind speaks against this call. */
  readonly unanswered?: Unanswered;
  /** `shadow`: the effect that the score would have is recorded, but not applied. */
  readonly mode: 'shadow' | 'act';
}

/** Where somebody vouches for the caller: no score leads further than to the usual challenge. */
const MOST_FOR_VOUCHED: Treatment = 'challenge';
const MILDEST_THAT_KEEPS_AWAY: Treatment = 'voicemail';
/** Reports that nobody has confirmed lead no further than to the usual challenge. */
const MOST_FOR_CLAIMS: Treatment = 'challenge';

const stricterOf = (one: Treatment, other: Treatment): Treatment =>
  strictness(other) > strictness(one) ? other : one;

const atMost = (most: Treatment, wanted: Treatment): Treatment =>
  strictness(wanted) > strictness(most) ? most : wanted;

/** @param claimed the score with those reports; absent where there are none */
const byClaims = (claimed: number | undefined, settings: ReputationSettings): Treatment =>
  claimed === undefined ? 'none' : atMost(MOST_FOR_CLAIMS, treatmentOf(claimed, settings));

/** What the score and the unanswered calls of a number ask for, and which of the two it is that asks for most. */
interface Wanted {
  readonly treatment: Treatment;
  readonly unanswered: ReturnType<typeof treatUnanswered>;
  readonly because: 'score' | 'unanswered';
}

/** @param shielded an appeal of the number was accepted lately */
function wantedBy(scoring: Scoring, settings: ReputationSettings, shielded: boolean): Wanted {
  const { score, claimed, bridgedLately, flaggedOnce = false } = scoring;
  const byScore = stricterOf(treatmentOf(score, settings), byClaims(claimed, settings));
  const unanswered = scoring.unanswered && treatUnanswered(scoring.unanswered, settings.unanswered);
  const wanted = stricterOf(byScore, unanswered?.treatment ?? 'none');
  const vouched = shielded || bridgedLately || flaggedOnce;
  return {
    treatment: vouched ? atMost(MOST_FOR_VOUCHED, wanted) : wanted,
    unanswered,
    because: unanswered !== undefined && wanted !== byScore ? 'unanswered' : 'score',
  };
}

/** A listing decides before any score does. @param shielded an appeal of the number was accepted lately */
export function applyScore(
  screening: Screening,
  scoring: Scoring,
  settings: ReputationSettings,
  shielded = false,
): Screening {
  const { score, reasons, bridgedLately, mode } = scoring;
  const { treatment, unanswered, because } = wantedBy(scoring, settings, shielded);
  const isListed = screening.listing !== undefined;
  const verdict = isListed ? screening.verdict : stricter(screening.verdict, treatment);
  const harder = verdict === 'challenge' && treatment === 'harder';
  const acted = mode === 'act' && (verdict !== screening.verdict || harder);
  const keepsAway =
    mode === 'act' && !isListed && strictness(treatment) >= strictness(MILDEST_THAT_KEEPS_AWAY);
  const found = unanswered === undefined ? {} : { unanswered };
  const scored: ScoredScreening = {
    score,
    reasons,
    treatment,
    ...found,
    verdict,
    acted,
    keepsAway,
    bridgedLately,
  };
  if (!acted) return { ...screening, scored };
  const reason: Reason =
    because === 'unanswered' && unanswered !== undefined
      ? { code: 'unanswered', ...unanswered, treatment }
      : { code: 'reputation', score, treatment, because: reasons };
  return {
    ...screening,
    verdict,
    reasons: [reason, ...screening.reasons],
    scored,
    ...(harder ? { harder } : {}),
  };
}

const VERDICT_OF = {
  none: 'menu',
  challenge: 'challenge',
  harder: 'challenge',
  voicemail: 'voicemail',
  reject: 'reject',
} as const satisfies Record<Treatment, Verdict>;

/** Verdicts that a caller without a listing may get, from the mildest. */
const ORDER: readonly Verdict[] = ['menu', 'challenge', 'voicemail', 'busy', 'reject'];

/** Anything else (staff, PIN, appeal) was decided by a listing or by who the caller is. */
function stricter(verdict: Verdict, treatment: Treatment): Verdict {
  const before = ORDER.indexOf(verdict);
  const wanted = VERDICT_OF[treatment];
  return before >= 0 && ORDER.indexOf(wanted) > before ? wanted : verdict;
}
