// Complaint files in the console: dropped, looked at, put in force, seen, and taken back.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ConsoleRig, sayWhy } from '../support/console.ts';

let rig: ConsoleRig;

beforeAll(async () => {
  rig = await ConsoleRig.start();
});
afterEach(() => rig.leave());
afterAll(() => rig.stop());

const today = new Date().toISOString().slice(0, 10);
const lines = (number: string, count: number): string[] =>
  Array.from({ length: count }, () => `${number},${today} 00:01:15,Warranties`);
const FTC = {
  name: 'dnc.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'Company_Phone_Number,Created_Date,Subject',
      ...lines('3125550143', 3),
      ...lines('3125550144', 1),
      ...lines('1115550144', 1),
      ...lines('', 2),
    ].join('\n'),
  ),
};

const go = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${rig.hotline.publicUrl}/#${path}`);
};

test('a complaint file that is dropped among the lists becomes evidence, and blocks what its threshold says', async () => {
  const { page, complaints } = await rig.signIn();
  await go(page, '/lists');
  await page.getByRole('button', { name: 'Import' }).click();
  await page.locator('input[type=file]').setInputFiles(FTC);
  await page.getByText('is a list of complaints. It is used as evidence.').waitFor();
  expect(await page.getByLabel('Name').inputValue()).toBe('ftc');
  await page.getByRole('button', { name: 'Import a file' }).click();
  await page.getByText('The file has 4 complaints about 2 numbers').waitFor();
  const dialog = await page.getByRole('dialog').innerText();
  expect(dialog).toContain('Don’t block. The complaints only raise risk scores');
  expect(dialog).toContain('At least 1 complaint in 30 days: 2 numbers');
  expect(dialog).toContain('At least 3 complaints in 30 days: 1 number');
  expect(dialog).toContain('2 lines have no number');
  expect(dialog).toContain('1 line has a number that can’t exist');
  expect(await rig.findings(page)).toEqual([]);
  await page.getByText('At least 3 complaints in 30 days').click();
  await page.getByRole('button', { name: 'Activate' }).click();
  await page.getByText('Numbers it blocks: 1.').waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).last().click();
  await page.getByText('3 complaints to the FTC').first().waitFor();

  await go(page, '/complaint-files');
  await page.getByText('1 (from 3 complaints in 30 days)').waitFor();
  expect(await rig.findings(page)).toEqual([]);
  await go(page, '/look-up?number=%2B13125550144');
  await sayWhy(page);
  await page.getByText('ftc: 1 complaint,').waitFor();

  await go(page, '/complaint-files');
  await page.getByRole('button', { name: 'Remove ftc' }).click();
  await page.getByText('Its complaints (4) no longer count').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('No complaint files yet. Import one to use its complaints in risk scores.').waitFor();
  expect(complaints).toEqual([]);
});

test('the same in Chinese', async () => {
  const { page } = await rig.signIn({ language: 'zh-CN' });
  await go(page, '/complaint-files');
  await page.getByText('尚未导入任何投诉记录。').waitFor();
  await page.getByRole('button', { name: '导入文件' }).click();
  await page.locator('input[type=file]').setInputFiles(FTC);
  await page.getByRole('dialog').getByRole('button', { name: '导入文件' }).click();
  await page.getByText('文件中有 4 次投诉，涉及 2 个号码').waitFor();
  const dialog = await page.getByRole('dialog').innerText();
  expect(dialog).toContain('30 天内至少投诉 3 次：1 个号码');
  expect(dialog).toContain('2 行没有号码');
  await page.getByRole('button', { name: '生效' }).click();
  await page.getByText('投诉记录已生效。').waitFor();
});

test('a file whose numbers have no plus asks which country they belong to', async () => {
  const { page } = await rig.signIn();
  await go(page, '/complaint-files');
  await page.getByRole('button', { name: 'Import a file' }).first().click();
  const buffer = Buffer.from('8613800138000\n8613800138001\n8613900139000\n');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'friends.txt', mimeType: 'text/plain', buffer });
  await page.getByRole('dialog').getByRole('button', { name: 'Import a file' }).click();
  await page.getByText('Which country do these numbers belong to?').waitFor();
  expect(await rig.findings(page)).toEqual([]);
  await page.getByText('8613800138000 is +86 138 0013 8000').click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('The file has 3 complaints about 3 numbers').waitFor();
});
