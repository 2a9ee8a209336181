// What a prompt sounds like at the other end of a telephone line, and how alike two sounds are. Signals are samples
// from -1 to 1; features are one vector for each ten milliseconds.
import { encodeWav } from '../../carrier/recordings/wav.ts';

export interface Sound {
  readonly rate: number;
  readonly samples: Float32Array;
}
export type Features = readonly Float32Array[];

const LINE_RATE = 8_000;
const BAND = { from: 300, to: 3_400 };

/** Sixteen bits, one channel; the length in the header is not read, since a program that streams does not know it. */
export function readWav(file: Buffer): Sound {
  const data = file.indexOf('data') + 8;
  const samples = Float32Array.from(
    { length: (file.length - data) >> 1 },
    (_, index) => file.readInt16LE(data + index * 2) / 32_768,
  );
  return { rate: file.readUInt32LE(24), samples };
}

export const writeWav = ({ rate, samples }: Sound): Uint8Array =>
  encodeWav(
    Int16Array.from(samples, (sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32_767)),
    '',
    rate,
  );

const HALF_WIDTH = 32;
/** Places of the kernel in one sample. */
const FINENESS = 64;
const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** By a windowed sinc that lets nothing pass above `cutoff` hertz. */
export function resample({ rate, samples }: Sound, to: number, cutoff: number): Sound {
  const step = rate / to;
  const width = (2 * cutoff) / rate;
  const kernel = Float32Array.from({ length: HALF_WIDTH * FINENESS + 1 }, (_, place) => {
    const x = place / FINENESS;
    return width * sinc(width * x) * (0.5 + 0.5 * Math.cos((Math.PI * x) / HALF_WIDTH));
  });
  const out = new Float32Array(Math.floor(samples.length / step));
  for (let index = 0; index < out.length; index++) {
    const at = index * step;
    const last = Math.min(samples.length - 1, Math.floor(at + HALF_WIDTH));
    let sum = 0;
    for (let k = Math.max(0, Math.ceil(at - HALF_WIDTH)); k <= last; k++)
      sum += (samples[k] ?? 0) * (kernel[Math.round(Math.abs(k - at) * FINENESS)] ?? 0);
    out[index] = sum;
  }
  return { rate: to, samples: out };
}

/** One pole; twelve decibels an octave when it is run twice. */
function withoutBass(samples: Float32Array): Float32Array {
  const keep = Math.exp((-2 * Math.PI * BAND.from) / LINE_RATE);
  let [before, last] = [0, 0];
  return samples.map((sample) => {
    last = keep * (last + sample - before);
    before = sample;
    return last;
  });
}

const power = (samples: Float32Array): number =>
  samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);

/** G.711 µ-law in its continuous form, to 8 bits and back. */
function muLaw(sample: number): number {
  const size = Math.log1p(255 * Math.min(1, Math.abs(sample))) / Math.log(256);
  const code = Math.round(size * 127) / 127;
  return Math.sign(sample) * ((256 ** code - 1) / 255);
}

/** @param decibels of the prompt over the noise; @param chance from 0 to 1 */
export function throughTelephone(sound: Sound, decibels: number, chance: () => number): Sound {
  const narrow = withoutBass(withoutBass(resample(sound, LINE_RATE, BAND.to).samples));
  const noise = Math.sqrt(power(narrow) / 10 ** (decibels / 10));
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return { rate: LINE_RATE, samples: narrow.map((sample) => muLaw(sample + noise * normal())) };
}

const HOP = LINE_RATE / 100;
const WINDOW = 128;
const BANDS = 20;
const mel = (hertz: number): number => 1127 * Math.log1p(hertz / 700);
const hertz = (mels: number): number => 700 * Math.expm1(mels / 1127);

/** For each band, cosine and sine of its middle under a Hann window. */
const PROBES = Array.from({ length: BANDS }, (_, band) => {
  const middle = hertz(mel(BAND.from) + ((mel(BAND.to) - mel(BAND.from)) * (band + 0.5)) / BANDS);
  const wave = (turn: (angle: number) => number): Float32Array =>
    Float32Array.from(
      { length: WINDOW },
      (__, n) =>
        turn((2 * Math.PI * middle * n) / LINE_RATE) * (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / WINDOW)),
    );
  return [wave(Math.cos), wave(Math.sin)] as const;
});

/** Loudness in bands, as a logarithm. */
export function featuresOf({ samples }: Sound): Features {
  const count = Math.max(0, Math.floor((samples.length - WINDOW) / HOP) + 1);
  return Array.from({ length: count }, (_, frame) =>
    Float32Array.from(PROBES, ([cosine, sine]) => {
      let [real, imaginary] = [0, 0];
      for (let n = 0; n < WINDOW; n++) {
        const sample = samples[frame * HOP + n] ?? 0;
        real += sample * (cosine[n] ?? 0);
        imaginary += sample * (sine[n] ?? 0);
      }
      return Math.log(real * real + imaginary * imaginary + 1e-3);
    }),
  );
}

function distance(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let band = 0; band < BANDS; band++) sum += ((one[band] ?? 0) - (other[band] ?? 0)) ** 2;
  return Math.sqrt(sum);
}

export interface Match {
  /** Mean distance of a frame on the best path. */
  readonly cost: number;
  /** Frame of `heard` behind the last one that is matched. */
  readonly end: number;
}

/**
 * Dynamic time warping of all of `said` with a part of `heard`.
 * @param band frames by which the two may run apart; `anywhere` lets the part begin at any frame
 */
export function warp(said: Features, heard: Features, band: number | 'anywhere'): Match[] {
  let row = new Float64Array(heard.length + 1).fill(band === 'anywhere' ? 0 : Infinity);
  row[0] = 0;
  said.forEach((frame, index) => {
    const next = new Float64Array(heard.length + 1).fill(Infinity);
    const [from, to] = band === 'anywhere' ? [1, heard.length] : [Math.max(1, index - band), index + band];
    for (let at = from; at <= Math.min(to, heard.length); at++) {
      const best = Math.min(row[at] ?? Infinity, row[at - 1] ?? Infinity, next[at - 1] ?? Infinity);
      if (best < Infinity) next[at] = best + distance(frame, heard[at - 1] ?? frame);
    }
    row = next;
  });
  return Array.from(row, (cost, end) => ({ cost: cost / said.length, end })).filter(
    ({ cost }) => cost < Infinity,
  );
}

export const bestOf = (matches: readonly Match[]): Match =>
  matches.reduce((best, one) => (one.cost < best.cost ? one : best), { cost: Infinity, end: 0 });
