// The names of the parameters that Twilio's pages document for voice webhooks, and the shapes of those that a decision
// can rest on (https://www.twilio.com/docs/voice/twiml, /docs/voice/twiml/gather, record, dial and enqueue,
// /docs/voice/api/sip-interface, /docs/voice/trusted-calling-with-shakenstir).
import { CALL_STATUSES } from '../../../core/call/call-event.ts';
import { DIAL_CALL_STATUSES } from '../../../core/departments/hunt-group.ts';

/**
 * - `sid`: made by Twilio alone; a request with another shape is refused.
 * - `word`, `count`, `keys`: a value that is new to us is read as unknown.
 * - `address`: a telephone number, a SIP, WhatsApp or client address, or whatever the caller's network wrote.
 * - `text`: what a person said; it is cut where it is too long.
 */
type Kind = 'sid' | 'word' | 'count' | 'keys' | 'address' | 'text';

export interface Shape {
  readonly kind: Kind;
  /** What a value may consist of, today or after Twilio adds a word; the empty value is not part of it. */
  readonly possible: RegExp;
  /** The values that are documented today, complete. */
  readonly documented: RegExp;
}

const sid = (prefix: string): Shape => exactly('sid', `${prefix}[0-9a-f]{32}`);
const exactly = (kind: Kind, source: string): Shape => ({
  kind,
  possible: new RegExp(`^(?:${source})$`),
  documented: new RegExp(`^(?:${source})$`),
});
const word = (words: readonly string[]): Shape => ({
  kind: 'word',
  possible: /^[a-z-]{1,40}$/,
  documented: new RegExp(`^(?:${words.join('|')})$`),
});
const TEXT: Shape = { kind: 'text', possible: /./su, documented: /./su };
const ADDRESS: Shape = {
  kind: 'address',
  possible: /^(?:\+?[\d*#]+|sips?:[^@]+@.+|(?:tel|whatsapp|client):.+|[A-Za-z ]*)$/su,
  documented: /^\+?\d{2,15}$/,
};
/** Whom a call reaches is named by us or by an account of ours, which never write a bare word like `restricted`. */
const DESTINATION: Shape = {
  kind: 'address',
  possible: /^(?:\+?[\d*#]*|sips?:[^@]+@.+|(?:tel|whatsapp|client):.+)$/su,
  documented: ADDRESS.documented,
};
const COUNT = exactly('count', String.raw`-?\d{1,6}`);

/** Every parameter that a route can read. */
export const SHAPES = {
  AccountSid: sid('AC'),
  CallDuration: COUNT,
  CallSid: sid('CA'),
  CallStatus: word(CALL_STATUSES),
  CalledVia: ADDRESS,
  DialBridged: word(['true', 'false']),
  DialCallDuration: COUNT,
  DialCallStatus: word(DIAL_CALL_STATUSES),
  Digits: exactly('keys', '[0-9A-D#*wW]{1,64}|hangup'),
  Direction: word(['inbound', 'outbound-api', 'outbound-dial']),
  FinishedOnKey: exactly('keys', '[0-9#*]'),
  ForwardedFrom: ADDRESS,
  From: ADDRESS,
  ParentCallSid: sid('CA'),
  RecordingDuration: COUNT,
  RecordingSid: sid('RE'),
  RecordingStatus: word(['in-progress', 'completed', 'absent', 'failed']),
  SpeechResult: TEXT,
  StirVerstat: {
    kind: 'word',
    possible: /^[A-Za-z][A-Za-z-]{0,79}$/,
    documented:
      /^(?:TN-Validation-(?:Passed-[ABC]|Failed(?:-[ABC])?)(?:-Diverted|-Passthrough)?|No-TN-Validation)$/,
  },
  To: DESTINATION,
  TranscriptionSid: sid('TR'),
  TranscriptionStatus: word(['completed', 'failed']),
  TranscriptionText: TEXT,
} as const satisfies Record<string, Shape>;

export type ParamName = keyof typeof SHAPES;

const COUNTRY = exactly('word', '[A-Z]{2}');

/** No route reads these. Their shapes tell where their values end. */
const UNREAD_SHAPES: Readonly<Record<string, Shape>> = {
  AnsweredBy: exactly('word', '[a-z_]+'),
  ApplicationSid: sid('AP'),
  AvgQueueTime: COUNT,
  CalledCountry: COUNTRY,
  CallerCountry: COUNTRY,
  Called: ADDRESS,
  Caller: ADDRESS,
  ApiVersion: exactly('count', '2010-04-01'),
  CallbackSource: word(['call-progress-events']),
  Confidence: exactly('count', String.raw`[01](?:\.\d+)?`),
  ConferenceSid: sid('CF'),
  CurrentQueueSize: COUNT,
  DequeingCallSid: sid('CA'),
  DialCallSid: sid('CA'),
  DialSipResponseCode: COUNT,
  Duration: COUNT,
  ErrorCode: COUNT,
  FromCountry: COUNTRY,
  Language: exactly('word', '[a-z]{2,3}(?:-[A-Za-z]{2,4})*'),
  MachineDetectionDuration: COUNT,
  MaxQueueSize: COUNT,
  QueuePosition: COUNT,
  QueueSid: sid('QU'),
  QueueTime: COUNT,
  RecordingChannels: COUNT,
  RecordingSource: exactly('word', '[A-Z][A-Za-z]+'),
  RecordingUrl: exactly('word', String.raw`https?://[^\s?]+/RE[0-9a-f]{32}`),
  SequenceNumber: COUNT,
  SipDomainSid: sid('SD'),
  SipResponseCode: COUNT,
  SipSourceIp: exactly('word', '[0-9a-f.:]+'),
  Stability: exactly('count', String.raw`[01](?:\.\d+)?`),
  StirPassportToken: exactly('word', String.raw`ey[\w-]+\.[\w-]+\.[\w-]+`),
  Timestamp: exactly('word', String.raw`[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} [\d:]{8} \+0000`),
  ToCountry: COUNTRY,
  TranscriptionType: exactly('word', '[a-z]+'),
  TranscriptionUrl: exactly('word', String.raw`https?://[^\s?]+/TR[0-9a-f]{32}`),
  msg: exactly('keys', 'Gather End'),
};

const ALL_SHAPES: ReadonlyMap<string, Shape> = new Map(Object.entries({ ...UNREAD_SHAPES, ...SHAPES }));

export const shapeOf = (name: string): Shape | undefined => ALL_SHAPES.get(name);

const PLACE = ['City', 'Country', 'State', 'Zip'] as const;

/**
 * Names that Twilio sends together. That one is absent proves nothing, because a newer version of Twilio may leave it
 * out; that it is absent and can be read out of the text of another parameter does.
 */
const SETS: readonly (readonly string[])[] = [
  ['ApiVersion', 'CallStatus', 'Called', 'Caller', 'Direction', 'From', 'To'],
  ...[
    ['Called', 'To'],
    ['Caller', 'From'],
  ].map((ends) => ends.flatMap((end) => PLACE.map((part) => end + part))),
  ['DialBridged', 'DialCallDuration', 'DialCallSid', 'DialCallStatus'],
  ['CallbackSource', 'SequenceNumber', 'SipResponseCode', 'Timestamp'],
  ['Confidence', 'Language', 'SpeechResult'],
  ['Digits', 'FinishedOnKey', 'msg'],
  ['RecordingDuration', 'RecordingSid', 'RecordingUrl'],
  ['ErrorCode', 'RecordingChannels', 'RecordingSource', 'RecordingStartTime', 'RecordingStatus'],
  ['SipCallId', 'SipDomain', 'SipDomainSid', 'SipSourceIp'],
  ['TranscriptionSid', 'TranscriptionStatus', 'TranscriptionText', 'TranscriptionType', 'TranscriptionUrl'],
  ['CalledVia', 'ForwardedFrom'],
  ['StirPassportToken', 'StirVerstat'],
];

/** Documented names without a known shape or companions. */
const ALONE = [
  ...['AddOns', 'CallToken', 'CallerId', 'CallerName', 'DialSipCallId', 'ErrorMessage', 'ErrorUrl'],
  ...['QueueResult', 'RecordingStatusCallback', 'RecordingTrack', 'ReferTransferTarget', 'SipUsername'],
  ...['StableSpeechResult', 'StirStatus', 'UnstableSpeechResult'],
];

export const DOCUMENTED: readonly string[] = [
  ...new Set([...SETS.flat(), ...ALONE, ...ALL_SHAPES.keys()]),
].sort();

const DOCUMENTED_NAMES: ReadonlySet<string> = new Set(DOCUMENTED);

/** SIP headers are passed on under the names that the caller chose. */
export const isSipHeader = (name: string): boolean => /^(?:Dial)?SipHeader_/.test(name);

export const isDocumented = (name: string): boolean => DOCUMENTED_NAMES.has(name) || isSipHeader(name);

/** The documented names that begin with this text and are longer. */
export const longerNames = (beginning: string): readonly string[] => LONGER_NAMES.get(beginning) ?? [];

const LONGER_NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  [...new Set(DOCUMENTED.flatMap((name) => [...name].map((_, end) => name.slice(0, end))))].map(
    (beginning) => [
      beginning,
      DOCUMENTED.filter((name) => name.length > beginning.length && name.startsWith(beginning)),
    ],
  ),
);

/** The names that come with this one. */
export const companionsOf = (name: string): readonly string[] =>
  COMPANIONS.get(name)?.filter((other) => other !== name) ?? [];

const COMPANIONS = new Map(SETS.flatMap((set) => set.map((name) => [name, set] as const)));

/** Twilio sends each of these with the value of the other, and so the places of each. */
export const TWINS: ReadonlyMap<string, string> = new Map(
  [['Called', 'To'] as const, ['Caller', 'From'] as const].flatMap(([one, other]) =>
    ['', ...PLACE].flatMap((part) => [
      [one + part, other + part] as const,
      [other + part, one + part] as const,
    ]),
  ),
);
