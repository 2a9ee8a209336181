// Messages as they are kept. The Record action and the recording's callback each bring a part, in any order.
import { GetCommand, QueryCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Effect } from '../core/decision.ts';
import type { AudioPlace, Voicemail, VoicemailStatus } from '../core/voicemail.ts';
import { decodeCursor, encodeCursor, keySchema, type Page } from './cursor.ts';
import type { Database } from './database.ts';
import { ignoreConflict } from './errors.ts';
import { epochSeconds, type Item } from './items.ts';

export interface Voicemails {
  readonly get: (recordingSid: string) => Promise<Voicemail | undefined>;
  /** By status newest first; over all statuses in no order. */
  readonly page: (query: {
    status?: VoicemailStatus | undefined;
    limit: number;
    cursor?: string | undefined;
  }) => Promise<Page<Voicemail>>;
  /** Raises the version; {@link ConflictError} when the message does not exist or is at another version. */
  readonly update: (
    recordingSid: string,
    change: VoicemailChange,
    expected: number | 'any',
  ) => Promise<Voicemail>;
  readonly keep: (effect: Extract<Effect, { kind: 'keep-voicemail' }>) => Promise<void>;
  /** Heard by whoever heard it first; a message that is done already stays so. */
  readonly hear: (effect: Extract<Effect, { kind: 'hear-voicemail' }>) => Promise<void>;
  /** It is shown no more, and forgotten when no late callback can bring it back. */
  readonly drop: (effect: Extract<Effect, { kind: 'drop-voicemail' }>) => Promise<void>;
  readonly noteStored: (
    recordingSid: string,
    audio: Extract<AudioPlace, { place: 'stored' }>,
  ) => Promise<void>;
}

export interface VoicemailChange {
  readonly status?: VoicemailStatus | undefined;
  readonly heardBy?: string | undefined;
  readonly assignedTo?: string | undefined;
  readonly writeKey?: string | undefined;
}

export function createVoicemails(database: Database): Voicemails {
  const TableName = database.table('voicemails');

  const update = updater(TableName, database);

  return {
    get: async (recordingSid) => {
      const { Item } = await database.run('read voicemail', (client, options) =>
        client.send(new GetCommand({ TableName, Key: { recordingSid } }), options),
      );
      return Item === undefined ? undefined : voicemailFromItem(Item);
    },

    page: async ({ status, limit, cursor }) => {
      const ExclusiveStartKey = cursor === undefined ? undefined : decodeCursor(cursor, keySchema);
      const { Items = [], LastEvaluatedKey } = await database.run('page of voicemails', (client, options) =>
        status === undefined
          ? client.send(new ScanCommand({ TableName, Limit: limit, ExclusiveStartKey }), options)
          : client.send(
              new QueryCommand({
                TableName,
                IndexName: 'byStatus',
                KeyConditionExpression: '#status = :status',
                ExpressionAttributeNames: { '#status': 'status' },
                ExpressionAttributeValues: { ':status': status },
                ScanIndexForward: false,
                Limit: limit,
                ExclusiveStartKey,
              }),
              options,
            ),
      );
      const items = Items.map(voicemailFromItem).filter(({ dropped }) => dropped === undefined);
      return LastEvaluatedKey === undefined ? { items } : { items, cursor: encodeCursor(LastEvaluatedKey) };
    },

    update: (recordingSid, change, expected) =>
      update('change voicemail', recordingSid, {
        now: { ...change },
        raise: true,
        condition:
          expected === 'any'
            ? { expression: 'attribute_exists(recordingSid)' }
            : { expression: '#version = :expected', values: { ':expected': expected } },
      }),

    keep: async ({ kind: _, recordingSid, from, expiresAt, ...message }) => {
      await update('keep voicemail', recordingSid, {
        once: {
          ...message,
          ...from,
          status: 'new',
          version: 1,
          audio: { place: 'at-carrier' },
          ttl: epochSeconds(expiresAt),
        },
      });
    },

    hear: async ({ recordingSid, by }) => {
      await update('hear voicemail', recordingSid, {
        once: { heardBy: by },
        now: { status: 'heard' },
        raise: true,
        condition: { expression: '#status = :new', values: { ':new': 'new' } },
      }).catch(ignoreConflict);
    },

    drop: async ({ recordingSid, by, at }) => {
      const ttl = epochSeconds(at) + KEEP_DROPPED_SECONDS;
      await update('drop voicemail', recordingSid, {
        once: { dropped: { by, at } },
        // A word that no page of messages asks for.
        now: { status: 'dropped', ttl },
      });
    },

    noteStored: async (recordingSid, audio) => {
      await update('note stored audio', recordingSid, {
        now: { audio },
        condition: { expression: 'attribute_exists(recordingSid)' },
      });
    },
  };
}

/** `once` attributes keep the value of their first delivery, `now` ones take the newest. */
const updater =
  (TableName: string, database: Database) =>
  async (
    operation: string,
    recordingSid: string,
    { once = {}, now = {}, condition = {}, raise = false }: Update,
  ): Promise<Voicemail> => {
    const first = Object.entries(once).filter(([, value]) => value !== undefined);
    const latest = Object.entries(now).filter(([, value]) => value !== undefined);
    const { Attributes = {} } = await database.run(operation, (client, options) =>
      client.send(
        new UpdateCommand({
          TableName,
          Key: { recordingSid },
          UpdateExpression: `SET ${[
            ...first.map(([name]) => `#${name} = if_not_exists(#${name}, :${name})`),
            ...latest.map(([name]) => `#${name} = :${name}`),
            ...(raise ? ['#version = #version + :one'] : []),
          ].join(', ')}`,
          ExpressionAttributeNames: {
            ...(raise ? { '#version': 'version' } : {}),
            ...Object.fromEntries([...first, ...latest].map(([name]) => [`#${name}`, name])),
          },
          ExpressionAttributeValues: {
            ...(raise ? { ':one': 1 } : {}),
            ...condition.values,
            ...Object.fromEntries([...first, ...latest].map(([name, value]) => [`:${name}`, value])),
          },
          ...(condition.expression === undefined ? {} : { ConditionExpression: condition.expression }),
          ReturnValues: 'ALL_NEW',
        }),
        options,
      ),
    );
    return voicemailFromItem(Attributes);
  };

/** The reconciler looks back a day. */
const KEEP_DROPPED_SECONDS = 3 * 86_400;

interface Update {
  readonly once?: Item;
  readonly now?: Item;
  readonly condition?: { readonly expression?: string; readonly values?: Item };
  /** Whether this is an edit that other editors must notice. */
  readonly raise?: boolean;
}

function voicemailFromItem(item: Item): Voicemail {
  const { ttl: _, ...rest } = item;
  return rest as unknown as Voicemail;
}
