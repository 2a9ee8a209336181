// Where the copy of the lists lies, beside the store: one object that is replaced, and a label that tells which copy it is.
// Whoever has that copy already reads the label alone.
import { createHash } from 'node:crypto';

export interface CopyLabel {
  /** ISO 8601, UTC: when the copying began. */
  readonly takenAt: string;
  /** The state of the lists that was copied; absent where nothing had been listed. */
  readonly change?: string;
  /** False for the first copy of a state: a write that was on its way may be missing, and the next run copies again. */
  readonly settled: boolean;
  readonly listings: number;
  readonly bytes: number;
  /** Of the copy, hex. */
  readonly sha256: string;
}

/** Two names under which bytes are kept; what is written replaces what was there. */
export interface CopyPlace {
  readonly read: (name: CopyFile) => Promise<Uint8Array | undefined>;
  /** Whole or not at all. */
  readonly write: (name: CopyFile, bytes: Uint8Array) => Promise<void>;
}

export const COPY_FILES = ['lists', 'label.json'] as const;
export type CopyFile = (typeof COPY_FILES)[number];

export async function readLabel(place: CopyPlace): Promise<CopyLabel | undefined> {
  const bytes = await place.read('label.json');
  return bytes === undefined ? undefined : (JSON.parse(new TextDecoder().decode(bytes)) as CopyLabel);
}

/** The copy first: a label never names a copy that is not there yet. */
export async function writeCopy(
  place: CopyPlace,
  bytes: Uint8Array,
  label: Omit<CopyLabel, 'bytes' | 'sha256'>,
): Promise<CopyLabel> {
  const whole = { ...label, bytes: bytes.byteLength, sha256: await sha256InSlices(bytes) };
  await place.write('lists', bytes);
  await place.write('label.json', new TextEncoder().encode(JSON.stringify(whole)));
  return whole;
}

/** Undefined where there is none, or another one than the label tells: it is being replaced, or it is damaged. */
export async function readCopy(
  place: CopyPlace,
  { bytes: length, sha256 }: CopyLabel,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const read = await place.read('lists');
  if (read?.byteLength !== length || (await sha256InSlices(read)) !== sha256) return undefined;
  // Columns of numbers are read where they lie, which has to be a block of memory of their own.
  return read.byteOffset === 0 && read.buffer instanceof ArrayBuffer
    ? (read as Uint8Array<ArrayBuffer>)
    : new Uint8Array(read);
}

/** Some 2 ms each. */
const SLICE_BYTES = 1_048_576;

async function sha256InSlices(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.byteLength; at += SLICE_BYTES) {
    hash.update(bytes.subarray(at, at + SLICE_BYTES));
    await pause();
  }
  return hash.digest('hex');
}

/** Lets everything else have its turn. */
export const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
