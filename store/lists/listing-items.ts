// A listing as an item of DynamoDB, and back.
import * as z from 'zod';
import { LISTING_DAYS } from '../../core/holds/kept.ts';
import { DAY_SECONDS } from '../../core/basics/durations.ts';
import { SIGNAL_KINDS, type BlockReason } from '../../core/lists/block-basis.ts';
import { LISTS, type Listing, type ListingSource } from '../../core/lists/listing.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import {
  correction,
  count,
  optionalText,
  optionalTime,
  parserOf,
  pattern,
  schemaOf,
  text,
  time,
} from '../database/parse.ts';

/** Expired listings stay visible for a month, then DynamoDB deletes them. They have no effect from `expiresAt` on. */
const KEEP_EXPIRED_SECONDS = LISTING_DAYS * DAY_SECONDS;

export const listingToItem = (listing: Listing): Item => ({
  ...listing,
  ...(listing.expiresAt === undefined ? {} : { ttl: epochSeconds(listing.expiresAt) + KEEP_EXPIRED_SECONDS }),
});

export const listingSource = z.custom<ListingSource>(
  (value) => typeof value === 'string' && /^(admin|staff|automatic|feed:.+)$/.test(value),
  'is no source of listings',
);
const basis = z.array(
  schemaOf<BlockReason>({ kind: z.enum(SIGNAL_KINDS), days: count, count, points: count }),
);
const complaints = schemaOf<NonNullable<Listing['complaints']>>({
  feed: text,
  count,
  from: text,
  to: text,
});

const listingSchema = schemaOf<Listing>({
  pattern,
  list: z.enum(LISTS),
  reason: text,
  source: listingSource,
  addedBy: text,
  addedAt: time,
  expiresAt: optionalTime,
  department: optionalText,
  ringThrough: z.boolean().optional(),
  pending: z.literal(true).optional(),
  approvedBy: optionalText,
  basis: basis.optional(),
  unvouched: z.literal(true).optional(),
  complaints: complaints.optional(),
  correction: correction.optional(),
  version: count,
});

export const listingFromItem = parserOf('listings', listingSchema);

export interface StoredListing {
  readonly listing: Listing;
  /** Which write made it so; see `Idempotency-Key`. */
  readonly writeKey: string | undefined;
}

const writeOf = parserOf('listings', schemaOf<{ readonly writeKey?: string }>({ writeKey: optionalText }));

export const storedListing = (item: Item | undefined): StoredListing | undefined =>
  item && { listing: listingFromItem(item), writeKey: writeOf(item).writeKey };
