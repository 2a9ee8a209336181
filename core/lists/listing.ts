// The domain `lists` holds what people and jobs have decided about numbers: listings, prefix rules, when they expire, how
// many numbers they cover, and list files. It may know numbers and hours, and nothing of how a call is screened.
//
// This file: which numbers and number ranges are always admitted, always refused, or protected from being blocked.
import type { Correction } from '../basics/correction.ts';
import { present } from '../basics/present.ts';
import type { BlockReason } from './block-basis.ts';
import { isNumber, parseIdentity, type Identity } from '../numbers/identity.ts';

export const LISTS = ['allow', 'block', 'never-block'] as const;
export type List = (typeof LISTS)[number];

declare const prefixRule: unique symbol;
/** A rule for all numbers that start with the same digits, like `+1312555*`. */
export type PrefixRule = string & { readonly [prefixRule]: true };
export type ListingPattern = Identity | PrefixRule;

/** Who put a listing there: `admin`, `staff`, `automatic`, or `feed:<name>`. */
export type ListingSource = 'admin' | 'staff' | 'automatic' | `feed:${string}`;

/** The longest reason, in characters. It is shown to staff as one sentence. */
export const MOST_REASON_CHARACTERS = 300;

export interface Listing {
  readonly pattern: ListingPattern;
  readonly list: List;
  readonly reason: string;
  readonly source: ListingSource;
  readonly addedBy: string;
  /** ISO 8601, UTC. */
  readonly addedAt: string;
  /** ISO 8601, UTC; from then on the listing has no effect, whether or not it has been deleted. */
  readonly expiresAt?: string;
  /** Id of the department that this caller reaches. Undefined for the main department. */
  readonly department?: string;
  /** Rings staff after hours too. */
  readonly ringThrough?: boolean;
  /** Without effect until a person approves it: an automatic block beyond the hourly cap, or a person's rule about a whole region. */
  readonly pending?: true;
  /** Who approved it, where it waited for that. */
  readonly approvedBy?: string;
  /** What an automatic block rests on. */
  readonly basis?: readonly BlockReason[];
  /** The calls of an automatic block had no attestation A, so a person must approve it. */
  readonly unvouched?: true;
  /** What a block made by a complaint feed rests on. It has no effect once the feed is taken back. */
  readonly complaints?: FeedBasis;
  /** Accepted at the person’s request; it goes with the entry that it corrects. */
  readonly correction?: Correction;
  /** Raised by every change; the ETag of the API. */
  readonly version: number;
}

/** What is given when a listing is made. */
export interface ListingParts {
  readonly pattern: ListingPattern;
  readonly list: List;
  readonly reason: string;
  readonly source: ListingSource;
  readonly addedBy: string;
  readonly addedAt: string;
  readonly expiresAt?: string | undefined;
  readonly department?: string | undefined;
  readonly ringThrough?: boolean | undefined;
  /** Whether a person has to approve it first. */
  readonly pending?: boolean;
  readonly basis?: readonly BlockReason[] | undefined;
  readonly unvouched?: true | undefined;
  readonly complaints?: FeedBasis | undefined;
}

/** @param replaces version of the listing that is replaced; 0 if there is none */
export const newListing = ({ pending = false, ...parts }: ListingParts, replaces = 0): Listing => ({
  ...present(parts),
  ...(pending ? { pending } : {}),
  version: replaces + 1,
});

interface FeedBasis {
  readonly feed: string;
  readonly count: number;
  /** ISO 8601 days of the oldest and the newest of them. */
  readonly from: string;
  readonly to: string;
}

/** Whether the listing is a block from a complaint file, which no person has made or changed. */
export const isFeedBlock = ({ list, complaints }: Listing): boolean =>
  list === 'block' && complaints !== undefined;

/** How a block came about: by itself, by a person, or out of a complaint file. */
export type BlockOrigin = 'automatic' | 'byHand' | 'imported';

export const originOfBlock = ({ source, complaints }: Listing): BlockOrigin => {
  if (source === 'automatic') return 'automatic';
  return complaints !== undefined || source.startsWith('feed:') ? 'imported' : 'byHand';
};

const PREFIX_SHAPE = /^\+[1-9]\d{0,20}\*$/;

/** A prefix rule as written, or undefined. */
export function parsePrefixRule(text: string): PrefixRule | undefined {
  return PREFIX_SHAPE.test(text) ? (text as PrefixRule) : undefined;
}

export const isPrefixRule = (pattern: ListingPattern): pattern is PrefixRule => pattern.endsWith('*');

/** Reads a stored pattern. Undefined if the text is neither a number nor a prefix rule. */
export const parsePattern = (text: string): ListingPattern | undefined =>
  parseIdentity(text) ?? parsePrefixRule(text);

/**
 * Every key under which a listing for this caller can stand: the number itself, then its prefixes, longest first. An
 * address has no prefixes.
 */
export function patternsOf(number: Identity): ListingPattern[] {
  if (!isNumber(number)) return [number];
  const prefixes: ListingPattern[] = [];
  for (let length = number.length - 1; length >= 2; length--) {
    prefixes.push(`${number.slice(0, length)}*` as PrefixRule);
  }
  return [number, ...prefixes];
}

/** An expired listing has no effect, whatever the deletion job has done, nor one that waits for approval. */
export const isInForce = (listing: Listing, now: Date): boolean =>
  listing.pending !== true && !isExpired(listing, now);

export const isExpired = ({ expiresAt }: Listing, now: Date): boolean =>
  expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime();
