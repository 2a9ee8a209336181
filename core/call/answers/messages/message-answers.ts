// Voicemail: asked for, left, heard again, stored.
import type { Call, KeysAt } from '../../call-event.ts';
import type { Answer } from '../../decision.ts';
import type { Effect } from '../../effect.ts';
import type { NoticeToTell, Plan } from '../../plan.ts';
import { noticeVersion } from '../../../privacy/spoken-notice.ts';
import type { Opening } from '../../../hours/hours.ts';
import { FEWEST_COUNTED_SECONDS, roomOf, takesMessage } from '../../../messages/mailbox.ts';
import { type Department, departmentOrDefault } from '../../../departments/department.ts';
import { URGENT, type VoicemailReason } from '../../../messages/message.ts';
import { offerCallBack } from './call-back-answers.ts';
import {
  type AnswersAt,
  journeyOf,
  MOST_TURNS,
  callerOf,
  only,
  retention,
  type Context,
  type EventOf,
} from '../../context.ts';
import type { Journey } from '../../steps/journey.ts';
import type { Step } from '../../steps/index.ts';

export const MESSAGE_ANSWERS: AnswersAt<'review'> = {
  review: reviewAnswered,
};

/** A message shorter than this is silence with a click in it: ask once more. */
export const SHORTEST_MESSAGE_SECONDS = 1;

/** Where no message can be taken, the caller may ask for a call-back. @param opens when the department opens next, where it is closed */
export function voicemail(
  why: VoicemailReason,
  journey: Journey,
  department: Department | undefined,
  { settings }: Context,
  opens?: Opening,
): Plan {
  const { id } = department ?? departmentOrDefault(settings, undefined);
  if (!takesMessage(journey)) return offerCallBack(why, journey, id);
  return {
    kind: 'voicemail',
    next: {
      ...journeyOf(journey),
      step: 'voicemail',
      department: id,
      why,
      attempt: 1,
      replaces: '',
      notice: noticeVersion(settings),
    },
    ...(opens === undefined ? {} : { opens }),
    notice: FIRST_NOTICE,
  };
}

export const FIRST_NOTICE: NoticeToTell = { words: 'short', turn: 1 };

export function messageEnded(event: EventOf<'MessageEnded'>, context: Context): Answer {
  const { call, at, recording, hungUp } = event;
  if (recording === undefined || recording.seconds < SHORTEST_MESSAGE_SECONDS) {
    return { plan: hungUp ? { kind: 'noted' } : askAgainOrEnd(at), effects: [] };
  }
  return {
    plan: hungUp ? { kind: 'noted' } : afterMessage(at, recording.recordingSid, context),
    effects: [
      ...keepMessage(event, context),
      ...(at.replaces === '' ? [] : [dropped(at.replaces, call, context)]),
    ],
  };
}

function keepMessage({ call, at, recording }: EventOf<'MessageEnded'>, context: Context): Effect[] {
  if (recording === undefined) return [];
  const { callSid } = call;
  const caller = callerOf(call);
  const receivedAt = context.now.toISOString();
  const { recordingSid, seconds } = recording;
  return [
    {
      kind: 'keep-voicemail',
      ...recording,
      callSid,
      receivedAt,
      notice: at.notice,
      from: { caller, language: at.language, department: at.department, why: at.why },
      ...(seconds < FEWEST_COUNTED_SECONDS ? {} : { room: roomOf(at, caller !== undefined) }),
      expiresAt: retention(context),
    },
    {
      kind: 'notify',
      notice: {
        kind: 'voicemail',
        at: receivedAt,
        recordingSid,
        department: at.department,
        seconds,
        ...(caller === undefined ? {} : { caller }),
        urgent: URGENT.has(at.why),
      },
    },
  ];
}

function afterMessage(at: Step<'voicemail'>, recording: string, { settings }: Context): Plan {
  if (!settings.voicemail.review) return thanks(at);
  const { department, why, notice } = at;
  // A message recorded again goes on counting where the first one stopped.
  const turn = at.replaces === '' ? 1 : at.attempt;
  return review({ ...journeyOf(at), step: 'review', department, why, recording, turn, notice });
}

const review = (next: Step<'review'>, played = false): Plan => ({ kind: 'review', next, played });

const thanks = ({ language }: Journey): Plan => ({ kind: 'goodbye', after: 'message', language });

/** 1: hear it. 2: record it again; the first one stands until the second is there. Anything else, or nothing: done. */
function reviewAnswered({ at, keys: { digits } }: KeysAt<'review'>): Answer {
  const { department, why, recording, turn, notice } = at;
  if (turn >= MOST_TURNS) return only(thanks(at));
  if (digits === '1') return only(review({ ...at, turn: turn + 1 }, true));
  if (digits !== '2') return only(thanks(at));
  return only({
    kind: 'voicemail',
    next: {
      ...journeyOf(at),
      step: 'voicemail',
      department,
      why,
      attempt: turn + 1,
      replaces: recording,
      notice,
    },
  });
}

const dropped = (recordingSid: string, { callSid }: Call, { now }: Context): Effect => ({
  kind: 'drop-voicemail',
  recordingSid,
  by: `caller of ${callSid}`,
  at: now.toISOString(),
});

/** Silence twice ends it; whoever was recording again has left the first one. */
function askAgainOrEnd(at: Step<'voicemail'>): Plan {
  if (at.replaces !== '') return thanks(at);
  return at.attempt === 1
    ? { kind: 'voicemail', next: { ...at, attempt: 2 } }
    : { kind: 'goodbye', after: 'no-message', language: at.language };
}

export function recordingReported(event: EventOf<'RecordingReported'>, context: Context): Answer {
  const { callSid, recordingSid, status, seconds } = event;
  if (status !== 'completed' || seconds < SHORTEST_MESSAGE_SECONDS)
    return { plan: { kind: 'noted' }, effects: [] };
  return {
    plan: { kind: 'noted' },
    effects: [
      {
        kind: 'keep-voicemail',
        recordingSid,
        callSid,
        seconds,
        receivedAt: context.now.toISOString(),
        expiresAt: retention(context),
      },
      { kind: 'fetch-recording', recordingSid, callSid },
    ],
  };
}
