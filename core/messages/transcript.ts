// A message in writing, and what is kept of the text.
import type { Identity } from '../numbers/identity.ts';

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
