// Cases and calls of a package, each as it stood at the cut-off, with webhooks, recordings and attached files.
import { type Voicemail, describesCase } from '../../core/messages/message.ts';
import { audioOf } from '../carrier/message-audio.ts';
import { bytesFile, textFile, type BagFile } from './bag.ts';
import { webhookLines } from '../../core/call/kept-webhook.ts';
import { NOTHING, redacted, redactionsOf, together, type Piece, type Source } from './piece.ts';
import { ATTACHMENT_ENDINGS, type CaseAttachment } from '../../core/cases/case-file.ts';
import { callAsOf, caseAsOf, type CaseAsOf } from '../../core/packages/as-of.ts';
import { callHappened, caseHappened } from '../../core/packages/time-line.ts';
import type { CallRecord } from '../../core/records/call-record.ts';
import type { Runtime } from '../runtime.ts';
import { sha256 } from '../sha256.ts';

export async function casePiece(caseNumber: string, source: Source): Promise<Piece> {
  const kept = await source.runtime.store.cases.get(caseNumber);
  if (kept === undefined) return NOTHING;
  const found = caseAsOf(kept, source.moment);
  const path = `data/cases/${caseNumber}.json`;
  const report = redacted(path, found, source.collection);
  const recording =
    found.recordingSid === undefined ? NOTHING : await recordingPiece(found.recordingSid, source);
  const files = await caseFilesPiece(found, source);
  return together([{ ...report, timeLine: caseHappened(found, path), cases: [found] }, recording, files]);
}

export async function callPiece(callSid: string, source: Source): Promise<Piece> {
  const { moment, collection, runtime } = source;
  const kept = await runtime.store.calls.get(callSid);
  if (kept === undefined) return NOTHING;
  const call = callAsOf(kept, moment);
  const path = `data/calls/${callSid}.json`;
  const { facts: _, scored: __, reasons: ___, verdict: ____, listing: _____, ...told } = call;
  const record = redacted(path, told, collection);
  const recordings =
    // A description comes with its case.
    call.recordingSid === undefined || collection.descriptions.has(call.recordingSid)
      ? NOTHING
      : await recordingPiece(call.recordingSid, source);
  return together([
    { ...record, timeLine: callHappened(call, path) },
    redacted(`data/decisions/${callSid}.json`, decisionOf(call), collection),
    await webhooksPiece(call, source),
    recordings,
  ]);
}

/** What was decided, why, and the facts from which it can be decided again. */
const decisionOf = ({
  callSid,
  startedAt,
  verdict,
  reasons,
  listing,
  scored,
  facts,
}: CallRecord): object => ({
  callSid,
  at: startedAt,
  verdict,
  reasons,
  listing,
  scored,
  facts,
});

async function webhooksPiece({ callSid, seal }: CallRecord, { moment, runtime }: Source): Promise<Piece> {
  const path = `data/webhooks/${callSid}.jsonl`;
  const webhooks = (await runtime.store.webhooks.of(callSid)).filter(({ at }) => at <= moment);
  if (webhooks.length === 0)
    return { ...NOTHING, redactions: seal === undefined ? [] : redactionsOf(path, 'webhooks-gone', 1) };
  return { ...NOTHING, files: [textFile(path, webhookLines(webhooks))] };
}

/** The recording as it was received, and what is known of it. */
async function recordingPiece(recordingSid: string, { runtime, collection }: Source): Promise<Piece> {
  const path = `data/recordings/${recordingSid}.wav`;
  const message = await runtime.store.voicemails.get(recordingSid);
  const audio = await audioOf(recordingSid, runtime);
  if (audio === undefined || message === undefined || message.dropped !== undefined)
    return { ...NOTHING, redactions: redactionsOf(path, 'not-recorded', 1) };
  if (message.audio.place === 'stored')
    assertAsReceived(`recording ${recordingSid}`, message.audio.sha256, audio);
  const { callSid, receivedAt: at, seconds } = message;
  const known = redacted(`data/recordings/${recordingSid}.json`, knownOf(message), collection);
  return {
    ...NOTHING,
    files: [bytesFile(path, audio), ...known.files],
    timeLine: [{ at, file: path, kind: 'recording', recordingSid, callSid, seconds }],
    redactions: known.redactions,
    recordings: 1,
  };
}

/** Without what staff did with it. */
const knownOf = ({
  recordingSid,
  callSid,
  receivedAt,
  seconds,
  caller,
  language,
  why,
  transcript,
  audio,
}: Voicemail) => ({
  recordingSid,
  callSid,
  receivedAt,
  seconds,
  caller,
  language,
  why,
  describesCase: describesCase({ ...(why === undefined ? {} : { why }) }),
  transcript,
  sha256: audio.place === 'stored' ? audio.sha256 : undefined,
});

/** @throws where the bytes are not what was noted when they were received */
function assertAsReceived(what: string, noted: string, bytes: Uint8Array | undefined): asserts bytes {
  const found = bytes === undefined ? 'gone' : sha256(bytes);
  if (found === noted) return;
  throw new Error(
    `The ${what} is not as it was received: its SHA-256 was ${noted} and is ${found}. Find out who changed it before anything is handed over.`,
  );
}

// --- what staff added to a case --------------------------------------------------------------------------------------

/** Attachments as they were received. Notes are for staff, and stay out. */
async function caseFilesPiece(found: CaseAsOf, { moment, runtime, collection }: Source): Promise<Piece> {
  const entries = (await runtime.store.caseFiles.list(found)).filter(({ at }) => at <= moment);
  const notes = entries.filter(({ kind }) => kind === 'note').length;
  const path = `data/cases/${found.caseNumber}-files.json`;
  const attachments = entries.flatMap((entry) => (entry.kind === 'attachment' ? [entry] : []));
  const listed = attachments.map(({ key: _, ...told }) => ({ ...told, file: attachmentPath(told) }));
  const known = attachments.length === 0 ? NOTHING : redacted(path, listed, collection);
  return {
    ...NOTHING,
    files: [...known.files, ...attachments.map((one) => attachmentFile(one, runtime))],
    timeLine: attachments.map(({ at, by, name, caseNumber, sha256 }) => ({
      at,
      file: path,
      kind: 'attachment',
      by,
      name,
      caseNumber,
      sha256,
    })),
    redactions: [
      ...known.redactions,
      ...redactionsOf(`data/cases/${found.caseNumber}.json`, 'internal-notes', notes),
    ],
  };
}

const attachmentPath = ({
  caseNumber,
  sha256,
  type,
}: Pick<CaseAttachment, 'caseNumber' | 'sha256' | 'type'>): string =>
  `data/attachments/${caseNumber}-${sha256.slice(0, 16)}.${ATTACHMENT_ENDINGS[type]}`;

/** Read when its turn comes; adding it fails where it is gone, or is not what was received. */
const attachmentFile = (attachment: CaseAttachment, { recordings }: Runtime): BagFile => ({
  path: attachmentPath(attachment),
  content: async () => {
    const { key, name, caseNumber, sha256: noted } = attachment;
    const bytes = await recordings.get(key);
    assertAsReceived(`attachment ${name} of case ${caseNumber}`, noted, bytes);
    return bytes;
  },
});
