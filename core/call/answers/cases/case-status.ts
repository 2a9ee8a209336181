// "What came of my case?" Whoever asks wrongly is not told whether the case exists.
import { extensionTold } from '../../../cases/case-work.ts';
import { isCaseNumber, isCasePin, isReporter, newsOf, type CaseRecord } from '../../../cases/case.ts';
import type { KeysAt } from '../../call-event.ts';
import { equalInConstantTime } from '../../../basics/constant-time.ts';
import type { Answer } from '../../decision.ts';
import type { Plan } from '../../plan.ts';
import { type AnswersAt, type Context, journeyOf, MOST_TURNS, callerOf, only } from '../../context.ts';
import { askAgain, question } from '../asking.ts';
import { voicemail } from '../messages/message-answers.ts';
import { STEPS, type Step } from '../../steps/index.ts';
import type { Journey } from '../../steps/journey.ts';

export const CASE_STATUS_ANSWERS: AnswersAt<'case-number' | 'case-pin' | 'case-told'> = {
  'case-number': caseNumberKeyed,
  'case-pin': pinKeyed,
  'case-told': caseToldAnswered,
};

/** The reporter's own number opens the case at once; everybody else is asked for the PIN, case or no case. */
function caseNumberKeyed({ call, at, keys }: KeysAt<'case-number'>, context: Context): Answer {
  if (context.cases?.found === 'unavailable') {
    return only(voicemail('asked-for-person', at, undefined, context));
  }
  if (!/^\d{6}$/.test(keys.digits)) return only(askAgain(at, keys.digits, context));
  const found = foundCase(context);
  if (found !== undefined && isReporter(found, callerOf(call), call.attestation)) {
    return only(told(at, found, 1, context));
  }
  // A slip of the finger shows in the check digit, and says nothing about which cases there are.
  if (!isCaseNumber(keys.digits)) return only(askAgain(at, keys.digits, context));
  return only(question('first', { ...at, step: 'case-pin', case: keys.digits }));
}

/** The answer was counted before the case was read; where no further one is heard, there is no case in the facts. */
function pinKeyed({ at, keys }: KeysAt<'case-pin'>, context: Context): Answer {
  const found = foundCase(context);
  const right = equalInConstantTime(context.cases?.pin ?? '', keys.digits) && isCasePin(keys.digits);
  if (found === undefined || !right) return only(again(at, context));
  return {
    plan: told(at, found, 1, context),
    effects: [{ kind: 'forgive-pin', caseNumber: found.caseNumber }],
  };
}

/** Back to the case number: perhaps it was that which was wrong. */
function again(at: Step<'case-pin'>, context: Context): Plan {
  if (at.attempt >= STEPS['case-pin'].asked.most) return voicemail('menu-unanswered', at, undefined, context);
  return question('not-understood', { ...journeyOf(at), step: 'case-number', attempt: at.attempt + 1 });
}

/** Star: again. */
function caseToldAnswered({ at, keys }: KeysAt<'case-told'>, context: Context): Answer {
  const found = foundCase(context);
  if (keys.digits === '*' && at.turn < MOST_TURNS && found !== undefined) {
    return only(told(at, found, at.turn + 1, context));
  }
  return only({ kind: 'goodbye', after: 'answer', language: at.language });
}

const foundCase = ({ cases }: Context): CaseRecord | undefined =>
  cases?.found === 'unavailable' ? undefined : cases?.found;

/** The reporter of a duplicate hears the news of the case that it was merged into. */
function told(journey: Journey, found: CaseRecord, turn: number, { cases }: Context): Plan {
  const news = cases?.survivor ?? found;
  const extension = extensionTold(news);
  return {
    kind: 'case-told',
    told: newsOf(news),
    ...(extension === undefined ? {} : { extension }),
    feedback: news.feedback,
    next: { ...journeyOf(journey), step: 'case-told', case: found.caseNumber, turn },
  };
}
