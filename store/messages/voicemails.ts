// Messages as they are kept. The Record action and the recording's callback each bring a part, in any order.
import {
  GetCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
  type QueryCommandOutput,
  type ScanCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import type { Effect } from '../../core/call/decision.ts';
import {
  folderOf,
  type AudioPlace,
  type Folder,
  type Voicemail,
  type VoicemailStatus,
} from '../../core/messages/message.ts';
import { decodeCursor, encodeCursor, fromCursor, keySchema, scopeOf, type Page } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import { ConflictError, ignoreConflict } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';

export interface Voicemails {
  readonly get: (recordingSid: string) => Promise<Voicemail | undefined>;
  /** By status newest first; over all statuses in no order. */
  readonly page: (query: {
    status?: VoicemailStatus | undefined;
    folder?: Folder | undefined;
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
  /** Left alone where a request for the same number is open; one that is done or deleted makes room for the new one. */
  readonly keepCallBack: (effect: Extract<Effect, { kind: 'keep-call-back' }>) => Promise<void>;
  /** Heard by whoever heard it first; a message that is done already stays so. */
  readonly hear: (effect: Extract<Effect, { kind: 'hear-voicemail' }>) => Promise<void>;
  /** It is shown no more, and forgotten when no late callback can bring it back. */
  readonly drop: (effect: Extract<Effect, { kind: 'drop-voicemail' }>) => Promise<void>;
  /** The first one stays. {@link ConflictError} where the message is not kept yet; one that was dropped has no words. */
  readonly noteTranscript: (effect: Extract<Effect, { kind: 'note-transcript' }>) => Promise<void>;
  readonly noteStored: (
    recordingSid: string,
    audio: Extract<AudioPlace, { place: 'stored' }>,
  ) => Promise<void>;
}

interface VoicemailChange {
  readonly status?: VoicemailStatus | undefined;
  readonly folder?: Folder | undefined;
  readonly heardBy?: string | undefined;
  readonly assignedTo?: string | undefined;
  readonly writeKey?: string | undefined;
}

export function createVoicemails(database: Database): Voicemails {
  const TableName = database.table('voicemails');

  const update = updater(TableName, database);

  const get = async (recordingSid: string): Promise<Voicemail | undefined> => {
    const { Item } = await database.run('read voicemail', (client, options) =>
      client.send(new GetCommand({ TableName, Key: { recordingSid } }), options),
    );
    return Item === undefined ? undefined : voicemailFromItem(Item);
  };

  return {
    get,

    page: (query) => fromCursor(query.cursor, () => pageOfVoicemails(query, TableName, database)),

    update: (recordingSid, change, expected) =>
      update('change voicemail', recordingSid, {
        now: { ...change },
        raise: true,
        condition:
          expected === 'any'
            ? { expression: 'attribute_exists(recordingSid)' }
            : { expression: '#version = :expected', values: { ':expected': expected } },
      }),

    keep: async ({ kind: _, recordingSid, from, room: __, expiresAt, ...message }) => {
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

    keepCallBack: async ({ kind: _, recordingSid, number, expiresAt, ...request }) => {
      const { version = 0 } = (await get(recordingSid)) ?? {};
      await update('keep call-back', recordingSid, {
        now: {
          ...request,
          callBack: number,
          status: 'new',
          seconds: 0,
          version: version + 1,
          audio: { place: 'none' },
          ttl: epochSeconds(expiresAt),
        },
        gone: ['heardBy', 'assignedTo', 'dropped', 'folder', 'writeKey'],
        condition: {
          expression: 'attribute_not_exists(recordingSid) OR #status IN (:done, :dropped)',
          values: { ':done': 'done', ':dropped': 'dropped' },
        },
      }).catch(ignoreConflict);
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
        gone: ['transcript', 'nuisance'],
      });
    },

    noteTranscript: async ({ recordingSid, transcript, nuisance }) => {
      try {
        await update('note transcript', recordingSid, {
          once: { transcript, nuisance },
          condition: { expression: 'attribute_exists(recordingSid) AND attribute_not_exists(dropped)' },
        });
      } catch (error) {
        if (!(error instanceof ConflictError) || (await get(recordingSid))?.dropped === undefined)
          throw error;
      }
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
    { once = {}, now = {}, gone = [], condition = {}, raise = false }: Update,
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
          ].join(', ')}${gone.length === 0 ? '' : ` REMOVE ${gone.join(', ')}`}`,
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
  readonly gone?: readonly string[];
  readonly condition?: { readonly expression?: string; readonly values?: Item };
  /** Whether this is an edit that other editors must notice. */
  readonly raise?: boolean;
}

function voicemailFromItem(item: Item): Voicemail {
  const { ttl: _, ...rest } = item;
  return rest as unknown as Voicemail;
}

/** A page is filled from as many pieces as it takes, up to this many requests: a flood of nuisance must not hide the rest. */
const MAX_QUERIES = 20;

async function pageOfVoicemails(
  { status, folder, limit, cursor }: Parameters<Voicemails['page']>[0],
  TableName: string,
  database: Database,
): Promise<Page<Voicemail>> {
  const items: Voicemail[] = [];
  const scope = scopeOf('voicemails', { status, folder });
  const schema =
    status === undefined
      ? keySchema(['recordingSid'])
      : keySchema(['recordingSid', 'receivedAt'], { status });
  let start = cursor === undefined ? undefined : decodeCursor(cursor, scope, schema);
  for (let requests = 0; requests < MAX_QUERIES; requests++) {
    const common = { TableName, Limit: limit - items.length, ExclusiveStartKey: start };
    const piece: QueryCommandOutput | ScanCommandOutput = await database.run(
      'page of voicemails',
      (client, options) =>
        status === undefined
          ? client.send(new ScanCommand(common), options)
          : client.send(
              new QueryCommand({ ...common, ...byStatus(status), ScanIndexForward: false }),
              options,
            ),
    );
    const found = (piece.Items ?? []).map(voicemailFromItem);
    items.push(...found.filter((message) => isShown(message, folder)));
    start = piece.LastEvaluatedKey;
    if (start === undefined || items.length >= limit) break;
  }
  return start === undefined ? { items } : { items, cursor: encodeCursor(scope, start) };
}

const isShown = (message: Voicemail, folder: Folder | undefined): boolean =>
  message.dropped === undefined && (folder === undefined || folderOf(message) === folder);

const byStatus = (status: VoicemailStatus) => ({
  IndexName: 'byStatus',
  KeyConditionExpression: '#status = :status',
  ExpressionAttributeNames: { '#status': 'status' },
  ExpressionAttributeValues: { ':status': status },
});
