// Notes, attachments and links of a case. Staff alone see them: nothing here is spoken, texted, or shown on the report page.
import { randomBytes } from 'node:crypto';
import {
  ATTACHMENT_ENDINGS,
  attachmentKey,
  attachmentTypeOf,
  cleanFileName,
  MAX_ATTACHMENT_BYTES,
  MAX_CASE_ENTRIES,
  type AttachmentType,
  type CaseAttachment,
  type CaseEntry,
  type CaseLink,
  type CaseNote,
} from '../../../core/cases/case-file.ts';
import type { CaseRecord } from '../../../core/cases/case.ts';
import { CaseFullError } from '../../../store/cases/case-files.ts';
import { sha256 } from '../../sha256.ts';
import { Problem } from '../../http/problem.ts';
import type { Subject } from '../../http/subject.ts';
import type { Runtime } from '../../runtime.ts';
import type { AttachmentView, CaseFileView } from '../contract.ts';
import { answer, NO_CONTENT, pathSegment, type Operations } from '../operation.ts';
import { requireCase } from './case-view.ts';

type Routes =
  | 'cases.files'
  | 'cases.note'
  | 'cases.link'
  | 'cases.unlink'
  | 'cases.attach'
  | 'cases.attachment'
  | 'cases.detach';

export const CASE_FILE_OPERATIONS: Operations<Routes> = {
  'cases.files': async ({ path, runtime }) => {
    const found = await requireCase(pathSegment(path, 'caseNumber'), runtime);
    const entries = await runtime.store.caseFiles.list(found);
    const others = await linkedCases(entries, runtime);
    return answer('cases.files', { items: entries.flatMap((entry) => entryView(entry, others)) });
  },

  'cases.note': async ({ path, body: { text }, ...input }) => {
    const found = await requireCase(pathSegment(path, 'caseNumber'), input.runtime);
    const id = entryId(input);
    const note = { ...beginning(found, `note:${id}`, input), kind: 'note', text } as const;
    const kept = await add<CaseNote>(note, input.runtime);
    return { ...answer('cases.note', noteView(kept)), audit: { detail: 'note', act: id } };
  },

  'cases.link': async ({ path, body, ...input }) => {
    const found = await requireCase(pathSegment(path, 'caseNumber'), input.runtime);
    const other = await requireCase(body.other, input.runtime);
    if (found.caseNumber === other.caseNumber)
      throw new Problem('invalid-request', 'body /other: names the same case. Name another one.');
    const why = body.why === undefined ? {} : { why: body.why };
    await add({ ...linkFrom(other, found, input), ...why }, input.runtime);
    const kept = await add<CaseLink>({ ...linkFrom(found, other, input), ...why }, input.runtime);
    const { kind, status } = other;
    return {
      ...answer('cases.link', { ...linkView(kept), otherKind: kind, otherStatus: status }),
      audit: { detail: `to ${other.caseNumber}`, act: other.caseNumber },
    };
  },

  'cases.unlink': async ({ path, runtime }) => {
    const found = await requireCase(pathSegment(path, 'caseNumber'), runtime);
    const other = pathSegment(path, 'other');
    const link = await runtime.store.caseFiles.get(found, `link:${other}`);
    if (link === undefined)
      throw new Problem('not-found', `Case ${found.caseNumber} has no link to case ${other.slice(0, 20)}.`);
    requireNotHeld(found);
    await runtime.store.caseFiles.remove({ caseNumber: other, entry: `link:${found.caseNumber}` });
    await runtime.store.caseFiles.remove(link);
    return NO_CONTENT;
  },

  'cases.attach': async ({ path, query, body, ...input }) => {
    const { runtime } = input;
    const found = await requireCase(pathSegment(path, 'caseNumber'), runtime);
    const type = await typeOf(body);
    const id = entryId(input);
    const attachment = {
      ...beginning(found, `attachment:${id}`, input),
      kind: 'attachment',
      key: attachmentKey(found.caseNumber, id),
      sha256: sha256(body),
      bytes: body.byteLength,
      type,
      name: cleanFileName(query.name, type),
    } as const;
    const kept = await store(attachment, body, runtime);
    return { ...answer('cases.attach', attachmentView(kept)), audit: { detail: inWords(kept), act: id } };
  },

  'cases.attachment': async ({ path, runtime }) => {
    const attachment = await requireAttachment(path, runtime);
    const bytes = await runtime.recordings.get(attachment.key);
    if (bytes === undefined) throw new Problem('not-found', 'The file of this attachment is gone.');
    if (sha256(bytes) !== attachment.sha256)
      throw new Problem('internal', 'The stored file is not the one that was received: its SHA-256 differs.');
    return {
      statusCode: 200,
      headers: DOWNLOAD_HEADERS(attachment.name, attachment.type),
      body: Buffer.from(bytes).toString('base64'),
      isBase64Encoded: true,
      audit: { detail: inWords(attachment) },
    };
  },

  'cases.detach': async ({ path, runtime }) => {
    const { holds = [] } = await requireCase(pathSegment(path, 'caseNumber'), runtime);
    if (holds.length > 0)
      throw new Problem(
        'conflict',
        `The case is under legal hold ${holds.join(', ')}: nothing of it can be deleted until the hold is lifted.`,
      );
    const attachment = await requireAttachment(path, runtime);
    requireNotHeld(await requireCase(pathSegment(path, 'caseNumber'), runtime));
    await runtime.recordings.remove(attachment.key);
    await runtime.store.caseFiles.remove(attachment);
    return { ...NO_CONTENT, audit: { detail: inWords(attachment) } };
  },
};

/** @throws {Problem} held */
function requireNotHeld({ caseNumber, holds }: CaseRecord): void {
  if (holds === undefined) return;
  const detail = `Case ${caseNumber} is under legal hold ${holds.join(', ')}: nothing is removed from it until the hold is lifted.`;
  throw new Problem('held', detail);
}

/** What a browser must never do with a file from outside: show it, or guess what it is. */
const DOWNLOAD_HEADERS = (name: string, type: AttachmentType): Record<string, string> => ({
  'content-type': 'application/octet-stream',
  'content-disposition': `attachment; filename="attachment.${ATTACHMENT_ENDINGS[type]}"; filename*=UTF-8''${rfc5987(name)}`,
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'private, no-store',
});

/** RFC 5987 takes fewer characters than `encodeURIComponent` leaves. */
const rfc5987 = (name: string): string =>
  encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

// --- adding ---------------------------------------------------------------------------------------------------------

interface Adding {
  readonly writeKey: string | undefined;
  readonly subject: Subject;
  readonly runtime: Runtime;
}

/** Of a request with a key always the same, so that one which comes twice finds its entry. */
const entryId = ({ writeKey, subject }: Adding): string =>
  writeKey === undefined
    ? randomBytes(16).toString('hex')
    : sha256(Buffer.from(JSON.stringify([writeKey, subject.id]))).slice(0, 32);

const beginning = (
  { caseNumber, receivedAt }: CaseRecord,
  entry: string,
  { subject, runtime }: Adding,
): Pick<CaseEntry, 'caseNumber' | 'opened' | 'entry' | 'by' | 'at'> => ({
  caseNumber,
  opened: receivedAt,
  entry,
  by: subject.id,
  at: runtime.now().toISOString(),
});

const linkFrom = (found: CaseRecord, other: CaseRecord, adding: Adding): CaseLink => ({
  ...beginning(found, `link:${other.caseNumber}`, adding),
  kind: 'link',
  other: other.caseNumber,
  otherOpened: other.receivedAt,
});

/** @throws {Problem} conflict where the case is full */
async function add<Entry extends CaseEntry>(entry: Entry, { store: { caseFiles } }: Runtime): Promise<Entry> {
  try {
    // What is kept under the name of an entry is of its kind: the name begins with it.
    return (await caseFiles.add(entry)) as Entry;
  } catch (error) {
    if (!(error instanceof CaseFullError)) throw error;
    throw new Problem(
      'conflict',
      `Case ${entry.caseNumber} has ${String(MAX_CASE_ENTRIES)} notes, attachments and links, which is the most. Open another case and link the two.`,
    );
  }
}

/** The file first: an entry never names a file that was not stored. */
async function store(
  attachment: CaseAttachment,
  bytes: Uint8Array,
  runtime: Runtime,
): Promise<CaseAttachment> {
  await runtime.recordings.put(attachment.key, bytes, attachment.type);
  try {
    return await add(attachment, runtime);
  } catch (error) {
    await runtime.recordings.remove(attachment.key);
    throw error;
  }
}

/** @throws {Problem} invalid-request, too-large */
async function typeOf(bytes: Uint8Array): Promise<AttachmentType> {
  if (bytes.byteLength === 0) throw new Problem('invalid-request', 'The file is empty. Choose another file.');
  if (bytes.byteLength > MAX_ATTACHMENT_BYTES)
    throw new Problem(
      'too-large',
      `The file has ${String(bytes.byteLength)} bytes, and an attachment at most ${String(MAX_ATTACHMENT_BYTES)}. Send a smaller picture, or a part of the recording.`,
    );
  // Loaded when first needed: no other request of the API looks into a file.
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(bytes);
  const type = found && attachmentTypeOf(found.mime);
  if (type !== undefined) return type;
  throw new Problem(
    'invalid-request',
    `The file is ${found === undefined ? 'of no known type' : `${found.mime} by its content`}. Send PNG, JPEG, WebP, GIF, PDF, WAV, MP3, M4A or OGG.`,
  );
}

const inWords = ({ name, type, bytes, sha256: hash }: CaseAttachment): string =>
  `${name}, ${type}, ${String(bytes)} bytes, SHA-256 ${hash}`;

async function requireAttachment(
  path: Readonly<Record<string, string>>,
  runtime: Runtime,
): Promise<CaseAttachment> {
  const found = await requireCase(pathSegment(path, 'caseNumber'), runtime);
  const id = pathSegment(path, 'attachment');
  const entry = await runtime.store.caseFiles.get(found, `attachment:${id}`);
  if (entry?.kind === 'attachment') return entry;
  throw new Problem('not-found', `Case ${found.caseNumber} has no attachment ${id.slice(0, 40)}.`);
}

// --- telling --------------------------------------------------------------------------------------------------------

/** The cases that links lead to, by number; one whose number belongs to a later case is left out. */
async function linkedCases(
  entries: readonly CaseEntry[],
  { store: { cases } }: Runtime,
): Promise<ReadonlyMap<string, CaseRecord>> {
  const links = entries.filter((entry) => entry.kind === 'link');
  const opened = new Map(links.map(({ other, otherOpened }) => [other, otherOpened]));
  const found = await cases.getMany([...opened.keys()]);
  return new Map(
    found
      .filter(({ caseNumber, receivedAt }) => opened.get(caseNumber) === receivedAt)
      .map((one) => [one.caseNumber, one]),
  );
}

function entryView(entry: CaseEntry, others: ReadonlyMap<string, CaseRecord>): CaseFileView[] {
  switch (entry.kind) {
    case 'note':
      return [noteView(entry)];
    case 'attachment':
      return [attachmentView(entry)];
    case 'link': {
      const other = others.get(entry.other);
      return other === undefined
        ? []
        : [{ ...linkView(entry), otherKind: other.kind, otherStatus: other.status }];
    }
  }
}

const noteView = ({ kind, by, at, text }: CaseNote) => ({ kind, by, at, text });

const linkView = ({ kind, by, at, other, why }: CaseLink) => ({
  kind,
  by,
  at,
  other,
  ...(why === undefined ? {} : { why }),
});

const attachmentView = ({
  kind,
  by,
  at,
  entry,
  name,
  type,
  bytes,
  sha256: hash,
}: CaseAttachment): AttachmentView => ({
  kind,
  by,
  at,
  attachment: entry.slice('attachment:'.length),
  name,
  type,
  bytes,
  sha256: hash,
});
