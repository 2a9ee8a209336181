// Measures the console in a browser: size of the first page, time until it can be used, and paging and searching a list
// of 100,000 entries. `node_modules/.bin/tsx bench/console.ts`
import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';
import { ConsoleRig } from '../test/support/console.ts';

const ENTRIES = 100_000;
const LINES_A_FILE = 20_000;

async function firstLoad(rig: ConsoleRig): Promise<void> {
  const { hotline, token } = rig;
  const { page } = await rig.visit({ width: 1440 });
  const sizes: { name: string; bytes: number }[] = [];
  const reading: Promise<void>[] = [];
  const formats: { name: string; bytes: number }[] = [];
  page.on('response', (response) => {
    if (response.url().includes('number-formats')) reading.push(note(response, formats));
    if (/\.(js|css)$/.test(response.url())) reading.push(note(response, sizes));
  });
  await page.goto(`${hotline.publicUrl}/#token=${token}`);
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  const usable = await page.evaluate<number>('performance.now()');
  await rig.settle(page);
  await Promise.all(reading);
  const chart = sizes.filter(({ name }) => name.includes('calls-chart'));
  const rest = sizes.filter(({ name }) => !name.includes('calls-chart'));
  say('first load, script and style, gzip', `${kilobytes(rest)} kB in ${String(rest.length)} files`);
  say('the chart, apart', chart.length === 0 ? 'not loaded: there are no calls' : `${kilobytes(chart)} kB`);
  say('the formats of numbers, apart', `${kilobytes(formats)} kB`);
  say('overview can be used after', milliseconds(usable));
}

async function note(response: Response, sizes: { name: string; bytes: number }[]): Promise<void> {
  const bytes = gzipSync(await response.body(), { level: 9 }).length;
  sizes.push({ name: response.url(), bytes });
}

async function longList(rig: ConsoleRig): Promise<void> {
  const { hotline, token } = rig;
  const filled = performance.now();
  for (let from = 0; from < ENTRIES; from += LINES_A_FILE) await importLines(hotline.url, token, from);
  say(`${String(ENTRIES)} entries imported in`, milliseconds(performance.now() - filled));
  const { page } = await rig.signIn({ width: 1440 });
  await watchFreezes(page);
  await timed('first page of the list', async () => {
    await page.evaluate('location.hash = "#/lists"');
    await row(page, 'reason 0').waitFor();
  });
  await timed('ten pages further', async () => {
    for (let turn = 1; turn <= 10; turn += 1) {
      await page.getByRole('button', { name: 'Next page' }).click();
      await row(page, `reason ${String(turn * 50)}`).waitFor();
    }
  });
  const search = page.getByLabel('Search numbers and reasons');
  for (const text of ['+12125000042', 'reason 99999', 'no such words']) {
    await timed(`search for "${text}", typed`, async () => {
      await search.fill('');
      await search.pressSequentially(text, { delay: 30 });
      if (text.startsWith('no')) await page.getByText('No entries match your search.').waitFor();
      else await page.getByText('1 found').first().waitFor();
    });
  }
  say('longest time the page did not answer', milliseconds(await page.evaluate<number>('longestFreeze')));
}

async function importLines(url: string, token: string, from: number): Promise<void> {
  const lines = Array.from({ length: LINES_A_FILE }, (_, index) => {
    const number = String(from + index);
    return `+1212${String(5_000_000 + from + index)},reason ${number}`;
  });
  const answer = await fetch(`${url}/api/listings/import?list=block`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    body: `number,reason\n${lines.join('\n')}`,
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** A timer that comes late was kept waiting by the page. */
const watchFreezes = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const scope = globalThis as unknown as { longestFreeze: number };
    scope.longestFreeze = 0;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      scope.longestFreeze = Math.max(scope.longestFreeze, now - last - 20);
      last = now;
    }, 20);
  });

const row = (page: Page, reason: string) => page.getByRole('cell', { name: reason, exact: true });

async function timed(what: string, act: () => Promise<void>): Promise<void> {
  const began = performance.now();
  await act();
  say(what, milliseconds(performance.now() - began));
}

const kilobytes = (sizes: readonly { bytes: number }[]): string =>
  (sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000).toFixed(0);
const milliseconds = (time: number): string => `${time.toFixed(0)} ms`;

function say(what: string, result: string): void {
  process.stdout.write(`${what.padEnd(44)} ${result}\n`);
}

const rig = await ConsoleRig.start();
try {
  await firstLoad(rig);
  await longList(rig);
} finally {
  await rig.stop();
}
