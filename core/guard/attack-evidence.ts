// What speaks for an attack: distinct callers who did what hardly any customer does. Calls of one number count once,
// however many they are, and calls of known callers never count.
import { SHORT_CALL_SECONDS } from '../evidence/habits.ts';
import { blockOf } from '../lists/number-blocks.ts';
import type { ScoredScreening, Verdict } from '../screening/verdict.ts';
import { isUnanswered } from '../screening/unanswered.ts';
import type { Identity } from '../numbers/identity.ts';
import type { ScreeningRecord } from '../screening/screening-record.ts';

/** Callers of one span of time. A caller may be counted under several kinds, but once in `callers`. */
export interface AttackEvidence {
  /** Distinct numbers that did at least one of the four. */
  readonly callers: number;
  /** Were asked twice for the code, and pressed nothing; or were sent to voicemail, and left nothing. */
  readonly unanswered: number;
  /** Answered the code, and never rightly: many numbers that guess are one attack, though each has attempts of its own. */
  readonly guessed: number;
  /** Hung up within seconds. */
  readonly short: number;
  /** Called for the first time, as others of their thousand did in the same span. */
  readonly neighbours: number;
  /** Calls from hidden numbers that did one of the first three things. The number of callers is unknown. */
  readonly hidden: number;
}

export const NO_ATTACK: AttackEvidence = {
  callers: 0,
  unanswered: 0,
  guessed: 0,
  short: 0,
  neighbours: 0,
  hidden: 0,
};

/** What is looked at of a call; every part may be missing while the call goes on. */
interface Seen {
  readonly caller?: Identity;
  readonly verdict?: Verdict;
  /** The carrier's word for how the call ended. */
  readonly status?: string;
  readonly seconds?: number;
  readonly timeline: readonly { readonly step: string; readonly outcome: string }[];
  /** Of a message that was left. */
  readonly recordingSid?: string;
  readonly facts?: Pick<ScreeningRecord, 'history'>;
  readonly scored?: Pick<ScoredScreening, 'keepsAway'>;
}

/** The screening results of unknown callers. */
const STRANGERS: ReadonlySet<Verdict | undefined> = new Set(['challenge', 'voicemail', 'busy']);

/** So many new numbers of one thousand are neighbours; two may be chance. */
const FEWEST_NEIGHBOURS = 3;

/** @param calls of the span, in any order */
export function attackEvidence(calls: readonly Seen[]): AttackEvidence {
  const strangers = calls.filter(
    ({ verdict, scored }) => STRANGERS.has(verdict) && scored?.keepsAway !== true,
  );
  const shown = strangers.filter(({ caller }) => caller !== undefined);
  const unanswered = callersOf(shown.filter(leftUnanswered));
  const guessed = callersOf(shown.filter(guessedWrong));
  const short = callersOf(shown.filter(isShort));
  const neighbours = freshNeighbours(shown);
  return {
    callers: new Set([...unanswered, ...guessed, ...short, ...neighbours]).size,
    unanswered: unanswered.size,
    guessed: guessed.size,
    short: short.size,
    neighbours: neighbours.size,
    hidden: strangers.filter(
      (call) => call.caller === undefined && (leftUnanswered(call) || guessedWrong(call) || isShort(call)),
    ).length,
  };
}

const callersOf = (calls: readonly Seen[]): ReadonlySet<string> =>
  new Set(calls.map(({ caller = '' }) => caller));

const leftUnanswered = ({ verdict, timeline, recordingSid, status }: Seen): boolean =>
  verdict === 'challenge' ? isUnanswered(timeline) : status !== undefined && recordingSid === undefined;

/** A caller who answers once, gets it wrong and hangs up is counted as well: that is how one number after another guesses. */
function guessedWrong({ verdict, timeline, status }: Seen): boolean {
  const answers = timeline.filter(({ step }) => step === 'challenge').map(({ outcome }) => outcome);
  const over = status !== undefined || answers.includes('failed');
  return verdict === 'challenge' && over && answers.some(isWrong) && !answers.includes('right');
}

/** `failed`: the last attempt, or one more than a number has in a day. */
const isWrong = (outcome: string): boolean => outcome === 'wrong' || outcome === 'failed';

const isShort = ({ status, seconds = 0 }: Seen): boolean =>
  status === 'completed' && seconds <= SHORT_CALL_SECONDS;

function freshNeighbours(calls: readonly Seen[]): ReadonlySet<string> {
  const byBlock = new Map<string, Set<string>>();
  for (const { caller, facts } of calls) {
    const block = caller === undefined ? undefined : blockOf(caller, 'thousand');
    if (caller === undefined || block === undefined || (facts?.history?.calls ?? 0) > 0.5) continue;
    byBlock.set(block, (byBlock.get(block) ?? new Set()).add(caller));
  }
  return new Set(
    [...byBlock.values()].filter(({ size }) => size >= FEWEST_NEIGHBOURS).flatMap((set) => [...set]),
  );
}
