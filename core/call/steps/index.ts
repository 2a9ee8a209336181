// THE table of a call's steps, in the order in which a caller can come to them. What a step is, and all that follows
// from it: its type, its URL, its route, the event that it reports, what is read for it, its line in the timeline.
import type { Language } from '../../basics/language.ts';
import { challengeStep } from './reaching-staff/challenge-step.ts';
import { menuStep } from './reaching-staff/menu-step.ts';
import { departmentStep } from './reaching-staff/department-step.ts';
import { reasonStep } from './reaching-staff/reason-step.ts';
import { ringStep } from './reaching-staff/ring-step.ts';
import { whisperStep } from './reaching-staff/whisper-step.ts';
import { acceptStep } from './reaching-staff/accept-step.ts';
import { afterHoursStep } from './reaching-staff/after-hours-step.ts';
import { messageNoticeStep } from './messages/message-notice-step.ts';
import { voicemailStep } from './messages/voicemail-step.ts';
import { reviewStep } from './messages/review-step.ts';
import { callBackStep } from './messages/call-back-step.ts';
import { appealStep } from './cases/appeal-step.ts';
import { appealCodeStep } from './cases/appeal-code-step.ts';
import { numberStep } from './cases/number-step.ts';
import { confirmStep } from './cases/confirm-step.ts';
import { categoryStep } from './cases/category-step.ts';
import { descriptionNoticeStep } from './cases/description-notice-step.ts';
import { descriptionStep } from './cases/description-step.ts';
import { caseOpenedStep } from './cases/case-opened-step.ts';
import { atRiskStep } from './cases/at-risk-step.ts';
import { caseNumberStep } from './cases/case-number-step.ts';
import { casePinStep } from './cases/case-pin-step.ts';
import { caseToldStep } from './cases/case-told-step.ts';
import { checkedStep } from './cases/checked-step.ts';
import { personalDataStep } from './cases/personal-data-step.ts';
import { proofCallStep } from './cases/proof-call-step.ts';
import { staffPinStep } from './staff/staff-pin-step.ts';
import { staffMenuStep } from './staff/staff-menu-step.ts';
import { staffFlagStep } from './staff/staff-flag-step.ts';
import { staffVoicemailStep } from './staff/staff-voicemail-step.ts';
import { staffQuietStep } from './staff/staff-quiet-step.ts';
import { staffLevelStep } from './staff/staff-level-step.ts';
import { staffNumberStep } from './staff/staff-number-step.ts';
import { staffConfirmStep } from './staff/staff-confirm-step.ts';
import type { Carried } from './fields.ts';
import type { Journey } from './journey.ts';
import type { Keypad, KeypadRow, StepFact, StepRow } from './step.ts';

export const STEPS = {
  challenge: challengeStep,
  menu: menuStep,
  department: departmentStep,
  reason: reasonStep,
  ring: ringStep,
  whisper: whisperStep,
  accept: acceptStep,
  'after-hours': afterHoursStep,
  'message-notice': messageNoticeStep,
  voicemail: voicemailStep,
  review: reviewStep,
  'call-back': callBackStep,
  appeal: appealStep,
  'appeal-code': appealCodeStep,
  number: numberStep,
  confirm: confirmStep,
  category: categoryStep,
  'description-notice': descriptionNoticeStep,
  description: descriptionStep,
  'case-opened': caseOpenedStep,
  'at-risk': atRiskStep,
  'case-number': caseNumberStep,
  'case-pin': casePinStep,
  'case-told': caseToldStep,
  checked: checkedStep,
  'personal-data': personalDataStep,
  'proof-call': proofCallStep,
  'staff-pin': staffPinStep,
  'staff-menu': staffMenuStep,
  'staff-flag': staffFlagStep,
  'staff-voicemail': staffVoicemailStep,
  'staff-quiet': staffQuietStep,
  'staff-level': staffLevelStep,
  'staff-number': staffNumberStep,
  'staff-confirm': staffConfirmStep,
} as const satisfies Readonly<Record<string, StepRow>>;

type Steps = typeof STEPS;

export type StepName = keyof Steps;
export const STEP_NAMES = Object.keys(STEPS) as StepName[];

/** A step with what it carries: `Step<'case-pin'>`; any step where no name is given. */
export type Step<Name extends StepName = StepName> = {
  [One in Name]: Journey & { readonly step: One } & Carried<Steps[One]['carries']>;
}[Name];

/** Names of the steps whose rows are like this. */
type NamesOf<Like> = { [Name in StepName]: Steps[Name] extends Like ? Name : never }[StepName];

export type KeypadStepName = NamesOf<KeypadRow>;
/** Steps that wait for keys and need nothing else. */
export type KeypadStep = Step<KeypadStepName>;

/** Steps whose question is the same however it was reached. */
export type QuestionStep = Step<NamesOf<{ readonly isQuestion: true }>>;

/** Questions that are put so often, see `Asking`. */
export type AskedStep = Step<NamesOf<{ readonly isQuestion: true; readonly asked: object }>>;

export type StaffStepName = Extract<StepName, `staff-${string}`>;
export type StaffStep = Step<StaffStepName>;

/** Any row, by the name of its step. */
export const rowOf = (name: StepName): StepRow => STEPS[name];
export const keypadRowOf = (name: KeypadStepName): KeypadRow => STEPS[name];

/** The keys that a step waits for. */
export function keypadOf(at: KeypadStep): Keypad {
  const { keys } = keypadRowOf(at.step);
  if (!('by' in keys)) return keys;
  const carried: Readonly<Record<string, string | number>> = at;
  const keypad = keys.of[String(carried[keys.by])];
  if (keypad === undefined) throw new RangeError(`step ${at.step} waits for no keys`);
  return keypad;
}

/** What is read before these keys are answered; none of it where they lead to a person at once. */
export function factsOf({ step }: Step, digits: string): readonly StepFact[] {
  const row = rowOf(step);
  if (row.event === 'KeysEntered' && row.zero === 'person' && digits === '0') return ['duty'];
  return 'other' in row.facts ? (row.facts[digits] ?? row.facts.other) : row.facts;
}

type FactsIn<Facts> = Facts extends readonly StepFact[]
  ? Facts[number]
  : Facts extends Readonly<Record<string, readonly StepFact[]>>
    ? Facts[keyof Facts][number]
    : never;

/** Names of the steps for which this may be read. */
export type StepNeeding<Fact extends StepFact> = {
  [Name in StepName]: Fact extends FactsIn<Steps[Name]['facts']> ? Name : never;
}[StepName];

/** As the console's timeline calls the steps. */
export const stepTitles = (language: Language): Readonly<Record<StepName, string>> =>
  Object.fromEntries(STEP_NAMES.map((name) => [name, STEPS[name].title[language]])) as Record<
    StepName,
    string
  >;
