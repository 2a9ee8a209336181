// Messages in writing: who writes them down, and what is kept of the text.
import type { Identity } from '../numbers/identity.ts';
import type { Language } from '../basics/language.ts';
import type { Settings } from '../settings/settings.ts';
import { describesCase, type Voicemail } from './message.ts';

/** `typed`: on one machine, where a caller's words are typed. */
export const TRANSCRIBERS = ['twilio', 'amazon-transcribe', 'typed'] as const;

export interface Transcript {
  readonly text: string;
  readonly by: (typeof TRANSCRIBERS)[number];
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A recording, written down; or an attempt at it that failed, where the text is empty. */
export interface WrittenDown {
  readonly recordingSid: string;
  readonly callSid: string;
  readonly caller: Identity | undefined;
  readonly by: Transcript['by'];
  readonly text: string;
  /** The carrier's own copy of the text, which is deleted there with the recording. */
  readonly transcriptionSid?: string;
}

/** Four minutes of fast speech, twice. */
const LONGEST_TRANSCRIPT = 5_000;

/** One line, without anything that could steer what shows it. */
export const cleanTranscript = (text: string): string =>
  [
    ...text
      .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  ]
    .slice(0, LONGEST_TRANSCRIPT)
    .join('');

/** English only, more than two seconds and less than these: https://www.twilio.com/docs/voice/twiml/record#transcribe */
const CARRIER_SECONDS = 120;

/** Whether the carrier is asked to; everything else is the transcriber's work. */
export const carrierTranscribes = (
  language: Language | undefined,
  maxSeconds: number,
  { voicemail }: Settings,
): boolean => voicemail.transcribe && language === 'en-US' && maxSeconds <= CARRIER_SECONDS;

const byCarrier = (message: Voicemail, settings: Settings): boolean =>
  carrierTranscribes(
    message.language,
    describesCase(message) ? settings.reports.maxSeconds : settings.voicemail.maxSeconds,
    settings,
  );

/** The carrier takes minutes; after that nothing will come. */
const CARRIER_WITHIN_MS = 15 * 60_000;

/** Its recording must stay at the carrier meanwhile. */
export const awaitsCarrier = (message: Voicemail, settings: Settings, now: Date): boolean =>
  message.transcript === undefined &&
  byCarrier(message, settings) &&
  now.getTime() - Date.parse(message.receivedAt) < CARRIER_WITHIN_MS;

/** The transcriber is to write it down from our own copy. */
export const needsTranscriber = (message: Voicemail, settings: Settings): boolean =>
  settings.voicemail.transcribe && message.transcript === undefined && !byCarrier(message, settings);
