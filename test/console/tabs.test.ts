// Several tabs of one browser, real ones: a new one goes on with the session of another, one tab alone renews it, and
// signing out ends it everywhere.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ConsoleRig } from '../support/console.ts';
import { ConsoleBehindIssuer } from '../support/console-behind-issuer.ts';
import type { OidcIssuer } from '../support/oidc-issuer.ts';

let both: ConsoleBehindIssuer;
let rig: ConsoleRig;
let issuer: OidcIssuer;

beforeAll(async () => {
  both = await ConsoleBehindIssuer.start();
  ({ rig, issuer } = both);
});
afterAll(() => both.stop());

const account = (page: Page, name: string) => page.getByRole('button', { name: `Account: ${name}` });
const door = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });

interface Kept {
  readonly token: string;
  readonly refreshToken?: string;
  readonly borrowed?: boolean;
}
const kept = async (page: Page): Promise<Kept | null> =>
  JSON.parse(await page.evaluate<string>('sessionStorage.getItem("hotline-guard.session")')) as Kept | null;

async function newTab(beside: Page, address = ''): Promise<Page> {
  const page = await beside.context().newPage();
  await page.goto(`${rig.hotline.publicUrl}/${address}`);
  return page;
}

/**
 * In a tab that a link has opened. Playwright takes it, now and then, for one that is still being opened, and would wait
 * for ever; the page itself answers.
 */
async function shows(opened: Page, part: string): Promise<void> {
  // While the page is being loaded, what stood before it cannot be asked any more.
  const html = (): Promise<string> =>
    opened.evaluate<string>('document.documentElement.outerHTML').catch(() => '');
  for (let tries = 0; tries < 300 && !(await html()).includes(part); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await html()).toContain(part);
}

async function signOut(page: Page, name: string): Promise<void> {
  await account(page, name).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
}

describe('a token of the terminal', () => {
  test('a new tab has it, a link in a new tab too, another browser not; out of one is out of all', async () => {
    const { page: first, complaints } = await rig.signIn();
    const second = await newTab(first, '#/calls');
    await account(second, 'admin').waitFor();
    await second.getByRole('heading', { name: 'Calls', level: 1 }).waitFor();
    const [third] = await Promise.all([
      first.context().waitForEvent('page'),
      first
        .getByRole('link', { name: 'Look up' })
        .first()
        .click({ modifiers: ['Control'] }),
    ]);
    await shows(third, 'aria-label="Account: admin"');
    const phone = await newTab(first, 'phone');
    await phone.locator('.door').waitFor({ state: 'detached' });
    await phone.getByRole('button', { name: /^Call/ }).first().waitFor();
    expect(await first.evaluate('localStorage.length')).toBe(0);
    expect(await second.evaluate('localStorage.length')).toBe(0);

    const { page: stranger } = await rig.visit();
    await stranger.goto(`${rig.hotline.publicUrl}/#/calls`);
    await door(stranger).waitFor();
    await stranger.waitForTimeout(500);
    expect(await stranger.evaluate('sessionStorage.length')).toBe(0);

    await signOut(second, 'admin');
    for (const page of [first, second]) await page.getByText('You have signed out.').waitFor();
    await shows(third, 'You have signed out.');
    await phone.locator('.door').waitFor();
    for (const page of [first, second, third, phone]) expect(await kept(page)).toBeNull();
    const fourth = await newTab(first);
    await door(fourth).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('a session of the issuer', () => {
  async function signIn(name: string): Promise<Page> {
    const { page } = await rig.visit();
    await page.goto(rig.hotline.publicUrl);
    await door(page).click();
    await page.getByLabel('Name').fill(name);
    await page.getByRole('button', { name: 'Go' }).click();
    await account(page, name).waitFor();
    await rig.settle(page);
    return page;
  }

  test('the new tab has no refresh token; the one that has it renews for both, once', async () => {
    const first = await signIn('ada');
    const second = await newTab(first);
    await account(second, 'ada').waitFor();
    await rig.settle(second);
    expect(await kept(second)).toMatchObject({ borrowed: true, token: (await kept(first))?.token });
    expect((await kept(second))?.refreshToken).toBeUndefined();
    const before = await kept(first);
    issuer.requests.length = 0;
    await both.expire(first);
    await Promise.all([
      second.evaluate('location.hash = "#/cases"'),
      first.evaluate('location.hash = "#/lists"'),
    ]);
    await second.getByText('No cases').waitFor();
    await first.getByRole('heading', { name: 'Lists', level: 1 }).waitFor();
    expect(issuer.requests.filter((request) => request === 'POST /token')).toHaveLength(1);
    expect((await kept(first))?.token).not.toBe(before?.token);
    expect((await kept(second))?.token).toBe((await kept(first))?.token);
    expect((await kept(second))?.refreshToken).toBeUndefined();
    for (const page of [first, second])
      expect(await page.getByText('Your session has expired').count()).toBe(0);
  });

  test('the tab that renewed is closed: one signs in again when the token has run out', async () => {
    const first = await signIn('ada');
    const second = await newTab(first);
    await account(second, 'ada').waitFor();
    await rig.settle(second);
    await first.close();
    await both.expire(second);
    await second.evaluate('location.hash = "#/cases"');
    await second.getByText('Your session has expired').waitFor();
  });

  test('signed out in the new tab, the first one gives its refresh token back', async () => {
    const first = await signIn('ada');
    const second = await newTab(first);
    await account(second, 'ada').waitFor();
    issuer.requests.length = 0;
    await signOut(second, 'ada');
    await first.getByText('You have signed out.').waitFor();
    expect(await kept(first)).toBeNull();
    await second.getByRole('button', { name: 'Leave' }).click();
    await second.getByText('You have signed out.').waitFor();
    while (!issuer.requests.includes('POST /token/revocation')) await first.waitForTimeout(50);
  });

  test('the telephone is not offered it: it takes the token of this machine’s admin alone', async () => {
    const first = await signIn('ada');
    const phone = await newTab(first, 'phone');
    await phone.locator('.door input').waitFor();
    await phone.waitForTimeout(400);
    expect(await kept(phone)).toBeNull();
  });
});
