// decide(event, facts) -> { plan, effects }: the whole call flow. Pure and total; one function per event, in `flow/`.
import { assertNever } from '../basics/assert-never.ts';
import type { CallEvent } from './call-event.ts';
import type { KeypadStep } from './call-step.ts';
import type { Decision, Facts } from './decision.ts';
import { instead, used } from './answers/ring-refused.ts';
import { appealAnswered, appealCodeKeyed } from './answers/appeal-answers.ts';
import { callArrived } from './answers/arrival.ts';
import { callBackAnswered } from './answers/call-back-answers.ts';
import { challengeAnswered } from './answers/challenge-answers.ts';
import { caseNumberKeyed, caseToldAnswered, pinKeyed } from './answers/case-status.ts';
import { type Circumstances, type Context, type EventOf, only, retention } from './context.ts';
import {
  afterHoursAnswered,
  departmentChosen,
  dialEnded,
  offer,
  offerAnswered,
  person,
  reasonGiven,
} from './answers/department-answers.ts';
import { statusReported } from './answers/ending.ts';
import { menuAnswered } from './answers/menu-answers.ts';
import { checkedAnswered } from './answers/official-number.ts';
import {
  caseOpenedAnswered,
  categoryChosen,
  descriptionEnded,
  numberConfirmed,
  numberKeyed,
} from './answers/report-answers.ts';

import { staffAnswered } from './answers/staff-answers.ts';
import { transcriptArrived } from './answers/transcript-arrived.ts';
import { messageEnded, recordingReported, reviewAnswered } from './answers/message-answers.ts';
import { timelineEntry } from '../records/timeline.ts';

export type { Circumstances } from './context.ts';

export function decide(event: CallEvent, facts: Facts, circumstances: Circumstances): Decision {
  const context = { ...facts, ...circumstances };
  const { plan: wanted, effects } = answer(event, context);
  const { ringRefused } = context;
  const plan =
    wanted.kind === 'ring' && ringRefused !== undefined ? instead(ringRefused, wanted.next, context) : wanted;
  const expiresAt = retention(context);
  return {
    plan,
    effects: [
      ...effects,
      ...used(event, { plan, effects }, context),
      { kind: 'add-to-timeline', ...timelineEntry(event, plan, context), expiresAt },
    ],
  };
}

function answer(event: CallEvent, context: Context): Decision {
  switch (event.kind) {
    case 'CallArrived':
      return callArrived(event, context);
    case 'ChallengeAnswered':
      return challengeAnswered(event, context);
    case 'MenuAnswered':
      return menuAnswered(event, context);
    case 'KeysEntered':
      return keysEntered(event, context);
    case 'DescriptionEnded':
      return descriptionEnded(event, context);
    case 'DialEnded':
      return dialEnded(event, context);
    case 'LegAnswered':
      return offer(event, context);
    case 'OfferAnswered':
      return offerAnswered(event, context);
    case 'MessageEnded':
      return messageEnded(event, context);
    case 'RecordingReported':
      return recordingReported(event, context);
    case 'TranscriptArrived':
      return transcriptArrived(event, context);
    case 'StatusReported':
      return statusReported(event, context);
    default:
      return assertNever(event, 'call event');
  }
}

/** There a word has just been said about what follows, or a person is calling already, and `0` is a key like any other. */
const ZERO_IS_NO_PERSON: ReadonlySet<KeypadStep['step']> = new Set([
  'appeal',
  'call-back',
  'appeal-code',
  'case-opened',
  'review',
  'after-hours',
  'staff-pin',
  'staff-menu',
  'staff-flag',
  'staff-voicemail',
  'staff-quiet',
  'staff-level',
  'staff-number',
  'staff-confirm',
]);

/** `0` is a person, wherever a question is asked. */
function keysEntered({ call, at, keys }: EventOf<'KeysEntered'>, context: Context): Decision {
  if (keys.digits === '0' && !ZERO_IS_NO_PERSON.has(at.step)) {
    return only(person(call, at, context));
  }
  switch (at.step) {
    case 'appeal':
      return appealAnswered(call, at, keys, context);
    case 'call-back':
      return callBackAnswered(call, at, keys, context);
    case 'appeal-code':
      return appealCodeKeyed(call, at, keys, context);
    case 'review':
      return reviewAnswered(at, keys);
    case 'after-hours':
      return afterHoursAnswered(call, at, keys, context);
    case 'staff-pin':
    case 'staff-menu':
    case 'staff-flag':
    case 'staff-voicemail':
    case 'staff-quiet':
    case 'staff-level':
    case 'staff-number':
    case 'staff-confirm':
      return staffAnswered(call, at, keys, context);
    case 'reason':
      return reasonGiven(call, at, keys, context);
    case 'department':
      return departmentChosen(call, at, keys, context);
    case 'number':
      return numberKeyed(call, at, keys, context);
    case 'confirm':
      return numberConfirmed(at, keys, context);
    case 'category':
      return categoryChosen(call, at, keys, context);
    case 'case-opened':
      return caseOpenedAnswered(call, at, keys, context);
    case 'case-number':
      return caseNumberKeyed(call, at, keys, context);
    case 'case-pin':
      return pinKeyed(at, keys, context);
    case 'case-told':
      return caseToldAnswered(at, keys, context);
    case 'checked':
      return checkedAnswered(at, keys, context);
    default:
      return assertNever(at, 'keypad step');
  }
}
