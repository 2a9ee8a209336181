// A BagIt bag (RFC 8493) as a zip that is written while it is read: no file of it is held in memory, so that neither its
// size nor the number of its files matters. The same files in the same order make the same bytes.
import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Scratch, SortedSpool, Spool } from './scratch.ts';
import { Zip } from './zip.ts';

/** Sums of a file in hexadecimal digits. */
export interface Sums {
  readonly sha256: string;
  readonly sha512: string;
}

const ALGORITHMS = ['sha256', 'sha512'] as const satisfies (keyof Sums)[];

type Content = Uint8Array | AsyncIterable<Uint8Array>;

export interface BagFile {
  /** Path in the bag, with `/`; under `data/` it is payload, elsewhere a tag file. */
  readonly path: string;
  /** Read once, when the file is added. */
  readonly content: () => Content | Promise<Content>;
}

export interface BagTotals extends Sums {
  readonly bytes: number;
  readonly files: number;
}

export const bytesFile = (path: string, bytes: Uint8Array): BagFile => ({ path, content: () => bytes });
export const textFile = (path: string, text: string): BagFile => bytesFile(path, Buffer.from(text));
export const jsonFile = (path: string, value: unknown): BagFile =>
  textFile(path, `${JSON.stringify(value, null, 2)}\n`);
export const spoolFile = (path: string, spool: Spool): BagFile => ({ path, content: () => spool.read() });
/** @param texts that are one after the other in the file */
export const textsFile = (path: string, texts: () => AsyncIterable<string>): BagFile => ({
  path,
  content: () => inChunks(texts()),
});

/** Already compressed, or not to be read as text by anybody: kept as it is. */
const STORED = /\.(wav|mp3|m4a|ogg|png|jpe?g|webp|gif|pdf|p7s|tst)$/;

export const isPayload = (path: string): boolean => path.startsWith('data/');

export class Bag {
  readonly #zip: Zip;
  readonly #folder: string;
  readonly #whole = { sha256: createHash('sha256'), sha512: createHash('sha512') };
  readonly #paths = new Set<string>();
  readonly #payload: SortedSpool<ListedFile>;
  readonly #tags = new Map<string, Sums>();
  #bytes = 0;

  private constructor(folder: string, zip: Zip, payload: SortedSpool<ListedFile>) {
    this.#folder = folder;
    this.#zip = zip;
    this.#payload = payload;
  }

  /** @param folder the one folder at the top of the zip */
  static async open(folder: string, scratch: Scratch): Promise<Bag> {
    const zip = new Zip(await scratch.spool());
    return new Bag(folder, zip, await scratch.sorted());
  }

  /** What is written; it has to be read for {@link add} to go on. */
  get output(): Readable {
    return this.#zip.output;
  }

  /** Every chunk of the output, so that the sums of the whole are known at its end. */
  sawChunk(chunk: Uint8Array): void {
    this.#bytes += chunk.byteLength;
    for (const algorithm of ALGORITHMS) this.#whole[algorithm].update(chunk);
  }

  /** Resolves once the file has gone through, so that the next one is read only then. */
  async add({ path, content }: BagFile): Promise<Sums> {
    if (this.#paths.has(path)) throw new Error(`the bag has ${path} already`);
    this.#paths.add(path);
    const hashes = { sha256: createHash('sha256'), sha512: createHash('sha512') };
    const given = await content();
    const chunks = hashed(given instanceof Uint8Array ? [given] : given, hashes);
    await this.#zip.add(`${this.#folder}/${path}`, chunks, !STORED.test(path));
    const sums = { sha256: hashes.sha256.digest('hex'), sha512: hashes.sha512.digest('hex') };
    if (isPayload(path)) await this.#payload.add(path, { path, ...sums });
    else this.#tags.set(path, sums);
    return sums;
  }

  /** Lines of `<sum>  <path>`, in the order of paths, as `sha256sum -c` reads them. */
  payloadManifest(algorithm: keyof Sums): BagFile {
    return textsFile(`manifest-${algorithm}.txt`, () => linesOf(this.#payload.read(), algorithm));
  }

  /** Lines of a manifest of tag files, in the order of paths. */
  tagManifest(algorithm: keyof Sums, matches: (path: string) => boolean): string {
    return [...this.#tags]
      .filter(([path]) => matches(path))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, sums]) => lineOf(sums[algorithm], path))
      .join('');
  }

  get paths(): readonly string[] {
    return [...this.#paths];
  }

  /** Nothing is added after this. The totals are right once the output has been read to its end. */
  end(): Promise<void> {
    return this.#zip.end();
  }

  get totals(): BagTotals {
    return {
      bytes: this.#bytes,
      files: this.#paths.size,
      sha256: this.#whole.sha256.copy().digest('hex'),
      sha512: this.#whole.sha512.copy().digest('hex'),
    };
  }
}

interface ListedFile extends Sums {
  readonly path: string;
}

async function* linesOf(files: AsyncIterable<ListedFile>, algorithm: keyof Sums): AsyncGenerator<string> {
  for await (const { path, ...sums } of files) yield lineOf(sums[algorithm], path);
}

const lineOf = (sum: string, path: string): string => `${sum}  ${path}\n`;

/** Chunks on their way, each of them hashed. */
async function* hashed(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  hashes: Readonly<Record<keyof Sums, Hash>>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (const algorithm of ALGORITHMS) hashes[algorithm].update(chunk);
    yield chunk;
  }
}

/** A stream has its price for each chunk: texts of a line are put together. */
async function* inChunks(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let chunk = '';
  for await (const text of texts) {
    chunk += text;
    if (chunk.length < CHUNK) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  yield Buffer.from(chunk);
}
const CHUNK = 64 * 1_024;
