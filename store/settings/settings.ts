// The settings in force and every earlier version. A save writes the new version first, which nobody else then can,
// and afterwards puts it in force; where the second write was lost, the next reader of the newest version makes it.
import * as z from 'zod';
import { parseSettings, type Settings } from '../../core/settings/settings.ts';
import { absent, all, any, equals, isAbove, isBelow } from '../database/conditions.ts';
import { decodeCursor, encodeCursor, scopeOf, type Page } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import {
  ignoreConflict,
  ItemTooLargeError,
  tellingConflict,
  VersionConflictError,
} from '../database/errors.ts';
import { itemBytes, MOST_ITEM_BYTES } from '../database/item-size.ts';
import type { Item } from '../database/items.ts';
import { count, optionalText, parserOf, schemaOf, text, time } from '../database/parse.ts';
import { openTable, type ItemPage, type Table } from '../database/table.ts';
import { SETTINGS_KEY, settingsFromItem, writeKeyOf, type StoredSettings } from './settings-items.ts';

interface SettingsVersion {
  readonly version: number;
  /** ISO 8601, UTC. Nobody saved what was deployed. */
  readonly savedAt?: string;
  readonly savedBy: string;
  /** The second person, where one was asked. */
  readonly approvedBy?: string;
}

/** Who is named beside version 0, what was in force before anybody saved. */
export const DEPLOYED_BY = 'deployed';

export interface SettingsRepository {
  /** What calls are answered with; one read. Undefined until an admin saves some. */
  readonly current: () => Promise<StoredSettings | undefined>;
  /** What was saved last, put in force where that had been cut short, and the write that saved it. */
  readonly newest: () => Promise<NewestSettings | undefined>;
  /** Makes version `replaces + 1`. {@link SettingsConflictError} when somebody else did first, {@link ItemTooLargeError}. */
  readonly save: (save: SettingsSave) => Promise<void>;
  readonly version: (version: number) => Promise<StoredSettings | undefined>;
  /** What was in force before the first save; undefined where that did not keep it. */
  readonly deployed: () => Promise<Settings | undefined>;
  /** Newest first, last what was deployed, beyond `limit`. Empty until an admin saves some. */
  readonly versions: (query: VersionsQuery) => Promise<Page<SettingsVersion>>;
}

type NewestSettings = StoredSettings & { readonly writeKey: string | undefined };

interface VersionsQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface SettingsSave {
  readonly settings: Settings;
  /** 0 when none were ever saved. */
  readonly replaces: number;
  /** What was in force when none were ever saved: kept with the first version, which only one can write. */
  readonly deployed?: Settings | undefined;
  readonly savedAt: string;
  readonly savedBy: string;
  readonly approvedBy?: string | undefined;
  readonly writeKey?: string | undefined;
}

/** Somebody else has saved since; what they saved is the newest version. */
export class SettingsConflictError extends VersionConflictError<NewestSettings> {
  constructor(standing: NewestSettings | undefined) {
    super('the settings document', standing, standing?.revision ?? 0);
  }
}

const FIRST = 1;
const { name } = SETTINGS_KEY;

export function createSettings(database: Database): SettingsRepository {
  const table = openTable(database, 'settings');
  return {
    current: async () => settingsFromItem(await read(table, SETTINGS_KEY.version)),
    newest: () => newest(table),
    save: (given) => save(table, given),
    version: async (version) => (version < FIRST ? undefined : settingsFromItem(await read(table, version))),
    deployed: async () => {
      const parsed = parseSettings((await read(table, FIRST))?.deployed);
      return parsed.ok ? parsed.settings : undefined;
    },
    versions: (query) => pageOfVersions(table, query),
  };
}

const read = (table: Table, version: number): Promise<Item | undefined> =>
  table.get('read settings', { name, version });

/** History only, newest first: version 0 is the copy in force. */
const history = (table: Table, limit: number, after?: Item): Promise<ItemPage> =>
  table.query('read versions of settings', {
    where: all(equals('name', name), isAbove('version', SETTINGS_KEY.version)),
    newestFirst: true,
    consistent: true,
    limit,
    after,
  });

async function newest(table: Table): Promise<NewestSettings | undefined> {
  const [{ items }, inForce] = await Promise.all([history(table, 1), read(table, SETTINGS_KEY.version)]);
  const [item] = items;
  if (item === undefined) return undefined;
  if (inForce?.revision !== item.revision) await putInForce(table, item);
  const stored = settingsFromItem(item);
  return stored && { ...stored, writeKey: writeKeyOf(item) };
}

async function save(table: Table, { settings, replaces, deployed, ...rest }: SettingsSave): Promise<void> {
  const revision = replaces + 1;
  const kept = revision === FIRST && deployed !== undefined ? { deployed } : {};
  const item = { name, version: revision, revision, document: settings, ...rest, ...kept };
  const bytes = itemBytes(item);
  if (bytes > MOST_ITEM_BYTES) throw new ItemTooLargeError('write settings', bytes, MOST_ITEM_BYTES);
  await tellingConflict(
    table.put('write settings', item, absent('version')),
    async () => new SettingsConflictError(await newest(table)),
  );
  await putInForce(table, item);
}

const revisionOf = parserOf('settings', schemaOf<{ readonly revision: number }>({ revision: count }));

/** Never backwards: a newer revision that got in force meanwhile stays. */
async function putInForce(table: Table, { deployed: _, ...item }: Item): Promise<void> {
  const isNewer = any(absent('revision'), isBelow('revision', revisionOf(item).revision));
  await table.put('write settings', { ...item, ...SETTINGS_KEY }, isNewer).catch(ignoreConflict);
}

// --- paging -------------------------------------------------------------------------------------------------------

const VERSIONS_SCOPE = scopeOf('settings.versions');
const versionKey = z.strictObject({ name: z.literal(name), version: z.int().min(FIRST) });

async function pageOfVersions(
  table: Table,
  { limit, cursor }: VersionsQuery,
): Promise<Page<SettingsVersion>> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, VERSIONS_SCOPE, versionKey);
  const { items: found, next } = await history(table, limit, after);
  const items = found.flatMap(versionsIn);
  return next === undefined ? { items } : { items, cursor: encodeCursor(VERSIONS_SCOPE, next) };
}

const versionOf = parserOf(
  'settings',
  schemaOf<SettingsVersion>({
    version: count,
    savedAt: time,
    savedBy: text,
    approvedBy: optionalText,
  }),
);

/** The first version keeps what was in force before it, which is version 0. */
const versionsIn = (item: Item): SettingsVersion[] => [
  versionOf(item),
  ...(item.deployed === undefined ? [] : [{ version: 0, savedBy: DEPLOYED_BY }]),
];
