// Settings that wait for a second person, beside those in force. Each has a number of its own; one that is approved,
// refused or withdrawn is removed, and the audit log keeps what became of it.
import * as z from 'zod';
import type { GuardedChange } from '../../core/settings/second-approver.ts';
import { GUARDED_KINDS } from '../../core/settings/guarded-kinds.ts';
import { parseSettings, type Settings } from '../../core/settings/settings.ts';
import { absent, equals } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { ConflictError, ItemTooLargeError } from '../database/errors.ts';
import { itemBytes, MOST_ITEM_BYTES } from '../database/item-size.ts';
import type { Item } from '../database/items.ts';
import { count, parserOf, schemaOf, text, time } from '../database/parse.ts';
import { allItems, openTable, type Table } from '../database/table.ts';
import { writeKeyOf } from './settings-items.ts';

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
  readonly keep: (proposed: NewProposal, writeKey: string | undefined) => Promise<Proposal>;
  readonly remove: (proposal: number) => Promise<void>;
}

type NewProposal = Omit<Proposal, 'proposal'>;

const NAME = 'proposal';
/** One answer of the API carries them all, and Lambda answers with 6 MB at most. */
export const MOST_PROPOSALS = 10;

export function createProposals(database: Database): Proposals {
  const table = openTable(database, 'settings');
  return {
    waiting: async () => (await allWaiting(table)).flatMap((item) => proposalFromItem(item) ?? []),

    get: async (version) => {
      const item = await table.get('read proposal', { name: NAME, version }, { consistent: true });
      return item === undefined ? undefined : proposalFromItem(item);
    },

    keep: (proposed, writeKey) => keep(table, proposed, writeKey),

    remove: (version) => table.remove('remove proposal', { name: NAME, version }),
  };
}

const allWaiting = (table: Table): Promise<Item[]> =>
  allItems(table, 'read proposals', { where: equals('name', NAME), consistent: true });

async function keep(
  table: Table,
  { settings, ...proposed }: NewProposal,
  writeKey: string | undefined,
): Promise<Proposal> {
  const kept = await allWaiting(table);
  const same = kept.find((item) => writeKey !== undefined && writeKeyOf(item) === writeKey);
  const before = same === undefined ? undefined : proposalFromItem(same);
  if (before !== undefined) return before;
  if (kept.length >= MOST_PROPOSALS) throw new ConflictError('keep proposal');
  const version = nextNumber(kept, proposed);
  const item = { name: NAME, version, document: settings, ...proposed, writeKey };
  const bytes = itemBytes(item);
  if (bytes > MOST_ITEM_BYTES) throw new ItemTooLargeError('keep proposal', bytes, MOST_ITEM_BYTES);
  await table.put('keep proposal', item, absent('version'));
  return { proposal: version, settings, ...proposed };
}

/** By the clock, so that a number is never given twice: who approves one approves what was read under it. */
const nextNumber = (kept: readonly Item[], { proposedAt }: Pick<Proposal, 'proposedAt'>): number =>
  Math.max(Date.parse(proposedAt), ...kept.map((item) => proposalOf(item).version + 1));

const proposalSchema = schemaOf<Omit<Proposal, 'proposal' | 'settings'> & { readonly version: number }>({
  version: count,
  replaces: count,
  changes: z.array(z.enum([...GUARDED_KINDS.filter((kind) => kind !== 'wide-rules'), 'second-approver'])),
  proposedBy: text,
  proposedAt: time,
});
const proposalOf = parserOf('settings', proposalSchema);

function proposalFromItem(item: Item): Proposal | undefined {
  const parsed = parseSettings(item.document);
  if (!parsed.ok) return undefined;
  const { version, ...rest } = proposalOf(item);
  return { proposal: version, ...rest, settings: parsed.settings };
}
