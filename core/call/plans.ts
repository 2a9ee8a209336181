// Plans and effects that several parts of the flow make.
import type { Call } from './call-event.ts';
import type { Journey, MenuStep, Reported } from './call-step.ts';
import type { Effect, MenuOpening, Plan, QuestionOpening, QuestionStep } from './decision.ts';
import { journeyOf, callerOf, retention, type Context } from './context.ts';
import { voicemail } from './answers/message-answers.ts';

export const menu = (opening: MenuOpening, next: MenuStep): Plan => ({ kind: 'menu', opening, next });

export const question = (opening: QuestionOpening, next: QuestionStep): Plan => ({
  kind: 'question',
  opening,
  next,
});

/** A report begins here, once its number is settled. */
export const askCategory = (at: Journey, reported: Reported): Plan =>
  question('first', { ...journeyOf(at), step: 'category', reported, attempt: 1 });

/** A question is put three times; then a person calls back. */
export const MOST_ATTEMPTS = 3;

type RepeatedStep = Extract<QuestionStep, { readonly attempt: number }>;

/** The same question once more, or a message. `at` has the attempt that has just failed. */
export function askAgain(at: RepeatedStep, digits: string, context: Context): Plan {
  if (at.attempt >= MOST_ATTEMPTS) return voicemail('menu-unanswered', at, undefined, context);
  return question(digits === '' ? 'silence' : 'not-understood', { ...at, attempt: at.attempt + 1 });
}

export const rememberLanguage = (call: Call, language: Journey['language'], context: Context): Effect[] => {
  const number = callerOf(call);
  return number === undefined || call.attestation === 'failed'
    ? []
    : [{ kind: 'remember-language', number, language, expiresAt: retention(context) }];
};
