// A real browser for a test: the Chromium of this machine, else the one that npm brought along. Never none in silence.
import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import {
  chromium as driver,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';

/** Where Debian, Fedora, Chrome's own packages and macOS put it. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Written for functions that show one page and end: in one process a second context takes the browser down, and a
 * drawing engine for 3D in software costs more than everything else the browser does. Rules of the web hold here.
 */
const NOT_HERE =
  /^--(single-process|no-zygote|use-gl|use-angle|enable-unsafe-swiftshader|ignore-gpu-blocklist|in-process-gpu|disable-web-security|allow-running-insecure-content)\b/;

/** A sandbox of its own is not to be had in most containers; the pages shown are our own. */
const HERE = ['--no-sandbox', '--disable-gpu', '--disable-gpu-compositing'];

/**
 * `CHROMIUM=/path/of/a/browser` chooses another, `CHROMIUM=npm` the one from npm.
 * @param more further flags of the browser
 * @throws where no browser starts, with what the browser said
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const given = process.env.CHROMIUM;
  const found = given ?? USUAL_PLACES.find((place) => existsSync(place));
  if (found !== undefined && found !== 'npm')
    return driver.launch({ executablePath: found, args: [...HERE, ...more] });
  const args = [...chromium.args.filter((arg) => !NOT_HERE.test(arg)), ...HERE, '--headless=shell', ...more];
  return driver.launch({ executablePath: await chromium.executablePath(), args });
}

/** For what hangs: on a busy machine a page takes longer than the half minute that Playwright grants. */
const PATIENCE_MS = 300_000;

/** A visitor of their own, with no cookies yet. */
export async function openContext(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/**
 * Requests get no answer for now.
 * @param addresses as Playwright's `page.route` takes them
 * @returns lets the requests go on
 */
export async function holdBack(page: Page, addresses: string): Promise<() => void> {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(addresses, async (route) => {
    await held;
    await route.fallback();
  });
  return letGo;
}
