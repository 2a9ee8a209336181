// The domain `subscriptions` holds what partners say about numbers: where it is fetched, how its formats are read, when a
// change is too large to be believed, and on what two partners agree. It may know numbers, lists and evidence.
//
// This file: a subscription, as people set it, and how it stands.
import * as z from 'zod';
import { isNumberCountry } from '../lists/list-file/country.ts';
import type { DroppedCount } from '../evidence/feed.ts';

/** Lower-case letters, digits and hyphens. */
export const SUBSCRIPTION_NAME = /^[a-z0-9-]{1,32}$/;

/**
 * - `misp`: a MISP feed, over https or from a folder.
 * - `taxii`: a TAXII 2.1 collection of STIX 2.1 indicators.
 * - `csv`: a table of numbers under a URL.
 * - `ftc`: the FTC's daily files of Do Not Call complaints.
 * - `matching-list`: keyed hashes of numbers.
 * - `matching-lookup`: a partner that is asked about a caller by the beginning of the number's hash.
 */
const SUBSCRIPTION_KINDS = ['misp', 'taxii', 'csv', 'ftc', 'matching-list', 'matching-lookup'] as const;
type SubscriptionKind = (typeof SUBSCRIPTION_KINDS)[number];

/** What one number of a partner weighs: so many complaints at most; see `complaintsOf`. */
const TRUST_LEVELS = ['low', 'normal', 'high'] as const;
export type Trust = (typeof TRUST_LEVELS)[number];
export const MOST_COMPLAINTS: Readonly<Record<Trust, number>> = { low: 1, normal: 5, high: 20 };

/** More are not kept: each is a feed in the record that is read with every call. */
export const MOST_SUBSCRIPTIONS = 15;
const MOST_NUMBERS = 100_000;

const url = z.string().trim().max(1_000).refine(isFeedUrl, {
  error:
    'must be an https address without a password in it, a folder like /media/usb/feed, or http to localhost',
});

/** Fingerprint of an OpenPGP key: 40 or 64 hexadecimal digits, with or without spaces. */
const fingerprint = z
  .string()
  .overwrite((text) => text.replaceAll(/[\s:]/g, '').toLowerCase())
  .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, {
    error: 'must be the fingerprint of an OpenPGP key, 40 or 64 hexadecimal digits',
  });

const days = (most: number) => z.int().min(1).max(most);

/** What people set. */
export const subscriptionTerms = z
  .strictObject({
    kind: z.enum(SUBSCRIPTION_KINDS),
    partner: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .describe('Who publishes it. Two subscriptions of one partner count as one'),
    url: url.describe(
      'Where it is fetched. For TAXII the collection, for a MISP feed the folder of manifest.json',
    ),
    trust: z
      .enum(TRUST_LEVELS)
      .default('normal')
      .describe('low: one complaint a number, and it never makes for a block'),
    everyMinutes: z.int().min(5).max(10_080).default(60).describe('How often it is fetched'),
    country: z
      .string()
      .refine(isNumberCountry, { error: 'must be a country like CN, or "international"' })
      .optional()
      .describe('Country of numbers without a plus; the hotline’s own where absent'),
    signedBy: fingerprint.optional().describe('OpenPGP key that must have signed the content'),
    integrity: z
      .enum(['if-declared', 'required'])
      .default('if-declared')
      .describe('required: content without a SHA-256 sum beside it is refused'),
    increments: z.boolean().default(false).describe('csv: ask for changes since the last time, with ?since='),
    mostChangePercent: days(100)
      .default(20)
      .describe('Content that changes more than this waits for a person'),
    mostNumbers: z
      .int()
      .min(1)
      .max(MOST_NUMBERS)
      .default(MOST_NUMBERS)
      .describe('Content with more numbers is refused'),
    staleAfterHours: z
      .int()
      .min(1)
      .max(8_760)
      .default(72)
      .describe('An alarm when nothing was fetched for so long'),
    block: z
      .strictObject({
        atLeast: z.int().min(1).max(MOST_COMPLAINTS.high),
        withinDays: days(3_650).default(30),
        expiresDays: days(3_650).default(90),
      })
      .optional()
      .describe('Local rule: block numbers with so many complaints of this partner. Absent: evidence only'),
    sightingsUrl: url
      .optional()
      .describe('Where false positives are reported to the partner; absent: nowhere'),
    reportSeen: z.boolean().default(false).describe('Also tell the partner which of its numbers called'),
    keepDays: days(90).default(7).describe('ftc: complaints older than this go away'),
    prefixDigits: z
      .int()
      .min(1)
      .max(10)
      .optional()
      .describe('matching-lookup: digits of the hash that are shown'),
  })
  .superRefine((terms, context) => {
    for (const [path, problem] of problemsOf(terms))
      context.addIssue({ code: 'custom', path: [path], message: problem });
  });

export type SubscriptionTerms = z.output<typeof subscriptionTerms>;

function problemsOf(terms: {
  readonly kind: SubscriptionKind;
  readonly trust: Trust;
  readonly block?: { readonly atLeast: number } | undefined;
  readonly prefixDigits?: number | undefined;
  readonly signedBy?: string | undefined;
  readonly url: string;
}): (readonly [path: string, problem: string])[] {
  const { kind, trust, block, prefixDigits, signedBy } = terms;
  const most = MOST_COMPLAINTS[trust];
  return [
    ...(kind === 'matching-lookup' && prefixDigits === undefined
      ? [['prefixDigits', 'is needed for a look-up; the partner says how many digits it takes'] as const]
      : []),
    ...(block !== undefined && (kind.startsWith('matching') || trust === 'low')
      ? [['block', 'is not possible for hashes or with low trust; leave it out'] as const]
      : []),
    ...(block !== undefined && block.atLeast > most
      ? [
          [
            'block',
            `would block nobody: with ${trust} trust a number has ${String(most)} complaints at most`,
          ] as const,
        ]
      : []),
    ...(signedBy !== undefined && !SIGNED_KINDS.includes(kind)
      ? [['signedBy', 'is possible for MISP feeds and tables only; leave it out'] as const]
      : []),
    ...(kind === 'ftc' && !terms.url.includes(FTC_DATE)
      ? [['url', `must have ${FTC_DATE} in the place of the day, as in ${FTC_URL}`] as const]
      : []),
    ...(isFolder(terms.url) && kind !== 'misp' && kind !== 'csv'
      ? [['url', 'can be a folder or a file for MISP feeds and tables only'] as const]
      : []),
  ];
}

const SIGNED_KINDS: readonly SubscriptionKind[] = ['misp', 'csv', 'matching-list'];

/** The FTC's file of a day: https://www.ftc.gov/policy-notices/open-government/data-sets/do-not-call-data */
const FTC_URL = 'https://www.ftc.gov/sites/default/files/DNC_Complaint_Numbers_{date}.csv';
export const FTC_DATE = '{date}';

/** A folder or a file of this machine, such as a USB stick. */
export const isFolder = (text: string): boolean => text.startsWith('/') || text.startsWith('file:///');

function isFeedUrl(text: string): boolean {
  if (text.startsWith('/')) return true;
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hostname } = new URL(text);
  if (username !== '' || password !== '') return false;
  if (protocol === 'file:') return text.startsWith('file:///');
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isHere);
}

/** A secret of a subscription, encrypted. */
export interface SealedKey {
  readonly keyId: string;
  readonly sealed: string;
}

/** What one person proposed about a subscription and another one has to approve. */
export interface SubscriptionProposal {
  readonly terms: SubscriptionTerms;
  /** Encrypted, as in the subscription. */
  readonly credential?: string;
  readonly keys: readonly SealedKey[];
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly why: string;
}

export interface Subscription {
  readonly name: string;
  readonly terms: SubscriptionTerms;
  /** `name:token` for HTTP Basic or a bearer token, encrypted. */
  readonly credential?: string;
  /** Keys of hashes: the present one, and during a rotation the one before. */
  readonly keys: readonly SealedKey[];
  readonly addedBy: string;
  /** ISO 8601, UTC. */
  readonly addedAt: string;
  /** The second person who agreed to what is in force. */
  readonly approvedBy?: string;
  /** Never approved: its terms are those of the proposal, and nothing is fetched. */
  readonly proposed?: true;
  readonly proposal?: SubscriptionProposal;
  /** Raised by each change of a person. */
  readonly version: number;
  /** Of the last change, so that the same request does not count twice. */
  readonly writeKey?: string;
}

/** Content that was fetched and kept, in pieces. */
export interface ContentRef {
  readonly id: string;
  readonly pieces: number;
  readonly numbers: number;
  /** ISO 8601: the first moment at which an entry expires. */
  readonly nextExpiry?: string;
}

/** Content that changes too much: it waits for a person, and what was in force stays. */
export interface HeldContent extends ContentRef {
  readonly at: string;
  readonly added: number;
  readonly removed: number;
  readonly marks: Marks;
}

/** Where the next fetch goes on. */
export interface Marks {
  readonly etag?: string;
  readonly lastModified?: string;
  /** ISO 8601, or for the FTC's files the last day that was read. */
  readonly since?: string;
}

export const FAILURE_CODES = [
  'refused',
  'unreachable',
  'too-slow',
  'too-large',
  'not-allowed',
  'busy',
  'answered',
  'unreadable',
  'wrong-sum',
  'no-sum',
  'wrong-signature',
  'no-signature',
  'too-many',
  'unknown-key',
  'conflict',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

export interface Failure {
  readonly code: FailureCode;
  /** A sentence with what to do; it holds neither path, query nor credential. */
  readonly problem: string;
  readonly at: string;
}

/** How a subscription stands; written by the job alone, and by whoever decides about held content. */
export interface SubscriptionState {
  readonly name: string;
  /** Tried last; ISO 8601, UTC, as are the others. */
  readonly checkedAt?: string;
  /** Since when it is known to be up to date. */
  readonly freshAt?: string;
  /** The content in force is from then. */
  readonly changedAt?: string;
  /** A person asked for it, or a failure wants it to be tried again then. */
  readonly dueAt?: string;
  readonly marks: Marks;
  readonly content?: ContentRef;
  readonly held?: HeldContent;
  /** Lines and attributes that were left out of the content in force. */
  readonly dropped: readonly DroppedCount[];
  readonly failure?: Failure;
  readonly failures: number;
  /** The alarm was raised for this spell. */
  readonly staleSince?: string;
  /** Who works on it now, until when. */
  readonly busy?: { readonly id: string; readonly until: string };
  readonly version: number;
}

export const newState = (name: string): SubscriptionState => ({
  name,
  marks: {},
  dropped: [],
  failures: 0,
  version: 0,
});

/** How much a subscription is worth. */
export interface SubscriptionCounts {
  /** Calls whose number it names. */
  readonly hits: number;
  /** Of those, calls that did not reach staff. */
  readonly kept: number;
  /** Numbers that a person here found to be no nuisance. */
  readonly falsePositives: number;
  /** Reports that the partner has taken. */
  readonly reported: number;
}

export const NO_COUNTS: SubscriptionCounts = { hits: 0, kept: 0, falsePositives: 0, reported: 0 };

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** After a failure it is tried again sooner than the schedule says, and ever later: 5 minutes, 10, 20, … */
const RETRY_MINUTES = 5;

export function isDue({ terms }: Subscription, state: SubscriptionState, now: Date): boolean {
  const { checkedAt, dueAt, busy, content } = state;
  if (busy !== undefined && Date.parse(busy.until) > now.getTime()) return false;
  if (checkedAt === undefined) return true;
  if (dueAt !== undefined && Date.parse(dueAt) <= now.getTime()) return true;
  if (content?.nextExpiry !== undefined && Date.parse(content.nextExpiry) <= now.getTime()) return true;
  return now.getTime() - Date.parse(checkedAt) >= terms.everyMinutes * MINUTE_MS;
}

/** When to try again after so many failures in a row; never later than the schedule. */
export const retryAt = (failures: number, { everyMinutes }: SubscriptionTerms, now: Date): string =>
  new Date(
    now.getTime() + Math.min(everyMinutes, RETRY_MINUTES * 2 ** Math.min(failures, 10)) * MINUTE_MS,
  ).toISOString();

/** Nothing was fetched for longer than is allowed. */
export function isStale(
  { terms, addedAt }: Pick<Subscription, 'terms' | 'addedAt'>,
  { freshAt }: SubscriptionState,
  now: Date,
): boolean {
  return now.getTime() - Date.parse(freshAt ?? addedAt) > terms.staleAfterHours * HOUR_MS;
}
