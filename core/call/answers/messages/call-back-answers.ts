// A call-back by key, where no message can be taken: is one wanted, under which number, is that number right?
import { isOfficial } from '../../../numbers/hotline-settings.ts';
import { assertNever } from '../../../basics/assert-never.ts';
import type { Call, KeysAt } from '../../call-event.ts';
import type { Keys } from '../../../screening/challenge-code.ts';
import type { Answer } from '../../decision.ts';
import type { Effect } from '../../effect.ts';
import type { Plan, QuestionOpening } from '../../plan.ts';
import { isNumber, type Identity } from '../../../numbers/identity.ts';
import { roomOf } from '../../../messages/mailbox.ts';
import { URGENT, type VoicemailReason } from '../../../messages/message.ts';
import { callBackId } from '../../../messages/call-back-id.ts';
import { type AnswersAt, callerOf, journeyOf, only, retention, type Context } from '../../context.ts';
import type { Step } from '../../steps/index.ts';
import type { Journey } from '../../steps/journey.ts';

export const CALL_BACK_ANSWERS: AnswersAt<'call-back'> = {
  'call-back': callBackAnswered,
};

/** Each question is put so often, and the questions of one call together at most so often. */
const MOST_ATTEMPTS = 3;
const MOST_QUESTIONS = 9;

export const offerCallBack = (why: VoicemailReason, journey: Journey, department: string): Plan =>
  ask('first', {
    ...journeyOf(journey),
    step: 'call-back',
    department,
    why,
    asks: 'offer',
    number: 'none',
    attempt: 1,
  });

const ask = (opening: QuestionOpening, next: Step<'call-back'>): Plan => ({
  kind: 'question',
  opening,
  next,
});

function callBackAnswered({ call, at, keys }: KeysAt<'call-back'>, context: Context): Answer {
  switch (at.asks) {
    case 'offer':
      return offerAnswered(call, at, keys, context);
    case 'number':
      return numberGiven(call, at, keys, context);
    case 'confirm':
      return numberConfirmed(call, at, keys, context);
    default:
      return assertNever(at.asks, 'question about a call-back');
  }
}

/** 1: yes. A known caller who stays on the line without a keypad is called back all the same. */
function offerAnswered(call: Call, at: Step<'call-back'>, keys: Keys, context: Context): Answer {
  const own = shownNumber(call);
  if (keys.digits === '1') return only(own === undefined ? askNumber(at) : askIfRight(at, own));
  const waits = keys.digits === '' && at.attempt > 1 && roomOf(at, own !== undefined) === 'known';
  return waits && own !== undefined ? taken(call, at, own, context) : again(at, keys);
}

/** Digits and the pound key; the pound key alone stands for the number that the call comes from. */
function numberGiven(call: Call, at: Step<'call-back'>, keys: Keys, context: Context): Answer {
  const number = keys.digits === '' && keys.finishedOn === '#' ? shownNumber(call) : context.keyed;
  const callable = number !== undefined && isNumber(number) && !isOfficial(context.settings, number);
  return callable ? only(askIfRight(at, number)) : again(at, keys);
}

/** 1: it is right. 2: another number. */
function numberConfirmed(call: Call, at: Step<'call-back'>, keys: Keys, context: Context): Answer {
  if (keys.digits === '1' && at.number !== 'none') return taken(call, at, at.number, context);
  return keys.digits === '2' && at.attempt < MOST_QUESTIONS ? only(askNumber(at)) : again(at, keys);
}

const askNumber = (at: Step<'call-back'>): Plan =>
  ask('first', { ...at, asks: 'number', number: 'none', attempt: at.attempt + 1 });

const askIfRight = (at: Step<'call-back'>, number: Identity): Plan =>
  ask('first', { ...at, asks: 'confirm', number, attempt: at.attempt + 1 });

/** Attempts count on over all three questions. */
function again(at: Step<'call-back'>, { digits }: Keys): Answer {
  const most = at.asks === 'offer' ? MOST_ATTEMPTS : MOST_QUESTIONS;
  if (at.attempt >= most) return only({ kind: 'goodbye', after: 'no-call-back', language: at.language });
  return only(ask(digits === '' ? 'silence' : 'not-understood', { ...at, attempt: at.attempt + 1 }));
}

/** A number under which somebody can be called; an address is none. */
function shownNumber(call: Call): Identity | undefined {
  const own = callerOf(call);
  return own !== undefined && isNumber(own) ? own : undefined;
}

function taken(call: Call, at: Step<'call-back'>, number: Identity, context: Context): Answer {
  const { callSid } = call;
  const { language, department, why } = at;
  const caller = callerOf(call);
  const receivedAt = context.now.toISOString();
  const recordingSid = callBackId(number);
  const notice: Effect = {
    kind: 'notify',
    notice: {
      kind: 'voicemail',
      at: receivedAt,
      recordingSid,
      department,
      seconds: 0,
      caller: number,
      urgent: URGENT.has(why),
      callBack: { callSid },
    },
  };
  return {
    plan: { kind: 'goodbye', after: 'call-back', language },
    effects: [
      {
        kind: 'keep-call-back',
        recordingSid,
        callSid,
        number,
        caller,
        language,
        department,
        why,
        receivedAt,
        expiresAt: retention(context),
      },
      notice,
    ],
  };
}
