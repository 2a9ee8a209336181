// Plans and effects that several parts of the flow make.
import type { Call } from '../call-event.ts';
import type { Effect } from '../effect.ts';
import type { MenuOpening, Plan, QuestionOpening } from '../plan.ts';
import { journeyOf, callerOf, retention, type Context } from '../context.ts';
import type { Asking } from '../steps/step.ts';
import { voicemail } from './messages/message-answers.ts';
import type { Journey } from '../steps/journey.ts';
import { STEPS, type AskedStep, type QuestionStep, type Step } from '../steps/index.ts';

export const menu = (opening: MenuOpening, next: Step<'menu'>): Plan => ({ kind: 'menu', opening, next });

export const question = (opening: QuestionOpening, next: QuestionStep): Plan => ({
  kind: 'question',
  opening,
  next,
});

/** A report begins here, once its number is settled. */
export const askCategory = (at: Journey, reported: Step<'category'>['reported']): Plan =>
  question('first', { ...journeyOf(at), step: 'category', reported, attempt: 1 });

/** The same question once more, or what follows when it stays unanswered. `at` has the attempt that has just failed. */
export function askAgain(at: AskedStep, digits: string, context: Context): Plan {
  const { most, then }: Asking = STEPS[at.step].asked;
  if (at.attempt < most)
    return question(digits === '' ? 'silence' : 'not-understood', { ...at, attempt: at.attempt + 1 });
  return then === 'voicemail'
    ? voicemail('menu-unanswered', at, undefined, context)
    : { kind: 'goodbye', after: then, language: at.language };
}

export const rememberLanguage = (call: Call, language: Journey['language'], context: Context): Effect[] => {
  const number = callerOf(call);
  return number === undefined || call.attestation === 'failed'
    ? []
    : [{ kind: 'remember-language', number, language, expiresAt: retention(context) }];
};
