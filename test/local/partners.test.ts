// Two hotlines as strangers start them, on two ports, and nothing but the commands of docs/subscriptions.md: one publishes,
// the other one subscribes, and a false positive travels back. The jobs run once a minute, so that it takes minutes: it is run
// where TWO_HOTLINES is set, and the same way in one process is part of every run (test/functions/subscriptions).
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readRunning } from '../../local/running.ts';
import { partnerBody } from '../support/partners.ts';

const folder = mkdtempSync(join(tmpdir(), 'hotline-partners-'));
const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function start(name: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const dataDir = join(folder, name);
  const child = spawn('node', ['local/start.mjs'], {
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'ERROR', ...env },
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
  return dataDir;
}

/** What the command says; with what is typed on STDIN. */
const hotline = (dataDir: string, line: readonly string[], typed = ''): Promise<string> =>
  new Promise((resolve) => {
    const env = { ...process.env, DATA_DIR: dataDir };
    const child = execFile('node', ['cli/hotline.mjs', ...line], { env }, (_, stdout, stderr) => {
      resolve(stdout + stderr);
    });
    child.stdin?.end(typed);
  });

async function until(look: () => Promise<string>, wanted: RegExp): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const text = await look();
    if (wanted.test(text)) return text;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error(`never: ${String(wanted)}`);
}

const PASSWORD = 'staple analytical engine';
/** A second person, whose token the command shows. */
async function secondPerson(dataDir: string, name: string): Promise<string> {
  await hotline(dataDir, ['users', 'add', name, '--role', 'approver'], `${PASSWORD}\n`);
  return (await hotline(dataDir, ['users', 'sign-in', name], `${PASSWORD}\n`)).trim();
}

const story = process.env.TWO_HOTLINES === undefined ? test.skip : test;
const NUMBER = '+13125550161';

story(
  'a list goes from one hotline to the other, and a false positive back',
  async () => {
    const [a, b] = await Promise.all([start('a'), start('b', { OUTGOING_ALLOW: 'localhost' })]);
    const { url = '' } = readRunning(a) ?? {};
    const agreement = join(folder, 'agreement.json');
    const { why: _, ...terms } = partnerBody();
    writeFileSync(agreement, JSON.stringify(terms));

    const ada = await secondPerson(a, 'ada');
    await hotline(a, ['block', NUMBER, '--reason', 'says that he is from the bank']);
    expect(
      await hotline(a, ['partners', 'propose', 'hotline-b', agreement, '--why', 'they share too']),
    ).toContain('Another person must approve');
    const alone = await hotline(a, ['partners', 'approve', 'hotline-b', '--why', 'read']);
    expect(alone).toContain('cannot approve as a second person');
    const approved = await hotline(a, ['--token', ada, 'partners', 'approve', 'hotline-b', '--why', 'read']);
    const token = /^Token: (\S+)$/m.exec(approved)?.[1] ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);

    const grace = await secondPerson(b, 'grace');
    const addresses = ['--address', `${url}/feeds/misp/`, '--sightings', `${url}/feeds/sightings`];
    const kind = ['--kind', 'misp', '--partner', 'Hotline A', '--credential-stdin'];
    expect(await hotline(b, ['subscriptions', 'add', 'a', ...kind, ...addresses], `${token}\n`)).toContain(
      'Another person must approve it',
    );
    expect(await hotline(b, ['subscriptions'])).toContain('proposed');
    await hotline(b, ['--token', grace, 'subscriptions', 'approve', 'a', '--why', 'agreed by telephone']);
    await until(() => hotline(b, ['subscriptions']), /\bin-force +1 +0\b/);
    const known = await hotline(b, ['lookup', NUMBER, '--why', 'a check', '--json']);
    expect(JSON.parse(known)).toMatchObject({
      listings: [],
      complaints: [{ feed: 'partner:a', complaints: 1 }],
    });

    await hotline(b, ['allow', NUMBER, '--reason', 'a customer of ours']);
    await until(() => hotline(a, ['partners', 'doubts']), /hotline-b/);
    expect(await hotline(a, ['lookup', NUMBER, '--why', 'a check'])).toContain(
      'reported as a false positive by hotline-b',
    );
  },
  600_000,
);
