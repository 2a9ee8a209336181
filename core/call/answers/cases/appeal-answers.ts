// An appeal: the first refused call after a block hears why, and one key leaves a word against it. Or it was written on
// the report page, and this call shows whose number it is.
import type { NewCase } from '../../../cases/case.ts';
import type { Call, KeysAt } from '../../call-event.ts';
import type { PageAppeal } from '../../../cases/page-appeal.ts';
import { assertNever } from '../../../basics/assert-never.ts';
import type { Answer } from '../../decision.ts';
import type { Ownership } from '../../facts.ts';
import type { Language } from '../../../basics/language.ts';
import { type AnswersAt, type Context, journeyOf, callerOf, only } from '../../context.ts';
import { pageRequestProven } from './personal-data.ts';
import { caseOpened, describeOrTell, firstTold, openCase } from './opening-case.ts';
import { newCase } from '../../../cases/open-case.ts';
import { askAgain } from '../asking.ts';
import type { Step } from '../../steps/index.ts';

export const APPEAL_ANSWERS: AnswersAt<'appeal' | 'appeal-code'> = {
  appeal: appealAnswered,
  'appeal-code': appealCodeKeyed,
};

/** 1: I object. Anything else: the call is over. */
function appealAnswered({ call, at, keys }: KeysAt<'appeal'>, context: Context): Answer {
  if (keys.digits === '1') return takeAppeal(call, at, context);
  return only({ kind: 'goodbye', after: 'answer', language: at.language });
}

/** The right code opens the case. One that stays wrong ends the call: it is one that is refused. */
function appealCodeKeyed({ call, at, keys }: KeysAt<'appeal-code'>, context: Context): Answer {
  const ownership: Ownership = context.ownership ?? { check: 'unavailable' };
  switch (ownership.check) {
    case 'proven':
      return ownership.appeal.request === undefined
        ? takeWrittenAppeal(call, at, ownership.appeal, context)
        : pageRequestProven(ownership.appeal.request, ownership.appeal.id, call, at, context);
    case 'wrong':
      return only(askAgain(at, keys.digits, context));
    case 'spent':
    case 'unavailable':
      return only({
        kind: 'goodbye',
        after: ownership.check === 'spent' ? 'code-spent' : 'code-unavailable',
        language: at.language,
      });
    default:
      return assertNever(ownership, 'ownership check');
  }
}

/** Who has written why the block is wrong is not asked to say it again. */
function takeWrittenAppeal(
  call: Call,
  at: Step<'appeal-code'>,
  { id, description, language }: PageAppeal,
  context: Context,
): Answer {
  const number = callerOf(call);
  const written = description === undefined ? {} : { description };
  const report: NewCase = { ...newAppeal(call, language, context), channel: 'web', ...written };
  const next = { ...journeyOf(at), language, step: 'description', about: 'appeal', official: 'no' } as const;
  return {
    plan:
      description === undefined
        ? describeOrTell(call, next, context)
        : caseOpened(call, firstTold(next), context),
    effects: [
      ...openCase(report, 'appeal', context),
      ...(number === undefined ? [] : [{ kind: 'prove-number' as const, number, id, callSid: call.callSid }]),
    ],
  };
}

function takeAppeal(call: Call, at: Step<'appeal'>, context: Context): Answer {
  const next = { ...journeyOf(at), step: 'description', about: 'appeal', official: 'no' } as const;
  return {
    plan: describeOrTell(call, next, context),
    effects: openCase(newAppeal(call, at.language, context), 'appeal', context),
  };
}

function newAppeal(call: Call, language: Language, { settings, now }: Context): NewCase {
  const number = callerOf(call);
  const { callSid } = call;
  return newCase(
    { kind: 'appeal', category: 'other', reported: number, reporter: number, callSid, language },
    settings,
    now,
  );
}
