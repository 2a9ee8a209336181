// docs/reliability.md names tests: each is there, and each threat, fault and goal has a row that names one or says what
// does not hold.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const PAGE = readFileSync('docs/reliability.md', 'utf8');

/** `test/a.test.ts` "name", and further names of the same file. */
const named = [...PAGE.matchAll(/`(test\/[\w./-]+\.ts)`((?:[;,]? "[^"]+")*)/g)].flatMap(
  ([, path = '', names = '']) => {
    const found = [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => ({ path, name }));
    return found.length === 0 ? [{ path, name: '' }] : found;
  },
);

const rows = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${String(index + 1)}`);

test('it names tests', () => {
  expect(named.length).toBeGreaterThan(60);
});

test.each(named)('$path $name', ({ path, name }) => {
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, 'utf8')).toContain(name);
});

test.each([...rows('T', 30), ...rows('F', 30), ...rows('Q', 22)])(
  '%s has a row that says what shows it',
  (id) => {
    const row = PAGE.split('\n').find((line) => line.startsWith(`| ${id} `)) ?? '';
    expect(row).toMatch(/`test\/|does not hold|not be|docs\/|no audio file|lockfile|npm run/i);
  },
);
