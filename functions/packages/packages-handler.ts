// The packages function: makes what two people have approved, one package after the other.
import { MINUTE_MS } from '../../core/basics/durations.ts';
import { LEASE_MINUTES, type EvidencePackage } from '../../core/packages/evidence-package.ts';
import { defer } from '../commit.ts';
import type { PackagesRuntime } from '../runtime.ts';
import { makePackage } from './make.ts';
import type { TimeLeft } from './payload.ts';

/** Of its time, in which a run begins another package: one that begins late would be told that it is too large. */
const FRESH = 0.9;
const ENDLESS: TimeLeft = () => Infinity;

export function createPackagesHandler(runtime: PackagesRuntime): (timeLeft?: TimeLeft) => Promise<void> {
  return async (timeLeft = ENDLESS) => {
    const whole = timeLeft();
    for (const id of await toBeMade(runtime)) {
      if (timeLeft() < whole * FRESH) return;
      await makeOne(id, runtime, timeLeft);
    }
  };
}

/** Those approved, and those whose job has died. */
async function toBeMade({ store }: PackagesRuntime): Promise<readonly string[]> {
  const pages = await Promise.all(
    (['approved', 'making'] as const).map((status) => store.packages.page({ status, limit: 100 })),
  );
  return pages.flatMap(({ items }) => items.map(({ id }) => id));
}

async function makeOne(id: string, runtime: PackagesRuntime, timeLeft: TimeLeft): Promise<void> {
  const { store, now, log } = runtime;
  const until = new Date(now().getTime() + LEASE_MINUTES * MINUTE_MS).toISOString();
  const auditSequence = (await store.audit.head())?.sequence ?? 0;
  const about = await store.packages.take(id, { now: now().toISOString(), until, auditSequence });
  if (about === undefined) return;
  try {
    const made = await makePackage(about, runtime, timeLeft);
    await store.packages.finish(id, made);
    await note(about, `made: ${String(made.files)} files, SHA-256 ${made.sha256}`, runtime);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    log.error('evidence package not made', { packageId: id, error });
    await store.packages.fail(id, problem);
    await note(about, `not made: ${problem}`, runtime);
  }
}

/** Each making has an entry of its own. */
async function note(
  { id, version }: EvidencePackage,
  detail: string,
  runtime: PackagesRuntime,
): Promise<void> {
  const entry = {
    key: `package:${id}:${String(version)}`,
    at: runtime.now().toISOString(),
    by: 'packages',
    action: 'package.made',
    record: id,
    detail: detail.slice(0, 500),
  } as const;
  const { failed } = await runtime.store.commit([{ kind: 'audit', entry }]);
  if (failed.length > 0) await defer({ kind: 'commit', effects: [{ kind: 'audit', entry }] }, runtime);
}
