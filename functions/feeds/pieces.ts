// The complaints of a feed out of the pieces of its files.
import { KindTable, united, type Complaint } from '../../core/evidence/complaints.ts';
import { addDropped, type DroppedCount, type Feed, type FeedUpload } from '../../core/evidence/feed.ts';
import type { FeedPiece } from '../../store/evidence/feed-items.ts';
import { Problem } from '../http/problem.ts';
import type { Runtime } from '../runtime.ts';

export type Pieces = ReadonlyMap<number, FeedPiece>;

const indexesOf = (pieces: number): number[] => Array.from({ length: pieces }, (_, index) => index);

/** @throws {Problem} where one has not arrived, or was deleted after a day of waiting */
export async function piecesOf({ id, pieces }: FeedUpload, runtime: Runtime): Promise<Pieces> {
  const found = await runtime.store.feeds.pieces(id, indexesOf(pieces));
  const missing = indexesOf(pieces).filter((index) => !found.has(index));
  if (missing.length > 0) {
    throw new Problem(
      'invalid-request',
      `Piece ${missing.join(', ')} of upload "${id}" has not arrived. Send it, then ask again.`,
    );
  }
  return found;
}

/** The complaints of each piece, with their kinds as `kinds` has them; it takes up new ones. */
export const withKindsOf = (pieces: Pieces, kinds: KindTable): ReadonlyMap<number, readonly Complaint[]> =>
  new Map(
    [...pieces].map(([index, piece]) => [
      index,
      piece.complaints.map((complaint) => ({
        ...complaint,
        kind: kinds.indexOf(piece.kinds[complaint.kind] ?? ''),
      })),
    ]),
  );

/** Every complaint of the feed, each once. */
export async function complaintsOf(
  { uploads, kinds }: Pick<Feed, 'uploads' | 'kinds'>,
  runtime: Runtime,
): Promise<readonly Complaint[]> {
  const table = new KindTable(kinds);
  const files: Complaint[][] = [];
  for (const upload of uploads) {
    const pieces = withKindsOf(await piecesOf(upload, runtime), table);
    files.push([...pieces.values()].flat());
  }
  return united(files);
}

/** Lines that were left out, over all pieces. */
export const droppedIn = (pieces: Pieces): DroppedCount[] =>
  addDropped([...pieces.values()].flatMap(({ dropped }) => dropped));
