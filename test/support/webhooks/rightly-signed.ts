// Webhooks as Twilio sends them, for every voice route, with optional parameters that hold what callers can put there.
import { PUBLIC_URL, ACCOUNT_SID, HOTLINE, ADA } from '../twilio-values.ts';
import { pathOf, stepUrl } from '../../../twiml/step-url.ts';
import { ROUTES, type VoiceRouteId } from '../../../functions/routes.ts';
import corpus from './corpus.json' with { type: 'json' };
import type { Field } from '../../../core/call/steps/fields.ts';
import { STEP_NAMES, STEPS, type Step, type StepName } from '../../../core/call/steps/index.ts';
import { JOURNEY } from '../../../core/call/steps/journey.ts';

export interface SignedWebhook {
  readonly route: VoiceRouteId;
  /** Path with the query. */
  readonly target: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export type Random = () => number;

export const pick = <Item>(items: readonly Item[], random: Random): Item =>
  items[Math.floor(random() * items.length)] as Item;
const chance = (share: number, random: Random): boolean => random() < share;
/** Eight digits at a time: an identifier has 32, and a webhook up to five of them. */
const hex = (length: number, random: Random): string =>
  Array.from({ length: Math.ceil(length / 8) }, () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  )
    .join('')
    .slice(0, length);
const sid = (prefix: string, random: Random): string => prefix + hex(32, random);

/** What is odd in a URL: the other examples are those that the fields give of themselves. */
const ODD: Readonly<Record<string, string>> = { reason: "it's To & Digits=5", number: '+8613800138000' };

/** One step for each of our documents. */
const exampleOf = (step: StepName): Step =>
  ({
    ...Object.fromEntries(
      Object.entries<Field<string> | Field<number>>({ ...JOURNEY, ...STEPS[step].carries }).map(
        ([name, field]) => [name, ODD[name] ?? field.examples[0]],
      ),
    ),
    step,
  }) as unknown as Step;

/** The path with the query, as our documents carry it. */
export function targetOf(route: VoiceRouteId): string {
  const { path } = ROUTES[route];
  const step = STEP_NAMES.find((name) => pathOf(name) === path);
  return step === undefined ? path : stepUrl('', exampleOf(step));
}

export const VOICE_ROUTES = Object.entries(ROUTES)
  .filter(([, { auth }]) => auth === 'twilio-signature')
  .map(([id]) => id as VoiceRouteId);

const TARGETS = VOICE_ROUTES.map((route) => ({ route, target: targetOf(route) }));

export const urlOf = ({ target }: Pick<SignedWebhook, 'target'>): string => PUBLIC_URL + target;

/** `bare`: without the places, which Twilio sends with each call over the telephone network. */
type Origin = 'telephone' | 'bare' | 'sip';

export function rightlySigned(random: Random): SignedWebhook {
  const { route, target } = pick(TARGETS, random);
  const own = OWN_PARAMETERS[route] ?? gathered;
  const isRecording = route === 'voice.recording';
  const parameters = {
    AccountSid: ACCOUNT_SID,
    CallSid: sid('CA', random),
    ...(isRecording ? {} : callOf(route, random)),
    ...own(random),
    ...(chance(0.3, random) ? pick(corpus.newNames, random) : {}),
  };
  return { route, target, parameters: defined(parameters) };
}

/** JSON modules type a union of objects with optional fields. */
const defined = (parameters: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

function callOf(route: VoiceRouteId, random: Random): Record<string, string | undefined> {
  const isLeg = route === 'voice.whisper' || route === 'voice.accept';
  const origin: Origin = isLeg
    ? 'telephone'
    : pick(['telephone', 'telephone', 'telephone', 'sip', 'bare'], random);
  const from = fromOf(origin, random);
  const to = isLeg ? ADA : origin === 'sip' ? 'sip:hotline@guard.sip.example.com' : HOTLINE;
  return {
    ApiVersion: '2010-04-01',
    CallStatus: pick(['ringing', 'in-progress', 'completed', 'held-by-new-feature'], random),
    Direction: isLeg ? 'outbound-dial' : 'inbound',
    From: from,
    Caller: from,
    To: to,
    Called: to,
    ...(isLeg ? { ParentCallSid: sid('CA', random) } : {}),
    ...(origin === 'telephone' ? placesOf(random) : {}),
    ...(origin === 'sip' ? sipOf(random) : networkOf(origin, random)),
  };
}

function fromOf(origin: Origin, random: Random): string {
  if (origin === 'sip')
    return pick(['sip:alice@sip.example.com', 'sip:Digits@example.com;transport=udp'], random);
  if (chance(0.6, random)) return pick(corpus.phoneNumbers, random);
  if (chance(0.1, random)) return `+1${'3125550177'.repeat(13)}`.slice(0, pick([130, 64, 1_000], random));
  return pick([...corpus.withheld, ...(origin === 'telephone' ? corpus.addresses : [])], random);
}

function placesOf(random: Random): Record<string, string> {
  const ends = [pick(corpus.places, random), pick(corpus.places, random)] as const;
  const prefixes = [
    ['From', 'Caller'],
    ['To', 'Called'],
  ] as const;
  return Object.fromEntries(
    prefixes.flatMap((names, index) =>
      names.flatMap((name) => Object.entries(ends[index] ?? {}).map(([part, value]) => [name + part, value])),
    ),
  );
}

const sipOf = (random: Random): Record<string, string | undefined> => ({
  SipCallId: `${hex(16, random)}@192.0.2.1`,
  SipDomain: 'guard.sip.example.com',
  SipDomainSid: sid('SD', random),
  SipSourceIp: '192.0.2.1',
  ...pick(corpus.sipHeaders, random),
  ...(chance(0.3, random) ? { [`SipHeader_X-${hex(6, random)}`]: pick(corpus.callerNames, random) } : {}),
});

/** What the telephone network and the carrier's options add. */
function networkOf(origin: Origin, random: Random): Record<string, string | undefined> {
  const names =
    origin === 'telephone' ? [...corpus.callerNames, ...corpus.gluedCallerNames] : corpus.callerNames;
  const forwardedFrom = pick([...corpus.phoneNumbers, 'Digits'], random);
  return {
    ...(chance(0.5, random) ? { CallerName: pick(names, random) } : {}),
    ...(chance(0.5, random) ? { StirVerstat: pick(corpus.stirVerstat, random) } : {}),
    ...(chance(0.2, random) ? { StirPassportToken: `eyJ${hex(20, random)}.e30.${hex(20, random)}` } : {}),
    ...(chance(0.3, random) ? { CallToken: `%7B${hex(20, random)}` } : {}),
    ...(chance(0.2, random) ? { ForwardedFrom: forwardedFrom, CalledVia: forwardedFrom } : {}),
    ...(chance(0.2, random) ? { AddOns: pick(corpus.addOns, random) } : {}),
    ...(chance(0.1, random) ? { ApplicationSid: sid('AP', random) } : {}),
  };
}

type Own = (random: Random) => Record<string, string | undefined>;

const nothing: Own = () => ({});

const gathered: Own = (random) =>
  chance(0.3, random)
    ? { SpeechResult: pick(corpus.speech, random), Confidence: '0.87', Language: 'en-US' }
    : {
        Digits: pick(['', '1', '73', '0', '*', '13800138000', '12#', 'hangup'], random),
        FinishedOnKey: pick(['', '#', '0'], random),
        msg: 'Gather End',
      };

const recorded: Own = (random) => {
  const recordingSid = sid('RE', random);
  return {
    RecordingSid: recordingSid,
    RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${ACCOUNT_SID}/Recordings/${recordingSid}`,
    RecordingDuration: pick(['0', '17', '-1'], random),
    Digits: pick(['hangup', '#', '1'], random),
  };
};

const OWN_PARAMETERS: Readonly<Partial<Record<VoiceRouteId, Own>>> = {
  'voice.incoming': nothing,
  'voice.whisper': nothing,
  'voice.description': recorded,
  'voice.voicemail': recorded,
  'voice.ring': (random) => ({
    DialBridged: pick(['true', 'false'], random),
    DialCallDuration: '42',
    DialCallSid: sid('CA', random),
    DialCallStatus: pick(['completed', 'busy', 'no-answer', 'failed', 'canceled', 'parked'], random),
  }),
  'voice.recording': (random) => ({
    ...recorded(random),
    Digits: undefined,
    ErrorCode: '0',
    RecordingChannels: '1',
    RecordingSource: 'RecordVerb',
    RecordingStartTime: 'Thu, 26 Nov 2026 09:00:00 +0000',
    RecordingStatus: pick(['in-progress', 'completed', 'absent', 'failed'], random),
  }),
  'voice.transcript': (random) => ({
    ...recorded(random),
    Digits: undefined,
    RecordingDuration: undefined,
    TranscriptionSid: sid('TR', random),
    TranscriptionStatus: pick(['completed', 'failed'], random),
    TranscriptionText: pick(corpus.transcripts, random),
    TranscriptionType: 'fast',
    TranscriptionUrl: `https://api.twilio.com/2010-04-01/Accounts/${ACCOUNT_SID}/Transcriptions/${sid('TR', random)}`,
  }),
  'voice.status': () => ({
    CallDuration: '35',
    CallbackSource: 'call-progress-events',
    Duration: '1',
    SequenceNumber: '0',
    SipResponseCode: '200',
    Timestamp: 'Thu, 26 Nov 2026 09:00:00 +0000',
  }),
};
