// The guides: each in both languages with the same structure, every link and picture there, and pages without scripts.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { GUIDE_SECTIONS } from '../../console/guide-sections.ts';
import { EN_US } from '../../console/words/en-us/index.ts';
import { ZH_CN } from '../../console/words/zh-cn/index.ts';
import { guideFiles } from '../../local/guide-pages.ts';

const FOLDER = 'docs/guide';
const ENGLISH = readdirSync(FOLDER).filter((name) => /^[\w-]+\.md$/.test(name));
const chineseOf = (name: string): string => name.replace(/\.md$/, '.zh-CN.md');
const read = (name: string): string => readFileSync(`${FOLDER}/${name}`, 'utf8');

/** Without blocks of code. */
const proseOf = (text: string): string => text.replaceAll(/^ *```[^]*?^ *```$/gm, '');

/** The shape of a guide: its headings by level, its pictures, its commands, and how many points a list or table has. */
function shapeOf(text: string): object {
  const prose = proseOf(text);
  const each = (pattern: RegExp): string[] => [...prose.matchAll(pattern)].map(([, found = '']) => found);
  return {
    headings: each(/^(#+) /gm),
    pictures: each(/!\[[^\]]+\]\(([^)]+)\)/g).map((picture) => picture.replace('-zh.jpg', '.jpg')),
    points: each(/^ *(?:-|\d+\.) /gm).length,
    rows: each(/^\|/gm).length,
    commands: [...text.matchAll(/^ *```\n([^]*?)^ *```$/gm)].map(([, code = '']) => code.trim()),
  };
}

test('there is a guide for everybody who works with the hotline', () => {
  expect(ENGLISH.toSorted()).toEqual(
    ['README.md', 'administrators.md', 'officers.md', 'operators.md', 'partners.md', 'staff.md'].toSorted(),
  );
});

describe.each(ENGLISH)('%s', (name) => {
  test('has the same structure in Chinese', () => {
    expect(shapeOf(read(chineseOf(name)))).toEqual(shapeOf(read(name)));
  });

  test('names the other language at its top, and is in the index', () => {
    expect(read(name)).toContain(`](${chineseOf(name)})`);
    expect(read(chineseOf(name))).toContain(`](${name})`);
    if (name === 'README.md') return;
    expect(read('README.md')).toContain(`](${name})`);
    expect(read('README.zh-CN.md')).toContain(`](${chineseOf(name)})`);
  });

  test('is Chinese in Chinese, and shows pictures that exist', () => {
    const letters = proseOf(read(chineseOf(name))).match(/\p{Script=Han}/gu) ?? [];
    expect(letters.length).toBeGreaterThan(40);
    for (const [, picture = ''] of `${read(name)}${read(chineseOf(name))}`.matchAll(
      /!\[[^\]]+\]\(([^)]+)\)/g,
    ))
      expect([picture, existsSync(`${FOLDER}/${picture}`)]).toEqual([picture, true]);
  });
});

describe('the pages', () => {
  const files = new Map(guideFiles().map(({ name, content }) => [name, content]));
  const pages = [...files].filter(([name]) => name.endsWith('.html')) as [string, string][];

  test('each guide is one, in its language, with a title', () => {
    expect(pages).toHaveLength(2 * ENGLISH.length);
    for (const [name, html] of pages) {
      expect(html).toContain(name.includes('zh-CN') ? '<html lang="zh-CN">' : '<html lang="en">');
      expect(html).toMatch(/<title>[^<]{2,} · Hotline Guard<\/title>/);
    }
  });

  test.each(Object.entries(GUIDE_SECTIONS))('are linked from the page %s, in each language', (_, section) => {
    for (const words of [EN_US, ZH_CN]) {
      const [name = '', anchor = ''] = words.shell.guideHref(section).slice(1).split('#');
      expect(String(files.get(name))).toContain(`<h2 id="${anchor}">`);
      expect(anchor).not.toBe('');
    }
  });

  test('lead only to pages and pictures that are served, and have no script and no style of their own', () => {
    for (const [name, html] of pages) {
      for (const [, href = ''] of html.matchAll(/(?:href|src)="([^"]*)"/g)) {
        const served =
          href.startsWith('https://') || ['/', '/icon.svg'].includes(href) || files.has(`guide/${href}`);
        expect([name, href, served]).toEqual([name, href, true]);
      }
      expect(html).not.toMatch(/<script|<style|\son\w+=|javascript:|style="/i);
    }
  });
});
