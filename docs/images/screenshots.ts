// Makes the README's pictures of the pages from the running product, with the browser of the tests:
// `node_modules/.bin/tsx docs/images/screenshots.ts [name…]`. A new picture is a row of the table.
import { CODE, codeHeard } from '../../in-process/challenge-heard.ts';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ConsoleRig, type Look } from '../../test/support/console.ts';
import { LiveCall, reportByPhone } from '../../test/support/live-call.ts';

interface Picture {
  readonly look: Look;
  /** Where the page is; the token goes with it. */
  readonly path: string;
  /** What happens before the picture is taken. */
  readonly prepare: (page: Page) => Promise<void>;
}

/** What is pressed and written for the pictures of the guides. */
interface GuideWords {
  readonly flag: string;
  readonly reason: string;
  readonly why: string;
  readonly authority: string;
  readonly toFillIn: string;
  readonly described: string;
  readonly partnerBank: string;
  readonly answer: string;
  readonly noFlag: string;
}

const ENGLISH: GuideWords = {
  flag: 'Flag as nuisance',
  reason: 'Reason',
  why: 'recorded voice, loan offer',
  authority: 'ftc',
  toFillIn: 'To fill in',
  described: 'Said to be from our risk team and asked for a code.',
  partnerBank: 'Partner bank',
  answer: 'Thank you. I will call you back on the number that we have.',
  noFlag: 'Don’t flag',
};

const CHINESE: GuideWords = {
  flag: '标记为骚扰',
  reason: '原因',
  why: '自动语音，推销贷款',
  authority: '12321',
  toFillIn: '待填写',
  described: '自称本公司风控人员，索要验证码。',
  partnerBank: '合作银行',
  answer: '谢谢，我用您的官方号码给您回电。',
  noFlag: '不标记',
};

const CHINESE_LOOK: Look = { width: 900, language: 'zh-CN' };

const PICTURES: Readonly<Record<string, Picture>> = {
  phone: { look: { width: 1320 }, path: '/phone', prepare: talkWithStaff },
  'phone-zh': {
    look: { width: 1320, language: 'zh-CN', theme: 'dark' },
    path: '/phone',
    prepare: (page) => playScene(page, 3, '受理编号'),
  },
  console: { look: { width: 1320 }, path: '/', prepare: seeADay },
  'console-call': { look: { width: 1320 }, path: '/', prepare: seeItsStory },
  'guide-flag': { look: { width: 900 }, path: '/', prepare: (page) => seeAFlag(page, ENGLISH) },
  'guide-report': { look: { width: 900 }, path: '/', prepare: (page) => seeAForm(page, ENGLISH) },
  'guide-training': { look: { width: 1000 }, path: '/phone', prepare: (page) => seeFeedback(page, ENGLISH) },
  'guide-flag-zh': { look: CHINESE_LOOK, path: '/', prepare: (page) => seeAFlag(page, CHINESE) },
  'guide-report-zh': { look: CHINESE_LOOK, path: '/', prepare: (page) => seeAForm(page, CHINESE) },
  'guide-training-zh': {
    look: { ...CHINESE_LOOK, width: 1000 },
    path: '/phone',
    prepare: (page) => seeFeedback(page, CHINESE),
  },
};

/** A stranger has passed the challenge, and talks with a staff member. */
async function talkWithStaff(page: Page): Promise<void> {
  await page.locator('.who-calls select').selectOption('2');
  await page.locator('.who-calls button.call').click();
  const prompt = page.getByText(CODE).first();
  await prompt.waitFor();
  for (const key of codeHeard([await prompt.innerText()])) await page.keyboard.press(key);
  await page.getByText('To speak with the front desk').first().waitFor();
  await page.keyboard.press('1');
  await page.locator('.staff-phone.ringing .call').first().click();
  await page.locator('.staff-phone.whisper .call').click();
  const say = async (who: string, words: string): Promise<void> => {
    await page.locator(`${who} .speak-bar input`).fill(words);
    await page.keyboard.press('Enter');
    await page.getByText(words).last().waitFor();
  };
  await say('.handset', 'Hello, my installment is due today and the app is down.');
  await say('.staff-phone.talking', 'Good morning. I see your contract, one moment.');
  await page.getByRole('button', { name: '/voice/incoming' }).click();
}

/** Customers, strangers, robocallers, a report; two of them on the line just now. */
async function seeADay(page: Page): Promise<void> {
  await makeCalls();
  await page.reload();
  await page.getByText('is hearing the code').waitFor();
  await page.locator('.chart-space').waitFor({ state: 'detached' });
  await rig.settle(page);
}

/** The story of whoever reported a number by telephone. */
async function seeItsStory(page: Page): Promise<void> {
  await makeCalls();
  await page.evaluate(`location.hash = ${JSON.stringify(`#/calls?caller=${encodeURIComponent(REPORTER)}`)}`);
  await page.locator('table a').first().click();
  await page.locator('.decision').first().waitFor();
  await rig.settle(page);
}

/** A member of staff is about to flag a call. */
async function seeAFlag(page: Page, { flag, reason, why }: GuideWords): Promise<void> {
  await makeCalls();
  const { items } = await rig.api<{ items: { callSid: string }[] }>(
    'GET',
    `/api/calls?caller=${encodeURIComponent(inBlock(2101, 0))}`,
  );
  await page.evaluate(`location.hash = ${JSON.stringify(`#/calls/${items[0]?.callSid ?? ''}`)}`);
  await page.getByRole('button', { name: flag }).click();
  await page.getByRole('dialog').getByLabel(reason).fill(why);
  await rig.settle(page);
}

/** The form of an authority for a report about a call to the hotline. */
async function seeAForm(page: Page, { authority, toFillIn, described }: GuideWords): Promise<void> {
  await makeCalls();
  const { caseNumber } = await rig.api<{ caseNumber: string }>('POST', '/api/cases', {
    reported: FRAUDSTER,
    category: 'impersonation',
    callSid: await callFrom(FRAUDSTER),
    description: described,
  });
  await page.evaluate(`location.hash = ${JSON.stringify(`#/cases/${caseNumber}/reports/${authority}`)}`);
  await page.getByText(toFillIn).first().waitFor();
  await rig.settle(page);
}

/** @returns the CallSid */
async function callFrom(number: string): Promise<string> {
  await hangUpAt(number, /press \d, \d/);
  const { items } = await rig.api<{ items: { callSid: string }[] }>(
    'GET',
    `/api/calls?caller=${encodeURIComponent(number)}`,
  );
  return items[0]?.callSid ?? '';
}

/** A trainee has answered the partner bank, and reads what was right. */
async function seeFeedback(page: Page, { partnerBank, answer, noFlag }: GuideWords): Promise<void> {
  await page.locator('.training summary').click();
  await page.locator('.trainee input').fill('grace');
  await page.locator('.training .scene', { hasText: partnerBank }).click();
  await page.locator('.staff-phone.ringing .call').first().click();
  await page.locator('.staff-phone.whisper .call').click();
  await page.locator('.staff-phone.talking .speak-bar input').fill(answer);
  await page.keyboard.press('Enter');
  await page.locator('.staff-phone.talking .hang-up').click();
  await page.getByRole('button', { name: noFlag }).click();
  await page.locator('.training .feedback').waitFor();
}

const REPORTER = '+13125550177';
const FRAUDSTER = '+13125550199';
const SLOWLY = 1;
const BANK = '+13125550150';
const inBlock = (block: number, index: number): string => `+1312555${String(block + index)}`;

let made: Promise<void> | undefined;
/** Once for all pictures. */
function makeCalls(): Promise<void> {
  made ??= (async () => {
    await rig.api('PUT', `/api/listings/${encodeURIComponent('+13125557*')}`, LISTED.block);
    await rig.api('PUT', `/api/listings/${encodeURIComponent(BANK)}`, LISTED.allow);
    await reportByPhone(rig.hotline, REPORTER, FRAUDSTER);
    for (let index = 0; index < 14; index += 1) await new LiveCall(rig.hotline, inBlock(7001, index)).ends();
    for (let index = 0; index < 6; index += 1) await hangUpAt(inBlock(2101, index), /press \d, \d/);
    for (let index = 0; index < 3; index += 1) await rig.leaveMessage(inBlock(2201, index), 9 + index);
    for (let index = 0; index < 5; index += 1) await passAndAsk(inBlock(2301, index));
    await new LiveCall(rig.hotline, '+13125550140', SLOWLY).hears(/./);
    // Rings at staff, and hears nothing yet.
    rig.hotline.carrier.placeCall({ from: BANK, to: rig.hotline.settings.hotline.number });
  })();
  return made;
}

const LISTED = {
  block: { list: 'block', reason: 'robocalls from a whole block' },
  allow: { list: 'allow', reason: 'partner bank' },
} as const;

async function hangUpAt(from: string, words: RegExp): Promise<void> {
  const call = new LiveCall(rig.hotline, from);
  await call.hears(words);
  call.hangUp();
  await call.ends();
}

/** Has a number checked, as customers do who were called by somebody. */
async function passAndAsk(from: string): Promise<void> {
  const call = new LiveCall(rig.hotline, from);
  await call.passChallenge();
  await call.hears(/press 4/);
  call.press('4');
  await call.hears(/pound key/);
  call.press(`${FRAUDSTER.slice(2)}#`);
  await call.hears(/press 1/);
  call.press('1');
  await call.ends();
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
