// A BagIt bag (RFC 8493) as a zip that is written while it is read: no file of it is held in memory for longer than it
// takes to hash it, so that its size does not matter. The same files in the same order make the same bytes.
import { createHash, type Hash } from 'node:crypto';
import { finished } from 'node:stream/promises';
import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** Sums of a file in hexadecimal digits. */
export interface Sums {
  readonly sha256: string;
  readonly sha512: string;
}

export interface BagFile {
  /** Path in the bag, with `/`; under `data/` it is payload, elsewhere a tag file. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface BagTotals extends Sums {
  readonly bytes: number;
  readonly files: number;
}

const encoder = new TextEncoder();
export const textFile = (path: string, text: string): BagFile => ({ path, bytes: encoder.encode(text) });
export const jsonFile = (path: string, value: unknown): BagFile =>
  textFile(path, `${JSON.stringify(value, null, 2)}\n`);
export const linesFile = (path: string, values: readonly unknown[]): BagFile =>
  textFile(path, values.map((value) => `${JSON.stringify(value)}\n`).join(''));

/** Already compressed, or not to be read as text by anybody: kept as it is. */
const STORED = /\.(wav|mp3|m4a|ogg|png|jpe?g|webp|gif|pdf|p7s|tst)$/;

/** The earliest time that a zip can hold, which is the same in every time zone: what is known of times is in the files. */
const SAME_EVERYWHERE = { mtime: new Date(0), mode: 0o100644, forceDosTimestamp: true } as const;

export class Bag {
  readonly #zip = new ZipFile();
  readonly #folder: string;
  readonly #output = new PassThrough();
  readonly #whole = { sha256: createHash('sha256'), sha512: createHash('sha512') };
  readonly #sums = new Map<string, Sums>();
  #bytes = 0;

  /** @param folder the one folder at the top of the zip */
  constructor(folder: string) {
    this.#folder = folder;
    this.#zip.outputStream.pipe(this.#output);
  }

  /** What is written; it has to be read for {@link add} to go on. */
  get output(): Readable {
    return this.#output;
  }

  /** Every chunk of the output, so that the sums of the whole are known at its end. */
  sawChunk(chunk: Uint8Array): void {
    this.#bytes += chunk.byteLength;
    this.#whole.sha256.update(chunk);
    this.#whole.sha512.update(chunk);
  }

  /** Resolves once the file has gone through, so that the next one is read only then. */
  async add({ path, bytes }: BagFile): Promise<Sums> {
    if (this.#sums.has(path)) throw new Error(`the bag has ${path} already`);
    const sums = { sha256: sumOf('sha256', bytes), sha512: sumOf('sha512', bytes) };
    this.#sums.set(path, sums);
    await this.#write(path, bytes);
    return sums;
  }

  /** The zip remembers each entry to its end: what it remembers must not hold the bytes. */
  #write(path: string, bytes: Uint8Array): Promise<void> {
    let left: Uint8Array | undefined = bytes;
    const options = { ...SAME_EVERYWHERE, compress: !STORED.test(path) };
    return new Promise((resolve, reject) => {
      this.#zip.addReadStreamLazy(`${this.#folder}/${path}`, options, (pump) => {
        const source = new PassThrough();
        finished(source).then(resolve, reject);
        source.end(left);
        left = undefined;
        pump(null, source);
      });
    });
  }

  /** Lines of `<sum>  <path>`, in the order of paths, as `sha256sum -c` reads them. */
  manifest(algorithm: keyof Sums, matches: (path: string) => boolean): string {
    return [...this.#sums]
      .filter(([path]) => matches(path))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, sums]) => `${sums[algorithm]}  ${path}\n`)
      .join('');
  }

  get paths(): readonly string[] {
    return [...this.#sums.keys()];
  }

  /** Nothing is added after this. The totals are right once the output has been read to its end. */
  end(): void {
    this.#zip.end();
  }

  get totals(): BagTotals {
    return {
      bytes: this.#bytes,
      files: this.#sums.size,
      sha256: this.#whole.sha256.copy().digest('hex'),
      sha512: this.#whole.sha512.copy().digest('hex'),
    };
  }
}

const sumOf = (algorithm: keyof Sums, bytes: Uint8Array): string => {
  const hash: Hash = createHash(algorithm);
  return hash.update(bytes).digest('hex');
};
