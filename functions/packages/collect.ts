// What goes into a package, read from the store piece by piece: first which calls and cases, then each of them as it
// stood at the cut-off, without the numbers of other people.
import { createHash } from 'node:crypto';
import { ATTACHMENT_ENDINGS, type CaseAttachment } from '../../core/cases/case-file.ts';
import type { CaseRecord } from '../../core/cases/case.ts';
import { checkAnchors, type AnchorFile } from '../../store/audit/audit-anchors.ts';
import { bareOf, type Link } from '../../store/audit/audit-chain.ts';
import type { AuditSlice } from '../../store/audit/audit-slice.ts';
import { webhookLines } from '../../core/call/kept-webhook.ts';
import { describesCase, type Voicemail } from '../../core/messages/message.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import { callAsOf, caseAsOf, type CaseAsOf } from '../../core/packages/as-of.ts';
import { cutOffOf, type EvidencePackage, type PackageScope } from '../../core/packages/evidence-package.ts';
import {
  peopleOf,
  redactNumbers,
  type Redacted,
  type Redaction,
  type RedactionReason,
} from '../../core/packages/people.ts';
import {
  callHappened,
  caseHappened,
  isListingAction,
  type TimeLineEntry,
} from '../../core/packages/time-line.ts';
import { companyNumbers } from '../../core/numbers/hotline-settings.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { isEvidence, type CallRecord } from '../../core/records/call-record.ts';
import { audioOf } from '../carrier/message-audio.ts';
import type { Runtime } from '../runtime.ts';
import { jsonFile, linesFile, textFile, type BagFile } from './bag.ts';

/** Which records a package holds, and whose numbers. */
export interface Collection {
  readonly cases: readonly CaseAsOf[];
  /** Oldest call first. */
  readonly callSids: readonly string[];
  readonly people: ReadonlySet<string>;
  /** Those, and the company's own. */
  readonly shown: ReadonlySet<string>;
  readonly callers: ReadonlySet<string>;
}

/** A piece of the package: what is told of it, and its files. */
export interface Piece {
  readonly files: readonly BagFile[];
  readonly timeLine: readonly TimeLineEntry[];
  readonly redactions: readonly Redaction[];
  readonly recordings: number;
}

const PAGE = 100;

export async function collectionOf(
  about: EvidencePackage,
  settings: Settings,
  { store }: Runtime,
): Promise<Collection> {
  const moment = cutOffOf(about);
  const cases = (await casesOf(about.scope, store))
    .filter(({ receivedAt }) => receivedAt <= moment)
    .map((found) => caseAsOf(found, moment))
    .toSorted((a, b) => (a.receivedAt + a.caseNumber < b.receivedAt + b.caseNumber ? -1 : 1));
  const calls = new Map<string, Brief>();
  const see = (call: CallRecord): void => {
    const { callSid, caller, startedAt = '' } = call;
    if (startedAt <= moment) calls.set(callSid, { startedAt, ...(caller === undefined ? {} : { caller }) });
  };
  await eachCall(about.scope, cases, store, see);
  const inOrder = [...calls].toSorted(([a, one], [b, other]) =>
    one.startedAt + a < other.startedAt + b ? -1 : 1,
  );
  const briefs = [...calls.values()];
  const people = peopleOf(about.scope, cases, briefs);
  return {
    cases,
    callSids: inOrder.map(([callSid]) => callSid),
    people,
    shown: new Set([...people, ...companyNumbers(settings)]),
    callers: new Set(briefs.flatMap(({ caller }) => (caller === undefined ? [] : [caller]))),
  };
}

interface Brief {
  readonly startedAt: string;
  readonly caller?: Identity;
}

type Store = Runtime['store'];

async function casesOf(scope: PackageScope, store: Store): Promise<CaseRecord[]> {
  switch (scope.kind) {
    case 'case': {
      const found = await store.cases.get(scope.caseNumber);
      return found === undefined ? [] : [found];
    }
    case 'number':
      return allPages((cursor) => store.cases.page({ reported: scope.number, limit: PAGE, cursor }));
    case 'period': {
      const all = await allPages((cursor) => store.cases.page({ limit: PAGE, cursor }));
      return all.filter(({ receivedAt }) => receivedAt >= scope.from && receivedAt < scope.to);
    }
  }
}

async function allPages<Item>(
  page: (
    cursor: string | undefined,
  ) => Promise<{ readonly items: readonly Item[]; readonly cursor?: string }>,
): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | undefined;
  do {
    const found = await page(cursor);
    all.push(...found.items);
    ({ cursor } = found);
  } while (cursor !== undefined);
  return all;
}

/** The calls of the cases; of a number and of a reported number all its calls; of a period those that are evidence. */
async function eachCall(
  scope: PackageScope,
  cases: readonly CaseAsOf[],
  store: Store,
  see: (call: CallRecord) => void,
): Promise<void> {
  for (const callSid of callsNamedIn(cases)) {
    const call = await store.calls.get(callSid);
    if (call !== undefined) see(call);
  }
  if (scope.kind === 'period')
    await store.calls.eachBetween(new Date(scope.from), new Date(scope.to), (some) => {
      some.filter(isEvidence).forEach(see);
    });
  else for (const number of subjectsOf(scope, cases)) await eachCallFrom(number, store, see);
}

const callsNamedIn = (cases: readonly CaseAsOf[]): ReadonlySet<string> =>
  new Set(
    cases.flatMap(({ callSid, joined = [] }) => [
      ...(callSid === undefined ? [] : [callSid]),
      ...joined.map((report) => report.callSid),
    ]),
  );

const subjectsOf = (scope: PackageScope, cases: readonly CaseAsOf[]): ReadonlySet<Identity> =>
  new Set([
    ...(scope.kind === 'number' ? [scope.number] : []),
    ...cases.flatMap(({ reported }) => (reported === undefined ? [] : [reported])),
  ]);

async function eachCallFrom(
  caller: Identity,
  { calls }: Store,
  see: (call: CallRecord) => void,
): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await calls.page({ caller, to: FAR, limit: PAGE, cursor });
    page.items.forEach(see);
    ({ cursor } = page);
  } while (cursor !== undefined);
}

/** Later than any call; what came in after the cut-off is left out by it. */
const FAR = new Date('9999-01-01T00:00:00Z');

// --- one case, one call ------------------------------------------------------------------------------------------------

/** Texts of a reporter, a caller and the carrier stay as they are: they are the evidence, whomever they name. */
const IN_OWN_WORDS = new Set(['description', 'text', 'feedback', 'body', 'url']);

interface Source {
  readonly collection: Collection;
  readonly moment: string;
  /** The last entry of the audit log that may be told. */
  readonly auditSequence: number;
  readonly runtime: Runtime;
}

const NOTHING: Piece = { files: [], timeLine: [], redactions: [], recordings: 0 };
export const together = (pieces: readonly Piece[]): Piece => ({
  files: pieces.flatMap(({ files }) => files),
  timeLine: pieces.flatMap(({ timeLine }) => timeLine),
  redactions: pieces.flatMap(({ redactions }) => redactions),
  recordings: pieces.reduce((sum, { recordings }) => sum + recordings, 0),
});

export async function casePiece(found: CaseAsOf, source: Source): Promise<Piece> {
  const path = `data/cases/${found.caseNumber}.json`;
  const report = redacted(path, found, source.collection);
  const recording =
    found.recordingSid === undefined ? NOTHING : await recordingPiece(found.recordingSid, source);
  const files = await caseFilesPiece(found, source);
  return together([{ ...report, timeLine: caseHappened(found, path) }, recording, files]);
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
    call.recordingSid === undefined || isOfCase(call.recordingSid, collection)
      ? NOTHING
      : await recordingPiece(call.recordingSid, source);
  return together([
    { ...record, timeLine: callHappened(call, path) },
    redacted(`data/decisions/${callSid}.json`, decisionOf(call), collection),
    await webhooksPiece(call, source),
    recordings,
  ]);
}

/** It comes with the case that it describes. */
const isOfCase = (recordingSid: string, { cases }: Collection): boolean =>
  cases.some((found) => found.recordingSid === recordingSid);

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

function redacted(path: string, value: object, { shown: allowed }: Pick<Collection, 'shown'>): Piece {
  const { value: shown, places } = redactNumbers(value, allowed, IN_OWN_WORDS);
  return {
    ...NOTHING,
    files: [jsonFile(path, shown)],
    redactions: redactionsOf(path, 'other-person', places),
  };
}

const redactionsOf = (file: string, reason: RedactionReason, places: number): readonly Redaction[] =>
  places === 0 ? [] : [{ file, reason, places }];

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
  assertAsReceived(message, audio);
  const { callSid, receivedAt: at, seconds } = message;
  const known = redacted(`data/recordings/${recordingSid}.json`, knownOf(message), collection);
  return {
    files: [{ path, bytes: audio }, ...known.files],
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

/** @throws where the copy is not what was noted when it was fetched from the carrier */
function assertAsReceived({ recordingSid, audio }: Voicemail, bytes: Uint8Array): void {
  if (audio.place !== 'stored') return;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== audio.sha256)
    throw new Error(
      `The recording ${recordingSid} is not as it was received: its SHA-256 was ${audio.sha256} and is ${sha256}. Find out who changed it before anything is handed over.`,
    );
}

const AUDIT = 'data/audit/audit.jsonl';
const PROOF = 'data/audit/proof.jsonl';
const LISTS = 'data/lists/history.jsonl';

/**
 * What the audit log says of the records in the package, with the proof that it is part of the log; apart from it, what
 * happened to the numbers on the lists.
 */
export async function auditPiece(source: Source): Promise<Piece> {
  const { collection, moment, runtime } = source;
  const { anchors } = checkAnchors(await anchorFiles(runtime));
  const inTime = anchors.filter(({ on }) => on <= moment.slice(0, 10));
  const shown: Redacted<AuditLine>[] = [];
  const proof: object[] = [];
  for await (const slice of runtime.store.audit.slices(recordsOf(collection), inTime)) {
    const links = linksUntil(source, slice);
    for (const link of links) if (isEntry(link)) shown.push(redactNumbers(lineOf(link), collection.shown));
    // An entry that names somebody else cannot be shown in full: its hash alone keeps the chain whole.
    if (links.length > 0)
      proof.push({ ...slice, links: links.map((link) => withoutOthers(link, collection.shown)) });
  }
  const lines = shown.map(({ value }) => value);
  const listed = lines.filter(({ action }) => isListingAction(action));
  const places = shown.reduce((sum, one) => sum + one.places, 0);
  return {
    files: [linesFile(AUDIT, lines), linesFile(PROOF, proof), linesFile(LISTS, listed)],
    timeLine: listed.flatMap(listingHappened),
    redactions: redactionsOf(AUDIT, 'other-person', places),
    recordings: 0,
  };
}

async function anchorFiles({ anchors }: Runtime): Promise<readonly AnchorFile[]> {
  return Promise.all((await anchors.list()).map((listed) => anchors.read(listed)));
}

/** Those that were there when the package was first made; behind the last entry that is told, up to the anchor. */
function linksUntil({ moment, auditSequence }: Source, { links, anchor }: AuditSlice): readonly SliceLink[] {
  if (anchor !== undefined) return links;
  const last = links.findLastIndex(
    (link) => isEntry(link) && link.at <= moment && link.sequence <= auditSequence,
  );
  return links.slice(0, last + 1);
}

type SliceLink = AuditSlice['links'][number];
type EntryLink = Extract<Link, { kind: 'entry' }>;
type AuditLine = Omit<EntryLink, 'kind' | 'key'>;

const isEntry = (link: SliceLink): link is EntryLink => 'kind' in link && link.kind === 'entry';
const lineOf = ({ kind: _, key: __, ...line }: EntryLink): AuditLine => line;

const withoutOthers = (link: SliceLink, shown: ReadonlySet<string>): SliceLink =>
  isEntry(link) && redactNumbers(link, shown).places > 0 ? bareOf(link) : link;

/** As entries name them: calls, cases, numbers, and rules for the ranges that hold them. */
const recordsOf = ({ callSids, cases, people }: Collection): ReadonlySet<string> =>
  new Set([
    ...callSids,
    ...cases.map(({ caseNumber }) => caseNumber),
    ...[...people].flatMap((number) => [number, ...rangesOf(number)]),
  ]);

const rangesOf = (number: string): readonly string[] =>
  Array.from({ length: number.length - 1 }, (_, index) => `${number.slice(0, index + 2)}*`);

const listingHappened = ({ at, action, by, record, detail }: AuditLine): TimeLineEntry[] =>
  isListingAction(action)
    ? [{ at, file: LISTS, kind: 'listing', action, by, record, ...(detail === undefined ? {} : { detail }) }]
    : [];

// --- what staff added to a case -------------------------------------------------------------------------------------------

/** Attachments as they were received. Notes are for staff, and stay out. */
async function caseFilesPiece(found: CaseAsOf, { moment, runtime, collection }: Source): Promise<Piece> {
  const entries = (await runtime.store.caseFiles.list(found)).filter(({ at }) => at <= moment);
  const notes = entries.filter(({ kind }) => kind === 'note').length;
  const path = `data/cases/${found.caseNumber}-files.json`;
  const attachments = entries.flatMap((entry) => (entry.kind === 'attachment' ? [entry] : []));
  const listed = attachments.map(({ key: _, ...told }) => ({ ...told, file: attachmentPath(told) }));
  const files = await Promise.all(attachments.map((one) => attachmentFile(one, runtime)));
  const known = attachments.length === 0 ? NOTHING : redacted(path, listed, collection);
  return {
    files: [...known.files, ...files],
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
    recordings: 0,
  };
}

const attachmentPath = ({
  caseNumber,
  sha256,
  type,
}: Pick<CaseAttachment, 'caseNumber' | 'sha256' | 'type'>): string =>
  `data/attachments/${caseNumber}-${sha256.slice(0, 16)}.${ATTACHMENT_ENDINGS[type]}`;

/** @throws where it is gone, or is not what was received */
async function attachmentFile(attachment: CaseAttachment, { recordings }: Runtime): Promise<BagFile> {
  const bytes = await recordings.get(attachment.key);
  const sha256 = bytes === undefined ? 'gone' : createHash('sha256').update(bytes).digest('hex');
  if (bytes === undefined || sha256 !== attachment.sha256)
    throw new Error(
      `The attachment ${attachment.name} of case ${attachment.caseNumber} is not as it was received: its SHA-256 was ${attachment.sha256} and is ${sha256}.`,
    );
  return { path: attachmentPath(attachment), bytes };
}
