// The console as people use it: signed in by the link, messages played and passed on, in both languages and both looks.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { ATTEMPTS } from '../../local/people/attempts.ts';
import { holdBack } from '../support/browser.ts';
import { ConsoleRig, sayWhy, type Look } from '../support/console.ts';
import { writtenAtHome } from '../support/spoken-numbers.ts';
import { NUISANCE_EN } from '../support/texts.ts';
import { CALLER } from '../support/twilio-values.ts';

let rig: ConsoleRig;

beforeAll(async () => {
  rig = await ConsoleRig.start();
  await rig.leaveMessage(CALLER, 6);
  await rig.leaveMessage('withheld', 65);
});
afterEach(() => rig.leave());
afterAll(() => rig.stop());

const text = (page: Page): Promise<string> => page.innerText('body');
/** Not `waitForFunction`: it evaluates within the page, which the policy forbids. */
const until = async (page: Page, condition: string): Promise<void> => {
  while ((await page.evaluate(condition)) !== true) await page.waitForTimeout(50);
};
const openMessage = async (page: Page, caller: string): Promise<void> => {
  await page.getByRole('row', { name: caller }).getByRole('link').click();
  await page.getByRole('button', { name: 'Listen' }).click();
  await sayWhy(page);
  await page.waitForSelector('canvas');
};

describe('the door', () => {
  test('the printed link signs in, and the token is gone from the address', async () => {
    const { page, complaints } = await rig.signIn();
    expect(new URL(page.url()).hash).toBe('');
    expect(await page.title()).toBe('Overview · Hotline Guard');
    expect(await text(page)).toContain('Guard: normal');
    const kept = await page.evaluate('JSON.stringify([Object.values(localStorage), history.state])');
    expect(kept).not.toContain(rig.token);
    await page.reload();
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('a token may be pasted; a wrong one leads back to the door, and says so', async () => {
    const { page } = await rig.visit();
    await page.goto(rig.hotline.publicUrl);
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await text(page)).toContain('Enter your token.');
    await page.getByLabel('Token').fill('banana');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Your session has expired.').waitFor();
    await page.getByLabel('Token').fill(rig.token);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  });

  test('a menu that stands open stays open when the guard’s level comes in late', async () => {
    const { page } = await rig.visit();
    const letGo = await holdBack(page, '**/api/guard');
    await page.goto(`${rig.hotline.publicUrl}/#token=${rig.token}`);
    await page.getByRole('link', { name: 'Guard: unknown' }).waitFor();
    await page.getByRole('button', { name: 'Account: admin' }).click();
    letGo();
    await page.getByRole('link', { name: 'Guard: normal' }).waitFor();
    await page.getByRole('menuitem', { name: 'Sign out' }).click({ timeout: 5_000 });
    await page.getByText('You have signed out.').waitFor();
  });

  test('signing out forgets the token', async () => {
    const { page, complaints } = await rig.signIn();
    await page.getByRole('button', { name: 'Account: admin' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('You have signed out.').waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe('voicemail', () => {
  test('a message is opened, seen, played, heard, passed on and done', async () => {
    const { page, complaints } = await rig.signIn({}, '#/voicemail');
    await openMessage(page, writtenAtHome(CALLER));
    await expect(page.locator('canvas').getAttribute('aria-label')).resolves.toMatch(
      /^Waveform, 6 seconds, 1 passage/,
    );
    expect(await page.getByRole('link', { name: writtenAtHome(CALLER) }).getAttribute('href')).toBe(
      `tel:${CALLER}`,
    );
    await page
      .locator('audio')
      .evaluate((audio) => (audio as unknown as { play: () => Promise<void> }).play());
    await until(page, 'document.querySelector("audio").currentTime > 0.2');
    await page.getByText('has no transcript. Transcripts are turned off in Settings.').waitFor();
    expect(await page.getByRole('link', { name: 'Settings › Voicemail' }).getAttribute('href')).toBe(
      '#/settings?section=voicemail',
    );
    await page.getByRole('button', { name: 'Mark as heard' }).click();
    await page.getByText('Message marked as heard.').waitFor();
    await page.getByLabel('Assign to').fill('Grace');
    await page.getByLabel('Assign to').press('Escape');
    await page.getByRole('button', { name: 'Assign', exact: true }).click();
    await page.getByText('Assigned to Grace.').waitFor();
    await page.getByRole('button', { name: 'Mark as done' }).click();
    await page.getByText('Message marked as done.').waitFor();
    await page.getByRole('link', { name: 'Voicemail', exact: true }).first().click();
    await page.getByText('Done', { exact: true }).click();
    await page.getByRole('row', { name: writtenAtHome(CALLER) }).waitFor();
    expect(await text(page)).toContain('Grace');
    expect(complaints).toEqual([]);
  });

  test('a nuisance message is in a folder of its own, with the words that put it there, until it is moved', async () => {
    const settings = `${rig.hotline.url}/api/settings`;
    const headers = {
      authorization: `Bearer ${rig.token}`,
      'content-type': 'application/json',
      'if-match': '*',
    };
    const current = (await (await fetch(settings, { headers })).json()) as { voicemail: object };
    const body = JSON.stringify({ ...current, voicemail: { ...current.voicemail, transcribe: true } });
    expect((await fetch(settings, { method: 'PUT', headers, body })).status).toBe(200);
    const from = '+13125550178';
    await rig.leaveMessage(from, 12, NUISANCE_EN, 'nuisance');
    const { page, complaints } = await rig.signIn({}, '#/voicemail');
    await page.getByText('Nuisance', { exact: true }).click();
    const row = page.getByRole('row', { name: writtenAtHome(from) });
    await row.waitFor();
    expect(await row.innerText()).toContain('This is officer James Carter');
    await row.getByRole('link').click();
    await page.getByText(NUISANCE_EN).waitFor();
    expect(await text(page)).toContain('gift cards');
    await page.getByRole('button', { name: 'Move to inbox' }).click();
    await page.getByText('Moved to inbox.').waitFor();
    await page.getByRole('link', { name: 'Voicemail', exact: true }).first().click();
    await page.getByRole('row', { name: writtenAtHome(from) }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('what a colleague changed meanwhile is not overwritten', async () => {
    const { page, complaints } = await rig.signIn({}, '#/voicemail');
    await openMessage(page, 'Hidden number');
    const sid = page.url().split('/').at(-1) ?? '';
    const changed = await fetch(`${rig.hotline.url}/api/voicemails/${sid}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${rig.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ assignedTo: 'Ada' }),
    });
    expect(changed.status).toBe(200);
    await page.getByRole('button', { name: 'Mark as done' }).click();
    await page.getByText('Someone else changed this while you were editing.').waitFor();
    expect(complaints).toEqual([expect.stringContaining('412')]);
  });
});

test('whose clock the times are of is said where the reader’s is another than the hotline’s', async () => {
  const note = /Times are in your time zone \(Asia\/Tokyo\)\. The hotline is in/;
  const { page: far } = await rig.signIn({ timeZone: 'Asia/Tokyo' });
  for (const hash of ['#/calls', '#/voicemail', '#/cases', '#/audit']) {
    await far.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await far.getByText(note).waitFor();
  }
  await far.evaluate('location.hash = "#/calls"');
  await far.getByRole('link', { name: /^Open/ }).first().click();
  await far
    .getByRole('heading', { name: /^Call from / })
    .first()
    .waitFor();
  await far.getByText(note).waitFor();
  const timeZone = rig.hotline.settings.departments[0]?.timeZone ?? '';
  const { page: near } = await rig.signIn({ timeZone }, '#/calls');
  await near.getByRole('heading', { name: 'Calls', level: 1 }).waitFor();
  expect(await near.getByText('Times are in your time zone').count()).toBe(0);
});

test('an address that no page has says so, and the keyboard gets past the bars', async () => {
  const { page } = await rig.signIn({}, '#/banana');
  await page.getByText('Page not found').waitFor();
  await page.evaluate('document.body.focus(); document.activeElement.blur()');
  await page.goto(`${rig.hotline.publicUrl}/#/about-me`);
  await page.getByRole('heading', { name: 'About me', level: 1 }).waitFor();
  expect(await page.evaluate('document.activeElement.id')).toBe('page');
  await page.locator('.skip-link').focus();
  await page.keyboard.press('Enter');
  expect(await page.evaluate('[document.activeElement.id, location.hash]')).toEqual(['page', '#/about-me']);
});

const LOOKS: Look[] = (['en-US', 'zh-CN'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    [390, 1440].map((width): Look => ({ language, theme, width })),
  ),
);
const TITLES = {
  'en-US': { inbox: 'Voicemail', me: 'About me' },
  'zh-CN': { inbox: '语音留言', me: '关于我' },
} as const;

describe.each(LOOKS)('in $language, $theme, $width wide', (look) => {
  const titles = TITLES[look.language ?? 'en-US'];

  test('every page is accessible, asks no other host, and breaks no policy', async () => {
    const { page, complaints } = await rig.signIn(look, '#/voicemail');
    const findings: string[] = [];
    const check = async (title: string): Promise<void> => {
      await page.getByRole('heading', { name: title, level: 1 }).first().waitFor();
      await rig.settle(page);
      findings.push(...(await rig.findings(page)));
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    };
    await check(titles.inbox);
    await page.locator('#page a[href*="/voicemail/"]').first().click();
    await page.getByRole('button', { name: /^(Listen|收听)$/ }).click();
    await sayWhy(page);
    await page.waitForSelector('canvas');
    findings.push(...(await rig.findings(page)));
    await page.evaluate('location.hash = "#/about-me"');
    await check(titles.me);
    expect({ findings, complaints }).toEqual({ findings: [], complaints: [] });
  });

  test('so is the door', async () => {
    const { page, complaints } = await rig.visit(look);
    await page.goto(rig.hotline.publicUrl);
    await page.waitForSelector('input');
    expect({ findings: await rig.findings(page), complaints }).toEqual({ findings: [], complaints: [] });
  });
});

// The last of this file: once there are people, the door asks for name and password.
describe('somebody with a name and a password', () => {
  const PASSWORD = 'correct horse battery';
  let totp: TOTP;

  beforeAll(async () => {
    for (const name of ['grace', 'ada'])
      await rig.api('POST', '/api/people', { name, roles: ['editor'], password: PASSWORD });
    const { secret } = await rig.api<{ secret: string }>('POST', '/api/people/grace/code');
    totp = new TOTP({ secret: Secret.fromBase32(secret) });
    // The code before this one, so that the present one is still to be used.
    await rig.api('PUT', '/api/people/grace/code', {
      code: totp.generate({ timestamp: Date.now() - 30_000 }),
    });
  });

  test('signs in with both and the code of the app, is told what is wrong, and signs out', async () => {
    const { page } = await rig.visit();
    await page.goto(rig.hotline.publicUrl);
    const password = page.getByLabel('Password');
    await page.getByLabel('Name').fill('Grace');
    await password.fill('a wrong password');
    await page.keyboard.press('Enter');
    await page.getByText('The name or password is incorrect. Check both and try again.').waitFor();
    expect([await password.inputValue(), await page.getByLabel('Name').inputValue()]).toEqual(['', 'Grace']);
    // The focus is in the emptied field.
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    const code = page.getByLabel('Authenticator code');
    await code.fill('abc');
    await page.keyboard.press('Enter');
    await page.getByText('The password or code is incorrect. Each code works only once').waitFor();
    expect(await rig.findings(page)).toEqual([]);
    await code.fill(totp.generate());
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Account: grace' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('You have signed out.').waitFor();
    await password.waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  test('hears in their language for how long too many attempts lock them out', async () => {
    const { page } = await rig.visit({ language: 'zh-CN', width: 390 });
    await page.goto(rig.hotline.publicUrl);
    // From the page itself, so that all come from one network address.
    await page.evaluate(async (times) => {
      const body = JSON.stringify({ name: 'ada', password: 'a wrong password' });
      const headers = { 'content-type': 'application/json' };
      for (let done = 0; done < times; done++) await fetch('/api/sign-in', { method: 'POST', headers, body });
    }, ATTEMPTS.nameFromNetwork);
    await page.getByLabel('姓名').fill('ada');
    await page.getByLabel('密码').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText(/登录尝试次数过多。请在 \d+ 分钟后重试/).waitFor();
    expect(await page.innerText('main')).not.toMatch(/Try again|hotline users/);
    expect(await rig.findings(page)).toEqual([]);
  });
});
