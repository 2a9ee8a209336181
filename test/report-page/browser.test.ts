// The report page in a real browser, against the hotline as `npm start` runs it: the whole way, the keyboard, narrow
// screens, both languages, light and dark, and what axe finds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { readConfiguration } from '../../local/configuration.ts';
import { startHotline, type Hotline } from '../../local/hotline.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { LiveCall } from '../support/live-call.ts';
import { launchBrowser, openContext } from '../support/browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'hotline-page-'));
const TOKEN = 'token-of-this-test';
let hotline: Hotline;
let browser: Browser;

beforeAll(async () => {
  hotline = await startHotline(
    readConfiguration({ PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'SILENT', ADMIN_TOKEN: TOKEN }),
  );
  browser = await launchBrowser();
  // All of these people come from one address.
  await saveSettings({ ...SEED_SETTINGS, reports: { web: { perAddressPerHour: 100 } } });
});
afterAll(async () => {
  await browser.close();
  await hotline.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function saveSettings(settings: object): Promise<void> {
  const { status } = await fetch(`${hotline.url}/api/settings`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', 'if-match': '*' },
    body: JSON.stringify(settings),
  });
  expect(status).toBe(200);
}

const LANGUAGES = ['en-US', 'zh-CN'] as const;
const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 } };

interface Opened {
  readonly page: Page;
  /** What the browser complained of, and what it asked of anybody else. */
  readonly complaints: string[];
}

async function open(lang: string, options: BrowserContextOptions = PHONE): Promise<Opened> {
  const page = await (await openContext(browser, options)).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => void complaints.push(message.text()));
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(hotline.url) && !request.url().startsWith('data:'))
      complaints.push(request.url());
  });
  await page.goto(`${hotline.url}/report?lang=${lang}`);
  return { page, complaints };
}

async function enter(page: Page, number = '(312) 555-0199'): Promise<void> {
  await page.fill('#number', number);
  await page.check('input[value="advance-fee"]');
  await page.fill('#description', 'They wanted <b>200 dollars</b> first.');
  await page.click('#report button');
  await page.locator('#review').waitFor();
}

async function send(page: Page): Promise<{ caseNumber: string; pin: string }> {
  await page.click('#send');
  await page.locator('#done').waitFor();
  return {
    caseNumber: (await page.textContent('#done-case-number')) ?? '',
    pin: (await page.textContent('#done-pin')) ?? '',
  };
}

const focused = (page: Page, id: string): Promise<void> => page.locator(`#${id}:focus`).waitFor();

test('a request about personal data: a code, a call from that number, and how it stands, also later', async () => {
  const number = '+13125550153';
  const { page, complaints } = await open('zh-CN');
  await page.click('footer a');
  await page.click('#rights-form button');
  await focused(page, 'rights-number');
  await page.fill('#rights-number', number);
  await page.check('input[value="copy"]');
  await page.click('#rights-form button');
  await focused(page, 'rights-code');
  const code = (await page.textContent('#rights-code-digits')) ?? '';
  expect(code).toMatch(/^\d{6}$/);
  expect(await page.textContent('#rights-code-key')).toContain('请先按 8');
  // Slowly: a busy machine has the time of each question to press.
  const call = new LiveCall(hotline, number, 8);
  await call.passChallenge();
  await call.hears(/To speak with a person/);
  call.press('8');
  await call.hears(/For a copy of your data/);
  call.press(`${code}#`);
  await call.hears(/您要求查阅、复制个人信息的请求已受理|You asked for a copy/);
  await focused(page, 'rights-state');
  expect(await page.textContent('#rights-state')).toContain('将由人工处理');
  await page.reload();
  await focused(page, 'rights-state');
  expect(complaints).toEqual([]);
  await page.context().close();
});

describe.each(LANGUAGES)('in %s', (lang) => {
  test('my number is blocked: a code, a call from that number, and the case on the page', async () => {
    const number = lang === 'zh-CN' ? '+13125550151' : '+13125550152';
    const { status } = await fetch(`${hotline.url}/api/listings/${encodeURIComponent(number)}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ list: 'block', reason: 'blocked by hand' }),
    });
    expect(status).toBeLessThan(300);
    const { page, complaints } = await open(lang);
    await page.click('#appeal-form button');
    await focused(page, 'own-number');
    await page.fill('#own-number', number);
    await page.fill('#why', 'It is <b>my</b> shop.');
    await page.click('#appeal-form button');
    await page.locator('#appeal-code').waitFor();
    const code = (await page.textContent('#code')) ?? '';
    expect(code).toMatch(/^\d{6}$/);
    const call = new LiveCall(hotline, number);
    await call.hears(/six-digit code from our report page/);
    call.press(code);
    await call.hears(lang === 'zh-CN' ? /申诉受理编号是/ : /We have your appeal/);
    await page.locator('#appeal-done').waitFor();
    const caseNumber = (await page.textContent('#appeal-case-number')) ?? '';
    await page.fill('#pin', (await page.textContent('#appeal-pin')) ?? '');
    expect(await page.inputValue('#case-number')).toBe(caseNumber);
    await page.click('#look-up button');
    await page.locator('#answer p').nth(2).waitFor();
    expect(await page.textContent('#answer')).toContain(
      lang === 'zh-CN' ? '您的申诉已受理' : 'We have your appeal and will look at it soon.',
    );
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('number read back, sent, case number and PIN, and what came of it', async () => {
    const { page, complaints } = await open(lang);
    await enter(page);
    await focused(page, 'review-title');
    expect(await page.textContent('#review-number')).toBe('(312) 555-0199');
    expect(await page.textContent('#review-description')).toBe('They wanted <b>200 dollars</b> first.');
    const { caseNumber, pin } = await send(page);
    await focused(page, 'done-title');
    expect([caseNumber, pin]).toEqual([expect.stringMatching(/^\d{6}$/), expect.stringMatching(/^\d{4}$/)]);
    expect(await page.inputValue('#case-number')).toBe(caseNumber);
    await page.fill('#pin', pin);
    await page.click('#look-up button');
    await page.locator('#answer p').nth(2).waitFor();
    expect(await page.textContent('#answer')).toContain(
      lang === 'zh-CN' ? '您的举报已受理' : 'We have your report',
    );
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test.each(['light', 'dark'] as const)('axe finds nothing, %s', async (colorScheme) => {
    // The checker is a script that the page's policy would not let in.
    const { page } = await open(lang, { ...PHONE, colorScheme, bypassCSP: true });
    const findings = async (): Promise<string[]> => {
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
      return violations.map(({ id, impact, nodes }) => `${impact ?? ''} ${id}: ${nodes[0]?.html ?? ''}`);
    };
    await page.locator('#report').waitFor();
    expect(await findings()).toEqual([]);
    await page.fill('#number', 'banana');
    await page.click('#report button');
    await page.click('#look-up button');
    expect(await findings()).toEqual([]);
    await enter(page);
    expect(await findings()).toEqual([]);
    await send(page);
    expect(await findings()).toEqual([]);
    await page.context().close();
  });

  test('fits 320 pixels, and every target is large enough for a thumb', async () => {
    const { page } = await open(lang, { viewport: { width: 320, height: 640 }, bypassCSP: true });
    const narrow = async (): Promise<void> => {
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
      for (const target of await page
        .locator('button:visible, .choice:visible, input[type=text]:visible, header a, .call:visible')
        .all()) {
        const box = await target.boundingBox();
        expect(box?.height).toBeGreaterThanOrEqual(44);
        expect(box?.width).toBeGreaterThanOrEqual(44);
      }
    };
    await page.locator('#report').waitFor();
    expect(await page.evaluate<string>('getComputedStyle(document.body).fontSize')).toBe('18px');
    await narrow();
    await enter(page);
    await narrow();
    await send(page);
    await narrow();
    await page.context().close();
  });
});

describe('what is wrong stands beside its field', () => {
  test('and the cursor goes there', async () => {
    const { page } = await open('en-US');
    await page.fill('#number', 'banana');
    await page.click('#report button');
    await focused(page, 'number');
    expect(await page.getAttribute('#number', 'aria-invalid')).toBe('true');
    expect(await page.getAttribute('#number', 'aria-describedby')).toContain('number-problem');
    expect(await page.textContent('#number-problem')).toContain('Please enter a phone number');
    await page.fill('#number', '');
    await page.click('#report button');
    expect(await page.textContent('#category-problem')).toBe('Please choose one.');
    expect(await page.getAttribute('#number', 'aria-invalid')).toBeNull();
    await page.context().close();
  });

  test('also where only the hotline can tell', async () => {
    const { page } = await open('en-US');
    await enter(page, '5550123');
    await page.click('#send');
    await focused(page, 'number');
    expect(await page.textContent('#number-problem')).toContain('This isn’t a valid phone number.');
    expect(await page.inputValue('#description')).toContain('200 dollars');
    await page.context().close();
  });

  test('a wrong PIN', async () => {
    const { page } = await open('en-US');
    await page.fill('#case-number', '123459');
    await page.fill('#pin', '1111');
    await page.click('#look-up button');
    await page.locator('#status-problem:not(:empty)').waitFor();
    expect(await page.textContent('#status-problem')).toContain('We can’t find a case');
    await page.context().close();
  });
});

test('by keyboard alone', async () => {
  const { page } = await open('en-US');
  await page.locator('#number').focus();
  await page.keyboard.type('3125550199');
  for (const key of ['Tab', 'Space', 'Tab', 'Tab', 'Enter', 'Tab', 'Enter']) await page.keyboard.press(key);
  await page.locator('#done').waitFor();
  await page.context().close();
});

test('no answer came: sent again, it is the same request, and makes one case', async () => {
  const { page } = await open('en-US');
  const sent: { key: string | undefined; body: string | null }[] = [];
  await page.route('**/api/public/reports', async (route) => {
    const request = route.request();
    sent.push({ key: request.headers()['idempotency-key'], body: request.postData() });
    if (sent.length > 1) {
      await route.continue();
      return;
    }
    // The hotline has it, the answer is lost on the way.
    await route.fetch();
    await route.abort();
  });
  await enter(page);
  await page.click('#send');
  await page.locator('#report-problem:not(:empty)').waitFor();
  expect(await page.textContent('#report-problem')).toContain('We can’t connect.');
  await send(page);
  expect(sent).toHaveLength(2);
  expect(sent[0]).toEqual(sent[1]);
  await page.context().close();
});

test('case number and PIN are copied', async () => {
  const { page } = await open('en-US', { ...PHONE, permissions: ['clipboard-read', 'clipboard-write'] });
  await enter(page);
  const { caseNumber, pin } = await send(page);
  await page.click('#copy');
  await page.locator('#copy-status:not(:empty)').waitFor();
  expect(await page.textContent('#copy-status')).toBe('Copied.');
  await page.click('#another');
  await page.locator('#description').focus();
  await page.keyboard.press('Control+V');
  expect(await page.inputValue('#description')).toBe(`${caseNumber} / ${pin}`);
  await page.context().close();
});

test('too often: it says so, and what was written stays', async () => {
  const { page } = await open('en-US');
  await page.route('**/api/public/reports', (route) =>
    route.fulfill({
      status: 429,
      contentType: 'application/problem+json',
      body: '{"type":"urn:hotline-guard:problem:too-many-requests"}',
    }),
  );
  await enter(page);
  await page.click('#send');
  await page.locator('#report-problem:not(:empty)').waitFor();
  expect(await page.textContent('#report-problem')).toContain('or call us.');
  await page.click('#change');
  expect(await page.inputValue('#description')).toContain('200 dollars');
  await page.context().close();
});

test('without JavaScript it names the telephone, and shows no form that would not work', async () => {
  const { page } = await open('zh-CN', { ...PHONE, javaScriptEnabled: false });
  expect(await page.locator('noscript').isVisible()).toBe(true);
  expect(await page.locator('form:visible').count()).toBe(0);
  expect(await page.getAttribute('a.call', 'href')).toBe('tel:+13125550100');
  await page.context().close();
});
