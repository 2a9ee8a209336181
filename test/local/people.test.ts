// People on one machine: an admin adds them on the command line, they sign in with name and password, two of them put a
// wide rule in force, and the audit log names both.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { readConfiguration } from '../../local/configuration.ts';
import { startHotline, type Hotline } from '../../local/hotline.ts';
import { ATTEMPTS } from '../../local/people/attempts.ts';
import { newSecret, stepOf } from '../../local/people/one-time-code.ts';
import { passwordProblem } from '../../local/people/password.ts';
import { openRoster } from '../../local/people/roster.ts';
import { ABSOLUTE_HOURS, createSessions, IDLE_MINUTES } from '../../local/people/sessions.ts';
import { noteRunning } from '../../local/running.ts';

const folder = mkdtempSync(join(tmpdir(), 'hotline-people-'));
let hotline: Hotline;
let adminToken: string;

beforeAll(async () => {
  const configuration = readConfiguration({ PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'SILENT' });
  ({ adminToken } = configuration);
  hotline = await startHotline(configuration);
  noteRunning(folder, { url: hotline.url, token: adminToken });
});
afterAll(async () => {
  await hotline.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly kind: string | undefined;
  readonly body: Record<string, unknown>;
}

async function send(method: string, path: string, token: string | undefined, body?: object): Promise<Answer> {
  const response = await fetch(`${hotline.url}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  return {
    status: response.status,
    kind: typeof parsed.type === 'string' ? parsed.type.split(':').pop() : undefined,
    body: parsed,
  };
}

const signIn = (name: string, password: string, code?: string): Promise<Answer> =>
  send('POST', '/api/sign-in', undefined, { name, password, ...(code === undefined ? {} : { code }) });
const tokenOf = async (name: string, password: string): Promise<string> =>
  String((await signIn(name, password)).body.token);
const me = (token: string): Promise<Answer> => send('GET', '/api/me', token);

interface Ran {
  readonly said: string;
  readonly code: number;
}

/** The command line, with what is typed on STDIN. */
const users = (stdin: string, ...line: string[]): Promise<Ran> => command(stdin, 'users', ...line);

const command = (stdin: string, ...line: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const child = execFile(
      'node',
      ['cli/hotline.mjs', ...line],
      { env: { ...process.env, DATA_DIR: folder } },
      (error, stdout, stderr) => {
        resolve({ said: stdout + stderr, code: error === null ? 0 : 1 });
      },
    );
    child.stdin?.end(stdin);
  });

const GRACE = 'correct horse battery';
const ADA = 'staple analytical engine';

describe('two people on one machine', () => {
  test('are added by the command line, which reads passwords from STDIN alone', async () => {
    const config = async (): Promise<unknown> => (await fetch(`${hotline.url}/config.json`)).json();
    expect(await config()).toEqual({ signIn: 'token', phone: true });
    const [grace, ada] = await Promise.all([
      users(`${GRACE}\n`, 'add', 'grace', '--role', 'editor'),
      users(`${ADA}\n`, 'add', '王芳', '--role', 'approver,auditor'),
    ]);
    expect(grace).toEqual({ code: 0, said: expect.stringContaining('Roles: editor.') });
    expect(ada.said).toContain('Roles: approver, auditor.');
    expect(await config()).toEqual({ signIn: 'password', phone: true });
    const { people } = JSON.parse(readFileSync(join(folder, 'people.json'), 'utf8')) as {
      people: { passwordHash: string }[];
    };
    for (const { passwordHash } of people)
      expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(statSync(join(folder, 'people.json')).mode & 0o777).toBe(0o600);
    const nothing = await users('', 'add', 'mallory', '--role', 'viewer');
    expect(nothing).toEqual({ code: 1, said: expect.stringContaining('Nothing came on STDIN') });
  });

  test('propose and approve a rule about a continent, and the audit log names both', async () => {
    const [grace, fang] = [await tokenOf('Grace', GRACE), await tokenOf('王芳', ADA)];
    expect((await me(grace)).body).toMatchObject({ id: 'grace', roles: ['editor'] });
    const rule = '/api/listings/%2B1*';
    await send('PUT', rule, grace, { list: 'block', reason: 'calls without end' });
    expect((await send('GET', rule, grace)).body).toMatchObject({ pending: true, addedBy: 'grace' });
    expect((await send('POST', `${rule}/approve`, grace)).kind).toBe('not-allowed');
    expect((await send('POST', `${rule}/approve`, fang)).status).toBe(200);
    expect((await send('GET', rule, grace)).body).not.toHaveProperty('pending');
    const { items } = (await send('GET', '/api/audit', fang)).body as {
      items: { by: string; action: string; record: string; detail?: string }[];
    };
    expect(items.map(({ by, action, record }) => [by, action, record]).slice(0, 2)).toEqual([
      ['王芳', 'listings.approve', '+1*'],
      ['grace', 'listings.put', '+1*'],
    ]);
    expect(
      items
        .slice(2)
        .map(({ by, action, record }) => `${by} ${action} ${record}`)
        .toSorted(),
    ).toEqual(['admin people.add grace', 'admin people.add 王芳']);
    expect(JSON.stringify(items)).not.toContain(GRACE);
    await send('DELETE', rule, adminToken);
  });

  test('what waits for the second one is told on the command line, with its number and how to approve it', async () => {
    const settings = (await send('GET', '/api/settings', adminToken)).body;
    const file = join(folder, 'settings.json');
    const write = (more: object): void => {
      writeFileSync(file, JSON.stringify({ ...settings, ...more }));
    };
    const secondApprover = ['official-numbers', 'wide-rules'];
    write({ security: { secondApprover } });
    expect((await command('', 'settings', 'put', file)).said).toContain('Saved as version');
    write({ security: { secondApprover: [] } });
    const [put, rule] = await Promise.all([
      command('', 'settings', 'put', file),
      command('', 'block', '+4420*', '--reason', 'calls without end'),
    ]);
    const proposal = /must approve proposal (\d+), in the console or with "hotline settings approve \1"/.exec(
      put.said,
    )?.[1];
    expect(put.said).toContain('It changes what needs a second person: second-approver.');
    expect(rule.said).toMatch(
      /\+4420\* is proposed for the block list: calls without end\nIt has no effect yet.*"hotline approve-rule '\+4420\*'"/,
    );
    const fang = await tokenOf('王芳', ADA);
    const [approved, ruled] = await Promise.all([
      command('', '--token', fang, 'settings', 'approve', String(proposal)),
      command('', '--token', fang, 'approve-rule', '+4420*'),
    ]);
    expect([approved.said, ruled.said]).toEqual([
      expect.stringContaining('In effect as version'),
      'Approved: +4420* is now on the block list, for good: calls without end\n',
    ]);
  });

  test('are managed by admins alone', async () => {
    const grace = await tokenOf('grace', GRACE);
    for (const token of [grace, undefined]) {
      const refusal = token === undefined ? 'not-signed-in' : 'not-allowed';
      expect((await send('GET', '/api/people', token)).kind).toBe(refusal);
      expect((await send('PUT', '/api/people/grace/roles', token, { roles: ['admin'] })).kind).toBe(refusal);
    }
    const add = (name: string): Promise<Answer> =>
      send('POST', '/api/people', adminToken, { name, roles: ['viewer'], password: ADA });
    expect((await add('GRACE')).kind).toBe('person-exists');
    for (const name of ['admin', 'staff:+1312', 'a b', '-x'])
      expect((await add(name)).kind).toBe('invalid-request');
    expect((await send('DELETE', '/api/people/nobody', adminToken)).kind).toBe('not-found');
  });
});

describe('a session', () => {
  test('ends when its person signs out, gets another password, or is removed', async () => {
    const add = { name: 'lin', roles: ['viewer'], password: ADA };
    expect((await send('POST', '/api/people', adminToken, add)).status).toBe(204);
    const [here, there] = [await tokenOf('lin', ADA), await tokenOf('lin', ADA)];
    expect((await send('POST', '/api/sign-in/end', here)).status).toBe(204);
    expect([(await me(here)).status, (await me(there)).status]).toEqual([401, 200]);
    expect((await send('POST', '/api/sign-in/renewal', here)).kind).toBe('not-signed-in');

    const change = { password: ADA, newPassword: GRACE };
    const wrong = await send('POST', '/api/sign-in/password', there, { ...change, password: GRACE });
    expect(wrong.kind).toBe('sign-in-refused');
    const changed = await send('POST', '/api/sign-in/password', there, change);
    expect([(await me(there)).status, (await me(String(changed.body.token))).status]).toEqual([401, 200]);
    expect((await signIn('lin', ADA)).kind).toBe('sign-in-refused');

    const last = await tokenOf('lin', GRACE);
    expect((await send('DELETE', '/api/people/lin', adminToken)).status).toBe(204);
    expect((await me(last)).status).toBe(401);
    expect((await signIn('lin', GRACE)).kind).toBe('sign-in-refused');
  });

  test('ends when nobody renews it, and for good after half a day', async () => {
    const roster = openRoster(join(folder, 'clock', 'people.json'));
    const added = '2026-11-24T08:00:00.000Z';
    const ada = {
      name: 'ada',
      roles: ['viewer' as const],
      passwordHash: '',
      passwordSetAt: added,
      sessions: [],
    };
    roster.add(ada);
    let now = new Date(added);
    const sessions = createSessions({ roster, key: 'ab'.repeat(32), now: () => now });
    const pass = (minutes: number): void => void (now = new Date(now.getTime() + minutes * 60_000));
    const idle = await sessions.begin(ada);
    pass(IDLE_MINUTES - 1);
    expect(await sessions.subjectOf(idle.token)).toEqual({ id: 'ada', kind: 'person', roles: ['viewer'] });
    pass(2);
    expect(await sessions.subjectOf(idle.token)).toBeUndefined();

    let { token } = await sessions.begin(ada);
    for (let hours = 0; hours < ABSOLUTE_HOURS; hours += 0.25) {
      const open = await sessions.read(token);
      if (open === undefined) throw new Error(`ended after ${String(hours)} h`);
      ({ token } = await sessions.renew(open));
      pass(15);
    }
    expect(await sessions.read(token)).toBeUndefined();
    // What ended is forgotten with the next sign-in.
    await sessions.begin(ada);
    expect(roster.find('ada')?.sessions).toHaveLength(1);
    const other = createSessions({ roster, key: 'cd'.repeat(32), now: () => now });
    expect(await other.read((await sessions.begin(ada)).token)).toBeUndefined();
  });
});

describe('guessing', () => {
  test('many guesses at once get no more than the limit, and a new password opens the door again', async () => {
    await send('POST', '/api/people', adminToken, { name: 'mo', roles: ['viewer'], password: ADA });
    const guesses = await Promise.all(
      Array.from({ length: ATTEMPTS.nameFromNetwork + 6 }, (_, i) =>
        signIn('mo', `a wrong password ${String(i)}`),
      ),
    );
    const compared = guesses.filter(({ kind }) => kind === 'sign-in-refused');
    expect(compared.length).toBeLessThanOrEqual(ATTEMPTS.nameFromNetwork);
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(guesses.length - compared.length);
    for (let more = compared.length; more < ATTEMPTS.nameFromNetwork; more++)
      await signIn('mo', 'a wrong password');
    const locked = await signIn('mo', ADA);
    expect([locked.kind, locked.body.retryAfter]).toEqual(['too-many-requests', expect.any(Number)]);
    expect((await signIn('grace', GRACE)).status).toBe(200);
    const reset = await send('PUT', '/api/people/mo/password', adminToken, { password: GRACE });
    expect(reset.status).toBe(204);
    expect((await signIn('mo', GRACE)).status).toBe(200);
  });

  test('a name that nobody has is refused in the same words', async () => {
    const [nobody, wrong] = [await signIn('nobody', GRACE), await signIn('grace', ADA)];
    expect(nobody).toEqual(wrong);
  });

  test.each([
    ['too short', 'hunter2', 'at least 12'],
    ['one letter', 'aaaaaaaaaaaaaaaa', 'four different'],
    ['their name', 'i am GRACE truly', 'contain the name'],
    ['too long', 'abcd'.repeat(60), 'at most 200'],
  ])('a password that is %s is not taken', (_, password, problem) => {
    expect(passwordProblem(password, 'grace')).toContain(problem);
  });

  test('a password of Chinese words is', () => {
    expect(passwordProblem('春眠不觉晓处处闻啼鸟夜来', 'grace')).toBeUndefined();
  });
});

describe('the code of an authenticator app', () => {
  const at = (iso: string): Date => new Date(iso);

  test('is good for half a minute and a little, once', () => {
    const { secret, uri } = newSecret('grace');
    expect(uri).toContain('otpauth://totp/Hotline%20Guard:grace?');
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = totp.generate({ timestamp: at('2026-11-24T08:00:10Z').getTime() });
    const step = stepOf(code, { secret, lastStep: 0 }, at('2026-11-24T08:00:15Z'));
    expect(step).toBe(at('2026-11-24T08:00:00Z').getTime() / 30_000);
    expect(stepOf(code, { secret, lastStep: 0 }, at('2026-11-24T08:00:50Z'))).toBe(step);
    expect(stepOf(code, { secret, lastStep: step ?? 0 }, at('2026-11-24T08:00:50Z'))).toBeUndefined();
    expect(stepOf(code, { secret, lastStep: 0 }, at('2026-11-24T08:01:10Z'))).toBeUndefined();
    expect(stepOf('12345', { secret, lastStep: 0 }, at('2026-11-24T08:00:15Z'))).toBeUndefined();
  });

  test('is asked for after the password once the person has shown it, and no longer when it is taken off', async () => {
    const made = await send('POST', '/api/people/grace/code', adminToken);
    const totp = new TOTP({ secret: Secret.fromBase32(String(made.body.secret)) });
    expect((await signIn('grace', GRACE)).status).toBe(200);
    expect((await send('PUT', '/api/people/grace/code', adminToken, { code: '000 000' })).kind).toBe(
      'invalid-request',
    );
    const now = Date.now();
    const [shown, next] = [totp.generate({ timestamp: now }), totp.generate({ timestamp: now + 30_000 })];
    expect((await send('PUT', '/api/people/grace/code', adminToken, { code: shown })).status).toBe(204);
    // Asked for the code is no guess, however often: it does not lock the person out.
    for (let times = 0; times <= ATTEMPTS.nameFromNetwork; times++)
      expect((await signIn('grace', GRACE)).kind).toBe('code-needed');
    expect((await signIn('grace', ADA, next)).kind).toBe('sign-in-refused');
    expect((await signIn('grace', GRACE, shown)).kind).toBe('sign-in-refused');
    expect((await signIn('grace', GRACE, next)).status).toBe(200);
    expect((await signIn('grace', GRACE, next)).kind).toBe('sign-in-refused');
    expect((await send('DELETE', '/api/people/grace/code', adminToken)).status).toBe(204);
    expect((await signIn('grace', GRACE)).status).toBe(200);
  });
});
