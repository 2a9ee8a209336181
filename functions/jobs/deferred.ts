// Deferred work: writes that failed, recordings to copy from the carrier, and notifications.
// Delivered at least once, so each can be done twice.
import { assertNever } from '../../core/basics/assert-never.ts';
import { awaitsCarrier, needsTranscriber } from '../../core/messages/transcriber.ts';
import type { StoredEffect } from '../../store/commit.ts';
import { StoreRefusedError } from '../../store/database/errors.ts';
import { summary } from '../commit.ts';
import { sha256 } from '../sha256.ts';
import { fanOut } from '../notify/fan-out.ts';
import { postWebhook } from '../notify/webhook-sender.ts';
import { withoutPersonalData } from '../queue/shelf.ts';
import type { DeferredTask, JobsRuntime, Runtime } from '../runtime.ts';
import { claimExpiry } from '../admin/listings/import-parts.ts';
import { coverHold, releaseHold } from '../holds/keep-held.ts';
import { judgeNumber, reconsiderBlock } from './evidence/judge.ts';
import { countCall } from '../subscriptions/count-call.ts';
import { clearNumber } from '../subscriptions/sightings.ts';
import { bringSharesUpToDate } from '../sharing/bring-up-to-date.ts';
import { sealCall } from './seal-call.ts';
import { sendText } from './send-text.ts';
import { transcribe } from './transcribe.ts';
import { withdrawEvidence } from './evidence/withdraw-evidence.ts';

/** @throws when it should be tried again later */
export async function runDeferred(task: DeferredTask, runtime: JobsRuntime): Promise<void> {
  switch (task.kind) {
    case 'commit':
      return commitAgain(task.effects, runtime);
    case 'end-import':
      return endImport(task, runtime);
    case 'fetch-recording':
      return bringOver(task, runtime);
    case 'judge':
      return judgeNumber(task.number, runtime);
    case 'reconsider-block':
      return reconsiderBlock(task.number, runtime);
    case 'withdraw-evidence':
      await withdrawEvidence(task, runtime);
      return bringSharesUpToDate(runtime);
    case 'partner-call':
      return countCall(task, runtime);
    case 'number-cleared':
      return clearNumber(task.number, task.at, runtime);
    case 'update-shares':
      return bringSharesUpToDate(runtime);
    case 'seal-call':
      return sealCall(task.callSid, runtime);
    case 'transcribe':
      return transcribe(task.recordingSid, runtime);
    case 'drop-recording':
      return dropRecording(task.recordingSid, runtime);
    case 'cover-hold':
      return coverHold(task.hold, runtime);
    case 'release-hold':
      return releaseHold(task.hold, runtime);
    case 'send-sms':
      return sendText(task, runtime);
    case 'notify':
      return fanOut(task.notice, runtime);
    case 'send-email':
      return runtime.mailer.send(task.email);
    case 'post-webhook':
      return postWebhook(task, runtime);
    default:
      return assertNever(task, 'deferred task');
  }
}

async function commitAgain(effects: readonly StoredEffect[], runtime: Runtime): Promise<void> {
  const { failed } = await runtime.store.commit(effects);
  const refused = failed.filter(({ error }) => error instanceof StoreRefusedError);
  const left = failed.filter((one) => !refused.includes(one));
  if (left.length === 0 && refused[0] !== undefined && refused.length === effects.length)
    throw refused[0].error;
  if (refused.length > 0) {
    await setRefusedAside(refused, runtime);
    // Alone: with the refused ones it would come back whole, and they would be set aside again.
    if (left.length > 0)
      await runtime.deferred.send({ kind: 'commit', effects: left.map(({ effect }) => effect) });
    return;
  }
  if (failed.length > 0) {
    throw new Error(`${failed.length} of ${effects.length} writes failed again`, { cause: failed[0]?.error });
  }
}

type Failed = Awaited<ReturnType<Runtime['store']['commit']>>['failed'];

async function setRefusedAside(refused: Failed, { shelf, log, now }: Runtime): Promise<void> {
  const task: DeferredTask = { kind: 'commit', effects: refused.map(({ effect }) => effect) };
  const error = refused[0]?.error;
  await shelf.put({
    lane: 'writes',
    body: JSON.stringify(task),
    problem: 'refused',
    why: withoutPersonalData(String(error)),
    attempts: 1,
    sentAt: now().toISOString(),
  });
  log.error('the database refuses a deferred task for good: set aside', { problem: summary(task), error });
}

type EndTask = Extract<DeferredTask, { kind: 'end-import' }>;

/** Of an import in parts whose next part has not come: what was written until then is in the audit log. */
async function endImport({ claim, entry }: EndTask, runtime: JobsRuntime): Promise<void> {
  if (!(await runtime.store.limits.claim(claim, 'ended', claimExpiry(runtime.now())))) return;
  await commitAgain([{ kind: 'audit', entry }], runtime);
}

type FetchTask = Extract<DeferredTask, { kind: 'fetch-recording' }>;

/** Deleted at the carrier only after our copy has been read back and its place noted, and what is said in it written down. */
async function bringOver({ recordingSid, transcriptionSid }: FetchTask, runtime: Runtime): Promise<void> {
  const message = await runtime.store.voicemails.get(recordingSid);
  if (message === undefined) throw new Error(`no voicemail ${recordingSid} is stored yet`);
  if (message.dropped !== undefined) return dropRecording(recordingSid, runtime);
  if (message.audio.place === 'at-carrier') {
    const audio = await runtime.carrier.fetchRecording(recordingSid);
    if (audio === undefined) {
      runtime.log.error('the carrier has no such recording', { recordingSid });
      return;
    }
    const key = keyOf(recordingSid);
    await runtime.recordings.put(key, audio);
    const copy = await runtime.recordings.get(key);
    if (copy === undefined || sha256(copy) !== sha256(audio))
      throw new Error(`the copy of ${recordingSid} differs`);
    if (message.holds !== undefined) await runtime.recordings.hold(key);
    await runtime.store.voicemails.noteStored(recordingSid, {
      place: 'stored',
      key,
      sha256: sha256(audio),
      bytes: audio.byteLength,
    });
  }
  const settings = await runtime.settings.current();
  if (needsTranscriber(message, settings)) await runtime.deferred.send({ kind: 'transcribe', recordingSid });
  // Its transcript brings this task again; where none comes, the reconciler does.
  if (transcriptionSid === undefined && awaitsCarrier(message, settings, runtime.now())) return;
  await Promise.all([
    runtime.carrier.deleteRecording(recordingSid),
    transcriptionSid === undefined ? undefined : runtime.carrier.deleteTranscription(transcriptionSid),
  ]);
}

/** Here and at the carrier, unless its message is under a legal hold. */
async function dropRecording(recordingSid: string, runtime: Runtime): Promise<void> {
  const message = await runtime.store.voicemails.get(recordingSid);
  if (message?.dropped === undefined && message?.holds !== undefined) return;
  await Promise.all([
    runtime.recordings.remove(keyOf(recordingSid)),
    runtime.carrier.deleteRecording(recordingSid),
  ]);
}

const keyOf = (recordingSid: string): string => `voicemail/${recordingSid}.wav`;
