// Everything an incoming call is decided on, in one BatchGetItem: the listings under every pattern of the number,
// what is remembered of it, the staff, the mailbox, the settings in force and the switches beside them.
import type { Calibration } from '../core/basics/calibration.ts';
import type { E164 } from '../core/numbers/e164.ts';
import {
  answerKey,
  feedKeysOf,
  isAnswers,
  readFeedEvidence,
  type FeedParts,
} from '../core/evidence/feed-evidence.ts';
import type { CallerEvidence } from '../core/evidence/caller-score.ts';
import { isOfGoneFeed, type FeedRegistry, type MatchingKey } from '../core/evidence/feed.ts';
import type { KeyedHash } from '../core/evidence/keyed-number.ts';
import { isNumber, type Identity } from '../core/numbers/identity.ts';
import { patternsOf, type Listing } from '../core/lists/listing.ts';
import type { Directory } from '../core/screening/screening.ts';
import type { GuardState } from '../core/guard/guard-state.ts';
import type { DoNotDisturb } from '../core/departments/do-not-disturb.ts';
import type { MemberStates } from '../core/departments/hunt-group.ts';
import type { MailboxCounts } from '../core/messages/mailbox.ts';
import { appealKey, awaitsCall } from './cases/appeals.ts';
import type { Database } from './database/database.ts';
import type { Item } from './database/items.ts';
import { readTogether } from './database/table.ts';
import { callerFromItem } from './evidence/caller-items.ts';
import { evidenceFromItems, evidenceKeys } from './evidence/evidence.ts';
import { FEEDS_KEY, homeKey, partsFromItem, registryFromItem } from './evidence/feed-items.ts';
import { listingFromItem } from './lists/listing-items.ts';
import { mailboxFromItems, mailboxKeys } from './messages/mailbox.ts';
import {
  CALIBRATION_KEY,
  calibrationFromItem,
  DO_NOT_DISTURB_KEY,
  doNotDisturbFromItem,
  GUARD_KEY,
  guardFromItem,
  INSTALLATION_KEY,
  installationFromItem,
  named,
  SETTINGS_KEY,
  settingsFromItem,
  type StoredSettings,
} from './settings/settings-items.ts';
import { suppressedListing, suppressionFromItem, suppressionKey } from './rights/suppressions.ts';
import { membersIn } from './staff/members.ts';

export interface IncomingFacts {
  readonly directory: Extract<Directory, { kind: 'known' }>;
  /** An appeal on the report page waits for a call from this number. */
  readonly codeAwaited: boolean;
  readonly settings: StoredSettings | undefined;
  readonly guard: GuardState | undefined;
  readonly doNotDisturb: DoNotDisturb | undefined;
  readonly members: MemberStates;
  readonly mailbox: MailboxCounts;
  /** ISO 8601 */
  readonly installedAt: string | undefined;
  readonly calibration: Calibration | undefined;
  /** Keys by which the hashes of partners are matched; undefined where no list of any partner was read. */
  readonly matching: readonly MatchingKey[] | undefined;
  /** Partners take questions about single numbers, and none was asked about this one lately. */
  readonly askPartners: boolean;
}

interface Asked {
  readonly members: readonly E164[];
  readonly now: Date;
  /** What the number is under the keys of partners; see `KeyedHash`. */
  readonly hashes?: readonly KeyedHash[] | undefined;
  /** Stands for the number where it was erased and stays blocked; see `rights/suppressions.ts`. */
  readonly token?: string | undefined;
}

/** @throws {DamagedItemError} where one of the items is not as the store writes them */
export type ReadIncoming = (number: Identity | undefined, asked?: Asked) => Promise<IncomingFacts>;

const NOBODY: Asked = { members: [], now: new Date(0) };

export const createIncoming =
  (database: Database): ReadIncoming =>
  async (number, { members, now, token, hashes = [] } = NOBODY) => {
    const itemsOf = await readTogether(
      database,
      'read facts of an incoming call',
      keysFor(number, { members, now, token, hashes }),
    );
    const people = itemsOf('callers');
    return {
      ...besideSettings(itemsOf('settings')),
      directory: directoryOf(number, { now, token, hashes }, itemsOf),
      matching: matchingIn(itemsOf('feeds')),
      askPartners: number !== undefined && isUnasked(itemsOf('feeds'), number, now),
      codeAwaited: number !== undefined && awaitsCall(itemOf(people, appealKey(number)), now),
      members: membersIn(people, members, now),
      mailbox: mailboxFromItems(people, number, now),
    };
  };

function keysFor(number: Identity | undefined, { members, now, token, hashes = [] }: Asked) {
  const own =
    number === undefined
      ? []
      : [...evidenceKeys(number), appealKey(number), ...(token === undefined ? [] : [suppressionKey(token)])];
  const people = new Set([...own, ...members, ...mailboxKeys(now)]);
  return {
    callers: [...people].map((one) => ({ number: one })),
    settings: [SETTINGS_KEY, GUARD_KEY, DO_NOT_DISTURB_KEY, INSTALLATION_KEY, CALIBRATION_KEY],
    ...(number === undefined
      ? {}
      : {
          listings: patternsOf(number).map((pattern) => ({ pattern })),
          feeds: [FEEDS_KEY, ...feedKeysOf(number, hashes).map(homeKey)],
        }),
  };
}

const besideSettings = (items: readonly Item[]) => ({
  settings: settingsFromItem(named(items, SETTINGS_KEY)),
  guard: guardFromItem(named(items, GUARD_KEY)),
  doNotDisturb: doNotDisturbFromItem(named(items, DO_NOT_DISTURB_KEY)),
  installedAt: installationFromItem(named(items, INSTALLATION_KEY)),
  calibration: calibrationFromItem(named(items, CALIBRATION_KEY)),
});

const itemOf = (people: readonly Item[], key: string): Item | undefined =>
  people.find((item) => item.number === key);

type ItemsOf = Awaited<ReturnType<typeof readTogether>>;

function directoryOf(
  number: Identity | undefined,
  { now, token, hashes = [] }: Pick<Asked, 'now' | 'token' | 'hashes'>,
  itemsOf: ItemsOf,
): IncomingFacts['directory'] {
  if (number === undefined) return { kind: 'known', listings: [], caller: undefined };
  const people = itemsOf('callers');
  const complaints = itemsOf('feeds');
  const registry = registryIn(complaints);
  const caller = itemOf(people, number);
  const evidence = evidenceFromItems(people, number, now);
  const listings = itemsOf('listings')
    .map(listingFromItem)
    .map(withoutCorrection)
    .filter((listing) => !isOfGoneFeed(listing, registry));
  return {
    kind: 'known',
    listings: [...listings, ...suppressedIn(people, number, token, listings)],
    caller: caller === undefined ? undefined : callerFromItem(caller),
    evidence: { ...evidence, ...feedsIn(complaints, { number, hashes }, registry, now) },
  };
}

const registryIn = (items: readonly Item[]): FeedRegistry =>
  registryFromItem(items.find(({ key }) => key === FEEDS_KEY.key));

/** Undefined where they were not read, since nobody knows who calls. */
const matchingIn = (items: readonly Item[]): IncomingFacts['matching'] =>
  items.some(({ key }) => key === FEEDS_KEY.key) ? (registryIn(items).matching ?? []) : undefined;

const isUnasked = (items: readonly Item[], number: Identity, now: Date): boolean =>
  isNumber(number) &&
  Object.values(registryIn(items).feeds).some(({ uploads }) => uploads.some(({ id }) => isAnswers(id))) &&
  !items.some((item) => item.key === answerKey(number) && !isPast(item, now));

/** DynamoDB deletes an item some time after its end. */
const isPast = ({ ttl }: Item, now: Date): boolean => typeof ttl === 'number' && ttl <= now.getTime() / 1_000;
/** A block that goes on though the number was erased; what somebody has listed since says more. */
/** What a call is decided on is kept with it, and words about a person have no part in that. */
const withoutCorrection = ({ correction: _, ...listing }: Listing): Listing => listing;

function suppressedIn(
  people: readonly Item[],
  number: Identity,
  token: string | undefined,
  listings: readonly Listing[],
): Listing[] {
  const item = token === undefined ? undefined : itemOf(people, suppressionKey(token));
  const suppression = suppressionFromItem(item);
  const isListed = listings.some(({ pattern }) => pattern === number);
  return suppression === undefined || isListed ? [] : [suppressedListing(number, suppression)];
}

function feedsIn(
  items: readonly Item[],
  who: { readonly number: Identity; readonly hashes: readonly KeyedHash[] },
  registry: FeedRegistry,
  now: Date,
): Pick<CallerEvidence, 'feeds'> {
  const partsAt = (wanted: string): FeedParts | undefined =>
    partsFromItem(items.find((item) => item.key === wanted && !isPast(item, now)));
  const feeds = readFeedEvidence(who, partsAt, registry, now);
  return feeds === undefined ? {} : { feeds };
}
