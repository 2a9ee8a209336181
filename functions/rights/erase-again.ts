// Erases again what came back: a backup knows nothing of the erasures after it, whether all tables were restored from it or
// one, and what was on its way through the queue may arrive after one. The log of erasures holds keyed hashes, so that
// every number in the tables is hashed and compared. What was written after an erasure is new, and is none of this.
import { parseIdentity, type Identity } from '../../core/numbers/identity.ts';
import { TABLE_NAMES, type TableName } from '../../store/tables.ts';
import { suppressionToken } from '../keyed/suppression-token.ts';
import type { RightsRuntime } from '../runtime.ts';
import { readRecord, type ErasureRecord } from './erasure-record.ts';
import { timeOf } from './record-time.ts';

interface DueAgain extends ErasureRecord {
  /** The tracker does not know the erasure: it was restored. */
  readonly isRestored: boolean;
  /** Records of callers have no time of their own; these were restored as well. */
  readonly areCallersRestored: boolean;
}

/** Erasures that may have to be made again: all, or those which the database does not know. */
export async function dueAgain(
  which: 'all' | 'restored',
  { erasureLog, store, log }: RightsRuntime,
): Promise<readonly DueAgain[]> {
  const due: DueAgain[] = [];
  for (const id of await erasureLog.list()) {
    const record = readRecord(await erasureLog.read(id));
    if (record === undefined) {
      log.error('an entry of the log of erasures cannot be read', { requestId: id });
      continue;
    }
    const known = await store.rights.get(id);
    if (known?.status === 'working') continue;
    const isRestored = known?.status !== 'done';
    const areCallersRestored = !(await store.suppressions.knowsErasure(record.token));
    if (isRestored || areCallersRestored || which === 'all')
      due.push({ ...record, isRestored, areCallersRestored });
  }
  return due;
}

/** A number that is there though it was erased. */
export interface CameBack {
  readonly number: Identity;
  readonly record: ErasureRecord;
  /** What is kept of the caller was written after the erasure: the person called again. */
  readonly isCallerNew: boolean;
}

/** Numbers that came back; each item of every table is read once. */
export async function numbersAgain(
  records: readonly DueAgain[],
  runtime: RightsRuntime,
): Promise<readonly CameBack[]> {
  const secrets = await runtime.secrets();
  const byToken = new Map(records.map((record) => [record.token, record]));
  const erased = new Map<string, DueAgain | undefined>();
  const recordOf = (text: string): DueAgain | undefined => {
    if (!erased.has(text)) {
      const identity = parseIdentity(text);
      erased.set(text, identity && byToken.get(suppressionToken(secrets, identity)));
    }
    return erased.get(text);
  };
  const seen = new Map<string, Seen>();
  for (const table of TABLE_NAMES)
    for await (const items of runtime.store.subjects.each(table))
      for (const item of items)
        for (const text of textsIn(item)) {
          const record = recordOf(text);
          if (record === undefined) continue;
          const before = seen.get(text) ?? { record, as: new Set<Sighting>() };
          seen.set(text, { record, as: before.as.add(sightingOf(table, item, record)) });
        }
  return [...seen].flatMap(([text, { record, as }]) => {
    // Who called since has a record of their own making; who did not, has one that came late through the queue.
    const isCallerNew = as.has('called-since') && !as.has('old');
    const isBack = as.has('old') || as.has('undated') || (as.has('caller') && !as.has('called-since'));
    return isBack ? [{ number: text as Identity, record, isCallerNew }] : [];
  });
}

/**
 * What an item with the number says of it: `old` is of before the erasure, `undated` may be, `caller` is a caller's record,
 * which grows over time.
 */
type Sighting = 'old' | 'undated' | 'caller' | 'called-since' | 'new';
interface Seen {
  readonly record: ErasureRecord;
  readonly as: Set<Sighting>;
}

function sightingOf(
  table: TableName,
  item: Readonly<Record<string, unknown>>,
  { erasedAt, areCallersRestored }: DueAgain,
): Sighting {
  const at = timeOf(item);
  if (at !== undefined && at <= erasedAt) return 'old';
  if (at !== undefined) return table === 'calls' ? 'called-since' : 'new';
  // Counts that live for hours are no longer there when a backup is restored.
  if (table === 'limits') return 'new';
  if (table !== 'callers') return 'undated';
  return areCallersRestored ? 'old' : 'caller';
}

const NUMBERS = /\+[1-9]\d{6,21}/g;

/** Numbers anywhere in a value, and whole texts, which may be addresses. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string')
    return [...(value.match(NUMBERS) ?? []), ...(value.includes('@') ? [value] : [])];
  if (value instanceof Set || Array.isArray(value)) return [...value].flatMap(textsIn);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([key, inner]) => [...textsIn(key), ...textsIn(inner)]);
}
