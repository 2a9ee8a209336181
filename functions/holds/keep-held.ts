// Puts records under a legal hold, and releases them. Each step can be done twice: work that was interrupted is done again
// by the queue or by the retention job.
import { DAY_MS } from '../../core/basics/durations.ts';
import { auditKeptFrom, isInForce, type HeldRecord, type Hold, type NewHold } from '../../core/holds/hold.ts';
import { defer } from '../commit.ts';
import type { Runtime } from '../runtime.ts';
import { recordsIn } from './hold-contents.ts';

/** One delivery of the work covers or releases so many records, and leaves the rest to the next. */
const MOST_RECORDS = 1_000;
/** Requests to the store and the bucket on their way at once. */
const AT_ONCE = 8;

/** In force at once; what its scope covers is found by the queue. */
export async function placeHold(hold: NewHold, runtime: Runtime): Promise<Hold> {
  const placed = await runtime.store.holds.place(hold);
  if (placed.scope.kind !== 'records') await defer({ kind: 'cover-hold', hold: placed.id }, runtime);
  return placed;
}

/** Nothing removes these records from here on. One that does not exist is passed over. */
async function coverRecords(id: string, records: readonly HeldRecord[], runtime: Runtime): Promise<void> {
  await inTurn(records, (record) => coverOne(id, record, runtime));
  const hold = await runtime.store.holds.get(id);
  // It was lifted meanwhile: a record that was covered afterwards would stay forever.
  if (hold === undefined || !isInForce(hold.status))
    await inTurn(records, (record) => releaseOne(id, record, runtime));
}

async function coverOne(id: string, record: HeldRecord, { store, recordings }: Runtime): Promise<void> {
  const covered = await store.holds.cover(id, record);
  if (covered === undefined) return;
  if (covered.audioKey !== undefined) await recordings.hold(covered.audioKey);
  await store.holds.noteCovered(id, record);
}

async function releaseOne(id: string, record: HeldRecord, { store, recordings }: Runtime): Promise<void> {
  const { audioKey, held } = await store.holds.release(id, record);
  if (audioKey !== undefined && !held) await recordings.release(audioKey);
  await store.holds.forget(id, record);
}

/** The records of its scope, and those whose work was interrupted. */
export async function coverHold(id: string, runtime: Runtime): Promise<void> {
  const hold = await runtime.store.holds.get(id);
  if (hold === undefined || !isInForce(hold.status)) return;
  let left = MOST_RECORDS;
  await coverRecords(id, await runtime.store.holds.unfinished(id), runtime);
  for await (const found of recordsIn(hold.scope, runtime)) {
    const records = await runtime.store.holds.uncovered(id, found);
    await coverRecords(id, records, runtime);
    left -= records.length;
    if (left <= 0) return defer({ kind: 'cover-hold', hold: id }, runtime);
  }
}

export async function releaseHold(id: string, runtime: Runtime): Promise<void> {
  const hold = await runtime.store.holds.get(id);
  if (hold?.status !== 'lifting') return;
  let left = MOST_RECORDS;
  for await (const records of runtime.store.holds.records(id)) {
    await inTurn(records, (record) => releaseOne(id, record, runtime));
    left -= records.length;
    if (left <= 0) return defer({ kind: 'release-hold', hold: id }, runtime);
  }
  const { audit } = await runtime.settings.current();
  const expiresAt = new Date(runtime.now().getTime() + audit.retentionDays * DAY_MS).toISOString();
  await runtime.store.holds.end(id, expiresAt);
}

/**
 * For the retention job: covers what came since, goes on with what was interrupted.
 * @returns the day from which the audit log is kept for holds; undefined where there are none
 */
export async function keepHolds(runtime: Runtime): Promise<string | undefined> {
  const { holds } = runtime.store;
  for (const { id } of await holds.inForce()) await coverHold(id, runtime);
  for (const { id } of await holds.lifting()) await releaseHold(id, runtime);
  const kept = (await holds.inForce()).flatMap((hold) => auditKeptFrom(hold) ?? []);
  return kept.toSorted()[0];
}

async function inTurn<Task>(tasks: readonly Task[], run: (task: Task) => Promise<void>): Promise<void> {
  for (let begin = 0; begin < tasks.length; begin += AT_ONCE)
    await Promise.all(tasks.slice(begin, begin + AT_ONCE).map(run));
}
