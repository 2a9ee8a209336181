// The console in a real browser, in front of the local hotline: pages, voicemail to look at, and a watch over everything
// that a page asks for or complains of.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { readConfiguration } from '../../local/configuration.ts';
import { buildConsole } from '../../local/console-build.ts';
import { startHotline, type Hotline } from '../../local/hotline.ts';
import { scaledClock } from '../../carrier/clock.ts';
import { launchBrowser, openContext } from './browser.ts';

export interface Visit {
  readonly page: Page;
  /** Requests to other hosts, refusals of the Content-Security-Policy, errors on the page: always empty. */
  readonly complaints: string[];
}

export interface Look {
  readonly language?: 'en-US' | 'zh-CN';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  /** Of the reader's clock; that of this machine where absent. */
  readonly timeZone?: string;
  /** Of a browser whose microphone hears a beep every second, and which asks nobody. */
  readonly microphone?: boolean;
}

const WITH_MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Answers the question why the reader looks, with the first of the usual reasons. */
export async function sayWhy(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /^(Why do you need this\?|请说明原因)$/ });
  await dialog.locator('button[aria-haspopup]').click();
  await page.getByRole('option').first().click();
  await dialog.getByRole('button', { name: /^(Continue|继续)$/ }).click();
  await dialog.waitFor({ state: 'detached' });
}

export class ConsoleRig {
  readonly hotline: Hotline;
  readonly token: string;
  readonly #browser: Browser;
  readonly #folder: string;
  readonly #contexts: BrowserContext[] = [];
  #withMicrophone: Promise<Browser> | undefined;

  private constructor(hotline: Hotline, token: string, browser: Browser, folder: string) {
    this.hotline = hotline;
    this.token = token;
    this.#browser = browser;
    this.#folder = folder;
  }

  /** @param environment beside what each rig has: another database, say */
  static async start(environment: Readonly<Record<string, string>> = {}): Promise<ConsoleRig> {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-console-'));
    const own = { PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'SILENT' };
    const configuration = readConfiguration({ ...own, ...environment });
    await buildConsole();
    const [hotline, browser] = await Promise.all([startHotline(configuration), launchBrowser()]);
    return new ConsoleRig(hotline, configuration.adminToken, browser, folder);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await (await this.#withMicrophone)?.close();
    await this.hotline.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Closes the tabs, which would go on asking for news while the next test runs. */
  async leave(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
  }

  /** A tab of its own, nobody signed in. */
  async visit({
    language = 'en-US',
    theme = 'light',
    width = 1280,
    microphone = false,
    timeZone,
  }: Look = {}): Promise<Visit> {
    const options: BrowserContextOptions = {
      locale: language,
      colorScheme: theme,
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
      ...(timeZone === undefined ? {} : { timezoneId: timeZone }),
    };
    const browser = microphone
      ? await (this.#withMicrophone ??= launchBrowser(WITH_MICROPHONE))
      : this.#browser;
    const context = await openContext(browser, options);
    this.#contexts.push(context);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== this.#origin && !/^(data|blob):$/.test(protocol)) complaints.push(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    return { page, complaints };
  }

  /** By the link that `npm start` prints. */
  async signIn(look: Look = {}, hash = ''): Promise<Visit> {
    const visit = await this.visit(look);
    await visit.page.goto(`${this.#origin}/#token=${this.token}`);
    await visit.page.waitForSelector('#page');
    if (hash !== '') await visit.page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await this.settle(visit.page);
    return visit;
  }

  /** Until nothing is being loaded any more. */
  async settle(page: Page): Promise<void> {
    await page.waitForLoadState('networkidle');
  }

  /** A request to the API, as the console makes it. @throws where it is refused */
  async api<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const response = await fetch(`${this.hotline.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
        'x-audit-reason': 'test',
        // A test knows what it replaces.
        ...(method === 'PUT' ? { 'if-match': '*' } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${String(response.status)} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as Body;
  }

  /**
   * Somebody calls, asks for a person, and speaks for so many seconds. Resolves when the message is in its folder, into
   * which the queue puts it some time after the call is over.
   */
  async leaveMessage(
    from: string,
    seconds: number,
    text = 'please call me back',
    folder: 'inbox' | 'nuisance' = 'inbox',
  ): Promise<void> {
    const inFolder = async (): Promise<number> =>
      (await this.api<{ items: unknown[] }>('GET', `/api/voicemails?folder=${folder}`)).items.length;
    const before = await inFolder();
    const call = this.hotline.carrier.placeCall({
      from,
      to: this.hotline.settings.hotline.number,
      clock: scaledClock(200),
    });
    const happened = async (type: string): Promise<void> => {
      for (let tries = 0; tries < 3_000; tries += 1) {
        if (call.log.some((event) => event.type === type)) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`"${type}" never happened: ${call.log.map((event) => event.type).join(' ')}`);
    };
    await happened('said');
    call.press('0');
    await happened('recording');
    call.speak({ seconds, text });
    await happened('ended');
    for (let tries = 0; (await inFolder()) === before; tries += 1) {
      if (tries === 1_000) throw new Error(`the message of ${from} never came into the folder ${folder}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** What axe finds that matters: https://github.com/dequelabs/axe-core/blob/develop/doc/API.md */
  async findings(page: Page): Promise<string[]> {
    if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(AXE);
    return page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: {
          run: (
            options: object,
          ) => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
        };
      };
      // All rules; of what is in order, axe need not write down every element.
      const { violations } = await axe.run({ resultTypes: ['violations'] });
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
    });
  }

  get #origin(): string {
    return this.hotline.publicUrl;
  }
}
