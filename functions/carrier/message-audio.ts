// The audio of a message, wherever it is: a message that has only just come in may still be at the carrier alone.
import type { Runtime } from '../runtime.ts';

/** Undefined when it is gone, here and at the carrier, or was deleted. */
export async function audioOf(recordingSid: string, runtime: Runtime): Promise<Uint8Array | undefined> {
  const message = await runtime.store.voicemails.get(recordingSid);
  if (message?.dropped !== undefined || message?.audio.place === 'none') return undefined;
  return message?.audio.place === 'stored'
    ? runtime.recordings.get(message.audio.key)
    : runtime.carrier.fetchRecording(recordingSid);
}
