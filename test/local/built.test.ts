// The programs are built at their first use, and again when their TypeScript has changed: in a small project of their own.
import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'hotline-built-')));
const write = (file: string, text: string): void => {
  writeFileSync(join(root, file), text);
};
const run = async (): Promise<string> =>
  (await promisify(execFile)(process.execPath, [join(root, 'cli/hotline.mjs'), 'there'], { cwd: tmpdir() }))
    .stdout;
const builds = (): string[] => readdirSync(join(root, 'dist')).filter((name) => name !== 'last.json');

beforeAll(() => {
  for (const folder of ['cli', 'local', 'local/parts', 'core']) mkdirSync(join(root, folder));
  for (const file of ['cli/hotline.mjs', 'local/built.mjs']) cpSync(file, join(root, file));
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  write('package.json', '{"type":"module"}');
  write('package-lock.json', '{}');
  for (const program of ['main', 'parts/engine-main', 'parts/office-main', 'parts/voice-main'])
    write(`local/${program}.ts`, 'export {};');
  write('core/word.ts', `export const word: string = 'hello';`);
  write('core/later.ts', 'export const address: string = import.meta.url;');
  write(
    'cli/hotline.ts',
    `import { word } from '../core/word.ts';
     const { address } = await import('../core/later.ts');
     console.log(word, process.argv[2], address);`,
  );
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const LATER = pathToFileURL(join(root, 'core/later.ts')).href;

test('what was built is used until a source changes, and a module knows where its source lies', async () => {
  expect(await run()).toBe(`hello there ${LATER}\n`);
  const first = builds();
  expect(first).toHaveLength(1);
  expect(await run()).toBe(`hello there ${LATER}\n`);
  expect(builds()).toEqual(first);
  write('core/word.ts', `export const word: string = 'goodbye';`);
  expect(await run()).toBe(`goodbye there ${LATER}\n`);
  expect(builds()).toHaveLength(2);
});

test('two at once build side by side, and old builds go away', async () => {
  for (const word of ['one', 'two', 'three']) {
    write('core/word.ts', `export const word: string = '${word}';`);
    expect(await Promise.all([run(), run()])).toEqual(Array(2).fill(`${word} there ${LATER}\n`));
  }
  expect(builds()).toHaveLength(3);
});

test('where nothing can be written, the TypeScript itself is run', async () => {
  rmSync(join(root, 'dist'), { recursive: true });
  write('dist', 'a file in the place of the folder');
  expect(await run()).toBe(`three there ${LATER}\n`);
});
