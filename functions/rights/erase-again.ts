// Erases again what came back: a backup knows nothing of the erasures after it, whether all tables were restored from it or
// one, and what was on its way through the queue may arrive after one. The log of erasures holds keyed hashes, so that every number in the tables is hashed and
// compared.
import { parseIdentity, type Identity } from '../../core/numbers/identity.ts';
import { TABLE_NAMES } from '../../store/tables.ts';
import { suppressionToken } from '../keyed/suppression-token.ts';
import type { RightsRuntime } from '../runtime.ts';
import { readRecord, type ErasureRecord } from './erasure-record.ts';

interface DueAgain extends ErasureRecord {
  /** The database does not know the erasure: it was restored. */
  readonly isRestored: boolean;
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
    const isRestored = known?.status !== 'done' && known?.status !== 'working';
    if (known?.status !== 'working' && (isRestored || which === 'all')) due.push({ ...record, isRestored });
  }
  return due;
}

const NUMBERS = /\+[1-9]\d{6,21}/g;

/** Numbers in the tables for which one of the erasures stands. */
export async function numbersAgain(
  records: readonly ErasureRecord[],
  runtime: RightsRuntime,
): Promise<ReadonlyMap<Identity, ErasureRecord>> {
  const secrets = await runtime.secrets();
  const byToken = new Map(records.map((record) => [record.token, record]));
  const found = new Map<Identity, ErasureRecord>();
  const seen = new Set<string>();
  for (const table of TABLE_NAMES)
    for await (const items of runtime.store.subjects.each(table))
      for (const text of items.flatMap(textsIn)) {
        if (seen.has(text)) continue;
        seen.add(text);
        const identity = parseIdentity(text);
        const record = identity && byToken.get(suppressionToken(secrets, identity));
        if (identity !== undefined && record !== undefined) found.set(identity, record);
      }
  return found;
}

/** Numbers anywhere in a value, and whole texts, which may be addresses. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string')
    return [...(value.match(NUMBERS) ?? []), ...(value.includes('@') ? [value] : [])];
  if (value instanceof Set || Array.isArray(value)) return [...value].flatMap(textsIn);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([key, inner]) => [...textsIn(key), ...textsIn(inner)]);
}
