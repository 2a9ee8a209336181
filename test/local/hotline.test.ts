// The hotline as a stranger starts it: real processes, real HTTP, the hotline command, data that survives a restart.
import type { StatsView } from '../../functions/admin/contract.ts';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FeedImport } from '../../functions/admin/contract.ts';
import type { CarrierEvent } from '../../carrier/events.ts';
import { readRunning } from '../../local/running.ts';
import { startSilentPeer } from '../support/silent-peer.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'hotline-test-'));
const started: ChildProcess[] = [];

interface Started {
  readonly process: ChildProcess;
  readonly output: () => string;
}

/** Resolves when the welcome has been printed. */
async function start(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<Started> {
  const child = spawn('node', ['local/start.mjs'], {
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, ...env },
  });
  started.push(child);
  let text = '';
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      text += chunk.toString();
      if (text.includes('Ctrl-C')) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => {
      reject(new Error(`ended with ${String(code)}: ${text}`));
    });
  });
  return { process: child, output: () => text };
}

async function stop({ process: child }: Started): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  child.kill('SIGINT');
  return ended;
}

interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

async function hotline(dataDir: string, ...commandLine: string[]): Promise<Ran> {
  try {
    const { stdout, stderr } = await run('node', ['cli/hotline.mjs', ...commandLine], {
      env: { ...process.env, DATA_DIR: dataDir },
      maxBuffer: 50_000_000,
    });
    return { stdout, stderr, code: 0 };
  } catch (error) {
    const { stdout, stderr, code } = error as Ran;
    return { stdout, stderr, code };
  }
}

async function call(dataDir: string, from: string, ...more: string[]): Promise<CarrierEvent[]> {
  const { stdout, stderr } = await hotline(
    dataDir,
    'call',
    '--from',
    from,
    '--json',
    '--speed',
    '60',
    ...more,
  );
  expect(stderr).toBe('');
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CarrierEvent);
}

const types = (events: readonly CarrierEvent[]): string[] => events.map(({ type }) => type);
const heard = (events: readonly CarrierEvent[]): string =>
  events.flatMap((event) => (event.type === 'said' ? [event.text] : [])).join(' ');

afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** What the queue does comes a moment later. */
async function until(look: () => Promise<string>, wanted: RegExp): Promise<string> {
  for (let tries = 0; tries < 120; tries++) {
    const text = await look();
    if (wanted.test(text)) return text;
  }
  throw new Error(`never: ${String(wanted)}`);
}

describe('npm start', () => {
  const dataDir = join(folder, 'main');
  let here: Started;

  beforeAll(async () => {
    here = await start(dataDir);
  });

  test('prints the API, its token, the numbers, and how to call', () => {
    const text = here.output();
    const { token } = readRunning(dataDir) ?? {};
    expect(text).toContain(token);
    expect(text).toContain('/api/openapi.json');
    expect(text).toContain(`/phone#token=${String(token)}`);
    for (const number of ['312 555 0100', '312 555 0111', '312 555 0112']) expect(text).toContain(number);
    expect(text).toContain('npx hotline call --from');
    expect(text).not.toMatch(/warn|error/i);
  });

  test('keeps its secrets to the owner', () => {
    for (const name of ['secrets.json', 'running.json']) {
      expect(statSync(join(dataDir, name)).mode & 0o077).toBe(0);
    }
  });

  test('each path of the flow, by the hotline command', async () => {
    const passed = await call(dataDir, '+13125550177', '--keys', 'challenge,1', '--staff', 'accept');
    expect(types(passed)).toContain('bridged');
    // A scripted caller presses as soon as there is something to press.
    expect(types(passed).filter((type) => type === 'promptStopped').length).toBeGreaterThanOrEqual(2);
    // The call ran 20 times faster; its figures are of the time that its caller had.
    const figures = (await hotline(dataDir, 'figures', '--json')).stdout;
    const { timeToPerson } = JSON.parse(figures) as StatsView;
    const [ring, talk] = [passed[0], passed.find(({ type }) => type === 'bridged')].map((event) =>
      Date.parse(event?.at ?? ''),
    );
    const seconds = ((talk ?? 0) - (ring ?? 0)) / 1_000;
    expect(timeToPerson.calls).toBe(1);
    expect(Math.abs((timeToPerson.medianSeconds ?? 0) - seconds)).toBeLessThan(5);
    const failed = await call(dataDir, '+13125550170', '--keys', 'wrong,wrong,wrong,message');
    expect(heard(failed)).toContain('That’s all right. Someone on our staff will call you back.');
    expect(types(failed)).toContain('recorded');
    const silent = await call(dataDir, '+13125550171', '--keys', '');
    expect(heard(silent)).toMatch(/No rush. Please take your time.*We didn’t get a message/);
    const person = await call(dataDir, '+13125550172', '--keys', '0,message:3');
    expect(heard(person)).toContain('Someone on our staff will call you back.');
    const withheld = await call(dataDir, 'withheld', '--keys', 'challenge,0,hangup');
    expect(heard(withheld)).toContain('Please hold while we connect you with the front desk.');
    const refused = await call(dataDir, '+13125550177', '--keys', '1,message', '--staff', 'refuse');
    expect(heard(refused)).toContain('Sorry, everyone is busy right now.');
    const mailbox = await call(dataDir, '+13125550177', '--keys', '1,hangup', '--staff', 'mailbox');
    expect(types(mailbox)).not.toContain('bridged');
  });

  test('the caller of a page that is gone hangs up, however it went', async () => {
    const { url = '', token = '' } = readRunning(dataDir) ?? {};
    const headers = { authorization: `Bearer ${token}` };
    const placed = await fetch(`${url}/simulator/calls`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ from: '+13125550179' }),
    });
    const { callSid } = (await placed.json()) as { callSid: string };
    const page = new AbortController();
    const held = `${url}/simulator/calls/${callSid}/events?with=legs&held=true`;
    await fetch(held, { headers, signal: page.signal });
    page.abort();
    // Follows to the end of the call, which would otherwise wait for the keys of a code.
    const events = await (await fetch(`${url}/simulator/calls/${callSid}/events`, { headers })).text();
    expect(events).not.toContain('"gathered"');
    expect(events).toContain('"ended"');
  });

  test('allow, block, unlist, listings, lookup, calls, voicemails', async () => {
    for (const country of ['CN', 'US'])
      expect((await hotline(dataDir, 'holidays', country, '2026')).stdout).toContain('2026');
    expect((await hotline(dataDir, 'allow', '(312) 555-0150', '--reason', 'auditor')).stdout).toContain(
      '312 555 0150 is on the allow list',
    );
    await hotline(dataDir, 'block', '+13125550151', '--reason', 'nuisance');
    expect(types(await call(dataDir, '+13125550150', '--staff', 'accept'))).toContain('bridged');
    const blocked = await call(dataDir, '+13125550151', '--keys', '');
    expect(types(blocked)).toEqual(['webhook', 'response', 'rejected', 'webhook', 'response', 'ended']);
    expect((await hotline(dataDir, 'lookup', '312 555 0151', '--why', 'x')).stdout).toMatch(
      /Rejected[\s\S]*nuisance/,
    );
    expect((await hotline(dataDir, 'listings', '--q', 'auditor')).stdout).toContain('312 555 0150');
    const calls = (await hotline(dataDir, 'calls', '--caller', '3125550151', '--json')).stdout
      .trim()
      .split('\n');
    expect(calls.map((line) => JSON.parse(line) as object)).toMatchObject([{ disposition: 'rejected' }]);
    const { stdout } = await hotline(dataDir, 'voicemails', '--json');
    const { recordingSid } = JSON.parse(stdout.split('\n')[0] ?? '') as { recordingSid: string };
    const wav = join(folder, 'message.wav');
    await hotline(dataDir, 'voicemails', 'audio', recordingSid, wav, '--why', 'x');
    expect(readFileSync(wav).subarray(0, 4).toString()).toBe('RIFF');
    expect((await hotline(dataDir, 'unlist', '+13125550151')).code).toBe(0);
  });

  test('a call that a staff phone forwards is refused, and the calls say whose phone it was', async () => {
    const forwarded = await call(dataDir, '+13125550177', '--forwarded-from', '(312) 555-0111');
    expect(types(forwarded)).toContain('rejected');
    const { stdout } = await hotline(dataDir, 'calls', '--verdict', 'forwarding-loop', '--steps');
    expect(stdout).toMatch(/call\n.*forwarding loop[^]*Ada’s phone \(312 555 0111\) forwards its calls/);
  });

  test('a call reaches the number that the settings name now', async () => {
    const file = join(folder, 'settings.json');
    const { stdout: before } = await hotline(dataDir, 'settings');
    writeFileSync(file, before.replace('+13125550100', '(312) 555-0190'));
    await hotline(dataDir, 'settings', 'put', file);
    expect(heard(await call(dataDir, '+13125550195', '--keys', 'hangup'))).toContain('Harbor Consumer Loans');
    writeFileSync(file, before);
    await hotline(dataDir, 'settings', 'put', file);
  });

  test('audit, audit verify, outbox, webhook-key', async () => {
    const settings = JSON.parse((await hotline(dataDir, 'settings')).stdout) as object;
    const notifications = [
      { on: ['guard-level'], language: 'zh-CN', by: { email: 'duty@example.org' } },
      { on: ['guard-level'], by: { sms: '+13125550111' } },
    ];
    const file = join(folder, 'with-notifications.json');
    writeFileSync(file, JSON.stringify({ ...settings, notifications }));
    await hotline(dataDir, 'settings', 'put', file);
    expect((await hotline(dataDir, 'outbox')).stdout).toBe('No results.\n');
    await hotline(dataDir, 'guard', 'siege', '--minutes', '60');
    await hotline(dataDir, 'guard', 'normal');
    const sent = await until(
      async () => (await hotline(dataDir, 'outbox')).stdout,
      /(\.(eml|sms) [\s\S]*){4}/,
    );
    expect(sent).toContain('[海港消费金融] 防护等级：紧急');
    expect(sent).toContain('Harbor Consumer Loans: The guard level has been normal');
    const whole = (await hotline(dataDir, 'outbox', '.eml')).stdout;
    expect(whole).toMatch(/To: duty@example\.org\nSubject: \[海港消费金融\] 防护等级：紧急\n\n自 /);
    expect((await hotline(dataDir, 'outbox', 'nothing')).stderr).toBe('No message has the name "nothing".\n');

    const log = (await hotline(dataDir, 'audit', '--action', 'guard.put', '--json')).stdout
      .trim()
      .split('\n');
    expect(log.map((line) => JSON.parse(line) as object)).toMatchObject([
      { by: 'admin', detail: 'normal' },
      { by: 'admin', detail: expect.stringMatching(/^siege until /) },
    ]);
    const table = (await hotline(dataDir, 'audit')).stdout;
    expect(table).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d {2}admin token +Changed the guard level +guard +siege until /m,
    );
    expect(table).not.toMatch(/\dT\d\d:/);
    expect((await hotline(dataDir, 'audit', '--to', '2020-01-01')).stdout).toBe('No results.\n');
    expect((await hotline(dataDir, 'audit', 'verify')).stdout).toMatch(/^Log intact: \d+ entries checked/);
    expect((await hotline(dataDir, 'audit', 'verify', '--to', '2020-01-01')).stdout).toMatch(
      /^Log intact: 0 entries/,
    );
    expect((await hotline(dataDir, 'webhook-key', 'https://example.org/hook')).stdout).toMatch(
      /^whsec_[\w+/=]{44}\n$/,
    );
  });

  test('says in words what is wrong', async () => {
    const wrong = await hotline(dataDir, 'block', 'banana', '--reason', 'x');
    expect([wrong.code, wrong.stderr]).toEqual([
      1,
      expect.stringContaining('"banana" is not a valid phone number'),
    ]);
    const script = await hotline(dataDir, 'call', '--from', '+13125550177', '--keys', 'dance');
    expect([script.code, script.stderr]).toEqual([1, expect.stringContaining('"dance" is not a valid step')]);
    const nobody = await hotline(join(folder, 'empty'), 'listings');
    expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringContaining('npm start')]);
    const number = await hotline(
      dataDir,
      'call',
      '--from',
      '+13125550177',
      '--to',
      '+19995550000',
      '--keys',
      '',
    );
    expect(number.stderr).toContain('+19995550000 is not a number of this account');
  });

  test('import: all or nothing, then the good lines, each rejected line named with its place in the file', async () => {
    const file = join(folder, 'list.csv');
    const lines = Array.from({ length: 2_500 }, (_, index) => `+1773${String(5_550_000 + index)},nuisance`);
    writeFileSync(file, ['number,reason', ...lines, 'banana,x', '773-555-0001,again'].join('\n'));
    const refused = await hotline(dataDir, 'import', file, '--list', 'block');
    expect(refused.code).toBe(1);
    expect(refused.stdout).toMatch(/2502 +banana +is not a valid phone number/);
    expect(refused.stdout).toContain('Nothing was imported');
    expect((await hotline(dataDir, 'lookup', '+17735550005', '--why', 'x')).stdout).toContain('Keypad check');
    const partial = await hotline(dataDir, 'import', file, '--list', 'block', '--partial', '--json');
    expect(JSON.parse(partial.stdout)).toMatchObject({
      added: 2_500,
      repeated: 1,
      rejected: [{ line: 2502 }],
    });
    const again = await hotline(dataDir, 'import', file, '--list', 'block', '--partial', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ added: 0, updated: 0, unchanged: 2_500 });
  });

  test('the simulator is closed to others, and large bodies are refused', async () => {
    const { url = '' } = readRunning(dataDir) ?? {};
    const place = await fetch(`${url}/simulator/calls`, { method: 'POST', body: '{}' });
    expect(place.status).toBe(401);
    const large = await fetch(`${url}/api/listings/import?list=block`, {
      method: 'POST',
      body: 'x'.repeat(6_500_000),
    });
    expect(large.status).toBe(413);
    const forged = await fetch(`${url}/voice/incoming`, { method: 'POST', body: 'CallSid=CA1' });
    expect(forged.status).toBe(403);
    expect((await fetch(`${url}/fallback.xml`)).headers.get('content-type')).toContain('text/xml');
    expect((await fetch(`${url}/banana`)).status).toBe(404);
  });

  test('a second one in the same folder, or on the same port, says so', async () => {
    await expect(start(dataDir)).rejects.toThrow('Another hotline runs with this DATA_DIR');
    const { url = '' } = readRunning(dataDir) ?? {};
    await expect(start(join(folder, 'other'), { PORT: new URL(url).port })).rejects.toThrow(
      'The port is taken',
    );
    await expect(start(join(folder, 'other'), { PORT: 'banana' })).rejects.toThrow('PORT is "banana"');
    await expect(start(join(folder, 'other'), { PUBLIC_URL: 'banana' })).rejects.toThrow(
      'PUBLIC_URL is "banana"',
    );
  });

  test('Ctrl-C ends it at once; what was kept is there after a restart', async () => {
    const { token } = readRunning(dataDir) ?? {};
    await call(dataDir, '+13125550178', '--keys', 'challenge,hangup');
    expect(await stop(here)).toBe(0);
    expect(existsSync(join(dataDir, 'running.json'))).toBe(false);
    here = await start(dataDir);
    expect(readRunning(dataDir)?.token).toBe(token);
    expect(types(await call(dataDir, '+17735550005', '--keys', ''))).toContain('rejected');
    expect(types(await call(dataDir, '+13125550150', '--staff', 'accept'))).toContain('bridged');
    expect(heard(await call(dataDir, '+13125550178', '--keys', 'hangup'))).toContain('Welcome back');
    await stop(here);
  });
});

describe('behind a public URL', () => {
  test('webhooks are signed for it, and the simulator needs no tunnel', async () => {
    const dataDir = join(folder, 'public');
    const here = await start(dataDir, { PUBLIC_URL: 'https://tunnel.example.com/hotline' });
    const events = await call(dataDir, '+13125550177', '--keys', 'challenge,1', '--staff', 'accept');
    expect(types(events)).toContain('bridged');
    expect(events.find(({ type }) => type === 'webhook')).toMatchObject({
      url: 'https://tunnel.example.com/hotline/voice/incoming',
    });
    await stop(here);
  });
});

describe('a database that is not there', () => {
  test.each(['refuses', 'accepts and never answers'])(
    '%s: it starts degraded and takes calls',
    async (how) => {
      const silent = await startSilentPeer();
      const dataDir = join(folder, how.slice(0, 5));
      const here = await start(dataDir, {
        DYNAMODB_ENDPOINT: how === 'refuses' ? 'http://127.0.0.1:9' : silent.url,
        LOG_LEVEL: 'SILENT',
      });
      expect(here.output()).toContain('The database does not answer');
      const { url = '', token = '' } = readRunning(dataDir) ?? {};
      expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'degraded' });
      const api = await fetch(`${url}/api/listings`, { headers: { authorization: `Bearer ${token}` } });
      expect([api.status, api.headers.get('retry-after')]).toEqual([503, '5']);
      expect(
        types(await call(dataDir, '+13125550177', '--keys', 'challenge,1', '--staff', 'accept')),
      ).toContain('bridged');
      await stop(here);
      silent.close();
    },
    600_000,
  );
});

const FTC = '../shared/data/complaints-us/dnc_complaint_numbers_2021-07-08.csv';
const ifThere = existsSync(FTC) ? test : test.skip;
if (!existsSync(FTC)) {
  process.stderr.write(
    `FTC complaint file not found at ${FTC}: its import is not tested here; see CONTRIBUTING.md.\n`,
  );
}

ifThere(
  'a real file of 14,034 complaints blocks nobody by itself; with a threshold its numbers are refused, after a restart too, until it is taken back',
  async () => {
    const dataDir = join(folder, 'ftc');
    let here = await start(dataDir);
    const dry = await hotline(dataDir, 'import', FTC, '--list', 'block', '--dry-run');
    expect(dry.stdout).toMatch(/^A complaint file is evidence: .* would block nobody by itself\.\nTo block/);
    expect(dry.stdout).toMatch(/\n1 or more +11\d\d\d\n/);
    expect(dry.stdout).toContain('669 lines have no number (line 33, line 43, line 64)');
    expect((await hotline(dataDir, 'feeds')).stdout).toBe('No results.\n');
    expect((await hotline(dataDir, 'listings', '--list', 'block')).stdout).toBe('No results.\n');

    const { stdout } = await hotline(dataDir, 'import', FTC, '--block-from', '10', '--json');
    const report = JSON.parse(stdout) as FeedImport;
    const left = report.dropped.reduce((sum, { count }) => sum + count, 0);
    expect(report.complaints + left).toBe(14_034);
    expect(report.feed).toMatchObject({ name: 'ftc', blocks: 8, block: { atLeast: 10, expiresDays: 90 } });
    const listed = (await hotline(dataDir, 'listings', '--list', 'block', '--json')).stdout
      .trim()
      .split('\n');
    expect(listed).toHaveLength(8);
    const { pattern } = JSON.parse(listed[0] ?? '') as { pattern: string };
    for (const restart of [false, true]) {
      if (restart) {
        await stop(here);
        here = await start(dataDir);
      }
      expect(types(await call(dataDir, pattern, '--keys', ''))).toContain('rejected');
      // One complaint is no reason to be refused.
      expect(types(await call(dataDir, '+14703352559', '--keys', ''))).not.toContain('rejected');
    }
    expect((await hotline(dataDir, 'feeds', 'remove', 'ftc')).stdout).toMatch(
      /^Complaint file "ftc" removed: /,
    );
    expect(types(await call(dataDir, pattern, '--keys', ''))).not.toContain('rejected');
    await stop(here);
  },
  600_000,
);
