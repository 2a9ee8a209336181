// A real browser for a test: the Chromium of this machine, else the one that npm brought along. Never none in silence.
import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { chromium as driver, type Browser } from 'playwright-core';

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
