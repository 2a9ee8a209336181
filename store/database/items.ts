// Domain values as DynamoDB items and back. Items are written only by this folder, so reading one back needs no
// second check; what may be missing is optional in the domain type.
import type { DoNotDisturb } from '../../core/departments/do-not-disturb.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import type { GuardState } from '../../core/guard/guard-state.ts';
import type { Listing } from '../../core/lists/listing.ts';
import type { CallerRecord } from '../../core/screening/caller.ts';
import { parseSettings, type Settings } from '../../core/settings/settings.ts';

export type Item = Record<string, unknown>;

/** Expired listings stay visible for a month, then DynamoDB deletes them. They have no effect from `expiresAt` on. */
const KEEP_EXPIRED_SECONDS = 30 * 86_400;

export const listingToItem = (listing: Listing): Item => ({
  ...listing,
  ...(listing.expiresAt === undefined ? {} : { ttl: epochSeconds(listing.expiresAt) + KEEP_EXPIRED_SECONDS }),
});

export const listingFromItem = (item: Item): Listing =>
  withoutKeys(item, ['ttl', 'writeKey']) as unknown as Listing;

const CALLER_KEYS = [
  'number',
  'verifiedUntil',
  'verifiedWith',
  'language',
  'appealOffered',
  'protectedUntil',
] as const;

/** The item holds evidence and more beside what is remembered of the caller. */
export function callerFromItem(item: Item): CallerRecord {
  const plain = CALLER_KEYS.filter((key) => item[key] !== undefined).map((key) => [key, item[key]]);
  const set = (name: string): string[] | undefined =>
    item[name] instanceof Set ? [...(item[name] as Set<string>)] : undefined;
  const [reporters, claimants, flaggedCalls, automaticBlocks] = [
    'reporters',
    'claimants',
    'flaggedCalls',
    'automaticBlocks',
  ].map(set);
  return {
    ...(Object.fromEntries(plain) as unknown as CallerRecord),
    ...(reporters === undefined ? {} : { reporters: reporters as Identity[] }),
    ...(claimants === undefined ? {} : { claimants: claimants as Identity[] }),
    ...(flaggedCalls === undefined ? {} : { flaggedCalls }),
    ...(automaticBlocks === undefined ? {} : { automaticBlocks }),
  };
}

/** The settings in force stand at version 0 beside their history; `revision` says which version they are. */
export const SETTINGS_KEY = { name: 'hotline', version: 0 } as const;

/** Beside them: how hard the hotline is guarded just now. */
export const GUARD_KEY = { name: 'guard', version: 0 } as const;

/** And whether nobody is to be rung. */
export const DO_NOT_DISTURB_KEY = { name: 'do-not-disturb', version: 0 } as const;

/** Undefined where it is off: the item stays, and keeps its version. */
export function doNotDisturbFromItem(item: Item = {}): DoNotDisturb | undefined {
  const { until, since, by } = item as Partial<DoNotDisturb>;
  return until === undefined || since === undefined || by === undefined ? undefined : { until, since, by };
}

/** The one of several items of the settings table that has this name. */
export const named = (items: readonly Item[] = [], name: string): Item | undefined =>
  items.find((item) => item.name === name);

/** The level, and what has been done about it. */
export interface StoredGuard extends GuardState {
  /** The change that staff were told of last. */
  readonly announced?: string;
  /** The day on which the spend guard acted last. Once: a person may then set what they want. */
  readonly spendDay?: string;
  /** Counts the changes of the level; absent before the first. */
  readonly revision?: number;
  /** Which write made it so; see `Idempotency-Key`. */
  readonly writeKey?: string;
}

/** When this hotline began to answer: for so long it only watches what scores would do. */
export const INSTALLATION_KEY = { name: 'installation', version: 0 } as const;
/** What a score means, renewed daily. */
export const CALIBRATION_KEY = { name: 'calibration', version: 0 } as const;

/** How far the recordings at the carrier have been looked at. */
export const RECONCILED_KEY = { name: 'reconciled', version: 0 } as const;

export const guardFromItem = (item: Item | undefined): StoredGuard | undefined =>
  item === undefined ? undefined : (withoutKeys(item, ['name', 'version']) as unknown as StoredGuard);

export interface StoredSettings {
  readonly revision: number;
  readonly settings: Settings;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
  readonly savedBy: string;
  /** The second person, where one was asked. */
  readonly approvedBy?: string;
}

/** Undefined where the stored document is not one that this version of the guard can act on. */
export function settingsFromItem(item: Item | undefined): StoredSettings | undefined {
  if (item === undefined) return undefined;
  const parsed = parseSettings(item.document);
  if (!parsed.ok) return undefined;
  return {
    revision: Number(item.revision),
    settings: parsed.settings,
    savedAt: String(item.savedAt),
    savedBy: String(item.savedBy),
    ...(typeof item.approvedBy === 'string' ? { approvedBy: item.approvedBy } : {}),
  };
}

export const epochSeconds = (iso: string): number => Math.floor(Date.parse(iso) / 1000);

const withoutKeys = (item: Item, keys: readonly string[]): Item =>
  Object.fromEntries(Object.entries(item).filter(([key]) => !keys.includes(key)));
