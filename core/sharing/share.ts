// A number that is shared with partners, and what is left of one that is not shared any more. Only what these types hold
// leaves the hotline: a number, a category, dates, counts and a confidence. No text of a person is among it. Pure.
import { SHARED_DAYS } from '../holds/kept.ts';
import { DAY_MS } from '../basics/durations.ts';
import type { Category } from '../cases/case.ts';
import type { WithDepartments } from '../departments/department.ts';
import { ownNumbers } from '../departments/staff.ts';
import type { WithHotline } from '../numbers/hotline-settings.ts';
import {
  isInForce,
  isPrefixRule,
  originOfBlock,
  patternsOf,
  type Listing,
  type ListingPattern,
} from '../lists/listing.ts';
import type { E164 } from '../numbers/e164.ts';
import { isNumber } from '../numbers/identity.ts';

/** Who decided that the number is blocked: a person, or the guard by itself. */
export const SHARE_DECISIONS = ['human', 'auto'] as const;
type ShareDecision = (typeof SHARE_DECISIONS)[number];

/** What is known of a number that may leave. Times are ISO 8601, UTC. */
export interface ShareFacts {
  readonly number: E164;
  readonly category: Category;
  readonly decision: ShareDecision;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Calls from the number that are kept; {@link MOST_CALLS} stands for that many or more. */
  readonly calls: number;
  /** 0 to 100. */
  readonly confidence: number;
  /** From then on the number says nothing about its holder of that time. */
  readonly expires: string;
}

interface ShareLife {
  /** UUID, the same as long as the number is shared, and of no other share. */
  readonly entry: string;
  /** The MISP event that it stands in: `2026-W47`. */
  readonly batch: string;
  readonly added: string;
  /** Of the last change that partners are told. */
  readonly changed: string;
}

/** `disputed`: withdrawn from partners until a person looks. */
export const LIVE_STATES = ['shared', 'disputed'] as const;

export interface LiveShare extends ShareLife, ShareFacts {
  readonly state: (typeof LIVE_STATES)[number];
  /** When the facts were last collected. */
  readonly checked: string;
  /** Partners that reported it as a false positive. */
  readonly falsePositives: readonly string[];
  /** Since when a person should look at it. */
  readonly flaggedAt?: string;
}

/** A tombstone: what partners were given is withdrawn, and the number is gone from here. */
export interface WithdrawnShare extends ShareLife, Pick<ShareFacts, 'category' | 'decision'> {
  readonly state: 'withdrawn';
  /** By a person, or on request of the person concerned: this block is not shared again. */
  readonly decided?: true;
}

export type Share = LiveShare | WithdrawnShare;

export const isLive = (share: Share): share is LiveShare => share.state !== 'withdrawn';

/** Calls that are counted for one number. */
export const MOST_CALLS = 100;
/** A number goes to somebody else some day: a share without another end is over so long after its last call. */
const SHARE_DAYS = 180;
/** So long partners can learn that a share was withdrawn. */
export const TOMBSTONE_DAYS = SHARED_DAYS;
/** So long a person's decision not to share a block is remembered. */
export const DECIDED_DAYS = 1_095;
/** Attributes of one MISP event; a week with more has a second one. */
const MOST_IN_BATCH = 2_000;

/** What stands against handing a number on. */
export type Withheld =
  'prefix' | 'address' | 'not-in-force' | 'imported' | 'own' | 'never-block' | 'allowlisted';

export interface Shields {
  readonly settings: WithHotline & WithDepartments;
  readonly neverBlock: ReadonlySet<ListingPattern>;
  readonly allowed: ReadonlySet<ListingPattern>;
}

/** Why a block is not shared; undefined for one that may be. Prefix rules stay here: they hold innocent neighbors. */
export function withheld(listing: Listing, shields: Shields, now: Date): Withheld | undefined {
  const { pattern } = listing;
  if (isPrefixRule(pattern)) return 'prefix';
  if (!isNumber(pattern)) return 'address';
  if (listing.list !== 'block' || !isInForce(listing, now)) return 'not-in-force';
  // What another authority or partner published is theirs to share.
  if (originOfBlock(listing) === 'imported') return 'imported';
  if (ownNumbers(shields.settings).includes(pattern)) return 'own';
  const patterns = patternsOf(pattern);
  if (patterns.some((one) => shields.neverBlock.has(one))) return 'never-block';
  return patterns.some((one) => shields.allowed.has(one)) ? 'allowlisted' : undefined;
}

/** A person made the block, or approved the one that the guard proposed. */
const decisionOf = (listing: Listing): ShareDecision =>
  originOfBlock(listing) === 'byHand' || listing.approvedBy !== undefined ? 'human' : 'auto';

/** What was seen of a number. */
export interface Seen {
  /** Of the calls that are kept, the newest first. */
  readonly callTimes: readonly string[];
  /** Of the cases about the number that were not withdrawn, the newest first. */
  readonly categories: readonly Category[];
  /** Different people who reported it. */
  readonly reporters: number;
}

const CONFIDENCE: Readonly<Record<ShareDecision, number>> = { human: 80, auto: 50 };
const CONFIDENCE_PER_REPORTER = 5;
const MOST_FOR_REPORTERS = 15;

export function factsOf(listing: Listing & { readonly pattern: E164 }, seen: Seen): ShareFacts {
  const decision = decisionOf(listing);
  const { callTimes, categories, reporters } = seen;
  const lastSeen = callTimes[0] ?? listing.addedAt;
  return {
    number: listing.pattern,
    category: commonest(categories),
    decision,
    firstSeen: callTimes.at(-1) ?? listing.addedAt,
    lastSeen,
    calls: callTimes.length,
    confidence: CONFIDENCE[decision] + Math.min(MOST_FOR_REPORTERS, reporters * CONFIDENCE_PER_REPORTER),
    expires: earlier(listing.expiresAt, later(lastSeen, listing.addedAt)),
  };
}

const later = (a: string, b: string): string => (Date.parse(a) > Date.parse(b) ? a : b);

function earlier(listed: string | undefined, last: string): string {
  const own = new Date(Date.parse(last) + SHARE_DAYS * DAY_MS).toISOString();
  return listed !== undefined && Date.parse(listed) < Date.parse(own) ? listed : own;
}

/** The newest among those that are reported most often; a number that nobody reported is `other`. */
function commonest(categories: readonly Category[]): Category {
  const times = (one: Category): number => categories.filter((other) => other === one).length;
  return categories.reduce<Category>(
    (best, one) => (times(one) > times(best) ? one : best),
    categories[0] ?? 'other',
  );
}

/** Whether the change makes another share of it: a partner that saw the one may not see the other. */
export const isAnotherShare = (before: LiveShare, after: ShareFacts): boolean =>
  before.category !== after.category || before.decision !== after.decision;

const TOLD: readonly (keyof ShareFacts)[] = ['firstSeen', 'lastSeen', 'calls', 'confidence', 'expires'];

/** Whether partners are to be told. */
export const isChanged = (before: LiveShare, after: ShareFacts): boolean =>
  TOLD.some((fact) => before[fact] !== after[fact]);

export const isOver = ({ expires }: Pick<ShareFacts, 'expires'>, now: Date): boolean =>
  Date.parse(expires) <= now.getTime();

export const tombstoneOf = (
  { entry, batch, added, category, decision }: LiveShare,
  changed: string,
): WithdrawnShare => ({ entry, batch, added, changed, category, decision, state: 'withdrawn' });

/** `2026-W47`, the ISO 8601 week in UTC. */
export function weekOf(at: string): string {
  const day = new Date(`${at.slice(0, 10)}T00:00:00Z`);
  const thursday = new Date(day.getTime() + (4 - (day.getUTCDay() || 7)) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const week = Math.ceil(((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY_MS + 1) / 7);
  return `${String(year)}-W${String(week).padStart(2, '0')}`;
}

/** Where a new share goes: into the week's event, or into the next part of it once that is full. */
export function batchFor(at: string, sizes: ReadonlyMap<string, number>): string {
  const week = weekOf(at);
  for (let part = 1; ; part++) {
    const batch = part === 1 ? week : `${week}.${String(part)}`;
    if ((sizes.get(batch) ?? 0) < MOST_IN_BATCH) return batch;
  }
}
