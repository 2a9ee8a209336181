// Makes the README's pictures of the pages from the running product, with the browser of the tests:
// `node_modules/.bin/tsx docs/images/screenshots.ts [name…]`. A new picture is a row of the table.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ConsoleRig, type Look } from '../../test/support/console.ts';

interface Picture {
  readonly look: Look;
  /** Where the page is; the token goes with it. */
  readonly path: string;
  /** What happens before the picture is taken. */
  readonly prepare: (page: Page) => Promise<void>;
}

const PICTURES: Readonly<Record<string, Picture>> = {
  phone: { look: { width: 1320 }, path: '/phone', prepare: talkWithStaff },
  'phone-zh': {
    look: { width: 1320, language: 'zh-CN', theme: 'dark' },
    path: '/phone',
    prepare: (page) => playScene(page, 3, '案件编号'),
  },
};

/** A stranger has passed the challenge, and talks with a member of staff. */
async function talkWithStaff(page: Page): Promise<void> {
  await page.locator('.who-calls select').selectOption('2');
  await page.locator('.who-calls button.call').click();
  const prompt = page.getByText(/Please press \d, \d/).first();
  await prompt.waitFor();
  const [code = ''] = /\d, \d/.exec(await prompt.innerText()) ?? [];
  for (const key of code.replaceAll(/\D/g, '')) await page.keyboard.press(key);
  await page.getByText('To speak with the front desk').first().waitFor();
  await page.keyboard.press('1');
  await page.locator('.staff-phone.ringing .call').first().click();
  await page.locator('.staff-phone.whisper .call').click();
  const say = async (who: string, words: string): Promise<void> => {
    await page.locator(`${who} .speak-bar input`).fill(words);
    await page.keyboard.press('Enter');
    await page.getByText(words).last().waitFor();
  };
  await say('.handset', 'Hello, my instalment is due today and the app is down.');
  await say('.staff-phone.talking', 'Good morning. I see your contract, one moment.');
  await page.getByRole('button', { name: '/voice/incoming' }).click();
}

/** @param until what the caller has heard by then */
async function playScene(page: Page, place: number, until: string): Promise<void> {
  await page.locator('.scenes select').selectOption('10');
  await page.locator('.scene').nth(place).click();
  await page.locator('.handset .heard', { hasText: until }).last().waitFor();
  await page.waitForTimeout(300);
}

const wanted = process.argv.slice(2);
const rig = await ConsoleRig.start();
try {
  for (const [name, { look, path, prepare }] of Object.entries(PICTURES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const { page } = await rig.visit(look);
    await page.goto(`${rig.hotline.publicUrl}${path}#token=${rig.token}`);
    await prepare(page);
    const file = join(import.meta.dirname, `${name}.jpg`);
    await page.screenshot({ path: file, type: 'jpeg', quality: 75 });
    process.stdout.write(`${file} ${String(Math.round(statSync(file).size / 1000))} kB\n`);
    await page.close();
  }
} finally {
  await rig.stop();
}
