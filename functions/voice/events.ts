// One reader per voice route: typed parameters (and the step in the URL) -> what happened.
import { readAttestation } from '../../core/numbers/attestation.ts';
import type { Call, CallEvent, RecordedMessage, StaffLeg } from '../../core/call/call-event.ts';
import { identityOf, readCallerId } from '../../core/numbers/caller-id.ts';
import type { Keys } from '../../core/screening/challenge-code.ts';
import type { NumberingHome } from '../../core/numbers/numbering-plan.ts';
import type { WrittenDown } from '../../core/messages/transcript.ts';
import { readStep } from '../../twiml/step-url.ts';
import { byStepRoute, type VoiceRouteId } from '../routes.ts';
import type { FormParams } from '../http/signed/signature.ts';
import {
  readCallStatus,
  readDialCallStatus,
  readParams,
  readRecordingStatus,
  readSeconds,
  required,
  type ParamName,
  type Params,
} from '../http/signed/twilio-params.ts';
import type { Journey } from '../../core/call/steps/journey.ts';
import { STEPS, type KeypadStepName, type StepName } from '../../core/call/steps/index.ts';
import type { StepRow } from '../../core/call/steps/step.ts';

/** What a webhook brought, with its signature checked. */
export interface Webhook {
  readonly form: FormParams;
  /** Raw query of the URL that was called. */
  readonly query: string;
  /** How numbers without a country code are read. */
  readonly home: NumberingHome;
  /** For a step that came without state. */
  readonly defaultJourney: Journey;
}

export interface EventReader {
  /** The parameters that this route reads; no other decides anything. */
  readonly reads: readonly ParamName[];
  /** @throws WebhookShapeError, StepUrlError */
  readonly read: (webhook: Webhook) => WebhookEvent;
}

interface WebhookEvent {
  readonly accountSid: string;
  readonly event: CallEvent;
}

interface Reading<Name extends ParamName> extends Omit<Webhook, 'form'> {
  readonly params: Params<Name>;
}

/** A reader that can see no other parameters than those it names. */
function reader<Name extends ParamName>(
  names: readonly Name[],
  read: (reading: Reading<Name>) => CallEvent,
): EventReader {
  const reads = ['AccountSid', ...names] as const;
  return {
    reads,
    read: ({ form, ...rest }) => {
      const params = readParams<ParamName>(form, reads);
      return { accountSid: required(params, 'AccountSid'), event: read({ ...rest, params }) };
    },
  };
}

const CALL = ['CallSid', 'CalledVia', 'Direction', 'ForwardedFrom', 'From', 'StirVerstat', 'To'] as const;
const LEG = ['CallSid', 'From', 'ParentCallSid', 'To'] as const;
const KEYS = ['Digits', 'FinishedOnKey', 'SpeechResult'] as const;
const TRANSCRIPT = [
  'CallSid',
  'From',
  'RecordingSid',
  'TranscriptionSid',
  'TranscriptionStatus',
  'TranscriptionText',
] as const;
const RECORDED = ['CallStatus', 'Digits', 'RecordingDuration', 'RecordingSid'] as const;
const ANSWER = [...CALL, ...KEYS] as const;
const RECORDING = [...CALL, ...RECORDED] as const;

/** The call, and the step that it is at. */
const onCall = <Name extends StepName>(
  step: Name,
  { params, query, home, defaultJourney }: Reading<(typeof CALL)[number]>,
) => ({ call: callOf(params, home), at: readStep(step, query, defaultJourney) });

/** What was keyed or said at a step. */
const answered = <Name extends StepName>(step: Name, reading: Reading<(typeof ANSWER)[number]>) => ({
  ...onCall(step, reading),
  keys: keysOf(reading.params),
});

/** What was recorded at a step. */
const recorded = <Name extends StepName>(step: Name, reading: Reading<(typeof RECORDING)[number]>) => ({
  ...onCall(step, reading),
  ...recordedIn(reading.params),
});

/** What comes back to the action URL of a step, by the event that its row names. */
const STEP_READERS = {
  ChallengeAnswered: (step: 'challenge') =>
    reader(ANSWER, (reading) => ({ kind: 'ChallengeAnswered', ...answered(step, reading) })),
  MenuAnswered: (step: 'menu') =>
    reader(ANSWER, (reading) => ({ kind: 'MenuAnswered', ...answered(step, reading) })),
  KeysEntered: (step: KeypadStepName) =>
    reader(ANSWER, (reading) => ({ kind: 'KeysEntered', ...answered(step, reading) })),
  DescriptionEnded: (step: 'description') =>
    reader(RECORDING, (reading) => ({ kind: 'DescriptionEnded', ...recorded(step, reading) })),
  MessageEnded: (step: 'voicemail') =>
    reader(RECORDING, (reading) => ({ kind: 'MessageEnded', ...recorded(step, reading) })),
  DialEnded: (step: 'ring') =>
    reader([...CALL, 'DialBridged', 'DialCallDuration', 'DialCallStatus'], (reading) => ({
      kind: 'DialEnded',
      ...onCall(step, reading),
      status: readDialCallStatus(reading.params.DialCallStatus),
      bridged: reading.params.DialBridged === 'true',
      talkSeconds: readSeconds(reading.params.DialCallDuration),
    })),
  LegAnswered: (step: 'whisper') =>
    reader(LEG, ({ params, query, home, defaultJourney }) => ({
      kind: 'LegAnswered',
      leg: legOf(params, home),
      at: readStep(step, query, defaultJourney),
    })),
  OfferAnswered: (step: 'accept') =>
    reader([...LEG, ...KEYS], ({ params, query, home, defaultJourney }) => ({
      kind: 'OfferAnswered',
      leg: legOf(params, home),
      at: readStep(step, query, defaultJourney),
      keys: keysOf(params),
    })),
} as const satisfies { readonly [Event in StepRow['event']]: (step: StepOfEvent<Event>) => EventReader };

/** Steps that report this event. */
type StepOfEvent<Event extends StepRow['event']> = {
  [Name in StepName]: (typeof STEPS)[Name]['event'] extends Event ? Name : never;
}[StepName];

function readerOf(step: StepName): EventReader {
  const readerOfEvent: (step: never) => EventReader = STEP_READERS[STEPS[step].event];
  return readerOfEvent(step as never);
}

const REPORT_READERS = {
  'voice.incoming': reader(CALL, ({ params, home }) => ({ kind: 'CallArrived', call: callOf(params, home) })),
  'voice.recording': reader(
    ['CallSid', 'RecordingDuration', 'RecordingSid', 'RecordingStatus'],
    ({ params }) => ({
      kind: 'RecordingReported',
      callSid: required(params, 'CallSid'),
      recordingSid: required(params, 'RecordingSid'),
      status: readRecordingStatus(params.RecordingStatus),
      seconds: readSeconds(params.RecordingDuration),
    }),
  ),
  'voice.transcript': reader(TRANSCRIPT, ({ params, home }) => ({
    kind: 'TranscriptArrived',
    by: 'twilio',
    ...transcriptIn(params, home),
  })),
  'voice.status': reader([...CALL, 'CallDuration', 'CallStatus'], ({ params, home }) => ({
    kind: 'StatusReported',
    call: callOf(params, home),
    status: readCallStatus(params.CallStatus),
    seconds: readSeconds(params.CallDuration),
  })),
} as const satisfies Readonly<Record<Exclude<VoiceRouteId, `voice.${StepName}`>, EventReader>>;

/** By route: the steps of a call, and what is reported beside them. */
export const EVENT_READERS: Readonly<Record<VoiceRouteId, EventReader>> = {
  ...REPORT_READERS,
  ...byStepRoute(readerOf),
};

/** What a Record action says; it comes after a hang-up too. */
const recordedIn = (
  params: Params<(typeof RECORDED)[number]>,
): { recording: RecordedMessage | undefined; hungUp: boolean } => ({
  recording:
    params.RecordingSid === undefined
      ? undefined
      : { recordingSid: params.RecordingSid, seconds: readSeconds(params.RecordingDuration) },
  hungUp: params.Digits === 'hangup' || params.CallStatus === 'completed',
});

/** https://www.twilio.com/docs/voice/twiml/record#transcribecallback */
function transcriptIn(
  params: Params<(typeof TRANSCRIPT)[number]>,
  home: NumberingHome,
): Omit<WrittenDown, 'by'> {
  const completed = params.TranscriptionStatus === 'completed';
  return {
    callSid: required(params, 'CallSid'),
    recordingSid: required(params, 'RecordingSid'),
    caller: identityOf(readCallerId(required(params, 'From'), home)),
    text: completed ? (params.TranscriptionText ?? '') : '',
    ...(params.TranscriptionSid === undefined ? {} : { transcriptionSid: params.TranscriptionSid }),
  };
}

function callOf(params: Params<(typeof CALL)[number]>, home: NumberingHome): Call {
  // A call of ours: the other end is whom it was placed to.
  if (params.Direction === 'outbound-api')
    return {
      callSid: required(params, 'CallSid'),
      callerId: readCallerId(required(params, 'To'), home),
      to: required(params, 'From'),
      attestation: 'none',
      placedByUs: true,
    };
  return {
    callSid: required(params, 'CallSid'),
    callerId: readCallerId(required(params, 'From'), home),
    to: required(params, 'To'),
    attestation: readAttestation(params.StirVerstat),
    ...forwardingOf(params),
  };
}

/** Twilio sends the line that forwarded the call under two names (https://www.twilio.com/docs/voice/twiml#request-parameters). */
function forwardingOf({
  ForwardedFrom,
  CalledVia,
}: Params<(typeof CALL)[number]>): Pick<Call, 'forwardedFrom'> {
  const lines = [ForwardedFrom, CalledVia].flatMap((line = '') => (line === '' ? [] : [line]));
  return lines.length === 0 ? {} : { forwardedFrom: lines };
}

function legOf(params: Params<(typeof LEG)[number]>, home: NumberingHome): StaffLeg {
  return {
    legSid: required(params, 'CallSid'),
    callSid: params.ParentCallSid ?? required(params, 'CallSid'),
    member: required(params, 'To'),
    callerId: readCallerId(required(params, 'From'), home),
  };
}

const keysOf = ({ Digits, FinishedOnKey, SpeechResult }: Params<(typeof KEYS)[number]>): Keys => ({
  digits: Digits === undefined || Digits === 'hangup' ? '' : Digits,
  ...(FinishedOnKey === undefined ? {} : { finishedOn: FinishedOnKey }),
  ...(SpeechResult === undefined ? {} : { speech: SpeechResult }),
});
