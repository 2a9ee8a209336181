// The settings in force and every earlier version. A save writes the new version first, which nobody else then can,
// and afterwards puts it in force; where the second write was lost, the next reader of the newest version makes it.
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { parseSettings, type Settings } from '../../core/settings/settings.ts';
import { decodeCursor, encodeCursor, scopeOf, type Page } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import { ConflictError, ItemTooLargeError } from '../database/errors.ts';
import { itemBytes, MOST_ITEM_BYTES } from '../database/item-size.ts';
import { SETTINGS_KEY, settingsFromItem, type Item, type StoredSettings } from '../database/items.ts';

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
  readonly newest: () => Promise<(StoredSettings & { readonly writeKey: string | undefined }) | undefined>;
  /** Makes version `replaces + 1`. {@link ConflictError} when somebody else did first, {@link ItemTooLargeError}. */
  readonly save: (save: SettingsSave) => Promise<void>;
  readonly version: (version: number) => Promise<StoredSettings | undefined>;
  /** What was in force before the first save; undefined where that did not keep it. */
  readonly deployed: () => Promise<Settings | undefined>;
  /** Newest first, last what was deployed, beyond `limit`. Empty until an admin saves some. */
  readonly versions: (query: {
    limit: number;
    cursor?: string | undefined;
  }) => Promise<Page<SettingsVersion>>;
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

const FIRST = 1;
const VERSIONS_SCOPE = scopeOf('settings.versions');
const versionKey = z.strictObject({ name: z.literal(SETTINGS_KEY.name), version: z.int().min(FIRST) });

export function createSettings(database: Database): SettingsRepository {
  const TableName = database.table('settings');
  const { name } = SETTINGS_KEY;

  const read = async (version: number): Promise<Item | undefined> => {
    const { Item } = await database.run('read settings', (client, options) =>
      client.send(new GetCommand({ TableName, Key: { name, version } }), options),
    );
    return Item;
  };

  /** History only: version 0 is the copy in force. */
  const history = (limit: number, after?: Item) =>
    database.run('read versions of settings', (client, options) =>
      client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: '#name = :name AND version > :zero',
          ExpressionAttributeNames: { '#name': 'name' },
          ExpressionAttributeValues: { ':name': name, ':zero': 0 },
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit: limit,
          ExclusiveStartKey: after,
        }),
        options,
      ),
    );

  const write = (Item: Item, condition: string, values?: Item) =>
    database.run('write settings', (client, options) =>
      client.send(
        new PutCommand({
          TableName,
          Item,
          ConditionExpression: condition,
          ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
        }),
        options,
      ),
    );

  /** Never backwards: a newer revision that got in force meanwhile stays. */
  const putInForce = async ({ deployed: _, ...item }: Item): Promise<void> => {
    const condition = 'attribute_not_exists(revision) OR revision < :revision';
    try {
      await write({ ...item, ...SETTINGS_KEY }, condition, { ':revision': item.revision });
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  };

  return {
    current: async () => settingsFromItem(await read(SETTINGS_KEY.version)),
    newest: async () => {
      const [{ Items = [] }, inForce] = await Promise.all([history(1), read(SETTINGS_KEY.version)]);
      const item = Items[0];
      if (item === undefined) return undefined;
      if (inForce?.revision !== item.revision) await putInForce(item);
      const stored = settingsFromItem(item);
      return stored && { ...stored, writeKey: item.writeKey as string | undefined };
    },
    save: async ({ settings, replaces, deployed, ...rest }) => {
      const revision = replaces + 1;
      const first = revision === FIRST && deployed !== undefined;
      const kept = first ? { deployed } : {};
      const item = { name, version: revision, revision, document: settings, ...rest, ...kept };
      const bytes = itemBytes(item);
      if (bytes > MOST_ITEM_BYTES) throw new ItemTooLargeError('write settings', bytes, MOST_ITEM_BYTES);
      await write(item, 'attribute_not_exists(version)');
      await putInForce(item);
    },
    version: async (version) => (version < 1 ? undefined : settingsFromItem(await read(version))),
    deployed: async () => {
      const parsed = parseSettings((await read(FIRST))?.deployed);
      return parsed.ok ? parsed.settings : undefined;
    },
    versions: async ({ limit, cursor }) => {
      const after = cursor === undefined ? undefined : decodeCursor(cursor, VERSIONS_SCOPE, versionKey);
      const { Items = [], LastEvaluatedKey } = await history(limit, after);
      const items = Items.flatMap(
        ({ version, savedAt, savedBy, approvedBy, deployed }): SettingsVersion[] => [
          {
            version: Number(version),
            savedAt: String(savedAt),
            savedBy: String(savedBy),
            ...(approvedBy === undefined ? {} : { approvedBy: String(approvedBy) }),
          },
          ...(deployed === undefined ? [] : [{ version: 0, savedBy: DEPLOYED_BY }]),
        ],
      );
      return LastEvaluatedKey === undefined
        ? { items }
        : { items, cursor: encodeCursor(VERSIONS_SCOPE, LastEvaluatedKey) };
    },
  };
}
