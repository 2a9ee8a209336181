// A case is opened, by a report or an appeal: described, and its number told.
import type { CaseRecord } from '../case.ts';
import type { Call } from '../call-event.ts';
import type { CaseOpenedStep, DescriptionStep } from '../call-step.ts';
import type { Effect, Plan } from '../decision.ts';
import type { Notice } from '../notice.ts';
import { canBeTexted } from '../numbering-plan.ts';
import { callerOf, journeyOf, type Context } from './context.ts';

export type NewCase = Omit<CaseRecord, 'caseNumber' | 'history' | 'version'>;

/** Stored under the first number that is free, and told to whoever wants to know. */
export function openCase(
  report: NewCase,
  about: Extract<Notice, { kind: 'case' }>['about'],
  { cases, now }: Context,
): Effect[] {
  const candidates = cases?.candidates ?? [];
  const [caseNumber] = candidates;
  const at = now.toISOString();
  return [
    { kind: 'open-case', candidates, report },
    ...(caseNumber === undefined
      ? []
      : [{ kind: 'notify' as const, notice: { kind: 'case' as const, at, caseNumber, about } }]),
  ];
}

/** In the caller's own words, unless no more recordings are taken. */
export const describeOrTell = (call: Call, next: DescriptionStep, context: Context): Plan =>
  next.mailbox === 'open' ? { kind: 'describe', next } : caseOpened(call, firstTold(next), context);

export const firstTold = (at: DescriptionStep): CaseOpenedStep => ({
  ...journeyOf(at),
  step: 'case-opened',
  about: at.about,
  official: at.official,
  turn: 1,
});

export function caseOpened(
  call: Call,
  next: CaseOpenedStep,
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
