// Cases in a real browser: what was reported by telephone is answered on the page, and the answer heard by telephone;
// appeals are decided; a colleague's version is never overwritten; the audit log says who did it.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { parsePattern } from '../../core/lists/listing.ts';
import type { CaseView, LookupView } from '../../functions/admin/contract.ts';
import { openDatabase, type Database } from '../../store/database/database.ts';
import { startEngine, tableNames, type Engine } from '../../in-process/dynamo.ts';
import { openStore, type Store } from '../../store/store.ts';
import { ConsoleRig, sayWhy, type Look } from '../support/console.ts';
import { LiveCall, reportByPhone } from '../support/live-call.ts';
import { writtenAtHome } from '../support/spoken-numbers.ts';

const REPORTER = '+13125550177';
const FRAUDSTER = '+13125550199';
const BLOCKED = '+13125553999';
const LISTED = { list: 'block', reason: 'calls all day' };
let engine: Engine;
let database: Database;
let store: Store;
let rig: ConsoleRig;
let report: string;

beforeAll(async () => {
  engine = await startEngine();
  const { endpoint } = engine;
  rig = await ConsoleRig.start({ DYNAMODB_ENDPOINT: endpoint });
  const patient = { region: 'us-east-1', requestTimeoutMs: 5_000, deadlineMs: 10_000 };
  database = openDatabase({ tables: tableNames('hotline'), endpoint, ...patient });
  store = openStore(database);
  report = await reportByPhone(rig.hotline, REPORTER, FRAUDSTER);
});
afterAll(async () => {
  await rig.stop();
  database.close();
  await engine.stop();
});

const readCase = (number: string): Promise<CaseView> => rig.api('GET', `/api/cases/${number}`);
const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
};

/** Blocked by a machine; objects at the first refused call. */
async function appealFrom(number: string): Promise<string> {
  const pattern = parsePattern(number);
  if (pattern === undefined) throw new Error(number);
  const addedAt = new Date().toISOString();
  const reason = 'five reports on three days';
  await store.listings.putMany([
    { pattern, list: 'block', reason, source: 'automatic', addedBy: 'reputation', addedAt, version: 1 },
  ]);
  const call = new LiveCall(rig.hotline, number);
  await call.hears(/are blocked/);
  call.press('1');
  await call.hears(/should not be blocked/);
  await call.speak(3);
  await call.hears(/case number is/);
  call.hangUp();
  const { items } = await rig.api<{ items: CaseView[] }>('GET', '/api/cases?status=received&kind=appeal');
  return items.find(({ reported }) => reported === number)?.caseNumber ?? '';
}

test('from a case its number is blocked, and one comes to all that is known of it', async () => {
  const { page, complaints } = await rig.signIn({}, `#/cases/${report}`);
  await page.getByText('On no list', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Block', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('said to be our staff');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  // The evidence knows at once.
  await page.getByText(`Blocklist: ${writtenAtHome(FRAUDSTER)}`).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('On no list', { exact: true }).waitFor();
  await page.getByRole('link', { name: writtenAtHome(FRAUDSTER) }).click();
  await sayWhy(page);
  await page.getByRole('heading', { name: `If ${writtenAtHome(FRAUDSTER)} called now` }).waitFor();
  await page.getByRole('button', { name: 'Block', exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

describe('a report', () => {
  test('is found by its due date, heard, looked into, answered; its reporter hears the answer', async () => {
    const { page, complaints } = await rig.signIn({}, '#/cases');
    const row = page.getByRole('row', { name: report });
    expect(await row.innerText()).toMatch(/Due in 1[45] days[^]*Report[^]*Pretended to be your company/);
    await row.getByRole('link').click();
    await page.getByRole('heading', { name: `Report ${report}` }).waitFor();
    await page.getByRole('button', { name: 'Listen' }).click();
    await sayWhy(page);
    await page.waitForSelector('canvas');
    await page.getByText('1 person').waitFor();
    await page.getByText('This report has no transcript. Transcripts are turned off in Settings.').waitFor();
    for (const number of [FRAUDSTER, REPORTER])
      expect(await page.getByRole('link', { name: writtenAtHome(number) }).getAttribute('href')).toBe(
        `#/look-up?number=${encodeURIComponent(number)}`,
      );
    // What to do first has one button; what is being written stays when it is pressed.
    await page.getByLabel('Answer for the reporter').fill('Draft');
    await page.getByRole('button', { name: 'Assign to me', exact: true }).click();
    await page.getByRole('button', { name: 'Start investigating' }).click();
    await page.getByText('Write the answer for the reporter.').waitFor();
    expect(await page.getByLabel('Answer for the reporter').inputValue()).toBe('Draft');
    const sections = await page.locator('h2').allInnerTexts();
    const inOrder = [
      'What to do first',
      'Status and answer',
      'About this number',
      'Notes, files, and links',
      'History',
    ];
    expect(sections.filter((one) => inOrder.includes(one))).toEqual(inOrder);
    await choose(page, 'Status', 'Action taken');
    await page.getByLabel('Answer for the reporter').fill('We blocked <this> number.');
    await page.getByText('Here is our answer. We blocked <this> number.').waitFor();
    await page.getByText('We have taken action on your report.').waitFor();
    expect(await readCase(report)).toMatchObject({ version: 3, assignee: 'admin', status: 'investigating' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Case saved.').waitFor();
    expect(complaints).toEqual([]);

    // The network vouches for the number, so that no PIN is asked for.
    const call = new LiveCall(rig.hotline, REPORTER, 200, 'TN-Validation-Passed-A');
    await call.hears(/check on a report you made, press 3/);
    call.press('3');
    await call.hears(/case number, then press the pound key/);
    call.press(`${report}#`);
    await call.hears(/We have taken action on your report. Here is our answer. We blocked <this> number./);
    call.hangUp();
  });

  test('notes, files and more time are added on its page; a file is downloaded and never shown', async () => {
    const { caseNumber } = await rig.api<CaseView>('POST', '/api/cases', {
      reported: '+13125550190',
      category: 'other',
    });
    const { page, complaints } = await rig.signIn({}, `#/cases/${caseNumber}`);
    await page.getByLabel('Add a note').fill('<img src=x onerror=alert(1)> Asked the bank.');
    await page.getByRole('button', { name: 'Add note' }).click();
    await page.getByText('<img src=x onerror=alert(1)> Asked the bank.').waitFor();
    const pdf = { name: '../invoice.exe', mimeType: 'image/png', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };
    await page.locator('input[type=file]').setInputFiles(pdf);
    await page.getByText('invoice.pdf', { exact: true }).waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download invoice.pdf' }).click();
    await sayWhy(page);
    expect(readFileSync(await (await saved).path())).toEqual(pdf.buffer);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Extend the due date' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('We asked the bank.');
    await dialog
      .getByText(/We need more time and will answer by .* The reason: We asked the bank\./)
      .waitFor();
    await dialog.getByRole('button', { name: 'Extend the due date' }).click();
    await page.getByText('Due date extended.').waitFor();
    expect(await readCase(caseNumber)).toMatchObject({ extension: { reason: 'We asked the bank.' } });
    expect(complaints).toEqual([]);
  });

  test('a colleague who was faster is shown beside one’s own; neither is overwritten', async () => {
    const other = await reportByPhone(rig.hotline, '+13125550178', FRAUDSTER);
    const { page } = await rig.signIn({}, `#/cases/${other}`);
    await page.getByLabel('Answer for the reporter').fill('Mine');
    await rig.api('PATCH', `/api/cases/${other}`, { status: 'investigating', feedback: 'Theirs' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const alert = page.getByText('Someone else changed this case while you were editing').first();
    await alert.waitFor();
    const table = page.getByRole('table', { name: 'Someone else changed this case while you were editing' });
    expect(await table.innerText()).toMatch(/Theirs\s+Mine/);
    expect(await readCase(other)).toMatchObject({ feedback: 'Theirs', version: 2 });
    expect(await page.getByLabel('Answer for the reporter').inputValue()).toBe('Mine');
    await page.getByRole('button', { name: 'Save my version' }).click();
    await page.getByText('Case saved.').waitFor();
    const { history, feedback } = await readCase(other);
    expect(feedback).toBe('Mine');
    expect(history.map((change) => change.feedback)).toEqual(['Theirs', 'Mine']);
  });
});

describe('an appeal', () => {
  test('accepted: the block is lifted, and the caller gets through', async () => {
    const number = '+13125550160';
    const appeal = await appealFrom(number);
    const { page } = await rig.signIn({}, '#/cases?kind=appeal');
    await page.getByRole('row', { name: appeal }).getByRole('link').click();
    await page
      .getByText(/^Rejected/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Accept the appeal' }).click();
    await page.getByText('Appeal accepted. The block is lifted.').waitFor();
    await page.getByText('Keypad check').first().waitFor();
    expect(await readCase(appeal)).toMatchObject({ decision: 'accepted', status: 'closed' });
    expect(await rig.api<LookupView>('GET', `/api/lookup/${number}`)).toMatchObject({ verdict: 'challenge' });
  });

  test('refused: not without a reason, which the caller hears', async () => {
    const appeal = await appealFrom('+13125550161');
    const { page } = await rig.signIn({}, `#/cases/${appeal}`);
    await page.getByRole('button', { name: 'Deny the appeal' }).click();
    await page.getByText('Enter an answer first').waitFor();
    await page.getByLabel('Answer for the caller').fill('Nine people reported this number.');
    await page.getByRole('button', { name: 'Deny the appeal' }).click();
    await page.getByText('Appeal denied.').waitFor();
    expect(await readCase(appeal)).toMatchObject({
      decision: 'refused',
      status: 'closed',
      feedback: 'Nine people reported this number.',
    });
  });
});

test('a report that staff opened shows what they wrote as it is, its call, and who they are', async () => {
  const { items } = await rig.api<{ items: { callSid: string }[] }>('GET', '/api/calls?limit=1');
  const callSid = items[0]?.callSid ?? '';
  const description = 'Wants a fee first.\n<img src=x onerror=alert(1)> He said: buy gift cards.';
  const body = { reported: '+13125550188', category: 'other', description, callSid };
  const { caseNumber } = await rig.api<CaseView>('POST', '/api/cases', body);
  const { page, complaints } = await rig.signIn({}, `#/cases/${caseNumber}`);
  const written = page.locator('.as-written');
  expect(await written.innerText()).toBe(description);
  await page.getByText('Opened by').waitFor();
  await page.getByRole('link', { name: 'Open the call' }).click();
  await page.getByText(callSid).first().waitFor();
  expect(complaints).toEqual([]);
});

test('a report goes to an authority field by field, and what was sent stays with the case', async () => {
  const { page, complaints } = await rig.signIn({}, `#/cases/${report}`);
  await page.getByRole('link', { name: 'FTC (US)' }).click();
  await sayWhy(page);
  await page.getByRole('heading', { name: `FTC, Federal Trade Commission: case ${report}` }).waitFor();
  const row = (field: string) => page.getByRole('row', { name: field });
  await row('Phone number that called you').getByText('312-555-0199').waitFor();
  await row('Phone number that called you').getByRole('button', { name: 'Copy' }).waitFor();
  // Nobody here knows when the reporter was called.
  await row('Date of the call').getByText('To fill in').waitFor();
  await page.getByRole('button', { name: 'Copy all' }).waitFor();
  await page.getByLabel('Reference number').fill('FTC-77');
  await page.getByRole('button', { name: 'Mark as sent' }).click();
  await page.getByText('Recorded as sent to FTC (US).').waitFor();
  await page.getByRole('cell', { name: 'FTC-77' }).waitFor();
  expect(await rig.findings(page)).toEqual([]);
  await page.getByRole('link', { name: `Back to case ${report}` }).click();
  await page.getByRole('row', { name: /FTC \(US\)[^]*FTC-77/ }).waitFor();
  await page.getByRole('link', { name: 'Export many as CSV' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  await sayWhy(page);
  const lines = readFileSync(await (await saved).path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFF举报人手机号,短信验证码,被举报号码,/);
  expect(lines.some((line) => line.endsWith(`,${report}`))).toBe(true);
  expect(complaints).toEqual([]);
});

test('a block that waits says what it rests on, and has effect from its approval on', async () => {
  const pattern = parsePattern('+13125550166')!;
  const basis = [
    { kind: 'flagged', days: 2, count: 3, points: 6 },
    { kind: 'silent', days: 4, count: 5, points: 3 },
  ] as const;
  const addedAt = new Date().toISOString();
  const automatic = { source: 'automatic', addedBy: 'automatic', reason: 'evidence of four days' } as const;
  await store.listings.putMany([
    { ...automatic, pattern, list: 'block', addedAt, version: 1, pending: true, basis },
  ]);
  const { page, complaints } = await rig.signIn({}, '#/lists');
  const row = page.getByRole('row', { name: pattern });
  await row
    .getByText('flagged by staff 3 times on 2 days, pressed nothing in the keypad check 5 times on 4 days')
    .waitFor();
  const verdict = async (): Promise<string> =>
    (await rig.api<LookupView>('GET', `/api/lookup/${pattern}`)).verdict;
  expect(await verdict()).toBe('challenge');
  await row.getByRole('button', { name: `Approve the block of ${pattern}` }).click();
  await page.getByText(`${pattern} is now blocked.`).waitFor();
  await row.getByText('Pending approval', { exact: false }).waitFor({ state: 'detached' });
  expect(await verdict()).not.toBe('challenge');
  expect(complaints).toEqual([]);
});

describe('the audit log', () => {
  test('says who did it, is filtered, checked, and taken along as a file', async () => {
    const { page, complaints } = await rig.signIn({}, '#/audit?action=cases.patch');
    const row = page
      .getByRole('row', { name: /Updated a case/ })
      .filter({ hasText: report })
      .first();
    expect(await row.innerText()).toMatch(/Admin token[^]*action-taken, We blocked <this> number\./);
    await choose(page, 'Action', 'Listened to a recording');
    await row.waitFor({ state: 'detached' });
    await page
      .getByRole('row', { name: /Listened to a recording/ })
      .first()
      .waitFor();
    await page.getByLabel('Who').fill('nobody');
    await page.getByLabel('Who').press('Enter');
    await page.getByText('No entries match these filters').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page
      .getByRole('row', { name: /Admin token/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Verify the log' }).click();
    await page.getByText('The log is intact').waitFor();

    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export as CSV' }).click();
    await sayWhy(page);
    const lines = readFileSync(await (await saved).path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(lines[0]).toBe('\uFEFFday,sequence,at,by,action,record,detail,why,previous,hash');
    expect(lines.filter((line) => line.includes(`,cases.patch,${report},`))).toHaveLength(3);
    expect(complaints).toEqual([]);
  });

  test('goes on past its first page, until it has shown everything', async () => {
    for (let index = 0; index < 55; index += 1) {
      const number = encodeURIComponent(`+1312555${String(4000 + index)}`);
      await rig.api('PUT', `/api/listings/${number}`, { list: 'block', reason: `the ${String(index)}th` });
    }
    const { page, complaints } = await rig.signIn({}, '#/audit');
    await page.getByRole('cell', { name: 'the 54th', exact: true }).waitFor();
    expect(await page.getByRole('cell', { name: 'the 0th', exact: true }).count()).toBe(0);
    const more = page.getByRole('button', { name: 'Show more' });
    await more.click();
    await page.getByRole('cell', { name: 'the 0th', exact: true }).waitFor();
    // What the other stories have left behind may take a page of its own.
    if ((await more.count()) > 0) await more.click();
    await more.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  test('a page that is looked at again keeps its place further down, and its first page is read anew', async () => {
    const calls = async (count: number): Promise<void> => {
      for (let index = 0; index < count; index += 1) await new LiveCall(rig.hotline, BLOCKED).ends();
    };
    await rig.api('PUT', `/api/listings/${encodeURIComponent(BLOCKED)}`, LISTED);
    await calls(55);
    const { page, complaints } = await rig.signIn({}, '#/calls');
    const rows = page.locator('tbody tr');
    const looksAgain = (): Promise<void> =>
      page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
    await rows.nth(49).waitFor();
    const newest = page.locator('tbody a').first();
    const before = await newest.getAttribute('href');
    await calls(1);
    await looksAgain();
    while ((await newest.getAttribute('href')) === before) await page.waitForTimeout(50);
    await page.getByRole('button', { name: 'Show more' }).click();
    await rows.nth(52).waitFor();
    const shown = await rows.count();
    await looksAgain();
    await page.waitForTimeout(1_000);
    expect(await rows.count()).toBe(shown);
    expect(complaints).toEqual([]);
  });
});

const LOOKS: Look[] = [
  { language: 'en-US', theme: 'light', width: 390 },
  { language: 'en-US', theme: 'dark', width: 1440 },
  { language: 'zh-CN', theme: 'light', width: 1440 },
  { language: 'zh-CN', theme: 'dark', width: 390 },
];

test.each(LOOKS)('accessible in $language, $theme, $width wide', async (look) => {
  const { page, complaints } = await rig.signIn(look);
  const findings: string[] = [];
  for (const hash of ['#/cases', `#/cases/${report}`, '#/audit']) {
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await page.locator('#page h1').first().waitFor();
    await rig.settle(page);
    // A recording that is still being read when its page is left would be missed.
    if (hash.includes(report)) {
      await page.getByRole('button', { name: /^(Listen|收听)$/ }).click();
      findings.push(...(await rig.findings(page)));
      await sayWhy(page);
      while ((await page.evaluate('document.querySelector("audio")?.readyState >= 2')) !== true)
        await page.waitForTimeout(50);
    }
    findings.push(...(await rig.findings(page)));
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  }
  expect({ findings, complaints }).toEqual({ findings: [], complaints: [] });
});
