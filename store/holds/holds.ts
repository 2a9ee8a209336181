// Legal holds as they are kept, and the records that are under them.
import {
  HELD_KINDS,
  stepRefusal,
  type HeldKind,
  type HeldRecord,
  type Hold,
  type HoldAct,
  type HoldStatus,
  type HoldStep,
  type NewHold,
} from '../../core/holds/hold.ts';
import { absent, all, any, equals, exists, isAbove, isBetween } from '../database/conditions.ts';
import { decodeCursor, encodeCursor, fromCursor, keySchema, scopeOf, type Page } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict, tellingConflict, VersionConflictError } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { allItems, openTable, pagesOf, type Table } from '../database/table.ts';
import { hold as holdItem, release as releaseItem, type Holdable } from '../retention/held-period.ts';
import { HEAD, webhookKeyOf, holdFromItem, rowFromItem, rowOf } from './hold-items.ts';

export type HeldCounts = Readonly<Record<HeldKind, number>>;

interface HoldQuery {
  readonly status: HoldStatus;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A record that was put under a hold, and the key of its recording where there is one. */
interface Covered {
  readonly audioKey?: string;
}

export interface Holds {
  /** Once per id: the hold as it stands, whoever placed it first. */
  readonly place: (hold: NewHold) => Promise<Hold>;
  readonly get: (id: string) => Promise<Hold | undefined>;
  /** Newest first. */
  readonly page: (query: HoldQuery) => Promise<Page<Hold>>;
  /** All that are in force, also those that are proposed to be lifted. */
  readonly inForce: () => Promise<readonly Hold[]>;
  /** Those that two people have lifted and whose records are not all released. */
  readonly lifting: () => Promise<readonly Hold[]>;
  /** How many records of each kind are under it. */
  readonly counts: (id: string) => Promise<HeldCounts>;
  /** Hands over all records under it, page by page. */
  readonly records: (id: string) => AsyncGenerator<readonly HeldRecord[]>;
  /** Which of these are not covered yet. */
  readonly uncovered: (id: string, records: readonly HeldRecord[]) => Promise<readonly HeldRecord[]>;
  /** Those whose work was begun and is not known to be done. */
  readonly unfinished: (id: string) => Promise<readonly HeldRecord[]>;
  /** From here on nothing removes the record. Can be done twice; a record that is gone is forgotten. */
  readonly cover: (id: string, record: HeldRecord) => Promise<Covered | undefined>;
  /** Its recording is kept as well. */
  readonly noteCovered: (id: string, record: HeldRecord) => Promise<void>;
  /** The record's ordinary period applies again, unless another hold is on it. */
  readonly release: (id: string, record: HeldRecord) => Promise<Released>;
  readonly forget: (id: string, record: HeldRecord) => Promise<void>;
  /** {@link HoldConflictError} where somebody else changed it first, or the step cannot be taken. */
  readonly step: (found: Hold, step: HoldStep, act: HoldAct) => Promise<Hold>;
  /** Nothing is under it any more. @param expiresAt when the hold itself is forgotten, ISO 8601 */
  readonly end: (id: string, expiresAt: string) => Promise<void>;
}

/** What is left of a record: its recording, and whether another hold is on it. */
interface Released extends Covered {
  readonly held: boolean;
}

/** The hold is at another version than the writer believed, or is gone. */
class HoldConflictError extends VersionConflictError<Hold> {
  constructor(id: string, standing: Hold | undefined) {
    super(`the hold ${id}`, standing, standing?.version ?? 0);
  }
}

/** The table of each kind of record, and the attribute that names one. */
const HELD_TABLES = {
  call: { table: 'calls', key: 'callSid' },
  voicemail: { table: 'voicemails', key: 'recordingSid' },
  case: { table: 'cases', key: 'caseNumber' },
} as const satisfies Record<HeldKind, { table: 'calls' | 'voicemails' | 'cases'; key: string }>;

export function createHolds(database: Database): Holds {
  const table = openTable(database, 'holds');
  const holdable = ({ kind, id }: HeldRecord): Holdable => ({
    table: openTable(database, HELD_TABLES[kind].table),
    key: { [HELD_TABLES[kind].key]: id },
  });
  return {
    place: (hold) => place(table, hold),
    get: (id) => get(table, id),
    page: (query) => fromCursor(query.cursor, () => pageOfHolds(table, query)),
    inForce: async () => [
      ...(await ofStatus(table, 'in-force')),
      ...(await ofStatus(table, 'lift-proposed')),
    ],
    lifting: () => ofStatus(table, 'lifting'),
    counts: (id) => countsOf(table, id),
    records: (id) => recordsOf(table, id),
    uncovered: (id, records) => uncovered(table, id, records),
    unfinished: (id) => unfinished(table, id),
    cover: async (id, record) => {
      await table.update('cover', rowKey(id, record), { once: { covered: false } });
      const item = await holdItem(holdable(record), id);
      if (item === undefined) return forget(table, id, record).then(() => undefined);
      for (const one of await webhooksOf(database, record)) await holdItem(one, id);
      await noteEarliest(table, id, item);
      return audioIn(item);
    },
    noteCovered: async (id, record) => {
      await table
        .update('cover', rowKey(id, record), { set: { covered: true } }, { only: exists('hold') })
        .catch(ignoreConflict);
    },
    release: async (id, record) => {
      for (const one of await webhooksOf(database, record)) await releaseItem(one, id);
      const item = await releaseItem(holdable(record), id);
      return { ...(item === undefined ? {} : audioIn(item)), held: item?.holds !== undefined };
    },
    forget: (id, record) => forget(table, id, record),
    step: (found, step, act) => takeStep(table, found, { step, act }),
    end: async (id, expiresAt) => {
      const change = { set: { status: 'lifted', ttl: epochSeconds(expiresAt) }, add: { version: 1 } };
      await table
        .update('end hold', headKey(id), change, { only: equals('status', 'lifting') })
        .catch(ignoreConflict);
    },
  };
}

/** Of a call, as the carrier sent them: they are under the holds of the call. */
async function webhooksOf(database: Database, { kind, id }: HeldRecord): Promise<Holdable[]> {
  if (kind !== 'call') return [];
  const table = openTable(database, 'webhooks');
  const items = await allItems(table, 'webhooks of a call', {
    where: equals('callSid', id),
    attributes: ['callSid', 'arrival'],
    consistent: true,
  });
  return items.map((key) => ({ table, key: webhookKeyOf(key) }));
}

const headKey = (id: string) => ({ hold: id, record: HEAD });
const rowKey = (id: string, record: HeldRecord) => ({ hold: id, record: rowOf(record) });

async function place(table: Table, { id, ...hold }: NewHold): Promise<Hold> {
  const head = { ...headKey(id), ...hold, status: 'in-force', version: 1 };
  await table.put('place hold', head, absent('hold')).catch(ignoreConflict);
  const placed = await get(table, id);
  if (placed === undefined) throw new HoldConflictError(id, undefined);
  return placed;
}

async function get(table: Table, id: string): Promise<Hold | undefined> {
  const item = await table.get('read hold', headKey(id), { consistent: true });
  return item === undefined ? undefined : holdFromItem(item);
}

const ofStatus = async (table: Table, status: HoldStatus): Promise<Hold[]> =>
  (await allItems(table, 'read holds', { index: 'byStatus', where: equals('status', status) })).map(
    holdFromItem,
  );

async function pageOfHolds(table: Table, { status, limit, cursor }: HoldQuery): Promise<Page<Hold>> {
  const scope = scopeOf('holds', { status });
  const place = keySchema(['hold', 'record', 'at'], { status });
  const after = cursor === undefined ? undefined : decodeCursor(cursor, scope, place);
  const { items, next } = await table.query('page of holds', {
    index: 'byStatus',
    where: equals('status', status),
    newestFirst: true,
    limit,
    after,
  });
  const page = { items: items.map(holdFromItem) };
  return next === undefined ? page : { ...page, cursor: encodeCursor(scope, next) };
}

// --- records ------------------------------------------------------------------------------------------------------

const rowsOf = (id: string, kind: HeldKind) =>
  all(equals('hold', id), isBetween('record', `${kind}:`, `${kind}:~`));

async function countsOf(table: Table, id: string): Promise<HeldCounts> {
  const count = async (kind: HeldKind): Promise<number> => {
    let counted = 0;
    const query = { where: rowsOf(id, kind), countOnly: true } as const;
    for await (const page of pagesOf(table, 'count records under a hold', query)) counted += page.count;
    return counted;
  };
  const [call = 0, voicemail = 0, ofCase = 0] = await Promise.all(HELD_KINDS.map(count));
  return { call, voicemail, case: ofCase };
}

async function* recordsOf(table: Table, id: string): AsyncGenerator<readonly HeldRecord[]> {
  for (const kind of HELD_KINDS)
    for await (const { items } of pagesOf(table, 'records under a hold', {
      where: rowsOf(id, kind),
      consistent: true,
    }))
      yield items.map(rowFromItem);
}

async function uncovered(table: Table, id: string, records: readonly HeldRecord[]): Promise<HeldRecord[]> {
  const rows = await table.getMany(
    'records under a hold',
    records.map((record) => rowKey(id, record)),
  );
  const done = new Set(
    rows
      .map(rowFromItem)
      .filter(({ covered }) => covered)
      .map(rowOf),
  );
  return records.filter((record) => !done.has(rowOf(record)));
}

async function unfinished(table: Table, id: string): Promise<HeldRecord[]> {
  const ofKind = (kind: HeldKind): Promise<Item[]> =>
    allItems(table, 'records under a hold', { where: rowsOf(id, kind), filter: equals('covered', false) });
  return (await Promise.all(HELD_KINDS.map(ofKind))).flat().map(rowFromItem);
}

const forget = (table: Table, id: string, record: HeldRecord): Promise<void> =>
  table.remove('forget a record under a hold', rowKey(id, record));

/** Of the oldest record that is covered. */
async function noteEarliest(table: Table, id: string, item: Item): Promise<void> {
  const at = item.startedAt ?? item.receivedAt;
  if (typeof at !== 'string') return;
  const only = all(exists('hold'), any(absent('earliest'), isAbove('earliest', at)));
  await table
    .update('note oldest record', headKey(id), { set: { earliest: at } }, { only })
    .catch(ignoreConflict);
}

function audioIn({ audio }: Item): Covered {
  if (typeof audio !== 'object' || audio === null || !('key' in audio)) return {};
  return typeof audio.key === 'string' ? { audioKey: audio.key } : {};
}

// --- lifting ------------------------------------------------------------------------------------------------------

interface Taken {
  readonly step: HoldStep;
  readonly act: HoldAct;
}

const STEPS = {
  propose: (proposal: HoldAct) => ({ set: { status: 'lift-proposed', proposal } }),
  lift: (lifted: HoldAct) => ({ set: { status: 'lifting', lifted } }),
  refuse: () => ({ set: { status: 'in-force' }, remove: ['proposal'] }),
} as const;

async function takeStep(table: Table, found: Hold, { step, act }: Taken): Promise<Hold> {
  if (stepRefusal(step, found, act.by) !== undefined) throw new HoldConflictError(found.id, found);
  const changed = table.update(
    'change hold',
    headKey(found.id),
    { ...STEPS[step](act), add: { version: 1 } },
    { only: equals('version', found.version), returns: 'ALL_NEW' },
  );
  const conflict = async () => new HoldConflictError(found.id, await get(table, found.id));
  return holdFromItem(await tellingConflict(changed, conflict));
}
