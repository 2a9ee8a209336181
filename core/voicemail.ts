// A message as it is kept.
import type { VoicemailReason } from './call-step.ts';
import type { E164 } from './e164.ts';
import type { Language } from './language.ts';

export const VOICEMAIL_STATUSES = ['new', 'heard', 'done'] as const;
export type VoicemailStatus = (typeof VOICEMAIL_STATUSES)[number];

/** `at-carrier` until the audio has been copied into our own storage and deleted there. */
export type AudioPlace =
  | { readonly place: 'at-carrier' }
  | { readonly place: 'stored'; readonly key: string; readonly sha256: string; readonly bytes: number };

export interface Voicemail {
  readonly recordingSid: string;
  readonly callSid: string;
  readonly status: VoicemailStatus;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  readonly seconds: number;
  readonly audio: AudioPlace;
  /** Absent for a withheld caller, or while only the recording's callback has arrived. */
  readonly caller?: E164;
  readonly language?: Language;
  readonly department?: string;
  /** `report`: what a reporter said about a case. */
  readonly why?: VoicemailReason | 'report';
  readonly heardBy?: string;
  readonly assignedTo?: string;
  /** By the caller, who recorded it again, or by staff: the audio is gone. Kept for a few days, so that it is not taken for a lost message. */
  readonly dropped?: { readonly by: string; readonly at: string };
  readonly version: number;
  /** Which edit made it so; see `Idempotency-Key`. */
  readonly writeKey?: string;
}
