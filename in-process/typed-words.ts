// The transcriber of one machine: nobody listens to a recording here, but of a simulated call what the caller typed stands
// in the file. A recording of a real call has nothing of the kind, and is not written down.
import type { RecordingStore, Transcriber } from '../functions/runtime.ts';
import { wavComment } from '../carrier/recordings/wav.ts';

export const typedWords = (recordings: RecordingStore): Transcriber => ({
  begin: async ({ key }) => {
    const audio = await recordings.get(key);
    const words = audio === undefined ? '' : wavComment(audio);
    return words === '' ? undefined : words;
  },
  recordingOf: () => undefined,
  result: () => Promise.resolve(undefined),
  forget: () => Promise.resolve(),
});
