// A complaint file arrives: whole in one request, or in pieces of one upload.
import { DAY_MS } from '../../core/basics/durations.ts';
import { randomUUID } from 'node:crypto';
import {
  countedWithin,
  isoDay,
  KindTable,
  periodOf,
  THRESHOLDS,
  thresholdsOf,
  united,
  type Complaint,
} from '../../core/evidence/complaints.ts';
import type { FeedMode, FeedUpload, OpenUpload } from '../../core/evidence/feed.ts';
import type { ProblemGroup } from '../../core/lists/list-file/line-problems.ts';
import type { FeedPiece } from '../../store/evidence/feed-items.ts';
import type { FeedImport } from '../admin/contract.ts';
import type { Runtime } from '../runtime.ts';
import { nextStep } from './next-step.ts';
import { complaintsOf, droppedIn, piecesOf, withKindsOf } from './pieces.ts';
import { putInForce } from './put-in-force.ts';
import type { ComplaintFile } from './read-complaints.ts';
import { droppedView, feedView } from './view.ts';

export interface FeedQuery {
  readonly name: string;
  readonly mode: FeedMode;
  /** The number of complaints from which a number is blocked; undefined if the feed blocks no numbers. */
  readonly blockFrom?: number | undefined;
  readonly within: number;
  readonly expiresDays: number;
}

/** Pieces of a file that never comes to its end are deleted after so long. */
const WAITS_MS = 2 * DAY_MS;
/** One item holds 400 KB at most, and a complaint takes 30 characters. */
const COMPLAINTS_A_PIECE = 5_000;
/** A request has 30 s. */
const PATIENCE_MS = 18_000;

/** What the file of this request holds; nothing is stored. */
export const lookAt = (file: ComplaintFile, query: FeedQuery, now: Date): FeedImport => ({
  ...holdings(file.complaints, query),
  added: countOf(file.complaints),
  dropped: file.dropped.map(withExamples),
  state: 'dry-run',
  next: afterLooking(file.complaints, query, now),
});

/** Stores one piece of an upload. */
export async function receivePiece(
  file: ComplaintFile,
  { upload, piece }: { readonly upload: string; readonly piece: number },
  query: FeedQuery,
  runtime: Runtime,
): Promise<FeedImport> {
  await announce(upload, query.name, runtime);
  const until = new Date(runtime.now().getTime() + WAITS_MS).toISOString();
  await runtime.store.feeds.putPiece(upload, piece, pieceOf(file, file.complaints, true), until);
  return {
    ...holdings(file.complaints, query),
    added: countOf(file.complaints),
    upload,
    dropped: file.dropped.map(withExamples),
    state: 'received',
    next: nextStep({ step: 'commit' }, runtime.now()),
  };
}

/** Stores the file of one request and puts it in force. */
export async function receiveWhole(
  file: ComplaintFile,
  query: FeedQuery,
  by: string,
  runtime: Runtime,
): Promise<FeedImport> {
  const upload = await storeUpload(file, query.name, runtime);
  const answered = await commitUpload(upload, query, by, runtime);
  return { ...answered, dropped: file.dropped.map(withExamples) };
}

/** Stores a whole file; nothing of it counts before it is put in force. */
export async function storeUpload(file: ComplaintFile, name: string, runtime: Runtime): Promise<FeedUpload> {
  const id = randomUUID().replaceAll('-', '');
  await announce(id, name, runtime);
  const pieces = Math.max(1, Math.ceil(file.complaints.length / COMPLAINTS_A_PIECE));
  const until = new Date(runtime.now().getTime() + WAITS_MS).toISOString();
  for (let index = 0; index < pieces; index++) {
    const part = file.complaints.slice(index * COMPLAINTS_A_PIECE, (index + 1) * COMPLAINTS_A_PIECE);
    await runtime.store.feeds.putPiece(id, index, pieceOf(file, part, index === 0), until);
  }
  return { id, pieces };
}

/** Puts the pieces of an upload in force, or as far as the time of a request goes. */
export async function commitUpload(
  upload: { readonly id: string; readonly pieces: number },
  query: FeedQuery,
  by: string,
  runtime: Runtime,
): Promise<FeedImport> {
  const { name, mode, blockFrom: atLeast, within: withinDays, expiresDays } = query;
  const block = atLeast === undefined ? undefined : { atLeast, withinDays, expiresDays };
  const until = performance.now() + PATIENCE_MS;
  let put = await putInForce({ name, upload, mode, block, by }, runtime);
  while (put.kind === 'going-on' && performance.now() < until) {
    put = await putInForce({ name, upload, mode, block, by }, runtime);
  }
  if (put.kind === 'going-on') {
    return {
      ...holdings([], query),
      added: 0,
      upload: upload.id,
      dropped: [],
      state: 'going-on',
      done: put.done,
      next: nextStep({ step: 'going-on', done: put.done, of: put.of }, runtime.now()),
    };
  }
  const { feed, spared } = put;
  const all = await complaintsOf(feed, runtime);
  return {
    ...holdings(all, query),
    added: countOf([...(await piecesOf(upload, runtime)).values()].flatMap((piece) => piece.complaints)),
    upload: upload.id,
    dropped: droppedView(feed.dropped).map((one) => ({ ...one, examples: [] })),
    state: 'in-force',
    feed: feedView(feed),
    spared,
    next: nextStep(
      {
        step: 'in-force',
        within: withinDays,
        blockFrom: atLeast,
        blocks: feed.blocks,
        newest: newestOf(all),
      },
      runtime.now(),
    ),
  };
}

/** What the feed would hold after the commit; nothing is changed. */
export async function lookAtUpload(
  upload: { readonly id: string; readonly pieces: number },
  query: FeedQuery,
  runtime: Runtime,
): Promise<FeedImport> {
  const pieces = await piecesOf(upload, runtime);
  const standing =
    query.mode === 'add' ? (await runtime.store.feeds.registry()).feeds[query.name] : undefined;
  const file = [...withKindsOf(pieces, new KindTable(standing?.kinds)).values()].flat();
  const all = standing === undefined ? united([file]) : united([await complaintsOf(standing, runtime), file]);
  return {
    ...holdings(all, query),
    added: countOf(file),
    upload: upload.id,
    dropped: droppedView(droppedIn(pieces)).map((one) => ({ ...one, examples: [] })),
    state: 'dry-run',
    next: afterLooking(all, query, runtime.now()),
  };
}

/** From now on the upload is known, and deleted if it is never put in force. */
async function announce(upload: string, feed: string, runtime: Runtime): Promise<void> {
  const isKnown = (open: readonly OpenUpload[]): boolean => open.some(({ id }) => id === upload);
  if (isKnown((await runtime.store.feeds.registry()).open)) return;
  const at = runtime.now().toISOString();
  await runtime.store.feeds.change((registry) =>
    isKnown(registry.open)
      ? registry
      : { ...registry, open: [...registry.open, { id: upload, feed, at, spread: 0 }] },
  );
}

const pieceOf = (
  { kinds, dropped }: ComplaintFile,
  complaints: readonly Complaint[],
  withDropped: boolean,
): FeedPiece => ({
  complaints,
  kinds,
  dropped: withDropped ? dropped.map(({ code, count }) => ({ code, count })) : [],
});

const countOf = (complaints: readonly Complaint[]): number =>
  complaints.reduce((sum, { count }) => sum + count, 0);

function holdings(complaints: readonly Complaint[], { name, within, blockFrom }: FeedQuery) {
  const period = periodOf(complaints);
  const wanted = [...new Set([...THRESHOLDS, ...(blockFrom === undefined ? [] : [blockFrom])])].sort(
    (a, b) => a - b,
  );
  return {
    name,
    complaints: countOf(complaints),
    numbers: new Set(complaints.map(({ number }) => number)).size,
    ...(period === undefined ? {} : { from: isoDay(period.first), to: isoDay(period.last) }),
    withinDays: within,
    thresholds: thresholdsOf(complaints, within, wanted),
  };
}

const newestOf = (complaints: readonly Complaint[]): string | undefined => {
  const period = periodOf(complaints);
  return period === undefined ? undefined : isoDay(period.last);
};

/** The next steps for the user who sent the file. */
function afterLooking(complaints: readonly Complaint[], { within, blockFrom }: FeedQuery, now: Date): string {
  const counts = [...countedWithin(complaints, within).values()];
  const numbers = counts.filter(({ count }) => count >= (blockFrom ?? Infinity)).length;
  return nextStep({ step: 'dry-run', within, blockFrom, numbers, newest: newestOf(complaints) }, now);
}

const withExamples = ({ examples, ...rest }: ProblemGroup) => ({ ...rest, examples: [...examples] });
