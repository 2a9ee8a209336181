// The zip of a package: what other programs read in it, and what it keeps in memory.
import { describe, expect, test } from '@jest/globals';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { unzipSync } from 'fflate';
import { Scratch, SortedSpool } from '../../../functions/packages/scratch.ts';
import { endOfDirectory, Zip } from '../../../functions/packages/zip.ts';

interface Given {
  readonly path: string;
  readonly chunks: readonly Uint8Array[];
  readonly compressed: boolean;
}

async function zipped(files: readonly Given[]): Promise<Buffer> {
  const scratch = new Scratch();
  const zip = new Zip(await scratch.spool());
  const read = buffer(zip.output);
  for (const { path, chunks, compressed } of files) await zip.add(path, chunks, compressed);
  await zip.end();
  await scratch.close();
  return read;
}

/** CRC-32 of each file, as the directory has it. */
function sumsIn(zip: Buffer): readonly number[] {
  const sums: number[] = [];
  for (let at = zip.readUInt32LE(zip.length - 6); zip.readUInt32LE(at) === 0x02014b50;) {
    sums.push(zip.readUInt32LE(at + 16));
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30);
  }
  return sums;
}

const FILE = fc.record({
  path: fc.stringMatching(/^[a-z0-9/證據é-]{1,40}$/),
  chunks: fc.array(fc.uint8Array({ maxLength: 5_000 }), { maxLength: 4 }),
  compressed: fc.boolean(),
});

test('another program reads the same bytes under the same names, and the same files make the same zip', async () => {
  const files = fc.uniqueArray(FILE, { selector: ({ path }) => path, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(files, async (given) => {
      const zip = await zipped(given);
      const read = new Map(Object.entries(unzipSync(zip)).map(([path, bytes]) => [path, Buffer.from(bytes)]));
      expect(read).toEqual(new Map(given.map(({ path, chunks }) => [path, Buffer.concat(chunks)])));
      expect(sumsIn(zip)).toEqual(given.map(({ chunks }) => crc32(Buffer.concat(chunks))));
      expect((await zipped(given)).equals(zip)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test.each([
  ['files', 65_535, 1_000, 2_000],
  ['bytes', 3, 5_000_000_000, 5_000_000_200],
])('more %s than the short record can count stand in the long one', (_, entries, begin, end) => {
  const record = endOfDirectory(entries, begin, end);
  expect(record.readUInt32LE(0)).toBe(0x06064b50);
  const counted = [24, 32, 40, 48, 56 + 8].map((at) => Number(record.readBigUInt64LE(at)));
  expect(counted).toEqual([entries, entries, end - begin, begin, end]);
  const short = record.subarray(56 + 20);
  expect(short.readUInt32LE(0)).toBe(0x06054b50);
  expect([short.readUInt16LE(10), short.readUInt32LE(16)]).toContain(entries === 3 ? 0xffff_ffff : 0xffff);
});

describe('what is kept in a temporary file', () => {
  test('is read in the order of keys, and of one key in the order given', async () => {
    const scratch = new Scratch();
    const values = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.string()));
    await fc.assert(
      fc.asyncProperty(values, async (given) => {
        const spool: SortedSpool<readonly [string, string]> = await scratch.sorted();
        for (const value of given) await spool.add(value[0], value);
        const read: (readonly [string, string])[] = [];
        for await (const value of spool.read()) read.push(value);
        const wanted = ['a', 'b', 'c'].flatMap((key) => given.filter(([own]) => own === key));
        expect(read).toEqual(wanted);
      }),
      { numRuns: 30 },
    );
    await scratch.close();
  });

  test('is whole, however it is cut', async () => {
    const scratch = new Scratch();
    const spool = await scratch.spool();
    const texts = Array.from(
      { length: 3_000 },
      (_, index) => `${String(index)} 证据 ${'é'.repeat(index % 90)}\n`,
    );
    const places = [];
    for (const text of texts) places.push(await spool.add(text));
    const chunks: Uint8Array[] = [];
    for await (const chunk of spool.read()) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe(texts.join(''));
    expect(await spool.textAt(places[1_234] ?? { offset: 0, length: 0 })).toBe(texts[1_234]);
    await scratch.close();
  });
});
