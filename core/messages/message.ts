// The domain `messages` holds what callers leave and what staff are told: voicemail and its rooms, transcripts, requests to
// be called back, notices. It may know cases, which a message can describe, and nothing of the steps of a call.
//
// This file: a message as it is kept.
import { CASE_KINDS, type CaseKind } from '../cases/case.ts';
import { soundsLikeNuisance, type ContentNote } from '../content/content-note.ts';
import type { Identity } from '../numbers/identity.ts';
import type { Language } from '../basics/language.ts';
import type { Folder, MessageKind, VoicemailStatus } from './folders.ts';
import type { Transcript } from './transcript.ts';

export {
  FOLDERS,
  MESSAGE_KINDS,
  VOICEMAIL_STATUSES,
  type Folder,
  type MessageKind,
  type VoicemailStatus,
} from './folders.ts';

/** Why a caller is asked for a message; decides the words before the beep. */
export const VOICEMAIL_REASONS = [
  'asked-for-person',
  'challenge-failed',
  'withheld',
  'screened',
  'chosen',
  'menu-unanswered',
  'nobody-answered',
  'after-hours',
  'fraud-now',
  'siege',
  'many-calls',
] as const;
export type VoicemailReason = (typeof VOICEMAIL_REASONS)[number];

/** Messages with these reasons are urgent: staff hear them first, and recipients of notifications are told right away. */
export const URGENT: ReadonlySet<VoicemailReason> = new Set(['asked-for-person', 'fraud-now']);

/** `at-carrier` until the audio has been copied into our own storage and deleted there; `none` for a call-back request. */
export type AudioPlace =
  | { readonly place: 'none' }
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
  /** The number to call, if this is a call-back request. */
  readonly callBack?: Identity;
  /** Undefined for a hidden number, and until more than the callback of the recording has arrived. */
  readonly caller?: Identity;
  readonly language?: Language;
  readonly department?: string;
  /** Why the caller was asked for it; the kind of case where it describes one. */
  readonly why?: VoicemailReason | CaseKind;
  /** Which notice the caller heard before it, see `core/privacy/spoken-notice.ts`. */
  readonly notice?: string;
  /** The transcript, if transcripts are on and the transcription succeeded. */
  readonly transcript?: Transcript;
  /** What its words sound like. */
  readonly nuisance?: ContentNote;
  /** The folder that staff chose. Undefined if the wording score decides. */
  readonly folder?: Folder;
  readonly heardBy?: string;
  readonly assignedTo?: string;
  /** What is left of a message that was dropped is a {@link DroppedMessage}. */
  readonly dropped?: undefined;
  readonly version: number;
  /** Which edit made it so; see `Idempotency-Key`. */
  readonly writeKey?: string;
  /** Legal holds that it is under: it cannot be deleted. Absent where there are none. */
  readonly holds?: readonly string[];
}

/**
 * What is left of a message that the caller recorded again, or that staff deleted: its audio is gone. It is kept for a few
 * days, so that the recording is not taken for a lost message.
 */
export interface DroppedMessage {
  readonly recordingSid: string;
  /** `at`: ISO 8601, UTC. */
  readonly dropped: { readonly by: string; readonly at: string };
}

export const kindOfMessage = ({ callBack }: Pick<Voicemail, 'callBack'>): MessageKind =>
  callBack === undefined ? 'message' : 'call-back';

/** Callers with fraud in progress, and reporters, repeat the words of a scammer, so their wording is not scored. */
const ALWAYS_INBOX: ReadonlySet<Voicemail['why']> = new Set([...CASE_KINDS, 'fraud-now']);

export function folderOf({ folder, nuisance, why }: Pick<Voicemail, 'folder' | 'nuisance' | 'why'>): Folder {
  if (folder !== undefined) return folder;
  if (nuisance === undefined || ALWAYS_INBOX.has(why)) return 'inbox';
  return soundsLikeNuisance(nuisance) ? 'nuisance' : 'inbox';
}

/** It describes a case, and is looked at with it. */
export const describesCase = ({ why }: Pick<Voicemail, 'why'>): boolean =>
  (CASE_KINDS as readonly (string | undefined)[]).includes(why);
