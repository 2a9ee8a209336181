// How a copy of the lists lies in one block of bytes, so that what was read from a file is searched as it is: nothing is
// parsed, and a copy of a million numbers is there as soon as its bytes are.
//
//   preamble   32 bytes: magic with the version, length of the text, slots, slots of histories
//   columns    of `slots` rows: number (f64), end (f64), complaints (3 x u16), kind (u16)
//   histories  of their own slots: number (f64), calls with attestation A (f32), all calls (f32)
//   text       JSON: everything that is not a column
//
// An empty slot has the number 0. The order of bytes is the machine's own, which is the same wherever Node runs.

const MAGIC = 0x4847_4c31;
const PREAMBLE_BYTES = 32;

export interface Sizes {
  readonly slots: number;
  readonly histories: number;
  readonly textBytes: number;
}

export interface Columns {
  readonly numbers: Float64Array;
  /** Milliseconds since 1970; infinite where a listing has no end. */
  readonly ends: Float64Array;
  /** Of a block from a complaint file; their days are counted since 1970. */
  readonly complaints: Uint16Array;
  readonly from: Uint16Array;
  readonly to: Uint16Array;
  /** Index of what many listings have in common. */
  readonly kinds: Uint16Array;
  readonly historyNumbers: Float64Array;
  readonly vouched: Float32Array;
  readonly calls: Float32Array;
  readonly text: Uint8Array;
}

export const bytesOf = ({ slots, histories, textBytes }: Sizes): number =>
  PREAMBLE_BYTES + slots * 24 + histories * 16 + textBytes;

/** Slots for so many entries: a fifth stays empty, so that a search ends soon. */
export const slotsFor = (entries: number): number => Math.ceil((entries * 5) / 4 / 8 + 1) * 8;

/** Writes the preamble into a block of {@link bytesOf} bytes. */
export function prepare(bytes: Uint8Array<ArrayBuffer>, { slots, histories, textBytes }: Sizes): Columns {
  new Uint32Array(bytes.buffer, 0, 4).set([MAGIC, textBytes, slots, histories]);
  return columnsIn(bytes, { slots, histories, textBytes });
}

/** Undefined where the bytes are no copy, or one of another version. */
export function readColumns(bytes: Uint8Array<ArrayBuffer>): Columns | undefined {
  if (bytes.byteOffset !== 0 || bytes.byteLength < PREAMBLE_BYTES) return undefined;
  const [magic, textBytes = 0, slots = 0, histories = 0] = new Uint32Array(bytes.buffer, 0, 4);
  const sizes = { slots, histories, textBytes };
  if (magic !== MAGIC || slots < 1 || histories < 1 || bytesOf(sizes) !== bytes.byteLength) return undefined;
  return columnsIn(bytes, sizes);
}

function columnsIn({ buffer }: Uint8Array<ArrayBuffer>, { slots, histories, textBytes }: Sizes): Columns {
  let at = PREAMBLE_BYTES;
  const next = (bytes: number): number => (at += bytes) - bytes;
  // Columns of wide values come first, so that each is aligned.
  return {
    numbers: new Float64Array(buffer, next(slots * 8), slots),
    ends: new Float64Array(buffer, next(slots * 8), slots),
    historyNumbers: new Float64Array(buffer, next(histories * 8), histories),
    vouched: new Float32Array(buffer, next(histories * 4), histories),
    calls: new Float32Array(buffer, next(histories * 4), histories),
    complaints: new Uint16Array(buffer, next(slots * 2), slots),
    from: new Uint16Array(buffer, next(slots * 2), slots),
    to: new Uint16Array(buffer, next(slots * 2), slots),
    kinds: new Uint16Array(buffer, next(slots * 2), slots),
    text: new Uint8Array(buffer, next(textBytes), textBytes),
  };
}
