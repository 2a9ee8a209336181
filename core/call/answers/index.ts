// Who answers which keys: every step that waits for them has its function here.
import type { KeysAt } from '../call-event.ts';
import type { Context } from '../context.ts';
import type { Decision } from '../decision.ts';
import type { KeypadStepName } from '../steps/index.ts';
import { appealAnswered, appealCodeKeyed } from './appeal-answers.ts';
import { callBackAnswered } from './call-back-answers.ts';
import { caseNumberKeyed, caseToldAnswered, pinKeyed } from './case-status.ts';
import { afterHoursAnswered, departmentChosen, reasonGiven } from './department-answers.ts';
import { reviewAnswered } from './message-answers.ts';
import { checkedAnswered } from './official-number.ts';
import { caseOpenedAnswered, categoryChosen, numberConfirmed, numberKeyed } from './report-answers.ts';
import { staffAnswered } from './staff-answers.ts';

type Answers = {
  readonly [Name in KeypadStepName]: (keyed: KeysAt<Name>, context: Context) => Decision;
};

const ANSWERS: Answers = {
  department: departmentChosen,
  reason: reasonGiven,
  'after-hours': afterHoursAnswered,
  review: reviewAnswered,
  'call-back': callBackAnswered,
  appeal: appealAnswered,
  'appeal-code': appealCodeKeyed,
  number: numberKeyed,
  confirm: numberConfirmed,
  category: categoryChosen,
  'case-opened': caseOpenedAnswered,
  'case-number': caseNumberKeyed,
  'case-pin': pinKeyed,
  'case-told': caseToldAnswered,
  checked: checkedAnswered,
  'staff-pin': staffAnswered,
  'staff-menu': staffAnswered,
  'staff-flag': staffAnswered,
  'staff-voicemail': staffAnswered,
  'staff-quiet': staffAnswered,
  'staff-level': staffAnswered,
  'staff-number': staffAnswered,
  'staff-confirm': staffAnswered,
};

/** The keys as the function of their step takes them. */
export function answerKeys<Name extends KeypadStepName>(keyed: KeysAt<Name>, context: Context): Decision {
  const answer: Answers[Name] = ANSWERS[keyed.at.step];
  return answer(keyed, context);
}
