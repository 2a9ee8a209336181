// The report page as a document: its language, its headers, its files, and that text can only ever be text.
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { html } from '../../../functions/public/report-page/html.ts';
import { pageLanguage } from '../../../functions/public/report-page/language.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { rigForAll } from '../../support/rig.ts';
import { TestHotline, type ApiAnswer } from '../../support/hotline.ts';
import { settingsWith } from '../../support/settings.ts';

const rig = rigForAll();
let hotline: TestHotline;

beforeEach(() => {
  hotline = rig.hotline();
});

const get = (target: string, headers = {}): Promise<ApiAnswer> =>
  hotline.api('GET', target, { token: null, headers });

const filesIn = ({ text }: ApiAnswer): string[] =>
  [...text.matchAll(/"(report\/[\w.]+)"/g)].map(([, name = '']) => name);

describe('the language', () => {
  test.each([
    [undefined, undefined, 'en-US'],
    [undefined, 'zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    [undefined, 'fr, en;q=0.3, zh-TW;q=0.7', 'zh-CN'],
    [undefined, 'fr,de', 'en-US'],
    [undefined, 'zh;q=0', 'en-US'],
    [undefined, ';;q=,,=x', 'en-US'],
    ['zh', 'en', 'zh-CN'],
    ['en', 'zh', 'en-US'],
    ['banana', 'zh', 'zh-CN'],
  ])('?lang=%s and Accept-Language %s: %s', (asked, accepted, language) => {
    expect(pageLanguage(asked, accepted, 'en-US')).toBe(language);
  });

  test('is on the page, with a switch to the other', async () => {
    const english = await get('/report', { 'accept-language': 'en' });
    expect(english.text).toContain('<html lang="en-US">');
    expect(english.text).toContain('href="?lang=zh-CN"');
    expect(english.text).toContain('Harbor Consumer Loans');
    const chinese = await get('/report?lang=zh-CN', { 'accept-language': 'en' });
    expect(chinese.text).toContain('<html lang="zh-CN">');
    expect(chinese.text).toContain('href="?lang=en-US"');
    expect(chinese.text).toContain('海港消费金融');
    expect(chinese.headers.vary).toBe('accept-language');
  });
});

describe('what a browser may do there', () => {
  test('is as little as the page needs: nothing inline, nothing from elsewhere', async () => {
    const page = await get('/report');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:|blob:/);
    expect(page.text).not.toMatch(/<style|style="|<script(?! type="module" src="report\/)| on\w+="/);
    expect(page.text).not.toMatch(/https?:\/\//);
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });
});

describe('its files', () => {
  test('are kept for good under the name of their content, and unknown ones are not found', async () => {
    const names = filesIn(await get('/report'));
    expect(names.map((name) => name.replace(/\.[0-9a-f]{12}\./, '.')).toSorted()).toEqual([
      'report/page.css',
      'report/page.js',
      'report/solver.js',
    ]);
    for (const name of names) {
      const file = await get(`/${name}`);
      expect([file.status, file.headers['cache-control']]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ]);
      expect(file.headers['content-type']).toMatch(
        name.endsWith('.css') ? /^text\/css/ : /^text\/javascript/,
      );
    }
    for (const name of ['page.js', '..%2Fsettings.json', '__proto__']) {
      expect((await get(`/report/${name}`)).status).toBe(404);
    }
  });

  test('weigh less than 60 kB with the page, compressed or not', async () => {
    const page = await get('/report?lang=zh-CN');
    const files = await Promise.all(filesIn(page).map((name) => get(`/${name}`)));
    const all = [page, ...files].map(({ text }) => text);
    const bytes = (sizes: number[]): number => sizes.reduce((sum, size) => sum + size, 0);
    expect(bytes(all.map((text) => gzipSync(text).byteLength))).toBeLessThan(20_000);
    expect(bytes(all.map((text) => Buffer.byteLength(text)))).toBeLessThan(60_000);
  });
});

describe('text is only ever text', () => {
  test('whatever the company is called', async () => {
    const company = { 'en-US': `<script>alert("1")</script>'&`, 'zh-CN': '"><img src=x onerror=alert(1)>' };
    hotline = rig.hotline({
      settings: settingsWith({ hotline: { ...SEED_SETTINGS.hotline, company } }),
    });
    expect((await get('/report?lang=en')).text).toContain(
      '<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;</p>',
    );
    expect((await get('/report?lang=zh')).text).not.toContain('<img');
  });

  test('a law: no value opens a tag or leaves its attribute', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '=', '/', ' ') }),
        (value) => {
          const { text } = html`<p title="${value}">${value}</p>`;
          expect(/^<p title="[^"<>']*">[^<>"']*<\/p>$/.test(text)).toBe(true);
        },
      ),
    );
  });
});
