// Whole calls about reports that were made on the page.
import { beforeEach, expect, test } from '@jest/globals';
import type { Challenge } from 'altcha-lib';
import { rigForAll } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import type { TestPhone } from '../support/phone.ts';
import { solve } from '../support/proof-of-work.ts';
import { CALLER } from '../support/twilio-values.ts';

const rig = rigForAll();
let hotline: TestHotline;

beforeEach(() => {
  hotline = rig.hotline();
});

interface Taken {
  readonly caseNumber: string;
  readonly pin: string;
}

async function reportOnPage(): Promise<Taken> {
  const challenge = (await hotline.api('GET', '/api/public/challenge', { token: null })).json<Challenge>();
  const body = { number: CALLER, category: 'harassment', altcha: await solve(challenge) };
  return (await hotline.api('POST', '/api/public/reports', { token: null, body })).json<Taken>();
}

/** The menu, then: what came of my case? */
async function askForCase(from: string, caseNumber: string): Promise<TestPhone> {
  const phone = await hotline.call(from);
  await phone.press(phone.code());
  await phone.press('3');
  phone.heard();
  await phone.press(`${caseNumber}#`);
  return phone;
}

test('the PIN opens it by telephone, and the answer of the staff is heard', async () => {
  const { caseNumber, pin } = await reportOnPage();
  await hotline.api('PATCH', `/api/cases/${caseNumber}`, {
    body: { status: 'closed', feedback: 'We warned this caller.' },
  });
  const phone = await askForCase('+13125550620', caseNumber);
  expect(phone.heard().join(' ')).toContain('PIN');
  await phone.press(pin);
  expect(phone.heard().join(' ')).toMatch(/Your report is closed\..*We warned this caller\./);
});

test('the reported number is asked for the PIN like everybody', async () => {
  const { caseNumber } = await reportOnPage();
  const phone = await askForCase(CALLER, caseNumber);
  expect(phone.heard().join(' ')).toContain('PIN');
});

test('wrong PINs by telephone and on the page count together', async () => {
  const { caseNumber, pin } = await reportOnPage();
  const wrong = pin === '2222' ? '3333' : '2222';
  for (let times = 0; times < 9; times++) {
    await hotline.api('GET', `/api/public/reports/${caseNumber}?pin=${wrong}`, { token: null });
  }
  const phone = await askForCase('+13125550621', caseNumber);
  await phone.press(wrong);
  const answer = await hotline.api('GET', `/api/public/reports/${caseNumber}?pin=${pin}`, { token: null });
  expect(answer.status).toBe(404);
});
