// A fraud report by phone: the number, read back, what it was about, what happened, and a case number.
import { CATEGORIES, type NewCase } from '../../../cases/case.ts';
import { standingOf } from '../../../cases/claims.ts';
import type { Call, RecordedMessage, KeysAt } from '../../call-event.ts';
import type { Answer } from '../../decision.ts';
import type { Effect } from '../../effect.ts';
import {
  type AnswersAt,
  type Context,
  type EventOf,
  journeyOf,
  laterOf,
  MOST_TURNS,
  callerOf,
  only,
  retention,
} from '../../context.ts';
import { FROM_MENU, ringOrAfterHours, urgently } from '../reaching-staff/department-answers.ts';
import { checked } from './official-number.ts';
import { mayRing } from '../messages/notice-answers.ts';
import { askAgain, askCategory, question } from '../asking.ts';
import { caseOpened, describeOrTell, firstTold, joinCase, openCase } from './opening-case.ts';
import { FEWEST_COUNTED_SECONDS } from '../../../messages/mailbox.ts';
import { SHORTEST_MESSAGE_SECONDS } from '../messages/message-answers.ts';
import { dueDate, newCase } from '../../../cases/open-case.ts';
import type { Step } from '../../steps/index.ts';

export const REPORT_ANSWERS: AnswersAt<'number' | 'confirm' | 'category' | 'case-opened' | 'at-risk'> = {
  number: numberKeyed,
  confirm: numberConfirmed,
  category: categoryChosen,
  'case-opened': caseOpenedAnswered,
  'at-risk': atRiskAnswered,
};

/** Digits and hash; hash alone: the number I call from; star: I do not know it. */
function numberKeyed({ call, at, keys }: KeysAt<'number'>, context: Context): Answer {
  const { keyed } = context;
  const own = callerOf(call);
  if (at.purpose === 'report' && keys.digits.startsWith('*')) return only(askCategory(at, 'unknown'));
  const number = keys.digits === '' && keys.finishedOn === '#' ? own : keyed;
  if (number === undefined) return only(askAgain(at, keys.digits, context));
  return only(question('first', { ...at, step: 'confirm', number }));
}

/** 1: it is right. 2: key it again. */
function numberConfirmed({ at, keys }: KeysAt<'confirm'>, context: Context): Answer {
  const { number, ...rest } = at;
  if (keys.digits === '1') {
    return only(at.purpose === 'report' ? askCategory(at, number) : checked(at, number, 1, context.settings));
  }
  if (keys.digits === '2') {
    const again = askAgain({ ...rest, step: 'number' }, '', context);
    return only(again.kind === 'question' ? { ...again, opening: 'first' } : again);
  }
  return only(askAgain(at, keys.digits, context));
}

/** From here on the report is taken, even if the caller hangs up. */
function categoryChosen({ call, at, keys }: KeysAt<'category'>, context: Context): Answer {
  const category = CATEGORIES[Number(keys.digits) - 1];
  if (category === undefined) return { ...only(askAgain(at, keys.digits, context)), outcome: 'unknown-key' };
  const report = newReport(call, at, category, context);
  const official = report.official ? 'yes' : 'no';
  return {
    plan: describeOrTell(call, { ...journeyOf(at), step: 'description', about: 'report', official }, context),
    effects:
      context.cases?.group === undefined
        ? [
            ...openCase(report, report.official ? 'official-number' : 'report', context),
            ...evidence(call, report, context),
          ]
        : joinCase(report, context.cases.group, context),
    outcome: category,
  };
}

function newReport(
  call: Call,
  at: Step<'category'>,
  category: NewCase['category'],
  context: Context,
): NewCase {
  const reporter = callerOf(call);
  const reported = at.reported === 'unknown' ? undefined : at.reported;
  const { now, cases, settings } = context;
  const { callSid, attestation } = call;
  const { language } = at;
  const report = newCase({ kind: 'report', category, reported, reporter, callSid, language }, settings, now);
  const { official } = report;
  const directory = cases?.reported ?? { kind: 'unavailable' };
  const standing =
    cases?.group === undefined
      ? standingOf({ reported, reporter, official, attestation, directory, now })
      : 'not-counted';
  return { ...report, standing };
}

/** Only what counts by itself, or is a claim, changes anything for the number; the rest waits for a person. */
function evidence(call: Call, { reported, reporter, standing }: NewCase, context: Context): Effect[] {
  if (reported === undefined || reporter === undefined) return [];
  if (standing !== 'counted' && standing !== 'claimed') return [];
  const at = context.now.toISOString();
  return [
    {
      kind: standing === 'counted' ? 'count-report' : 'claim-report',
      number: reported,
      reporter,
      callSid: call.callSid,
      at,
      expiresAt: retention(context),
    },
    { kind: 'judge', number: reported },
  ];
}

/** Whether or not something was said, the case number follows. */
export function descriptionEnded(event: EventOf<'DescriptionEnded'>, context: Context): Answer {
  const { call, at, recording, hungUp } = event;
  const caseNumber = context.cases?.candidates[0] ?? '';
  return {
    plan: hungUp ? { kind: 'noted' } : caseOpened(call, firstTold(at), context),
    effects: keepDescription(call, at, recording, caseNumber, context),
  };
}

function keepDescription(
  call: Call,
  at: Step<'description'>,
  recording: RecordedMessage | undefined,
  caseNumber: string,
  context: Context,
): Effect[] {
  if (recording === undefined || recording.seconds < SHORTEST_MESSAGE_SECONDS || caseNumber === '') return [];
  const { callSid } = call;
  const from = {
    caller: callerOf(call),
    language: at.language,
    department: context.settings.defaultDepartment,
    why: at.about,
  };
  const receivedAt = context.now.toISOString();
  return [
    {
      kind: 'keep-voicemail',
      ...recording,
      callSid,
      receivedAt,
      notice: at.notice,
      from,
      ...(recording.seconds < FEWEST_COUNTED_SECONDS ? {} : { room: 'reporter' as const }),
      expiresAt: laterOf(dueDate(context.settings, context.now), retention(context)),
    },
    { kind: 'describe-case', caseNumber, callSid, recordingSid: recording.recordingSid },
  ];
}

/**
 * Star: again. Anything else, or nothing: on. A report about one of our own numbers is a matter for a person now. A
 * caller who is still refused is told of the ways to ask for news that are open to them.
 */
function caseOpenedAnswered({ call, at, keys }: KeysAt<'case-opened'>, context: Context): Answer {
  if (keys.digits === '*' && at.turn < MOST_TURNS)
    return only(caseOpened(call, { ...at, turn: at.turn + 1 }, context));
  if (at.official === 'yes' || (at.person === 'yes' && mayRing(at, context)))
    return only(ringOrAfterHours(call, journeyOf(at), FROM_MENU, context));
  if (at.about === 'report')
    return only(question('first', { ...journeyOf(at), step: 'at-risk', attempt: 1 }));
  const after = context.settings.reports.web.on ? 'appeal-with-page' : 'appeal';
  return only({ kind: 'goodbye', after, language: at.language });
}

/** 1: money, a code or bank details were given away. Anything else, or nothing: the report is done. */
function atRiskAnswered({ call, at, keys }: KeysAt<'at-risk'>, context: Context): Answer {
  if (keys.digits === '1') return only(urgently(call, at, context));
  return only({ kind: 'goodbye', after: 'report', language: at.language });
}
