// The items of the table of settings: the settings in force, and what stands beside them and is read with them.
import * as z from 'zod';
import type { Calibration } from '../../core/basics/calibration.ts';
import type { DoNotDisturb } from '../../core/departments/do-not-disturb.ts';
import type { GuardState, WatchReason } from '../../core/guard/guard-state.ts';
import { GUARD_LEVELS } from '../../core/screening/levels.ts';
import { parseSettings, type Settings } from '../../core/settings/settings.ts';
import type { Item } from '../database/items.ts';
import {
  count,
  optionalText,
  optionalTime,
  parserOf,
  schemaOf,
  text,
  time,
  type Shape,
} from '../database/parse.ts';

/** The settings in force stand at version 0 beside their history; `revision` says which version they are. */
export const SETTINGS_KEY = { name: 'hotline', version: 0 } as const;
/** The level at which the hotline is guarded. */
export const GUARD_KEY = { name: 'guard', version: 0 } as const;
/** Whether nobody is to be rung. */
export const DO_NOT_DISTURB_KEY = { name: 'do-not-disturb', version: 0 } as const;
/** When this hotline began to answer: for so long it only watches what scores would do. */
export const INSTALLATION_KEY = { name: 'installation', version: 0 } as const;
/** What a score means, renewed daily. */
export const CALIBRATION_KEY = { name: 'calibration', version: 0 } as const;
/** How far the recordings at the carrier have been looked at. */
export const RECONCILED_KEY = { name: 'reconciled', version: 0 } as const;

/** How far the seals of refused calls are in the audit log. */
export const SEALS_KEY = { name: 'seals', version: 0 } as const;

/** The one of several items of the settings table that has this name. */
export const named = (items: readonly Item[], { name }: { readonly name: string }): Item | undefined =>
  items.find((item) => item.name === name);

// --- the settings -------------------------------------------------------------------------------------------------

export interface StoredSettings {
  readonly revision: number;
  readonly settings: Settings;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
  readonly savedBy: string;
  /** The second person, where one was asked. */
  readonly approvedBy?: string;
}

const saveSchema = schemaOf<Omit<StoredSettings, 'settings'>>({
  revision: count,
  savedAt: time,
  savedBy: text,
  approvedBy: optionalText,
});
const saveOf = parserOf('settings', saveSchema);

/** Undefined where the stored document is not one that this version of the guard can act on. */
export function settingsFromItem(item: Item | undefined): StoredSettings | undefined {
  if (item === undefined) return undefined;
  const parsed = parseSettings(item.document);
  return parsed.ok ? { ...saveOf(item), settings: parsed.settings } : undefined;
}

const writeKeySchema = schemaOf<{ readonly writeKey?: string }>({ writeKey: optionalText });

const writeOf = parserOf('settings', writeKeySchema);

/** Which write made the item as it is; see `Idempotency-Key`. */
export const writeKeyOf = (item: Item): string | undefined => writeOf(item).writeKey;

// --- the guard's level ----------------------------------------------------------------------------------------------

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

const WATCH_REASON: Shape<WatchReason> = {
  callers: count,
  unanswered: count,
  guessed: count,
  short: count,
  neighbours: count,
  hidden: count,
  usual: count,
};

const guardSchema = schemaOf<StoredGuard>({
  level: z.enum(GUARD_LEVELS),
  since: time,
  until: optionalTime,
  by: text,
  why: optionalText,
  because: schemaOf(WATCH_REASON).optional(),
  announced: optionalText,
  spendDay: optionalText,
  revision: count.optional(),
  writeKey: optionalText,
});
const guardOf = parserOf('settings', guardSchema);

export const guardFromItem = (item: Item | undefined): StoredGuard | undefined =>
  item === undefined ? undefined : guardOf(item);

// --- do not disturb -------------------------------------------------------------------------------------------------

export interface StoredDoNotDisturb {
  /** Undefined: calls ring. */
  readonly state: DoNotDisturb | undefined;
  /** Counts the changes; 0 before the first. */
  readonly version: number;
  /** Which write made it so; see `Idempotency-Key`. */
  readonly writeKey: string | undefined;
}

const quietSchema = schemaOf<
  Partial<DoNotDisturb> & { readonly revision?: number; readonly writeKey?: string }
>({
  until: optionalTime,
  since: optionalTime,
  by: optionalText,
  revision: count.optional(),
  writeKey: optionalText,
});
const quietOf = parserOf('settings', quietSchema);

/** The item stays where do-not-disturb is off, and keeps its version. */
export function storedDoNotDisturb(item: Item = {}): StoredDoNotDisturb {
  const { until, since, by, revision = 0, writeKey } = quietOf(item);
  const isOn = until !== undefined && since !== undefined && by !== undefined;
  return { state: isOn ? { until, since, by } : undefined, version: revision, writeKey };
}

export const doNotDisturbFromItem = (item: Item | undefined): DoNotDisturb | undefined =>
  storedDoNotDisturb(item).state;

// --- what the hotline notes of itself -------------------------------------------------------------------------------

const installationOf = parserOf('settings', schemaOf<{ readonly since: string }>({ since: time }));
const calibrationOf = parserOf(
  'settings',
  schemaOf<{ readonly points: Calibration }>({ points: z.array(count) }),
);

/** ISO 8601, since when this hotline answers. */
export const installationFromItem = (item: Item | undefined): string | undefined =>
  item === undefined ? undefined : installationOf(item).since;

export const calibrationFromItem = (item: Item | undefined): Calibration | undefined =>
  item === undefined ? undefined : calibrationOf(item).points;

/** How far the recordings at the carrier have been looked at. */
export interface Progress {
  /** `<createdAt> <recordingSid>` of the last one that was looked at; empty before the first. */
  readonly through: string;
  /** Messages that were found, until our copy of each is stored. */
  readonly again: readonly FoundRecording[];
}

interface FoundRecording {
  readonly recordingSid: string;
  readonly callSid: string;
  readonly seconds: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

const foundSchema = schemaOf<FoundRecording>({
  recordingSid: text,
  callSid: text,
  seconds: count,
  createdAt: time,
});
const progressOf = parserOf('settings', schemaOf<Progress>({ through: text, again: z.array(foundSchema) }));

export const throughFromItem = parserOf(
  'settings',
  schemaOf<{ readonly through: string }>({ through: time }),
);

export const progressFromItem = (item: Item | undefined): Progress =>
  item === undefined ? { through: '', again: [] } : progressOf(item);
