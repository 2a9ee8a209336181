// Messages that the carrier does not write down: begun once our own copy is there, kept when word comes that it is done.
import type { EventBridgeEvent } from 'aws-lambda';
import { transcriptEffects } from '../../core/call/answers/messages/transcript-arrived.ts';
import type { Transcript } from '../../core/messages/transcript.ts';
import type { Voicemail } from '../../core/messages/message.ts';
import { isStored } from '../../store/commit.ts';
import type { JobsRuntime } from '../runtime.ts';

/** https://docs.aws.amazon.com/transcribe/latest/dg/monitoring-events.html */
export type TranscriptionEnded = EventBridgeEvent<
  'Transcribe Job State Change',
  {
    readonly TranscriptionJobName: string;
    readonly TranscriptionJobStatus: string;
    readonly FailureReason?: string;
  }
>;

/** @throws when it should be tried again later */
export async function transcribe(recordingSid: string, runtime: JobsRuntime): Promise<void> {
  const message = await runtime.store.voicemails.get(recordingSid);
  if (message === undefined) throw new Error(`no voicemail ${recordingSid} is stored yet`);
  if (message.dropped !== undefined || message.transcript !== undefined) return;
  if (message.audio.place !== 'stored') throw new Error(`the audio of ${recordingSid} is not stored yet`);
  const { hotline, voicemail } = await runtime.settings.current();
  if (!voicemail.transcribe) return;
  const { language = hotline.language, audio } = message;
  const text = await runtime.transcriber.begin({ recordingSid, key: audio.key, language });
  if (text !== undefined) await keep(message, text, 'typed', runtime);
}

/** The text goes from the transcriber's output only after it has been kept here. */
export async function transcriptionEnded(
  { detail }: Pick<TranscriptionEnded, 'detail'>,
  runtime: JobsRuntime,
): Promise<void> {
  const recordingSid = runtime.transcriber.recordingOf(detail.TranscriptionJobName);
  if (recordingSid === undefined) return;
  if (detail.TranscriptionJobStatus !== 'COMPLETED') {
    const problem = detail.FailureReason ?? detail.TranscriptionJobStatus;
    runtime.log.warn('a message could not be written down', { recordingSid, problem });
    return;
  }
  const [message, text] = await Promise.all([
    runtime.store.voicemails.get(recordingSid),
    runtime.transcriber.result(recordingSid),
  ]);
  // The message was deleted in the meantime, or this notification came before.
  if (message !== undefined && message.dropped === undefined && text !== undefined) {
    await keep(message, text, 'amazon-transcribe', runtime);
  }
  await runtime.transcriber.forget(recordingSid);
}

async function keep(
  { recordingSid, callSid, caller }: Voicemail,
  text: string,
  by: Transcript['by'],
  runtime: JobsRuntime,
): Promise<void> {
  const settings = await runtime.settings.current();
  const written = { recordingSid, callSid, caller, by, text };
  const effects = transcriptEffects(written, { settings, now: runtime.now() }).filter(isStored);
  const { failed } = await runtime.store.commit(effects);
  if (failed.length > 0) {
    throw new Error(`the transcript of ${recordingSid} is not kept yet`, { cause: failed[0]?.error });
  }
}
