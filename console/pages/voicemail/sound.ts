// What a recording sounds like, for the eye: its loudness over time, and how many passages of sound are in it.

export interface Sound {
  readonly seconds: number;
  /** Loudest moment of each stretch, 0 to 1. */
  readonly peaks: readonly number[];
  /** Stretches of sound with at least half a second of silence between them. */
  readonly passages: number;
}

const STRETCHES = 400;
/** Telephone lines hiss below this. */
const SILENCE = 0.02;
const PAUSE_SECONDS = 0.5;

/** @throws where the browser cannot decode it */
export async function decode(file: ArrayBuffer): Promise<Sound> {
  // Offline: nothing is heard, and no browser asks for a click first.
  const buffer = await new OfflineAudioContext(1, 1, 44_100).decodeAudioData(file);
  return listen(buffer.getChannelData(0), buffer.duration);
}

function listen(samples: Float32Array, seconds: number): Sound {
  const length = Math.max(1, Math.ceil(samples.length / STRETCHES));
  const count = Math.ceil(samples.length / length);
  const peaks = Array.from({ length: count }, (_, index) => {
    let peak = 0;
    for (const sample of samples.subarray(index * length, (index + 1) * length)) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return Math.min(1, peak);
  });
  return { seconds, peaks, passages: passagesIn(peaks, (PAUSE_SECONDS * count) / Math.max(seconds, 0.001)) };
}

function passagesIn(peaks: readonly number[], pause: number): number {
  let passages = 0;
  let silent = Number.POSITIVE_INFINITY;
  for (const peak of peaks) {
    if (peak < SILENCE) {
      silent += 1;
    } else {
      if (silent >= pause) passages += 1;
      silent = 0;
    }
  }
  return passages;
}
