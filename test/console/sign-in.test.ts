// Signing in at an issuer, in a real browser with a real OpenID provider: there and back, refused, run out, and out again.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ConsoleRig, Look, Visit } from '../support/console.ts';
import { ConsoleBehindIssuer } from '../support/console-behind-issuer.ts';
import type { OidcIssuer } from '../support/oidc-issuer.ts';

let both: ConsoleBehindIssuer;
let rig: ConsoleRig;
let issuer: OidcIssuer;

beforeAll(async () => {
  both = await ConsoleBehindIssuer.start();
  ({ rig, issuer } = both);
});
afterEach(() => {
  issuer.lifetimeSeconds = 3_600;
  issuer.refreshes = true;
  issuer.changeAnswer = () => undefined;
});
afterAll(() => both.stop());

const overview = (page: Page) => page.getByRole('heading', { name: 'Overview', level: 1 });
const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });

/** Everything that a page asked for or complained of, but for what one signs in at. */
const foreign = ({ complaints }: Visit): string[] =>
  complaints.filter((complaint) => !complaint.startsWith(issuer.url));

async function atTheDoor(look: Look = {}, hash = ''): Promise<Visit> {
  const visit = await rig.visit(look);
  await visit.page.goto(`${rig.hotline.publicUrl}/${hash}`);
  return visit;
}

async function giveName(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Go' }).click();
}

async function signIn(name: string, hash = ''): Promise<Visit> {
  const visit = await atTheDoor({}, hash);
  await signInButton(visit.page).click();
  await giveName(visit.page, name);
  await visit.page.waitForSelector('#page');
  await rig.settle(visit.page);
  return visit;
}

/** Every address that the tab can go back or forward to. */
async function addressesOf(page: Page): Promise<string[]> {
  const tools = await page.context().newCDPSession(page);
  const { entries } = await tools.send('Page.getNavigationHistory');
  return entries.map(({ url }) => url);
}

describe('there and back', () => {
  test('whoever signs in is on the page they wanted, with their role, and no code is left anywhere', async () => {
    const visit = await signIn('ada', '#/lists?list=block');
    const { page } = visit;
    await page.getByRole('heading', { name: 'Lists', level: 1 }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(new URL(page.url()).hash).toBe('#/lists?list=block');
    await page.getByRole('button', { name: 'Account: ada' }).waitFor();
    for (const address of await addressesOf(page)) {
      if (address.startsWith(rig.hotline.publicUrl)) expect(address).not.toMatch(/code=|state=/);
    }
    expect(await page.evaluate('JSON.stringify([localStorage.length, history.state, document.cookie])')).toBe(
      '[0,null,""]',
    );
    await page.reload();
    await page.getByRole('button', { name: 'Account: ada' }).waitFor();
    expect(foreign(visit)).toEqual([]);
  });

  test('the role is the one that the issuer gives', async () => {
    const { page } = await signIn('grace');
    await overview(page).waitFor();
    await page.evaluate('location.hash = "#/about-me"');
    await page.getByText('viewer').first().waitFor();
    const [{ token }] = [JSON.parse(await kept(page)) as { token: string }];
    const refused = await fetch(`${rig.hotline.url}/api/settings`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(refused.status).toBe(403);
  });

  test('what is asked of the issuer: a code, with PKCE, state, nonce and nothing of the page', async () => {
    const { page } = await atTheDoor({}, '#/lookup?number=13125550166');
    const asked = page.waitForRequest((request) => request.url().startsWith(`${issuer.url}/auth?`));
    await signInButton(page).click();
    const query = Object.fromEntries(new URL((await asked).url()).searchParams);
    expect(query).toEqual({
      response_type: 'code',
      client_id: 'hotline-console',
      redirect_uri: `${rig.hotline.publicUrl}/`,
      scope: 'openid',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      audience: 'https://hotline.example/api',
    });
  });
});

const kept = (page: Page): Promise<string> =>
  page.evaluate<string>('sessionStorage.getItem("hotline-guard.session")');

describe('refused', () => {
  test.each<[string, (answer: URL) => void]>([
    [
      'another state',
      (answer) => {
        answer.searchParams.set('state', 'x'.repeat(43));
      },
    ],
    [
      'no state',
      (answer) => {
        answer.searchParams.delete('state');
      },
    ],
    [
      'another issuer’s answer',
      (answer) => {
        answer.searchParams.set('iss', 'https://login.example.com');
      },
    ],
  ])('%s', async (_what, change) => {
    const visit = await atTheDoor();
    const { page } = visit;
    await signInButton(page).click();
    issuer.changeAnswer = change;
    await giveName(page, 'ada');
    await page.getByText('This sign-in did not start in this tab').waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    expect(foreign(visit)).toEqual([]);
  });

  test('a code of somebody else’s sign-in, brought by a link: nobody is signed in, nobody is signed out', async () => {
    const { page } = await rig.visit();
    await page.goto(`${rig.hotline.publicUrl}/?code=stolen&state=stolen`);
    await page.getByText('This sign-in did not start in this tab').waitFor();
    await signInButton(page).click();
    await giveName(page, 'grace');
    await overview(page).waitFor();
    await page.goto(`${rig.hotline.publicUrl}/?code=stolen&state=stolen`);
    await page.getByRole('button', { name: 'Account: grace' }).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  test('a code that was issued to another verifier is worth nothing (PKCE)', async () => {
    const { page } = await atTheDoor();
    await signInButton(page).click();
    await page.getByLabel('Name').waitFor();
    await page.context().addInitScript(`
      const key = 'hotline-guard.sign-in';
      const pending = JSON.parse(sessionStorage.getItem(key) ?? 'null');
      if (pending) sessionStorage.setItem(key, JSON.stringify({ ...pending, verifier: 'v'.repeat(43) }));`);
    await giveName(page, 'ada');
    await page.getByText('The sign-in service couldn’t sign you in').waitFor();
    expect(await page.innerText('main')).toContain('invalid_grant');
  });

  test.each<[Look['language'], string, string, string]>([
    ['en-US', 'Sign in', 'Sign-in was canceled or denied', 'ask your administrator for access'],
    ['zh-CN', '登录', '登录已取消或被拒绝', '请管理员为您开通权限'],
  ])('the issuer says no, in words: %s', async (language, button, title, advice) => {
    const visit = await atTheDoor({ language: language! });
    const { page } = visit;
    await page.getByRole('button', { name: button, exact: true }).click();
    await giveName(page, 'nobody');
    await page.getByText(title).waitFor();
    const text = await page.innerText('main');
    expect(text).toContain(advice);
    expect(text).toContain('access_denied: nobody may come in');
    expect(await rig.findings(page)).toEqual([]);
    expect(foreign(visit)).toEqual([]);
  });

  test('a token that the API does not accept: the door has the API’s words for whoever set it up', async () => {
    issuer.refreshes = false;
    const { page } = await rig.visit();
    await page.route(`${issuer.url}/token`, async (route) => {
      const answer = await route.fetch();
      // The ID token says who signed in, and is no key to the API.
      const tokens = (await answer.json()) as { id_token: string };
      await route.fulfill({ response: answer, json: { ...tokens, access_token: tokens.id_token } });
    });
    await page.goto(rig.hotline.publicUrl);
    await signInButton(page).click();
    await giveName(page, 'ada');
    await page.getByText('The hotline didn’t accept your sign-in').waitFor();
    expect(await page.innerText('main')).toContain('ID tokens are not taken');
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  test('an issuer that does not answer, and one that is none', async () => {
    const { page } = await atTheDoor();
    const discovery = `${issuer.url}/.well-known/openid-configuration`;
    await page.route(discovery, (route) => route.abort());
    await signInButton(page).click();
    await page.getByText('Can’t reach the sign-in service').waitFor();
    await page.unrouteAll();
    await page.route(discovery, (route) =>
      route.fulfill({
        json: { issuer: 'https://login.example.com' },
        headers: { 'access-control-allow-origin': '*' },
      }),
    );
    await signInButton(page).click();
    await page.getByText('The sign-in service is not set up correctly').waitFor();
  });

  test('a token endpoint elsewhere is not let in by the policy of the page, and the page says so', async () => {
    const { page } = await atTheDoor();
    const discovery = `${issuer.url}/.well-known/openid-configuration`;
    await page.route(discovery, async (route) => {
      const answer = await route.fetch();
      const elsewhere = {
        ...((await answer.json()) as object),
        token_endpoint: 'https://tokens.example/token',
      };
      await route.fulfill({ response: answer, json: elsewhere });
    });
    await signInButton(page).click();
    await giveName(page, 'ada');
    await page.getByText('Can’t reach the sign-in service').waitFor();
  });
});

describe('run out', () => {
  /**
   * Signed in with a token of a few seconds, which is still the first one. On a busy machine it may have run out, and been
   * refreshed, before the page was there: then another that lives longer.
   * @returns with it, what the browser keeps of it, and when it has run out
   */
  async function signInForMoments(): Promise<{ visit: Visit; before: unknown; runOut: number }> {
    for (const lifetimeSeconds of [3, 15, 60]) {
      Object.assign(issuer, { lifetimeSeconds });
      issuer.requests.length = 0;
      const visit = await signIn('ada', '#/lists');
      const runOut = Date.now() + lifetimeSeconds * 1_000 + 500;
      issuer.lifetimeSeconds = 3_600;
      const before = await kept(visit.page);
      if (issuer.requests.filter((request) => request === 'POST /token').length === 1)
        return { visit, before, runOut };
      await rig.leave();
    }
    throw new Error('the page takes over a minute');
  }

  test('a token that has run out is refreshed in silence', async () => {
    const { visit, before, runOut } = await signInForMoments();
    const { page } = visit;
    issuer.requests.length = 0;
    await page.waitForTimeout(runOut - Date.now());
    await page.evaluate('location.hash = "#/cases"');
    while ((await kept(page)) === before) await page.waitForTimeout(50);
    await page.getByText('No cases').waitFor();
    expect(await page.getByText('Your session has expired').count()).toBe(0);
    // Once, for everything that the page had asked.
    expect(issuer.requests.filter((request) => request === 'POST /token')).toHaveLength(1);
    expect(foreign(visit).filter((complaint) => !complaint.includes('401'))).toEqual([]);
  });

  /** Signed in without a refresh token, a form filled in, the token run out, and the form sent. */
  async function sendTooLate(number: string): Promise<Visit> {
    issuer.refreshes = false;
    const visit = await signIn('ada', '#/lists');
    const { page } = visit;
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByLabel('Number or prefix rule').fill(number);
    await page.getByLabel('Reason', { exact: true }).fill('typed before the token ran out');
    await page.getByText('Will be saved as').waitFor();
    await rig.settle(page);
    await both.expire(page);
    await page.getByRole('button', { name: 'Save' }).click();
    return visit;
  }

  async function inAnotherTab(page: Page): Promise<Page> {
    const [other] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Sign in (new tab)' }).click(),
    ]);
    return other;
  }

  test('without a refresh token one signs in again in another tab, and what was typed is sent', async () => {
    const visit = await sendTooLate('+13125550199');
    const { page } = visit;
    // The issuer still knows them, and asks nothing.
    const other = await inAnotherTab(page);
    await page.getByText('Your session has expired').waitFor({ state: 'detached' });
    await page.getByRole('row', { name: '312 555 0199' }).waitFor();
    if (!other.isClosed()) {
      await other.getByText('You’re signed in.').waitFor();
      expect(await other.evaluate('sessionStorage.length')).toBe(0);
    }
    expect(foreign(visit).filter((complaint) => !complaint.includes('401'))).toEqual([]);
  });

  test('somebody else who signs in then does not send what the first one had typed', async () => {
    const { page } = await sendTooLate('+13125550198');
    await page.context().clearCookies();
    await giveName(await inAnotherTab(page), 'grace');
    await page.getByRole('button', { name: 'Account: grace' }).waitFor();
    expect(await page.getByLabel('Reason', { exact: true }).count()).toBe(0);
    const listed = await rig.api<{ items: { pattern: string }[] }>('GET', '/api/listings?list=block');
    expect(listed.items.map(({ pattern }) => pattern)).not.toContain('+13125550198');
  });

  test('where tokens are pasted, another is pasted over the page', async () => {
    const { page } = await rig.visit();
    await page.route('**/config.json', (route) => route.fulfill({ json: { signIn: 'token' } }));
    await page.goto(`${rig.hotline.publicUrl}/#token=${rig.token}`);
    await overview(page).waitFor();
    await rig.settle(page);
    const problem = { type: 'urn:hotline-guard:problem:not-signed-in', detail: 'The token is over.' };
    await page.route('**/api/**', (route) =>
      route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    );
    await page.evaluate('location.hash = "#/cases"');
    const dialog = page.getByRole('dialog', { name: 'Your session has expired' });
    await dialog.getByLabel('Token').fill('banana');
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.getByText('The hotline didn’t accept this token either.').waitFor();
    expect(await rig.findings(page)).toEqual([]);
    // Put off, it comes again with the next request.
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Your session has expired').first().waitFor();
    await page.evaluate('location.hash = "#/calls"');
    await dialog.waitFor();
    await page.unroute('**/api/**');
    await dialog.getByLabel('Token').fill(rig.token);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Calls', level: 1 }).waitFor();
    expect(await page.evaluate('localStorage.length')).toBe(0);
  });
});

describe('out again', () => {
  test('signing out ends the session at the issuer too, and gives the refresh token back', async () => {
    const visit = await signIn('ada');
    const { page } = visit;
    await page.getByRole('button', { name: 'Account: ada' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.getByText('You have signed out.').waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    expect(issuer.requests).toContain('POST /token/revocation');
    await signInButton(page).click();
    // Asked for the name again: the issuer has forgotten them.
    await giveName(page, 'grace');
    await page.getByRole('button', { name: 'Account: grace' }).waitFor();
    expect(foreign(visit)).toEqual([]);
  });

  test('an issuer that has gone keeps nobody signed in', async () => {
    const { page } = await signIn('ada');
    await page.route(`${issuer.url}/**`, (route) => route.abort());
    await page.getByRole('button', { name: 'Account: ada' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('You have signed out.').waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });
});

test('the link of the terminal still signs in as the admin of this machine', async () => {
  const { page, complaints } = await rig.signIn();
  await page.getByRole('button', { name: 'Account: admin' }).waitFor();
  expect(complaints).toEqual([]);
});
