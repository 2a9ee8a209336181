// Settings that wait for a second person, beside those in force. Each has a number of its own; one that is approved,
// refused or withdrawn is removed, and the audit log keeps what became of it.
import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { GuardedChange } from '../../core/settings/second-approver.ts';
import { parseSettings, type Settings } from '../../core/settings/settings.ts';
import type { Database } from '../database/database.ts';
import { ConflictError, ItemTooLargeError } from '../database/errors.ts';
import { itemBytes, MOST_ITEM_BYTES } from '../database/item-size.ts';
import type { Item } from '../database/items.ts';

export interface Proposal {
  readonly proposal: number;
  /** The version of the settings that it replaces. */
  readonly replaces: number;
  /** Why it waits. */
  readonly changes: readonly GuardedChange[];
  readonly proposedBy: string;
  /** ISO 8601, UTC. */
  readonly proposedAt: string;
  readonly settings: Settings;
}

export interface Proposals {
  /** Those that wait, oldest first; ones that this version of the hotline cannot read are left out. */
  readonly waiting: () => Promise<readonly Proposal[]>;
  readonly get: (proposal: number) => Promise<Proposal | undefined>;
  /** The same `writeKey` keeps one proposal. {@link ItemTooLargeError}, {@link ConflictError} at the limit. */
  readonly keep: (proposed: Omit<Proposal, 'proposal'>, writeKey: string | undefined) => Promise<Proposal>;
  readonly remove: (proposal: number) => Promise<void>;
}

const NAME = 'proposal';
/** One answer of the API carries them all, and Lambda answers with 6 MB at most. */
export const MOST_PROPOSALS = 10;

export function createProposals(database: Database): Proposals {
  const TableName = database.table('settings');
  const page = (ExclusiveStartKey?: Item) =>
    database.run('read proposals', (client, options) =>
      client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: '#name = :name',
          ExpressionAttributeNames: { '#name': 'name' },
          ExpressionAttributeValues: { ':name': NAME },
          ConsistentRead: true,
          ExclusiveStartKey,
        }),
        options,
      ),
    );
  const items = async (): Promise<readonly Item[]> => {
    const all: Item[] = [];
    let last: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await page(last);
      all.push(...Items);
      last = LastEvaluatedKey;
    } while (last !== undefined);
    return all;
  };
  const write = (item: Item) =>
    database.run('keep proposal', (client, options) =>
      client.send(
        new PutCommand({ TableName, Item: item, ConditionExpression: 'attribute_not_exists(version)' }),
        options,
      ),
    );

  return {
    waiting: async () => (await items()).flatMap((item) => proposalFromItem(item) ?? []),

    get: async (version) => {
      const { Item: item } = await database.run('read proposal', (client, options) =>
        client.send(
          new GetCommand({ TableName, Key: { name: NAME, version }, ConsistentRead: true }),
          options,
        ),
      );
      return item === undefined ? undefined : proposalFromItem(item);
    },

    keep: async ({ settings, ...proposed }, writeKey) => {
      const kept = await items();
      const same = kept.find((item) => writeKey !== undefined && item.writeKey === writeKey);
      const before = same === undefined ? undefined : proposalFromItem(same);
      if (before !== undefined) return before;
      if (kept.length >= MOST_PROPOSALS) throw new ConflictError('keep proposal');
      // By the clock, so that a number is never given twice: who approves one approves what was read under it.
      const version = Math.max(
        Date.parse(proposed.proposedAt),
        ...kept.map((item) => Number(item.version) + 1),
      );
      const item = { name: NAME, version, document: settings, ...proposed, writeKey };
      const bytes = itemBytes(item);
      if (bytes > MOST_ITEM_BYTES) throw new ItemTooLargeError('keep proposal', bytes, MOST_ITEM_BYTES);
      await write(item);
      return { proposal: version, settings, ...proposed };
    },

    remove: async (version) => {
      await database.run('remove proposal', (client, options) =>
        client.send(new DeleteCommand({ TableName, Key: { name: NAME, version } }), options),
      );
    },
  };
}

function proposalFromItem(item: Item): Proposal | undefined {
  const parsed = parseSettings(item.document);
  if (!parsed.ok) return undefined;
  return {
    proposal: Number(item.version),
    replaces: Number(item.replaces),
    changes: item.changes as GuardedChange[],
    proposedBy: String(item.proposedBy),
    proposedAt: String(item.proposedAt),
    settings: parsed.settings,
  };
}
