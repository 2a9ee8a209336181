// Form parameters -> typed parameters, strictly. The signature alone does not fix where a key ends and its value
// begins (it signs their concatenation), so what is believed must have exactly its shape, once.
import {
  CALL_STATUSES,
  DIAL_CALL_STATUSES,
  type CallStatus,
  type DialCallStatus,
  type RecordingStatus,
} from '../../core/call-event.ts';
import type { FormParams } from './signature.ts';

/** A signed request that does not have the shape of Twilio's requests: replayed with its borders moved, or broken. */
export class WebhookShapeError extends Error {
  override readonly name = 'WebhookShapeError';
}

/** Every parameter that a decision rests on, with its shape (https://www.twilio.com/docs/voice/twiml). */
const SHAPES = {
  CallSid: /^CA[0-9a-f]{32}$/,
  AccountSid: /^AC[0-9a-f]{32}$/,
  ParentCallSid: /^CA[0-9a-f]{32}$/,
  From: /^[^\p{Cc}]{0,128}$/u,
  To: /^[^\p{Cc}]{1,128}$/u,
  // What another carrier wrote there is no reason to refuse a call; what is no number of ours has no effect.
  ForwardedFrom: /^[^]*$/,
  CalledVia: /^[^]*$/,
  CallStatus: /^[a-z-]{1,20}$/,
  StirVerstat: /^[A-Za-z-]{1,60}$/,
  Digits: /^([0-9A-D#*wW]{0,64}|hangup)$/,
  SpeechResult: /^[^\p{Cc}]{0,2000}$/u,
  FinishedOnKey: /^[0-9#*]?$/,
  DialCallStatus: /^[a-z-]{1,20}$/,
  DialCallSid: /^CA[0-9a-f]{32}$/,
  DialCallDuration: /^\d{1,6}$/,
  DialBridged: /^(true|false)$/,
  RecordingSid: /^RE[0-9a-f]{32}$/,
  RecordingDuration: /^-?\d{1,6}$/,
  RecordingStatus: /^[a-z-]{1,20}$/,
  CallDuration: /^\d{1,6}$/,
  TranscriptionSid: /^TR[0-9a-f]{32}$/,
  TranscriptionStatus: /^[a-z-]{1,20}$/,
  // Lines are joined and the whole is capped when it is kept.
  TranscriptionText: /^[\n\r\t\P{Cc}]{0,20000}$/u,
} as const satisfies Record<string, RegExp>;

export type ParamName = keyof typeof SHAPES;
export type Params = Readonly<Partial<Record<ParamName, string>>>;

/**
 * @throws {WebhookShapeError} for a repeated parameter, one without its shape, or a border that could lie elsewhere.
 *   Parameters that are new to us are ignored: Twilio adds some without notice.
 */
export function readParams(form: FormParams): Params {
  const entries = Object.entries(form);
  const repeated = entries.find(([, value]) => typeof value !== 'string');
  if (repeated !== undefined) throw new WebhookShapeError(`parameter ${repeated[0]} is repeated`);
  const flat = entries as [string, string][];
  refuseMovedBorders(flat);
  return Object.fromEntries(flat.filter(isKnown).map(([name, value]) => [name, shaped(name, value)]));
}

/** The parameter, which this kind of request always has. @throws {WebhookShapeError} */
export function required(params: Params, name: ParamName): string {
  const value = params[name];
  if (value === undefined) throw new WebhookShapeError(`parameter ${name} is missing`);
  return value;
}

const isKnown = (entry: [string, string]): entry is [ParamName, string] => Object.hasOwn(SHAPES, entry[0]);

function shaped(name: ParamName, value: string): string {
  if (!SHAPES[name].test(value)) throw new WebhookShapeError(`parameter ${name} does not have its shape`);
  return value;
}

/**
 * With one captured request somebody can present other parameters under the same signature by moving the border
 * between key and value (`Fro` = `m+1312…`) or by letting one value swallow the next pair. A known name that is
 * missing as a key but can be read out of another pair gives that away.
 */
function refuseMovedBorders(entries: readonly [string, string][]): void {
  const present = new Set(entries.map(([key]) => key));
  const missing = Object.keys(SHAPES).filter((name) => !present.has(name));
  for (const [key, value] of entries) {
    const hidden = missing.find(
      (name) => swallows(key, value, name) || (!KNOWN_NEIGHBOURS.has(key) && isShifted(key, value, name)),
    );
    if (hidden !== undefined)
      throw new WebhookShapeError(`parameter ${hidden} is hidden within ${key.slice(0, 40)}`);
  }
}

/** What people say. */
const FREE_TEXT: ReadonlySet<string> = new Set(['SpeechResult', 'TranscriptionText']);

/**
 * A value can swallow the pairs that follow it, and keys are signed in order: a caller who says "Digits" is no forger
 * where that parameter would have come before.
 */
const swallows = (key: string, value: string, name: string): boolean =>
  value.includes(name) && !(FREE_TEXT.has(key) && name < key);

const isShifted = (key: string, value: string, name: string): boolean =>
  key.length < name.length ? `${key}${value}`.startsWith(name) : key.startsWith(name);

/** Real parameters whose names begin with another's. */
const KNOWN_NEIGHBOURS: ReadonlySet<string> = new Set([
  ...['City', 'State', 'Zip', 'Country'].flatMap((part) => [`From${part}`, `To${part}`]),
  'RecordingStatusCallback',
  ...Object.keys(SHAPES),
]);

// --- Twilio's words as closed unions; a newer word is 'unknown' ----------------------------------------------------

const wordOf = <Word extends string>(words: readonly Word[], value: string | undefined): Word | 'unknown' =>
  words.find((word) => word === value) ?? 'unknown';

export const readCallStatus = (value: string | undefined): CallStatus => wordOf(CALL_STATUSES, value);
export const readDialCallStatus = (value: string | undefined): DialCallStatus =>
  wordOf(DIAL_CALL_STATUSES, value);
export const readRecordingStatus = (value: string | undefined): RecordingStatus =>
  wordOf(['in-progress', 'completed', 'absent', 'failed'] as const, value);

/** Whole seconds; absent and Twilio's -1 ("not known") read as 0. */
export const readSeconds = (value: string | undefined): number => Math.max(0, Number(value ?? 0));
