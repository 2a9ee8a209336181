// Complaint feeds as items of DynamoDB: the record of all feeds, the pieces of their files as they were sent, and, under
// the key of each home (`homeOf`: a million neighbouring numbers), what a call reads.
import * as z from 'zod';
import {
  readComplaints,
  writeComplaints,
  type BlockRule,
  type Complaint,
} from '../../core/evidence/complaints.ts';
import type { FeedParts } from '../../core/evidence/feed-evidence.ts';
import {
  NO_FEEDS,
  type DroppedCount,
  type Feed,
  type FeedRegistry,
  type MatchingKey,
  type FeedUpload,
  type OpenUpload,
} from '../../core/evidence/feed.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { count, optionalText, parserOf, schemaOf, taggedBy, text, texts, time } from '../database/parse.ts';

export const FEEDS_KEY = { key: 'feeds' } as const;
export const homeKey = (home: string) => ({ key: home });
export const pieceKey = (upload: string, index: number): string => `piece:${upload}:${String(index)}`;

const dropped = z.array(taggedBy<DroppedCount>('code'));
const uploadSchema = schemaOf<FeedUpload>({ id: text, pieces: count });
const feedSchema = schemaOf<Feed>({
  name: text,
  uploads: z.array(uploadSchema),
  kinds: texts,
  complaints: count,
  numbers: count,
  from: optionalText,
  to: optionalText,
  dropped,
  refreshedAt: time,
  refreshedBy: text,
  block: schemaOf<BlockRule>({ atLeast: count, withinDays: count, expiresDays: count }).optional(),
  blocks: count,
});
const registrySchema = schemaOf<FeedRegistry>({
  version: count,
  feeds: z.record(text, feedSchema),
  open: z.array(schemaOf<OpenUpload>({ id: text, feed: text, at: time, spread: count })),
  leftovers: z.array(uploadSchema),
  blocksDue: texts,
  matching: z.array(schemaOf<MatchingKey>({ feed: text, keyId: text, sealed: text })).optional(),
  lock: schemaOf<NonNullable<FeedRegistry['lock']>>({ id: text, until: time }).optional(),
});
const registryOf = parserOf(
  'feeds',
  schemaOf<{ readonly registry: FeedRegistry }>({ registry: registrySchema }),
);

export const registryFromItem = (item: Item | undefined): FeedRegistry =>
  item === undefined ? NO_FEEDS : registryOf(item).registry;

const partsOf = parserOf('feeds', schemaOf<{ readonly parts: FeedParts }>({ parts: z.record(text, text) }));

export const partsFromItem = (item: Item | undefined): FeedParts | undefined =>
  item === undefined ? undefined : partsOf(item).parts;

/** Part of a file, as it was sent. */
export interface FeedPiece {
  readonly complaints: readonly Complaint[];
  /** Words for the `kind` of these complaints. */
  readonly kinds: readonly string[];
  readonly dropped: readonly DroppedCount[];
}

/** @param expiresAt ISO 8601; absent for a piece of an upload that is put in force */
export const pieceToItem = (
  upload: string,
  index: number,
  { complaints, ...rest }: FeedPiece,
  expiresAt: string | undefined,
): Item => ({
  key: pieceKey(upload, index),
  complaints: writeComplaints(complaints),
  kinds: rest.kinds,
  dropped: rest.dropped,
  ...(expiresAt === undefined ? {} : { ttl: epochSeconds(expiresAt) }),
});

const writtenPieceOf = parserOf(
  'feeds',
  schemaOf<Omit<FeedPiece, 'complaints'> & { readonly complaints: string }>({
    complaints: text,
    kinds: texts,
    dropped,
  }),
);

export function pieceFromItem(item: Item): FeedPiece {
  const { complaints, ...rest } = writtenPieceOf(item);
  return { ...rest, complaints: readComplaints(complaints) };
}

/** More complaints about one home than one item holds. */
export class BlockFullError extends Error {
  override readonly name = 'BlockFullError';
}

/** DynamoDB takes 400 KB; the complaints are plain ASCII. */
const MOST_CHARACTERS_OF_A_HOME = 350_000;

/** @throws {BlockFullError} */
export function homeToItem(home: string, parts: FeedParts): Item {
  const characters = Object.values(parts).reduce((sum, part) => sum + part.length, 0);
  if (characters > MOST_CHARACTERS_OF_A_HOME) {
    throw new BlockFullError(`there are more complaints about ${home} than can be kept`);
  }
  return { key: home, parts };
}
