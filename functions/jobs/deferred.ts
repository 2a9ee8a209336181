// Work put off: writes that could not be made, recordings to be brought over from the carrier, and what people are told.
// Delivered at least once, so each can be done twice.
import { createHash } from 'node:crypto';
import { assertNever } from '../../core/assert-never.ts';
import type { StoredEffect } from '../../store/commit.ts';
import { fanOut } from '../notify/fan-out.ts';
import { postWebhook } from '../notify/webhook.ts';
import type { DeferredTask, JobsRuntime, Runtime } from '../runtime.ts';
import { judgeNumber } from './judge.ts';

/** @throws when it should be tried again later */
export async function runDeferred(task: DeferredTask, runtime: JobsRuntime): Promise<void> {
  switch (task.kind) {
    case 'commit':
      return commitAgain(task.effects, runtime);
    case 'fetch-recording':
      return bringOver(task, runtime);
    case 'judge':
      return judgeNumber(task.number, runtime);
    case 'drop-recording':
      return dropRecording(task.recordingSid, runtime);
    case 'send-sms': {
      const { hotline } = await runtime.settings.current();
      return runtime.carrier.sendSms({ from: hotline.number, to: task.to, body: task.body });
    }
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
  if (failed.length > 0) {
    throw new Error(`${failed.length} of ${effects.length} writes failed again`, { cause: failed[0]?.error });
  }
}

type FetchTask = Extract<DeferredTask, { kind: 'fetch-recording' }>;

/** Deleted at the carrier only after our copy has been read back and its place noted. */
async function bringOver({ recordingSid }: FetchTask, runtime: Runtime): Promise<void> {
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
    await runtime.store.voicemails.noteStored(recordingSid, {
      place: 'stored',
      key,
      sha256: sha256(audio),
      bytes: audio.byteLength,
    });
  }
  await runtime.carrier.deleteRecording(recordingSid);
}

/** Here and at the carrier. */
async function dropRecording(recordingSid: string, runtime: Runtime): Promise<void> {
  await Promise.all([
    runtime.recordings.remove(keyOf(recordingSid)),
    runtime.carrier.deleteRecording(recordingSid),
  ]);
}

const keyOf = (recordingSid: string): string => `voicemail/${recordingSid}.wav`;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
