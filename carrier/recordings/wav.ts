// Telephone audio as files: 8 kHz, 16 bit, mono WAV; reading other WAVs down to it; a tone where nobody speaks. What was
// typed stands in the file as its comment (RIFF INFO, ICMT): a tone says nothing.

export const SAMPLES_PER_SECOND = 8000;
const HEADER_BYTES = 44;

/** @param rate samples a second */
export function encodeWav(samples: Int16Array, comment = '', rate = SAMPLES_PER_SECOND): Uint8Array {
  const after = comment === '' ? Buffer.alloc(0) : commentChunk(comment);
  const end = HEADER_BYTES + samples.length * 2;
  const file = Buffer.alloc(end + after.length);
  after.copy(file, end);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples.length * 2, 40);
  Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).copy(file, HEADER_BYTES);
  return file;
}

/** WAV of any rate and channel number in 16-bit PCM, or bare samples; anything else is taken as bare samples. */
export function decodeAudio(bytes: Uint8Array): Int16Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const format = chunk(file, 'fmt ');
  const data = chunk(file, 'data');
  if (!format || !data || format.length < 16 || format.readUInt16LE(14) !== 16) return samplesOf(file);
  return resample(samplesOf(data), format.readUInt16LE(2), format.readUInt32LE(4));
}

/** Length of a WAV file in seconds; 0 for what is no WAV. */
export function wavSeconds(bytes: Uint8Array): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bytesPerSecond = chunk(file, 'fmt ')?.readUInt32LE(8) ?? 0;
  return bytesPerSecond === 0 ? 0 : (chunk(file, 'data')?.length ?? 0) / bytesPerSecond;
}

/** A 440 Hz tone in a phone's speaking rhythm, loud enough to be noticed. It repeats each second. */
export function tone(seconds: number): Int16Array {
  const samples = new Int16Array(Math.max(0, Math.round(seconds * SAMPLES_PER_SECOND)));
  for (let at = 0; at < samples.length; at += SAMPLES_PER_SECOND)
    samples.set(SECOND_OF_TONE.subarray(0, samples.length - at), at);
  return samples;
}

const SECOND_OF_TONE = Int16Array.from({ length: SAMPLES_PER_SECOND }, (_, at) => {
  const second = at / SAMPLES_PER_SECOND;
  const syllable = 0.5 + 0.5 * Math.sin(2 * Math.PI * 3 * second);
  return Math.round(8000 * syllable * Math.sin(2 * Math.PI * 440 * second));
});

function commentChunk(comment: string): Buffer {
  const text = Buffer.from(`${comment}\0`, 'utf8');
  const padded = text.length + (text.length % 2);
  const list = Buffer.alloc(20 + padded);
  list.write('LIST', 0, 'latin1');
  list.writeUInt32LE(12 + padded, 4);
  list.write('INFOICMT', 8, 'latin1');
  list.writeUInt32LE(text.length, 16);
  text.copy(list, 20);
  return list;
}

/** What a WAV file says of itself; empty for one that says nothing. */
export function wavComment(bytes: Uint8Array): string {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const list = chunk(file, 'LIST');
  if (list?.toString('latin1', 0, 8) !== 'INFOICMT') return '';
  return list.toString('utf8', 12, 12 + list.readUInt32LE(8)).replace(/\0+$/, '');
}

function chunk(file: Buffer, name: string): Buffer | undefined {
  if (file.toString('latin1', 0, 4) !== 'RIFF') return undefined;
  for (let at = 12; at + 8 <= file.length;) {
    const length = file.readUInt32LE(at + 4);
    if (file.toString('latin1', at, at + 4) === name) return file.subarray(at + 8, at + 8 + length);
    at += 8 + length + (length % 2);
  }
  return undefined;
}

function samplesOf(data: Buffer): Int16Array {
  const samples = new Int16Array(Math.floor(data.length / 2));
  for (let at = 0; at < samples.length; at++) samples[at] = data.readInt16LE(at * 2);
  return samples;
}

/** Nearest sample of the first channel: good enough for a telephone. */
function resample(samples: Int16Array, channels: number, rate: number): Int16Array {
  if (channels < 1 || rate < 1) return new Int16Array(0);
  if (channels === 1 && rate === SAMPLES_PER_SECOND) return samples;
  const frames = Math.floor(samples.length / channels);
  const length = Math.floor((frames * SAMPLES_PER_SECOND) / rate);
  return Int16Array.from({ length }, (_, at) => {
    const frame = Math.min(frames - 1, Math.floor((at * rate) / SAMPLES_PER_SECOND));
    return samples[frame * channels] ?? 0;
  });
}
