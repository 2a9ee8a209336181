// A zip that is written while its files are read (PKWARE APPNOTE 6.3.10). Its directory is in a temporary file until the
// end: libraries keep an entry of each file in memory. Without times of the files, the same files make the same bytes.
import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { Spool } from './scratch.ts';

/** Sizes and offsets from here on are written in another place, with 8 bytes. */
const MOST_32 = 0xffff_ffff;
const MOST_16 = 0xffff;

/** Names are UTF-8, sums and sizes come behind the file. */
const FLAGS = 0x0808;
const STORED = 0;
const DEFLATED = 8;
/** What a reader must know: version 4.5 has the 8 bytes. */
const PLAIN = 20;
const WITH_64 = 45;
const MADE_ON_UNIX = (3 << 8) | WITH_64;
/** 1980-01-01, the earliest time that a zip can hold: what is known of times is in the files. */
const NO_TIME = [0, 0x0021] as const;
/** A regular file that everybody may read. */
const MODE = 0o100644 * 0x1_0000;

interface Entry {
  readonly name: Buffer;
  readonly method: typeof STORED | typeof DEFLATED;
  readonly offset: number;
  size: number;
  packed: number;
  crc: number;
}

export class Zip {
  readonly #output = new PassThrough();
  readonly #directory: Spool;
  #offset = 0;
  #entries = 0;

  constructor(directory: Spool) {
    this.#directory = directory;
  }

  /** It has to be read for {@link add} to go on. */
  get output(): Readable {
    return this.#output;
  }

  /** One after the other; resolves once the file has gone through. */
  async add(
    path: string,
    chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    compressed: boolean,
  ): Promise<void> {
    const method = compressed ? DEFLATED : STORED;
    const entry: Entry = {
      ...{ name: Buffer.from(path), method, offset: this.#offset },
      ...{ size: 0, packed: 0, crc: 0 },
    };
    await this.#put(localHeader(entry));
    await this.#putFile(entry, chunks);
    if (entry.size >= MOST_32 || entry.packed >= MOST_32)
      throw new Error(`${path} has 4 GB or more: no file of a package may be as large`);
    await this.#put(fields([4, 0x08074b50], [4, entry.crc], [4, entry.packed], [4, entry.size]));
    await this.#directory.add(directoryEntry(entry));
    this.#entries += 1;
  }

  async end(): Promise<void> {
    const begin = this.#offset;
    for await (const chunk of this.#directory.read()) await this.#put(chunk);
    await this.#put(endOfDirectory(this.#entries, begin, this.#offset));
    this.#output.end();
  }

  async #putFile(entry: Entry, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
    const put = async (packed: AsyncIterable<Uint8Array>): Promise<void> => {
      for await (const chunk of packed) {
        entry.packed += chunk.byteLength;
        await this.#put(chunk);
      }
    };
    const plain = counted(entry, chunks);
    if (entry.method === STORED) await put(plain);
    else await pipeline(plain, createDeflateRaw(), put);
  }

  async #put(bytes: Uint8Array): Promise<void> {
    this.#offset += bytes.byteLength;
    if (!this.#output.write(bytes)) await once(this.#output, 'drain');
  }
}

async function* counted(
  entry: Entry,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    // Node's crc32 may answer 0 for no bytes, whatever came before.
    if (chunk.byteLength === 0) continue;
    entry.crc = crc32(chunk, entry.crc);
    entry.size += chunk.byteLength;
    yield chunk;
  }
}

type Field = readonly [bytes: 2 | 4 | 8, value: number];

/** Numbers one behind the other, the lowest byte first. */
function fields(...values: readonly Field[]): Buffer {
  const buffer = Buffer.alloc(values.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of values) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return buffer;
}

const localHeader = ({ name, method }: Entry): Buffer =>
  Buffer.concat([
    fields(
      ...([
        [4, 0x04034b50],
        [2, PLAIN],
        [2, FLAGS],
        [2, method],
        [2, NO_TIME[0]],
        [2, NO_TIME[1]],
      ] as const),
      ...([
        [4, 0],
        [4, 0],
        [4, 0],
        [2, name.byteLength],
        [2, 0],
      ] as const),
    ),
    name,
  ]);

function directoryEntry({ name, method, offset, size, packed, crc }: Entry): Buffer {
  const is64 = offset >= MOST_32;
  const extra = is64 ? fields([2, 0x0001], [2, 8], [8, offset]) : Buffer.alloc(0);
  const head = fields(
    ...([
      [4, 0x02014b50],
      [2, MADE_ON_UNIX],
      [2, is64 ? WITH_64 : PLAIN],
      [2, FLAGS],
      [2, method],
    ] as const),
    ...([
      [2, NO_TIME[0]],
      [2, NO_TIME[1]],
      [4, crc],
      [4, packed],
      [4, size],
    ] as const),
    // Neither a comment, nor another disk, nor attributes of the file system that made it.
    ...([
      [2, name.byteLength],
      [2, extra.byteLength],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, MODE],
    ] as const),
    [4, Math.min(offset, MOST_32)],
  );
  return Buffer.concat([head, name, extra]);
}

/**
 * Of more files or bytes than the short record can count, a long one stands before it.
 * @param begin of the directory
 * @param end where this stands
 */
export function endOfDirectory(entries: number, begin: number, end: number): Buffer {
  const size = end - begin;
  const end32 = fields(
    ...([
      [4, 0x06054b50],
      [2, 0],
      [2, 0],
      [2, Math.min(entries, MOST_16)],
    ] as const),
    ...([
      [2, Math.min(entries, MOST_16)],
      [4, Math.min(size, MOST_32)],
    ] as const),
    ...([
      [4, Math.min(begin, MOST_32)],
      [2, 0],
    ] as const),
  );
  if (entries < MOST_16 && begin < MOST_32 && size < MOST_32) return end32;
  const end64 = fields(
    ...([
      [4, 0x06064b50],
      [8, 44],
      [2, MADE_ON_UNIX],
      [2, WITH_64],
      [4, 0],
      [4, 0],
    ] as const),
    ...([
      [8, entries],
      [8, entries],
      [8, size],
      [8, begin],
    ] as const),
  );
  return Buffer.concat([end64, fields([4, 0x07064b50], [4, 0], [8, end], [4, 1]), end32]);
}
