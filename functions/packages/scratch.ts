// What is as long as a package has files is kept in temporary files while the package is made, so that memory does not
// grow with it. The files have no names: what a process leaves behind when it dies is gone.
import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that are collected before they are written. */
const CHUNK_BYTES = 64 * 1_024;

/** Texts and bytes in the order in which they were added. */
export class Spool {
  readonly #file: FileHandle;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #bytes = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** @returns where it begins, and how long it is, in bytes */
  async add(given: string | Uint8Array): Promise<Place> {
    const bytes = Buffer.from(given);
    const place = { offset: this.#bytes, length: bytes.byteLength };
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.byteLength;
    this.#bytes += bytes.byteLength;
    if (this.#pendingBytes >= CHUNK_BYTES) await this.#write();
    return place;
  }

  /** All of it. */
  async *read(): AsyncGenerator<Uint8Array> {
    await this.#write();
    for (let offset = 0; offset < this.#bytes; offset += CHUNK_BYTES)
      yield await this.#bytesAt({ offset, length: Math.min(CHUNK_BYTES, this.#bytes - offset) });
  }

  async textAt(place: Place): Promise<string> {
    await this.#write();
    return (await this.#bytesAt(place)).toString();
  }

  async #write(): Promise<void> {
    if (this.#pendingBytes === 0) return;
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    await this.#file.appendFile(bytes);
  }

  async #bytesAt({ offset, length }: Place): Promise<Buffer> {
    const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(length), 0, length, offset);
    if (bytesRead < length) throw new Error('a temporary file is shorter than what was written to it');
    return buffer;
  }
}

interface Place {
  readonly offset: number;
  readonly length: number;
}

/** JSON values that are read in the order of their keys; those of one key in the order in which they were added. */
export class SortedSpool<Value> {
  readonly #spool: Spool;
  /** Keys and places alone are in memory. */
  readonly #index: { readonly key: string; readonly place: Place }[] = [];
  #isSorted = true;

  constructor(spool: Spool) {
    this.#spool = spool;
  }

  async add(key: string, value: Value): Promise<void> {
    this.#index.push({ key, place: await this.#spool.add(JSON.stringify(value)) });
    this.#isSorted = false;
  }

  async *read(): AsyncGenerator<Value> {
    if (!this.#isSorted) this.#index.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    this.#isSorted = true;
    for (const { place } of this.#index) yield JSON.parse(await this.#spool.textAt(place)) as Value;
  }
}

/** The temporary files of one package. */
export class Scratch {
  readonly #files: FileHandle[] = [];

  async spool(): Promise<Spool> {
    const path = join(tmpdir(), `hotline-${randomUUID()}`);
    const file = await open(path, 'wx+', 0o600);
    this.#files.push(file);
    await rm(path);
    return new Spool(file);
  }

  async sorted<Value>(): Promise<SortedSpool<Value>> {
    return new SortedSpool(await this.spool());
  }

  async close(): Promise<void> {
    await Promise.all(this.#files.map((file) => file.close()));
  }
}
