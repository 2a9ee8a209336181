// A WOFF 1.0 font (https://www.w3.org/TR/WOFF/) as the OpenType font that it holds. Fontkit inflates a table of a WOFF
// file anew for each glyph that it reads of it, which takes half a minute for a page of Chinese.
import { inflateSync } from 'node:zlib';

const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

interface TableEntry {
  readonly tag: Uint8Array;
  readonly checksum: number;
  readonly bytes: Uint8Array;
}

/** @throws {RangeError} for anything that is no WOFF 1.0 file */
export function unpackWoff(woff: Uint8Array): Uint8Array {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (view.getUint32(0) !== 0x774f4646) throw new RangeError('not a WOFF 1.0 font');
  const flavor = view.getUint32(4);
  const tables = Array.from({ length: view.getUint16(12) }, (_, index) =>
    tableAt(woff, view, WOFF_HEADER + index * WOFF_ENTRY),
  );
  return sfntOf(flavor, tables);
}

function tableAt(woff: Uint8Array, view: DataView, entry: number): TableEntry {
  const [offset, packed, length, checksum] = [4, 8, 12, 16].map((at) => view.getUint32(entry + at)) as [
    number,
    number,
    number,
    number,
  ];
  const stored = woff.subarray(offset, offset + packed);
  return {
    tag: woff.subarray(entry, entry + 4),
    checksum,
    bytes: packed < length ? inflateSync(stored) : stored,
  };
}

const padded = (length: number): number => Math.ceil(length / 4) * 4;

function sfntOf(flavor: number, tables: readonly TableEntry[]): Uint8Array {
  const directory = SFNT_HEADER + tables.length * SFNT_ENTRY;
  const whole = tables.reduce((sum, { bytes }) => sum + padded(bytes.byteLength), directory);
  const sfnt = new Uint8Array(whole);
  const view = new DataView(sfnt.buffer);
  const power = Math.floor(Math.log2(tables.length));
  view.setUint32(0, flavor);
  view.setUint16(4, tables.length);
  view.setUint16(6, 2 ** power * SFNT_ENTRY);
  view.setUint16(8, power);
  view.setUint16(10, (tables.length - 2 ** power) * SFNT_ENTRY);
  let place = directory;
  for (const [index, { tag, checksum, bytes }] of tables.entries()) {
    const entry = SFNT_HEADER + index * SFNT_ENTRY;
    sfnt.set(tag, entry);
    view.setUint32(entry + 4, checksum);
    view.setUint32(entry + 8, place);
    view.setUint32(entry + 12, bytes.byteLength);
    sfnt.set(bytes, place);
    place += padded(bytes.byteLength);
  }
  return sfnt;
}
