// Who answers which keys: every step that waits for them has its function in one of these tables.
import type { KeysAt } from '../call-event.ts';
import type { AnswersAt, Context } from '../context.ts';
import type { Answer } from '../decision.ts';
import type { KeypadStepName } from '../steps/index.ts';
import { APPEAL_ANSWERS } from './cases/appeal-answers.ts';
import { CALL_BACK_ANSWERS } from './messages/call-back-answers.ts';
import { CASE_STATUS_ANSWERS } from './cases/case-status.ts';
import { DEPARTMENT_ANSWERS } from './reaching-staff/department-answers.ts';
import { MESSAGE_ANSWERS } from './messages/message-answers.ts';
import { NOTICE_ANSWERS } from './messages/notice-answers.ts';
import { OFFICIAL_NUMBER_ANSWERS } from './cases/official-number.ts';
import { REPORT_ANSWERS } from './cases/report-answers.ts';
import { STAFF_ANSWERS } from './staff/staff-answers.ts';

const ANSWERS: AnswersAt<KeypadStepName> = {
  ...DEPARTMENT_ANSWERS,
  ...MESSAGE_ANSWERS,
  ...NOTICE_ANSWERS,
  ...CALL_BACK_ANSWERS,
  ...APPEAL_ANSWERS,
  ...REPORT_ANSWERS,
  ...CASE_STATUS_ANSWERS,
  ...OFFICIAL_NUMBER_ANSWERS,
  ...STAFF_ANSWERS,
};

/** The keys as the function of their step takes them. */
export function answerKeys<Name extends KeypadStepName>(keyed: KeysAt<Name>, context: Context): Answer {
  const answer: AnswersAt<KeypadStepName>[Name] = ANSWERS[keyed.at.step];
  return answer(keyed, context);
}
