// The domain `exercises` holds training mode: eight calls that a new member of staff answers, and the rules by which what
// was done is judged. It may import every other domain of core, and none of them imports it.
//
// THE table of the exercises: what is expected in each call.
import { PHRASES, type Phrase } from './phrases.ts';

export const EXERCISE_IDS = [
  'robot',
  'forger',
  'frightened-customer',
  'nuisance',
  'wrongly-blocked',
  'police',
  'partner-bank',
  'elderly-caller',
] as const;
export type ExerciseId = (typeof EXERCISE_IDS)[number];

export const RULE_KINDS = [
  'answer-within',
  'accept',
  'talk-at-least',
  'talk-at-most',
  'flag',
  'no-flag',
  'say',
  'never-say',
] as const;

/** What is expected of whoever answers. Seconds count on the clock of the call. */
export type ExerciseRule =
  | { readonly kind: 'answer-within' | 'talk-at-least' | 'talk-at-most'; readonly seconds: number }
  /** Press 1 after the announcement. */
  | { readonly kind: 'accept' }
  | { readonly kind: 'flag' | 'no-flag' }
  | { readonly kind: 'say' | 'never-say'; readonly phrase: Phrase };

const within = (seconds: number): ExerciseRule => ({ kind: 'answer-within', seconds });
const atLeast = (seconds: number): ExerciseRule => ({ kind: 'talk-at-least', seconds });
const atMost = (seconds: number): ExerciseRule => ({ kind: 'talk-at-most', seconds });
const say = (phrase: Phrase): ExerciseRule => ({ kind: 'say', phrase });
const never = (phrase: Phrase): ExerciseRule => ({ kind: 'never-say', phrase });
const ACCEPT: ExerciseRule = { kind: 'accept' };
const FLAG: ExerciseRule = { kind: 'flag' };
const NO_FLAG: ExerciseRule = { kind: 'no-flag' };

/** A telephone rings for 20 seconds unless the settings say otherwise; four rings are about 15. */
const FOUR_RINGS = 15;

export const EXERCISES: Readonly<Record<ExerciseId, readonly ExerciseRule[]>> = {
  robot: [within(FOUR_RINGS), ACCEPT, atMost(20), FLAG, never('customer-data')],
  forger: [within(FOUR_RINGS), ACCEPT, say('call-back'), FLAG, never('customer-data'), never('secret')],
  'frightened-customer': [
    within(FOUR_RINGS),
    ACCEPT,
    atLeast(15),
    say('stop-paying'),
    say('bank-or-police'),
    NO_FLAG,
    never('promise'),
    never('secret'),
  ],
  nuisance: [within(FOUR_RINGS), ACCEPT, say('warning'), atMost(60), FLAG, never('insult')],
  'wrongly-blocked': [
    within(FOUR_RINGS),
    ACCEPT,
    say('apology'),
    say('appeal'),
    NO_FLAG,
    never('accusation'),
    never('promise'),
  ],
  police: [within(FOUR_RINGS), ACCEPT, say('written-request'), NO_FLAG, never('customer-data')],
  'partner-bank': [
    within(FOUR_RINGS),
    ACCEPT,
    say('call-back'),
    NO_FLAG,
    never('customer-data'),
    never('secret'),
  ],
  'elderly-caller': [within(FOUR_RINGS), ACCEPT, atLeast(30), say('patience'), NO_FLAG, never('secret')],
};

/** What was done in the call, from its record and from what was said at the staff telephone. */
export interface Attempt {
  /** Seconds from the first ring to the moment a telephone was picked up; undefined if nobody picked up. */
  readonly answerSeconds: number | undefined;
  readonly accepted: boolean;
  /** Seconds of conversation; 0 without one. */
  readonly talkSeconds: number;
  readonly flagged: boolean;
  readonly said: readonly string[];
}

export interface RuleOutcome {
  readonly rule: ExerciseRule;
  readonly passed: boolean;
  /** What was measured, where the rule is about a time. */
  readonly seconds?: number;
}

/** Judges every rule of the exercise, in its order. */
export const judgeExercise = (id: ExerciseId, attempt: Attempt): RuleOutcome[] =>
  EXERCISES[id].map((rule) => judgeRule(rule, attempt));

function judgeRule(rule: ExerciseRule, attempt: Attempt): RuleOutcome {
  const { answerSeconds, accepted, talkSeconds, flagged, said } = attempt;
  switch (rule.kind) {
    case 'answer-within':
      return answerSeconds === undefined
        ? { rule, passed: false }
        : { rule, passed: answerSeconds <= rule.seconds, seconds: answerSeconds };
    case 'accept':
      return { rule, passed: accepted };
    case 'talk-at-least':
      return { rule, passed: talkSeconds >= rule.seconds, seconds: talkSeconds };
    case 'talk-at-most':
      // Whoever did not take the call has not handled it quickly.
      return { rule, passed: accepted && talkSeconds <= rule.seconds, seconds: talkSeconds };
    case 'flag':
      return { rule, passed: flagged };
    case 'no-flag':
      return { rule, passed: !flagged };
    case 'say':
      return { rule, passed: said.some((sentence) => PHRASES[rule.phrase].test(sentence)) };
    case 'never-say':
      return { rule, passed: !said.some((sentence) => PHRASES[rule.phrase].test(sentence)) };
  }
}
