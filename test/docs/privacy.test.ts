// docs/privacy.md: each article points to a test that is there, or to what counsel decides.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { shortNotice } from '../../core/privacy/spoken-notice.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';

const text = readFileSync('docs/privacy.md', 'utf8');
const rows = [...text.matchAll(/^\| ([\d–, ]+?) +\|(.*)\|(.*)\|$/gm)].map(
  ([, articles = '', , shown = '']) => ({
    articles,
    shown,
  }),
);

const numbersIn = (articles: string): number[] =>
  articles.split(', ').flatMap((part) => {
    const [from = 0, to = from] = part.split('–').map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });

test('every article of the reference is in the table, once', () => {
  const listed = rows.flatMap(({ articles }) => numbersIn(articles));
  const wanted = [
    5, 6, 7, 10, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 27, 28, 29, 30, 31, 36, 38, 39, 40, 44, 45, 46,
    47, 48, 49, 50, 51, 52, 54, 55, 56, 57,
  ];
  expect(listed).toEqual(expect.arrayContaining(wanted));
  expect(new Set(listed).size).toBe(listed.length);
});

test('each points to a test that is there, or says what counsel decides, or that nothing is done', () => {
  for (const { articles, shown } of rows) {
    const files = [...shown.matchAll(/`(test\/[\w./-]+)`/g)].map(([, file = '']) => file);
    for (const file of files) expect([articles, file, existsSync(file)]).toEqual([articles, file, true]);
    if (files.length === 0) expect(shown).toMatch(/Counsel|none is collected/);
  }
});

test('the notice in the document is the one that is told', () => {
  const told = shortNotice(SEED_SETTINGS, 'en-US');
  expect(text.replaceAll('\n', ' ')).toContain(told);
});
