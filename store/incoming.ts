// Everything an incoming call is decided on, in one BatchGetItem: the listings under every pattern of the number,
// what is remembered of it, the staff, the mailbox, the settings in force and the switches beside them.
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Calibration } from '../core/basics/calibration.ts';
import type { E164 } from '../core/numbers/e164.ts';
import { homeOf, readFeedEvidence } from '../core/evidence/feed-evidence.ts';
import type { FeedRegistry } from '../core/evidence/feed.ts';
import type { Identity } from '../core/numbers/identity.ts';
import { patternsOf, type Listing } from '../core/lists/listing.ts';
import type { Database } from './database/database.ts';
import { StoreUnavailableError } from './database/errors.ts';
import {
  CALIBRATION_KEY,
  callerFromItem,
  DO_NOT_DISTURB_KEY,
  doNotDisturbFromItem,
  GUARD_KEY,
  guardFromItem,
  INSTALLATION_KEY,
  type Item,
  listingFromItem,
  named,
  SETTINGS_KEY,
  settingsFromItem,
  type StoredSettings,
} from './database/items.ts';
import { appealKey, awaitsCall } from './cases/appeals.ts';
import { evidenceFromItems, evidenceKeys } from './evidence/evidence.ts';
import { FEEDS_KEY, homeKey, partsFromItem, registryFromItem } from './evidence/feeds.ts';
import { mailboxFromItems, mailboxKeys } from './messages/mailbox.ts';
import { memberFromItem } from './staff/members.ts';
import type { Directory } from '../core/screening/screening.ts';
import type { GuardState } from '../core/guard/guard-state.ts';
import type { DoNotDisturb } from '../core/departments/do-not-disturb.ts';
import type { MemberStates } from '../core/departments/hunt-group.ts';
import type { MailboxCounts } from '../core/messages/mailbox.ts';

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
}

export type ReadIncoming = (
  number: Identity | undefined,
  staff?: { readonly members: readonly E164[]; readonly now: Date },
) => Promise<IncomingFacts>;

export function createIncoming(database: Database): ReadIncoming {
  const listings = database.table('listings');
  const callers = database.table('callers');
  const settings = database.table('settings');
  const feeds = database.table('feeds');

  const keysFor = (number: Identity | undefined, members: readonly E164[], now: Date) => {
    const own = number === undefined ? [] : [...evidenceKeys(number), appealKey(number)];
    const numbers = new Set([...own, ...members, ...mailboxKeys(now)]);
    return {
      ...(number === undefined
        ? {}
        : {
            [listings]: { Keys: patternsOf(number).map((pattern) => ({ pattern })) },
            [feeds]: { Keys: [FEEDS_KEY, homeKey(homeOf(number))] },
          }),
      [callers]: { Keys: [...numbers].map((one) => ({ number: one })) },
      [settings]: {
        Keys: [SETTINGS_KEY, GUARD_KEY, DO_NOT_DISTURB_KEY, INSTALLATION_KEY, CALIBRATION_KEY],
      },
    };
  };

  return async (number, { members, now } = { members: [], now: new Date(0) }): Promise<IncomingFacts> => {
    const { Responses = {}, UnprocessedKeys = {} } = await database.run(
      'read facts of an incoming call',
      (client, options) =>
        client.send(
          new BatchGetCommand({
            RequestItems: keysFor(number, members, now),
          }),
          options,
        ),
    );
    // Half an answer is none: a throttled listing would read as "unlisted".
    if (Object.keys(UnprocessedKeys).length > 0) {
      throw new StoreUnavailableError(
        'read facts of an incoming call',
        new Error('the tables are throttled'),
      );
    }
    const people = Responses[callers] ?? [];
    const caller = people.find((item) => item.number === number);
    const complaints = Responses[feeds] ?? [];
    const registry = registryFromItem(complaints.find(({ key }) => key === FEEDS_KEY.key));
    return {
      directory: {
        kind: 'known',
        listings: (Responses[listings] ?? [])
          .map(listingFromItem)
          .filter((listing) => !isOfGoneFeed(listing, registry)),
        caller: caller === undefined ? undefined : callerFromItem(caller),
        ...(number === undefined
          ? {}
          : {
              evidence: {
                ...evidenceFromItems(people, number, now),
                ...feedsIn(complaints, number, registry, now),
              },
            }),
      },
      codeAwaited:
        number !== undefined &&
        awaitsCall(
          people.find((item) => item.number === appealKey(number)),
          now,
        ),
      settings: settingsFromItem(named(Responses[settings], SETTINGS_KEY.name)),
      members: new Map(
        people
          .filter((item) => members.includes(item.number as E164))
          .map((item) => [item.number as E164, memberFromItem(item, now)]),
      ),
      guard: guardFromItem(named(Responses[settings], GUARD_KEY.name)),
      doNotDisturb: doNotDisturbFromItem(named(Responses[settings], DO_NOT_DISTURB_KEY.name)),
      mailbox: mailboxFromItems(people, number, now),
      installedAt: named(Responses[settings], INSTALLATION_KEY.name)?.since as string | undefined,
      calibration: named(Responses[settings], CALIBRATION_KEY.name)?.points as Calibration | undefined,
    };
  };
}

/** A feed is taken back at one moment; its blocks on the list are deleted one after the other, after it. */
const isOfGoneFeed = ({ complaints }: Listing, registry: FeedRegistry): boolean =>
  complaints !== undefined && registry.feeds[complaints.feed]?.block === undefined;

function feedsIn(items: readonly Item[], number: Identity, registry: FeedRegistry, now: Date) {
  const home: string = homeOf(number);
  const parts = partsFromItem(items.find(({ key }) => key === home));
  const feeds = readFeedEvidence(number, parts, registry, now);
  return feeds === undefined ? {} : { feeds };
}
