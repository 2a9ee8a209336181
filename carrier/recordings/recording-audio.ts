// The audio of one recording, put together from what was said while it ran.
import type { Speech } from '../call-handle.ts';
import { decodeAudio, encodeWav, SAMPLES_PER_SECOND, tone } from './wav.ts';

export interface SpokenPiece extends Speech {
  /** Seconds after the recording began. */
  readonly from: number;
}

export interface RecordedAudio {
  readonly seconds: number;
  readonly wav: Uint8Array;
}

/** A file holds ten minutes at most (9.6 MB); the rest of a longer recording counts, but is not kept. */
const LONGEST_FILE_SECONDS = 600;

/** With `trim`, silence before the first and after the last word is left out (docs/voice/twiml/record#trim). */
export function composeRecording(
  pieces: readonly SpokenPiece[],
  seconds: number,
  trim: boolean,
): RecordedAudio {
  const spoken = pieces.filter((piece) => piece.from < seconds && piece.seconds > 0);
  const begin = trim ? Math.min(seconds, ...spoken.map((piece) => piece.from)) : 0;
  const lastWord = Math.max(begin, ...spoken.map((piece) => piece.from + piece.seconds));
  const end = trim ? Math.min(seconds, lastWord) : seconds;
  const words = spoken.map((piece) => piece.text ?? '').filter(Boolean);
  return { seconds: end - begin, wav: encodeWav(mix(spoken, begin, end), words.join(' ')) };
}

function mix(pieces: readonly SpokenPiece[], begin: number, end: number): Int16Array {
  const length = Math.min(end - begin, LONGEST_FILE_SECONDS);
  const samples = new Int16Array(Math.max(0, Math.round(length * SAMPLES_PER_SECOND)));
  for (const piece of pieces) {
    const at = Math.max(0, Math.round((piece.from - begin) * SAMPLES_PER_SECOND));
    const kept = Math.min(piece.seconds, (samples.length - at) / SAMPLES_PER_SECOND);
    if (kept <= 0) continue;
    const audio = piece.audio ? decodeAudio(piece.audio) : tone(kept);
    samples.set(audio.subarray(0, Math.round(kept * SAMPLES_PER_SECOND)), at);
  }
  return samples;
}
