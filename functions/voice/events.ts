// One reader per voice route: typed parameters (and the step in the URL) -> what happened.
import { readAttestation, type Attestation } from '../../core/attestation.ts';
import type { Call, CallEvent, RecordedMessage, StaffLeg } from '../../core/call-event.ts';
import type { Journey, KeypadStep } from '../../core/call-step.ts';
import { identityOf, readCallerId } from '../../core/caller-id.ts';
import type { Keys } from '../../core/challenge.ts';
import type { NumberingHome } from '../../core/numbering-plan.ts';
import type { WrittenDown } from '../../core/transcript.ts';
import { readStep } from '../../twiml/step-url.ts';
import type { VoiceRouteId } from '../routes.ts';
import {
  readCallStatus,
  readDialCallStatus,
  readRecordingStatus,
  readSeconds,
  required,
  type Params,
} from '../http/twilio-params.ts';

export interface Webhook {
  readonly params: Params;
  /** Raw query of the URL that was called. */
  readonly query: string;
  /** How numbers without a country code are read. */
  readonly home: NumberingHome;
  /** For a step that came without state. */
  readonly defaultJourney: Journey;
}

type EventReader = (webhook: Webhook) => CallEvent;

/** @throws WebhookShapeError, StepUrlError */
export const EVENT_READERS: Readonly<Record<VoiceRouteId, EventReader>> = {
  'voice.incoming': ({ params, home }) => ({ kind: 'CallArrived', call: callOf(params, home) }),
  'voice.challenge': ({ params, query, home, defaultJourney }) => ({
    kind: 'ChallengeAnswered',
    call: callOf(params, home),
    at: readStep('challenge', query, defaultJourney),
    keys: keysOf(params),
  }),
  'voice.menu': ({ params, query, home, defaultJourney }) => ({
    kind: 'MenuAnswered',
    call: callOf(params, home),
    at: readStep('menu', query, defaultJourney),
    keys: keysOf(params),
  }),
  'voice.appeal': keysAt('appeal'),
  'voice.reason': keysAt('reason'),
  'voice.department': keysAt('department'),
  'voice.number': keysAt('number'),
  'voice.confirm': keysAt('confirm'),
  'voice.category': keysAt('category'),
  'voice.case-opened': keysAt('case-opened'),
  'voice.case-number': keysAt('case-number'),
  'voice.case-pin': keysAt('case-pin'),
  'voice.case-told': keysAt('case-told'),
  'voice.checked': keysAt('checked'),
  'voice.review': keysAt('review'),
  'voice.after-hours': keysAt('after-hours'),
  'voice.staff-pin': keysAt('staff-pin'),
  'voice.staff-menu': keysAt('staff-menu'),
  'voice.staff-flag': keysAt('staff-flag'),
  'voice.staff-voicemail': keysAt('staff-voicemail'),
  'voice.staff-quiet': keysAt('staff-quiet'),
  'voice.staff-level': keysAt('staff-level'),
  'voice.staff-number': keysAt('staff-number'),
  'voice.staff-confirm': keysAt('staff-confirm'),
  'voice.description': ({ params, query, home, defaultJourney }) => ({
    kind: 'DescriptionEnded',
    call: callOf(params, home),
    at: readStep('description', query, defaultJourney),
    ...recordedIn(params),
  }),
  'voice.ring': ({ params, query, home, defaultJourney }) => ({
    kind: 'DialEnded',
    call: callOf(params, home),
    at: readStep('ring', query, defaultJourney),
    status: readDialCallStatus(params.DialCallStatus),
    bridged: params.DialBridged === 'true',
    talkSeconds: readSeconds(params.DialCallDuration),
  }),
  'voice.whisper': ({ params, query, home, defaultJourney }) => ({
    kind: 'LegAnswered',
    leg: legOf(params, home),
    at: readStep('whisper', query, defaultJourney),
  }),
  'voice.accept': ({ params, query, home, defaultJourney }) => ({
    kind: 'OfferAnswered',
    leg: legOf(params, home),
    at: readStep('accept', query, defaultJourney),
    keys: keysOf(params),
  }),
  'voice.voicemail': ({ params, query, home, defaultJourney }) => ({
    kind: 'MessageEnded',
    call: callOf(params, home),
    at: readStep('voicemail', query, defaultJourney),
    ...recordedIn(params),
  }),
  'voice.recording': ({ params }) => ({
    kind: 'RecordingReported',
    callSid: required(params, 'CallSid'),
    recordingSid: required(params, 'RecordingSid'),
    status: readRecordingStatus(params.RecordingStatus),
    seconds: readSeconds(params.RecordingDuration),
  }),
  'voice.transcript': ({ params, home }) => ({
    kind: 'TranscriptArrived',
    by: 'twilio',
    ...transcriptIn(params, home),
  }),
  'voice.status': ({ params, home }) => ({
    kind: 'StatusReported',
    call: callOf(params, home),
    status: readCallStatus(params.CallStatus),
    seconds: readSeconds(params.CallDuration),
  }),
};

function keysAt(step: KeypadStep['step']): EventReader {
  return ({ params, query, home, defaultJourney }) => ({
    kind: 'KeysEntered',
    call: callOf(params, home),
    at: readStep(step, query, defaultJourney),
    keys: keysOf(params),
  });
}

/** What a Record action says; it comes after a hang-up too. */
const recordedIn = (params: Params): { recording: RecordedMessage | undefined; hungUp: boolean } => ({
  recording:
    params.RecordingSid === undefined
      ? undefined
      : { recordingSid: params.RecordingSid, seconds: readSeconds(params.RecordingDuration) },
  hungUp: params.Digits === 'hangup' || params.CallStatus === 'completed',
});

/** https://www.twilio.com/docs/voice/twiml/record#transcribecallback */
function transcriptIn(params: Params, home: NumberingHome): Omit<WrittenDown, 'by'> {
  const completed = required(params, 'TranscriptionStatus') === 'completed';
  return {
    callSid: required(params, 'CallSid'),
    recordingSid: required(params, 'RecordingSid'),
    caller: identityOf(readCallerId(required(params, 'From'), home)),
    text: completed ? (params.TranscriptionText ?? '') : '',
    ...(params.TranscriptionSid === undefined ? {} : { transcriptionSid: params.TranscriptionSid }),
  };
}

function callOf(params: Params, home: NumberingHome): Call {
  return {
    callSid: required(params, 'CallSid'),
    callerId: readCallerId(required(params, 'From'), home),
    to: required(params, 'To'),
    attestation: attestationOf(params),
    ...forwardingOf(params),
  };
}

const LONGEST_LINE = 128;

/** Twilio sends the line that forwarded the call under two names (https://www.twilio.com/docs/voice/twiml#request-parameters). */
function forwardingOf({ ForwardedFrom, CalledVia }: Params): Pick<Call, 'forwardedFrom'> {
  const lines = [ForwardedFrom, CalledVia].flatMap((line = '') =>
    line === '' ? [] : [line.slice(0, LONGEST_LINE)],
  );
  return lines.length === 0 ? {} : { forwardedFrom: lines };
}

const attestationOf = (params: Params): Attestation => readAttestation(params.StirVerstat);

function legOf(params: Params, home: NumberingHome): StaffLeg {
  return {
    legSid: required(params, 'CallSid'),
    callSid: params.ParentCallSid ?? required(params, 'CallSid'),
    member: required(params, 'To'),
    callerId: readCallerId(required(params, 'From'), home),
  };
}

const keysOf = ({ Digits, FinishedOnKey, SpeechResult }: Params): Keys => ({
  digits: Digits === undefined || Digits === 'hangup' ? '' : Digits,
  ...(FinishedOnKey === undefined || FinishedOnKey === '' ? {} : { finishedOn: FinishedOnKey }),
  ...(SpeechResult === undefined || SpeechResult === '' ? {} : { speech: SpeechResult }),
});
