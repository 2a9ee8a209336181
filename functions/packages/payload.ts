// The payload of a package: every record once, in order, and what the report tells of them.
import { cutOffOf, LEASE_MINUTES, type EvidencePackage } from '../../core/packages/evidence-package.ts';
import { MINUTE_MS, SECOND_MS } from '../../core/basics/durations.ts';
import { redactNumbers, type Redaction } from '../../core/packages/people.ts';
import type { CaseAsOf } from '../../core/packages/as-of.ts';
import type { TimeLineEntry } from '../../core/packages/time-line.ts';
import type { Runtime } from '../runtime.ts';
import { auditPiece } from './audit-piece.ts';
import { textsFile, type Bag, type BagFile } from './bag.ts';
import type { Collection } from './collection.ts';
import type { Custody } from './custody.ts';
import type { Piece } from './piece.ts';
import { callPiece, casePiece } from './record-pieces.ts';
import { addTo, none, type CallsTold, type Some } from './report.ts';
import type { Scratch, SortedSpool } from './scratch.ts';
import { timeLineCsv } from './time-line-csv.ts';

/** Records that are read at the same time. */
const AT_ONCE = 8;
/** What comes after the records (report, signature, the last parts of the upload) takes less. */
const FOR_THE_REST_MS = 90 * SECOND_MS;
/** Progress is written down after so many records. */
const NOTE_EVERY = 40;

/** How many milliseconds the run still has that makes the package. */
export type TimeLeft = () => number;

/** The run would be ended before the package is whole. */
class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';
  constructor(done: number, total: number) {
    super(
      `This package is too large to be made in the time that one run has: ${String(done)} of ${String(total)} records were done. Ask for several packages, each about a part of the period.`,
    );
  }
}

export interface Filling {
  readonly about: EvidencePackage;
  readonly runtime: Runtime;
  readonly collection: Collection;
  readonly scratch: Scratch;
  readonly custody: Custody;
  readonly timeLeft: TimeLeft;
  /** The hotline's own country, ISO 3166. */
  readonly region: string;
}

/** What was collected, as far as the report tells it. */
export interface Payload {
  readonly timeLine: Some<TimeLineEntry>;
  readonly calls: CallsTold;
  readonly cases: Some<CaseAsOf>;
  readonly recordings: number;
  readonly redactions: Some<Redaction>;
  /** All of the redactions, in the order of files. */
  readonly redactionsFile: BagFile;
}

/** Those of all pieces. */
interface Told {
  readonly timeLine: SortedSpool<TimeLineEntry>;
  readonly redactions: SortedSpool<Redaction>;
  readonly cases: Some<CaseAsOf>;
  recordings: number;
}

/**
 * What is read ahead is added in the order of the records.
 * @throws {OutOfTimeError}
 */
export async function addPayload(bag: Bag, filling: Filling): Promise<Payload> {
  const { scratch, region } = filling;
  const told: Told = {
    timeLine: await scratch.sorted(),
    redactions: await scratch.sorted(),
    cases: none(),
    recordings: 0,
  };
  const reads = readsOf(filling);
  for (let done = 0; done < reads.length; done += AT_ONCE) {
    if (filling.timeLeft() < FOR_THE_REST_MS) throw new OutOfTimeError(done, reads.length);
    const pieces = await Promise.all(reads.slice(done, done + AT_ONCE).map((read) => read()));
    for (const piece of pieces) await addPiece(bag, piece, told, filling);
    if (done % NOTE_EVERY === 0) await noteProgress(filling, done, reads.length);
  }
  const csv = textsFile('data/timeline.csv', () => timeLineCsv(told.timeLine.read(), region));
  await addCollected(bag, csv, filling);
  return payloadOf(told);
}

function readsOf({ about, runtime, collection, scratch }: Filling): readonly (() => Promise<Piece>)[] {
  const auditSequence = about.auditSequence ?? 0;
  const source = { collection, runtime, scratch, moment: cutOffOf(about), auditSequence };
  return [
    ...[...collection.caseNumbers].map((caseNumber) => () => casePiece(caseNumber, source)),
    ...[...collection.callSids].map((callSid) => () => callPiece(callSid, source)),
    () => auditPiece(source),
  ];
}

async function addPiece(bag: Bag, piece: Piece, told: Told, filling: Filling): Promise<void> {
  for (const file of piece.files) await addCollected(bag, file, filling);
  for (const entry of piece.timeLine)
    await told.timeLine.add(entry.at, redactNumbers(entry, filling.collection.shown).value);
  for (const redaction of piece.redactions) await told.redactions.add(redaction.file, redaction);
  for (const found of piece.cases) addTo(told.cases, found);
  told.recordings += piece.recordings;
}

async function addCollected(bag: Bag, file: BagFile, { about, custody }: Filling): Promise<void> {
  const { sha256 } = await bag.add(file);
  const { collectedAt = '', requestNumber } = about;
  await custody.add({
    at: collectedAt,
    actor: { id: 'hotline-guard', role: 'software' },
    action: 'collected',
    item: file.path,
    itemSha256: sha256,
    reason: requestNumber,
  });
}

async function noteProgress({ about, runtime }: Filling, done: number, total: number): Promise<void> {
  const until = new Date(runtime.now().getTime() + LEASE_MINUTES * MINUTE_MS);
  await runtime.store.packages.progress(about.id, { done, total }, until.toISOString());
}

async function payloadOf({ timeLine, redactions, cases, recordings }: Told): Promise<Payload> {
  const happened = none<TimeLineEntry>();
  const calls: CallsTold = none();
  for await (const entry of timeLine.read()) {
    addTo(happened, entry);
    if (entry.kind !== 'call') continue;
    addTo(calls, entry);
    calls.first ??= entry.at;
    calls.last = entry.at;
  }
  const leftOut = none<Redaction>();
  for await (const redaction of redactions.read()) addTo(leftOut, redaction);
  const redactionsFile = textsFile('redactions.json', () => jsonArray(redactions.read()));
  return { timeLine: happened, calls, cases, recordings, redactions: leftOut, redactionsFile };
}

/** As `JSON.stringify(…, null, 2)` writes it. */
async function* jsonArray(values: AsyncIterable<object>): AsyncGenerator<string> {
  let before = '[';
  for await (const value of values) {
    yield `${before}\n  ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')}`;
    before = ',';
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}
