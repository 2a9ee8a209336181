// Long work lets others have a turn: as often as it should, and in the work that a sent file makes.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tallyCountries } from '../../core/lists/list-file/country.ts';
import { LineProblems } from '../../core/lists/list-file/line-problems.ts';
import { openListFile } from '../../core/lists/list-file/open.ts';
import { MOST_LINES, openFile } from '../../functions/admin/listings/open-file.ts';
import { inSlices, pauses } from '../../functions/pauses.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

test('no slice is longer than 8 ms and a step, and no pause is made before', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 200 }),
      async (steps) => {
        let [now, since] = [0, 0];
        const slices: number[] = [];
        const pause = pauses(
          () => now,
          () => {
            slices.push(now - since);
            since = now;
            return Promise.resolve();
          },
        );
        for (const step of steps) {
          now += step;
          await pause();
        }
        for (const slice of slices) {
          expect(slice).toBeGreaterThanOrEqual(8);
          expect(slice).toBeLessThan(8 + 20);
        }
        expect(now - since).toBeLessThan(8);
      },
    ),
  );
});

/** How often others had a turn while this was done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let [turns, isDone] = [0, false];
  const done = work.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await new Promise((resolve) => setImmediate(resolve));
    turns += 1;
  }
  await done;
  return turns;
}

describe('a file of 60,000 bad lines', () => {
  const content = utf8(`number,reason\n${'x\n'.repeat(60_000)}`);

  test('is read as in one go, and leaves the event loop to others meanwhile', async () => {
    let read: unknown;
    const turns = await turnsDuring(openFile(content).then((file) => (read = file)));
    expect(read).toEqual(openListFile(content));
    expect(turns).toBeGreaterThan(5);
  });

  test('numbers without a plus are counted by country meanwhile', async () => {
    const lines = Array.from(
      { length: 5_000 },
      (_, index) => `1312555${String(index % 10_000).padStart(4, '0')},x`,
    );
    const file = await openFile(utf8(`number,reason\n${lines.join('\n')}`));
    expect(await turnsDuring(inSlices(tallyCountries(file, 'US')))).toBeGreaterThan(2);
  });
});

test('a longer file than a request can take is refused before it fills the memory', async () => {
  const lines = gzipSync(`number,reason\n${'x\n'.repeat(MOST_LINES + 50_000)}`);
  await expect(openFile(lines)).rejects.toMatchObject({ kind: 'too-large' });
  await expect(openFile(utf8(`number,reason\n${'+13125550101,x\n'.repeat(1_000)}`))).resolves.toMatchObject({
    layout: 'listings',
  });
});

test('an open quotation mark, and a line that is too long, are named as in one go', async () => {
  for (const text of [
    'number,reason\n+13125550101,"x\n',
    `number,reason\n+13125550101,${'x'.repeat(9_000)}\n`,
  ]) {
    const { ok, ...refusal } = openListFile(utf8(text));
    expect(ok).toBe(false);
    const { problem: message, ...file } = refusal as { problem: string };
    await expect(openFile(utf8(text))).rejects.toMatchObject({ message, extra: { file } });
  }
});

test('of problems, however many, the first are kept, all are counted, and three of each kind are shown', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 100 }),
      fc.integer({ min: 1, max: 10 }),
      (lines, most) => {
        const problems = new LineProblems(most);
        const all = lines.map((line) => ({ line, value: String(line), code: 'empty' as const }));
        for (const one of all) problems.add(one);
        const sorted = all.toSorted((a, b) => a.line - b.line);
        expect(problems.count).toBe(lines.length);
        expect(problems.first()).toEqual(sorted.slice(0, most));
        expect(problems.groups().flatMap(({ examples }) => examples)).toEqual(
          sorted.slice(0, 3).map(({ line, value }) => ({ line, value })),
        );
      },
    ),
  );
});
