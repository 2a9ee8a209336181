// An appeal: the first refused call of an automatic block hears why, and one key leaves a word against it.
import type { Call } from '../call-event.ts';
import type { AppealStep } from '../call-step.ts';
import type { Keys } from '../challenge.ts';
import type { Decision } from '../decision.ts';
import { type Context, dueDate, journeyOf, callerOf, only } from './context.ts';
import { describeOrTell, openCase, type NewCase } from './new-case.ts';
import { question } from './plans.ts';

/** 1: I object. Silence: asked once more. Anything else: the call is over. */
export function appealAnswered(call: Call, at: AppealStep, keys: Keys, context: Context): Decision {
  if (keys.digits === '1') return takeAppeal(call, at, context);
  if (keys.digits === '' && at.attempt === 1) {
    return only(question('silence', { ...at, attempt: 2 }));
  }
  return only({ kind: 'goodbye', after: 'answer', language: at.language });
}

function takeAppeal(call: Call, at: AppealStep, context: Context): Decision {
  const number = callerOf(call);
  const report: NewCase = {
    kind: 'appeal',
    status: 'received',
    category: 'other',
    official: false,
    ...(number === undefined ? {} : { reported: number, reporter: number }),
    callSid: call.callSid,
    language: at.language,
    receivedAt: context.now.toISOString(),
    dueAt: dueDate(context),
  };
  return {
    plan: describeOrTell(
      call,
      { ...journeyOf(at), step: 'description', about: 'appeal', official: 'no' },
      context,
    ),
    effects: openCase(report, 'appeal', context),
  };
}
