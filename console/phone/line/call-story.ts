// The story of one call, told from the carrier's events: where it stands, what was heard and said at each telephone, and
// what went over the wire. Pure; the page shows it.
import type { CarrierEvent, FinalStatus, WebhookPurpose } from '../../../carrier/events.ts';
import { speechSeconds } from '../../../carrier/speech/speech-time.ts';

/** One thing that happened at a telephone, as its owner would tell it. */
export type Line = { readonly id: number; readonly at: number } & Told;

type Told =
  | { readonly kind: 'prompt'; readonly text: string; readonly language: string; readonly seconds: number }
  | { readonly kind: 'played' }
  | { readonly kind: 'keys'; readonly digits: string }
  | {
      readonly kind: 'speech';
      /** The telephone that spoke. */
      readonly from: string;
      readonly mine: boolean;
      readonly text: string;
      readonly seconds: number;
      readonly clip: string | null;
    }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'beep' }
  | { readonly kind: 'recorded'; readonly seconds: number }
  | { readonly kind: 'sms'; readonly text: string }
  | { readonly kind: 'trouble'; readonly text: string };

export type Waiting =
  | { readonly for: 'keys'; readonly count: number | null; readonly hash: boolean }
  | { readonly for: 'speech'; readonly language: string }
  | { readonly for: 'recording'; readonly maxSeconds: number };

/** A telephone: the caller's, or one of the staff. */
export interface Telephone {
  readonly sid: string;
  readonly stage: 'ringing' | 'connected' | 'talking' | 'over';
  readonly waiting?: Waiting | undefined;
  readonly lines: readonly Line[];
  readonly ended?: { readonly status: FinalStatus; readonly seconds: number; readonly billed: boolean };
}

export interface StaffTelephone extends Telephone {
  readonly number: string;
  /** Accepted: connected with the caller. */
  readonly talked: boolean;
}

/** A request of the carrier, and what was answered. */
export interface Exchange {
  readonly id: number;
  readonly callSid: string;
  readonly purpose: WebhookPurpose;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds since the call began, as the caller's clock has it. */
  readonly at: number;
  readonly answer?: { readonly status: number; readonly document: string; readonly at: number };
}

export interface CallStory extends Telephone {
  readonly from: string;
  readonly to: string;
  /** Times faster than life. */
  readonly speed: number;
  /** Of the first event. */
  readonly began?: number;
  readonly rejected?: 'rejected' | 'busy';
  readonly staff: readonly StaffTelephone[];
  readonly exchanges: readonly Exchange[];
  readonly count: number;
}

export const newStory = (call: Pick<CallStory, 'sid' | 'from' | 'to' | 'speed'>): CallStory => ({
  ...call,
  stage: 'ringing',
  lines: [],
  staff: [],
  exchanges: [],
  count: 0,
});

/** The story with one more event. */
export function tell(story: CallStory, event: CarrierEvent): CallStory {
  const began = story.began ?? Date.parse(event.at);
  const at = Date.parse(event.at) - began;
  const counted = { ...story, began, count: story.count + 1 };
  const moment = { id: counted.count, at };
  const onTheWire = exchanged(counted, event, moment);
  if (event.callSid !== story.sid) {
    const staff = onTheWire.staff.map((telephone) =>
      telephone.sid === event.callSid ? happened(telephone, event, moment) : telephone,
    );
    return { ...onTheWire, staff };
  }
  const { type } = event;
  const told = happened(onTheWire, event, moment);
  if (type === 'rejected') return { ...told, rejected: event.reason };
  if (type === 'bridged') {
    const { legSid } = event;
    const staff = told.staff.map((phone) => (phone.sid === legSid ? { ...phone, talked: true } : phone));
    return { ...told, staff };
  }
  if (type !== 'ringing') return told;
  const { legSid: sid, to: number } = event;
  return { ...told, staff: [...told.staff, { sid, number, stage: 'ringing', talked: false, lines: [] }] };
}

interface Moment {
  readonly id: number;
  readonly at: number;
}

function happened<Phone extends Telephone>(phone: Phone, event: CarrierEvent, moment: Moment): Phone {
  const line = read(LINES, event, phone.sid);
  return {
    ...phone,
    ...read(STANDINGS, event, phone.sid),
    ...(line === undefined ? {} : { lines: withLine(phone.lines, { ...moment, ...line }) }),
  };
}

/** Keys that are pressed one after the other are one answer. */
function withLine(lines: readonly Line[], line: Line): readonly Line[] {
  const last = lines.at(-1);
  if (last?.kind !== 'keys' || line.kind !== 'keys') return [...lines, line];
  return [...lines.slice(0, -1), { ...line, digits: last.digits + line.digits }];
}

/** What is made of the kinds of event that matter for it; the others leave everything as it was. */
type Reading<Result> = {
  readonly [Type in CarrierEvent['type']]?: (
    event: Extract<CarrierEvent, { type: Type }>,
    sid: string,
  ) => Result;
};

const read = <Result>(reading: Reading<Result>, event: CarrierEvent, sid: string): Result | undefined =>
  reading[event.type]?.(event as never, sid);

type Standing = Partial<Pick<Telephone, 'stage' | 'ended'>> & { waiting?: Waiting | undefined };
const BUSY = (): Standing => ({ waiting: undefined });

/** Where an event leaves the telephone at which it happens. */
const STANDINGS: Reading<Standing> = {
  answered: () => ({ stage: 'connected' }),
  bridged: () => ({ stage: 'talking', waiting: undefined }),
  unbridged: () => ({ stage: 'connected' }),
  said: BUSY,
  gathered: BUSY,
  recorded: BUSY,
  webhook: BUSY,
  gathering: (event) => ({ waiting: waitingFor(event) }),
  recording: ({ maxLength }) => ({ waiting: { for: 'recording', maxSeconds: maxLength } }),
  ended: ({ status, durationSeconds: seconds, billed }) => ({
    stage: 'over',
    waiting: undefined,
    ended: { status, seconds, billed },
  }),
};

const waitingFor = ({
  input,
  numDigits,
  finishOnKey,
  language,
}: Extract<CarrierEvent, { type: 'gathering' }>): Waiting =>
  input.includes('speech')
    ? { for: 'speech', language }
    : { for: 'keys', count: numDigits, hash: finishOnKey === '#' && numDigits !== 1 };

const LINES: Reading<Told | undefined> = {
  said: ({ text, language, loop }) =>
    text === '' ? undefined : { kind: 'prompt', text, language, seconds: speechSeconds(text) * loop },
  played: () => ({ kind: 'played' }),
  keys: ({ digits }) => ({ kind: 'keys', digits }),
  spoke: ({ text, seconds }, from) => ({ kind: 'speech', from, mine: true, text, seconds, clip: null }),
  heard: ({ from, text, seconds, clip }) => ({ kind: 'speech', from, mine: false, text, seconds, clip }),
  gathered: ({ result, finishedOnKey }) =>
    result === 'none' && finishedOnKey === '' ? { kind: 'nothing' } : undefined,
  recording: ({ beep }) => (beep ? { kind: 'beep' } : undefined),
  recorded: ({ duration }) => ({ kind: 'recorded', seconds: duration }),
  sms: ({ body }) => ({ kind: 'sms', text: body }),
  error: ({ code, message }) => ({ kind: 'trouble', text: `${String(code)}: ${message}` }),
};

function exchanged(story: CallStory, event: CarrierEvent, { id, at }: Moment): CallStory {
  if (event.type === 'webhook') {
    const { callSid, purpose, method, url, parameters, headers } = event;
    const sent = { id, at, callSid, purpose, method, url, parameters, headers };
    return { ...story, exchanges: [...story.exchanges, sent] };
  }
  if (event.type !== 'response') return story;
  const { callSid, url, status, document } = event;
  const index = story.exchanges.findIndex(
    (sent) => sent.answer === undefined && sent.callSid === callSid && sent.url === url,
  );
  return {
    ...story,
    exchanges: story.exchanges.map((sent, place) =>
      place === index ? { ...sent, answer: { status, document, at } } : sent,
    ),
  };
}

/** The staff members whose phones are ringing. */
export const ringingStaff = ({ staff }: CallStory): readonly StaffTelephone[] =>
  staff.filter(({ stage }) => stage === 'ringing');

/** Who of the staff talks with the caller. */
export const talkingWith = ({ stage, staff }: CallStory): StaffTelephone | undefined =>
  stage === 'talking' ? staff.find((telephone) => telephone.stage === 'connected') : undefined;
