// Anchors the head of the audit log outside of the database, once a day, with a time stamp where an authority is set.
import {
  anchorBytes,
  anchorIn,
  FIRST_PREVIOUS,
  sha256Of,
  type AnchorFile,
} from '../../store/audit/audit-anchors.ts';
import type { JobsRuntime } from '../runtime.ts';

export async function anchorAuditLog(runtime: JobsRuntime): Promise<void> {
  const { anchors, now } = runtime;
  const on = now().toISOString().slice(0, 10);
  const last = (await anchors.list()).at(-1);
  const before = last && (await anchors.read(last));
  // A clock that was put back makes no anchor before one that is there.
  if (before !== undefined && before.name >= on) return stamp(before, runtime);
  const bytes = await nextAnchor(on, before, runtime);
  if (bytes === undefined) return;
  await anchors.keep(on, bytes);
  await stamp({ name: on, bytes }, runtime);
}

/** Undefined while nothing has been written that could be anchored. */
async function nextAnchor(
  on: string,
  before: AnchorFile | undefined,
  runtime: JobsRuntime,
): Promise<Uint8Array | undefined> {
  const head = await runtime.store.audit.head();
  if (before !== undefined) await compare(before, runtime);
  if (head === undefined) return undefined;
  const { day, sequence, hash } = head;
  const previous = before === undefined ? FIRST_PREVIOUS : sha256Of(before.bytes);
  return anchorBytes({ on, day, sequence, hash, at: runtime.now().toISOString(), previous });
}

/** The operator is told the same day. The anchor is made all the same: both show what the log was. */
async function compare(before: AnchorFile, { store, log }: JobsRuntime): Promise<void> {
  const anchor = anchorIn(before.bytes);
  const standing = anchor && (await store.audit.at(anchor));
  if (anchor !== undefined && standing?.hash === anchor.hash) return;
  log.error('the audit log is not as it was anchored: keep a copy of it, and run hotline audit verify', {
    problem: `anchor of ${before.name}`,
  });
}

/** An authority that does not answer is asked again by the next run of the same day. */
async function stamp({ name, bytes, stamp: kept }: AnchorFile, runtime: JobsRuntime): Promise<void> {
  if (kept !== undefined) return;
  try {
    const token = await runtime.timestamper.stamp(Buffer.from(sha256Of(bytes), 'hex'));
    if (token !== undefined) await runtime.anchors.keepStamp(name, token);
  } catch (error) {
    runtime.log.error('the time stamp authority did not stamp the anchor of the audit log', { error });
  }
}
