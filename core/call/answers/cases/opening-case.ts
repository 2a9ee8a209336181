// A case is opened, by a report or an appeal: described, and its number told.
import type { NewCase } from '../../../cases/case.ts';
import type { Call } from '../../call-event.ts';
import type { CaseFacts } from '../../facts.ts';
import type { Effect } from '../../effect.ts';
import type { Plan } from '../../plan.ts';
import { noticeVersion } from '../../../privacy/spoken-notice.ts';
import { takesDescription } from '../../../messages/mailbox.ts';
import type { Notice } from '../../../messages/notice.ts';
import { canBeTexted } from '../../../numbers/numbering-plan.ts';
import { callerOf, journeyOf, type Context } from '../../context.ts';
import { FIRST_NOTICE } from '../messages/message-answers.ts';
import type { Flag } from '../../steps/fields.ts';
import type { Journey } from '../../steps/journey.ts';
import type { Step } from '../../steps/index.ts';

/** Staff hear of the case once, when it is opened; it names no number, since each report may be about another one. */
export function joinCase(
  { reported, standing: _, ...report }: NewCase,
  { name, isOpen }: NonNullable<CaseFacts['group']>,
  { cases, now }: Context,
): Effect[] {
  const { candidates = [] } = cases ?? {};
  const { callSid = '', category, receivedAt: at } = report;
  const joined = { callSid, at, category, ...(reported === undefined ? {} : { reported }) };
  const group: NewCase = { ...report, official: false, request: name, standing: 'not-counted' };
  return [
    { kind: 'join-case', candidates, report: group, joined },
    ...(isOpen ? [] : noticeOf(candidates, 'report', now)),
  ];
}

function noticeOf([caseNumber]: readonly string[], about: CaseNotice['about'], now: Date): Effect[] {
  return caseNumber === undefined
    ? []
    : [{ kind: 'notify', notice: { kind: 'case', at: now.toISOString(), caseNumber, about } }];
}

type CaseNotice = Extract<Notice, { kind: 'case' }>;

/** Stored under the first number that is free, and told to whoever wants to know. */
export function openCase(report: NewCase, about: CaseNotice['about'], { cases, now }: Context): Effect[] {
  const candidates = cases?.candidates ?? [];
  return [{ kind: 'open-case', candidates, report }, ...noticeOf(candidates, about, now)];
}

/** In the caller's own words, unless reporters themselves have filled their room of the mailbox. */
export const describeOrTell = (
  call: Call,
  next: Omit<Step<'description'>, 'notice'>,
  context: Context,
): Plan =>
  takesDescription(next)
    ? { kind: 'describe', next: { ...next, notice: noticeVersion(context.settings) }, notice: FIRST_NOTICE }
    : caseOpened(call, firstTold(next), context);

export const firstTold = (
  at: Pick<Step<'description'>, keyof Journey | 'about' | 'official'>,
  person: Flag = 'no',
): Step<'case-opened'> => ({
  ...journeyOf(at),
  step: 'case-opened',
  about: at.about,
  official: at.official,
  turn: 1,
  person,
});

export function caseOpened(
  call: Call,
  next: Step<'case-opened'>,
  { cases, settings, textRefused = false }: Context,
): Plan {
  const caller = callerOf(call);
  return {
    kind: 'case-opened',
    caseNumber: cases?.candidates[0] ?? '',
    pin: cases?.pin ?? '',
    sms:
      settings.reports.sms && !textRefused && next.turn === 1 && caller !== undefined && canBeTexted(caller),
    next,
  };
}
