// What staff add to a case: notes, attachments, and links to other cases. The store keeps each entry as an item of its
// own, because their number has no small limit. Nothing of it is ever spoken or shown to the reporter.
import { trimEndOf } from '../basics/trim-end.ts';

interface EntryBase {
  readonly caseNumber: string;
  /**
   * `receivedAt` of the case. Case numbers are given out again after a case is removed, and an entry must never be shown
   * with the next case of its number.
   */
  readonly opened: string;
  /** Names the entry within its case: `note:<id>`, `attachment:<id>`, `link:<case number>`. */
  readonly entry: string;
  /** Who added it: a subject, as in the audit log. */
  readonly by: string;
  /** When it was added, ISO 8601, UTC. */
  readonly at: string;
}

export interface CaseNote extends EntryBase {
  readonly kind: 'note';
  readonly text: string;
}

export interface CaseAttachment extends EntryBase {
  readonly kind: 'attachment';
  /** Of the object in the store of recordings; made here, never taken from outside. */
  readonly key: string;
  /** Of the bytes as they were received, in hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
  /** Decided by the content of the file. */
  readonly type: AttachmentType;
  /** The name that the file came with, cleaned by {@link cleanFileName}. */
  readonly name: string;
}

export interface CaseLink extends EntryBase {
  readonly kind: 'link';
  /** The number of the other case, which has a link back. */
  readonly other: string;
  /** `receivedAt` of the other case. */
  readonly otherOpened: string;
  /** Why the two belong together. */
  readonly why?: string;
}

export type CaseEntry = CaseNote | CaseAttachment | CaseLink;

/** Entries of one case. A page of all of them stays below the 6 MB that a Lambda function can answer with. */
export const MAX_CASE_ENTRIES = 500;
/** Characters of a note. */
export const MAX_NOTE_CHARACTERS = 2_000;
/** Characters of the reason of a link. */
export const MAX_LINK_REASON = 200;

/**
 * Bytes of one attachment. AWS Lambda takes requests and gives answers of at most 6 MB, and a file in them is encoded in
 * base64, which makes it a third larger.
 */
export const MAX_ATTACHMENT_BYTES = 4 * 1024 * 1024;

/** Content type of an attachment -> the ending that its file gets when it is downloaded. */
export const ATTACHMENT_ENDINGS = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'application/pdf': 'pdf',
  'audio/wav': 'wav',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
} as const;
export type AttachmentType = keyof typeof ATTACHMENT_ENDINGS;
export const ATTACHMENT_TYPES = Object.keys(ATTACHMENT_ENDINGS) as readonly AttachmentType[];

/** Other names of the same types, as libraries and browsers write them. */
const ALIASES: ReadonlyMap<string, AttachmentType> = new Map([
  ['image/apng', 'image/png'],
  ['audio/x-wav', 'audio/wav'],
  ['audio/wave', 'audio/wav'],
  ['audio/vnd.wave', 'audio/wav'],
  ['audio/mp3', 'audio/mpeg'],
  ['audio/x-m4a', 'audio/mp4'],
  ['audio/m4a', 'audio/mp4'],
]);

/** @param mime `audio/ogg; codecs=opus` @returns undefined for a type that is not accepted */
export function attachmentTypeOf(mime: string): AttachmentType | undefined {
  const [essence = ''] = mime.toLowerCase().split(';');
  const name = essence.trim();
  return ALIASES.get(name) ?? ATTACHMENT_TYPES.find((type) => type === name);
}

const MAX_NAME_CHARACTERS = 100;

/**
 * Makes a file name from outside safe to show and to save: no folders, no control or formatting characters (which can
 * turn the reading direction around, so that `exe.gnp` reads as `png.exe`), none of the characters that file systems
 * refuse, no dot at the beginning, and the ending of its true type.
 */
export function cleanFileName(given: string, type: AttachmentType): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\uFFFD]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^[\s.]+/u, '')
    .trimEnd();
  const stem = trimEndOf(plain.replace(/\.[A-Za-z0-9]{1,8}$/, ''), /[\s.]/u);
  const ending = ATTACHMENT_ENDINGS[type];
  const most = MAX_NAME_CHARACTERS - ending.length - 1;
  return `${[...stem].slice(0, most).join('').trimEnd() || 'attachment'}.${ending}`;
}

/** Where an attachment lies in the store of recordings. @param id 32 hexadecimal digits */
export const attachmentKey = (caseNumber: string, id: string): string => `attachments/${caseNumber}/${id}`;
