// The carrier's webhooks of a call that ended in a case, a flag or at a block: kept as long as the call, and sealed with
// it. The seal also goes into the audit log, whose end is kept elsewhere: who changes a webhook later cannot change both.
import { DAY_MS } from '../../core/basics/durations.ts';
import { webhookLines } from '../../core/call/kept-webhook.ts';
import type { CallRecord, CallSeal } from '../../core/records/call-record.ts';
import { SEAL_SECONDS } from '../commit.ts';
import { sha256 } from '../sha256.ts';
import type { JobsRuntime } from '../runtime.ts';

/** A call whose end the carrier never reports is sealed as it is then. */
const LONGEST_CALL_MS = DAY_MS;

export async function sealCall(callSid: string, runtime: JobsRuntime): Promise<void> {
  const { store, deferred, now } = runtime;
  const call = await store.calls.get(callSid);
  if (call === undefined) return;
  if (mayGoOn(call, now())) return deferred.send({ kind: 'seal-call', callSid }, SEAL_SECONDS);
  const webhooks = await store.webhooks.of(callSid);
  if (webhooks.length === 0) return;
  const { calls } = await runtime.settings.current();
  const until = Date.parse(call.startedAt ?? now().toISOString()) + calls.retentionDays * DAY_MS;
  await store.webhooks.keepUntil(callSid, new Date(until).toISOString());
  // Those that came after the call was put under a hold.
  for (const hold of call.holds ?? []) await store.holds.cover(hold, { kind: 'call', id: callSid });
  const sealed = await store.calls.seal(callSid, {
    sha256: sha256(webhookLines(webhooks)),
    webhooks: webhooks.length,
    at: now().toISOString(),
  });
  if (sealed.seal !== undefined && isCaseOrFlag(sealed)) await note(callSid, sealed.seal, runtime);
}

const mayGoOn = ({ endedAt, startedAt }: CallRecord, now: Date): boolean =>
  endedAt === undefined && startedAt !== undefined && now.getTime() - Date.parse(startedAt) < LONGEST_CALL_MS;

/** Seals of calls that were refused at a block are entered together, an hour of them at a time: note-seals.ts. */
const isCaseOrFlag = ({ verdict }: CallRecord): boolean => verdict !== 'reject';

/** Once for a seal, however often it is asked for. */
const note = (
  callSid: string,
  { sha256: sum, webhooks, at }: CallSeal,
  { store }: JobsRuntime,
): Promise<void> =>
  store.audit.append({
    key: `seal:${callSid}`,
    at,
    by: 'seal',
    action: 'call.seal',
    record: callSid,
    detail: `${String(webhooks)} webhooks, SHA-256 ${sum}`,
  });
