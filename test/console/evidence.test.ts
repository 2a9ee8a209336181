// Evidence packages in a real browser: asked for from a case, approved by two people, made, and downloaded; refused with
// a reason; each person is offered what their roles allow.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { PackageView } from '../../functions/admin/contract.ts';
import { ConsoleRig, sayWhy, type Look, type Visit } from '../support/console.ts';
import { reportByPhone } from '../support/live-call.ts';

const PASSWORD = 'correct horse battery';
const PEOPLE = { grace: ['editor', 'approver'], ada: ['approver', 'auditor'], mary: ['auditor'] } as const;
type Person = keyof typeof PEOPLE;

let rig: ConsoleRig;
let report: string;

beforeAll(async () => {
  rig = await ConsoleRig.start();
  report = await reportByPhone(rig.hotline, '+13125550177', '+13125550199');
  for (const [name, roles] of Object.entries(PEOPLE))
    await rig.api('POST', '/api/people', { name, roles, password: PASSWORD });
});
afterAll(() => rig.stop());

async function signIn(name: Person, hash: string, look: Look = {}): Promise<Visit> {
  const visit = await rig.visit(look);
  await visit.page.goto(`${rig.hotline.publicUrl}/${hash}`);
  await visit.page.getByLabel(look.language === 'zh-CN' ? '姓名' : 'Name').fill(name);
  await visit.page.getByLabel(look.language === 'zh-CN' ? '密码' : 'Password').fill(PASSWORD);
  await visit.page.keyboard.press('Enter');
  await visit.page.waitForSelector('#page');
  await rig.settle(visit.page);
  return visit;
}

const dialog = (page: Page) => page.getByRole('dialog');
const rowOf = (page: Page, request: string) => page.getByRole('row').filter({ hasText: request });
const press = (page: Page, act: string, request: string): Promise<void> =>
  rowOf(page, request)
    .getByRole('button', { name: `${act}: request ${request}` })
    .click();

async function fill(page: Page, request: string): Promise<void> {
  for (const [label, text] of [
    ['Authority', 'Police station 3'],
    ['Request number', request],
    ['Legal basis', 'Criminal Procedure Law, article 54'],
  ] as const)
    await dialog(page).getByLabel(label, { exact: true }).fill(text);
}

test('asked for from a case, approved by two people, made, downloaded, and checked', async () => {
  const { page, complaints } = await signIn('grace', `#/cases/${report}`);
  await page.getByRole('link', { name: 'Evidence package', exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Request' }).click();
  await dialog(page).getByText('Enter the authority that asks.').waitFor();
  await dialog(page).getByText('Enter the law or order that the request is based on.').waitFor();
  expect(await dialog(page).getByLabel('Case number').inputValue()).toBe(report);
  await fill(page, 'SPD-7');
  await dialog(page).getByRole('button', { name: 'Request' }).click();
  await page.getByText('Package requested. Two people must approve it.').waitFor();
  expect(new URL(page.url()).hash).toBe('#/evidence');
  await press(page, 'Approve', 'SPD-7');
  await dialog(page).getByText('Criminal Procedure Law, article 54').waitFor();
  await dialog(page).getByRole('button', { name: 'Approve' }).click();
  await rowOf(page, 'SPD-7').getByText('1 of 2 approvals').waitFor();
  await rowOf(page, 'SPD-7').getByText('Another person must approve it too.').waitFor();
  expect(
    await rowOf(page, 'SPD-7')
      .getByRole('button', { name: /^Approve/ })
      .count(),
  ).toBe(0);

  const second = await signIn('ada', '#/evidence');
  await press(second.page, 'Approve', 'SPD-7');
  await dialog(second.page).getByRole('button', { name: 'Approve' }).click();
  await second.page.getByText('Package approved.').waitFor();
  await rowOf(second.page, 'SPD-7').getByText('Ready').waitFor({ timeout: 60_000 });
  const saved = second.page.waitForEvent('download');
  await press(second.page, 'Download', 'SPD-7');
  await sayWhy(second.page);
  const file = await saved;
  const sha256 = createHash('sha256')
    .update(readFileSync(await file.path()))
    .digest('hex');
  expect(file.suggestedFilename()).toMatch(/^evidence-\d{8}-[0-9a-f]{12}\.zip$/);
  const shown = await dialog(second.page).locator('code').innerText();
  expect(shown.replaceAll(/\s/g, '')).toBe(sha256);
  await dialog(second.page).getByRole('button', { name: 'Close' }).last().click();
  await rowOf(second.page, 'SPD-7').getByText('Last downloaded by ada').waitFor();
  expect([...complaints, ...second.complaints]).toEqual([]);
});

test('made again; a hold is placed, proposed to be lifted, and lifted by a second person', async () => {
  const { page, complaints } = await signIn('ada', '#/evidence');
  await press(page, 'Make again', 'SPD-7');
  await rowOf(page, 'SPD-7')
    .getByText(/Being made|Approved/)
    .waitFor();
  await rowOf(page, 'SPD-7').getByText('Ready').waitFor({ timeout: 60_000 });

  await page.evaluate('location.hash = "#/legal-holds"');
  await page.getByRole('button', { name: 'Place a hold' }).click();
  for (const [label, text] of [
    ['Reference number', 'COURT-12'],
    ['Authority', 'The court'],
    ['Legal basis', 'Civil Procedure Law, article 84'],
    ['Reason', 'A lawsuit'],
    ['Case number', report],
  ] as const)
    await dialog(page).getByLabel(label, { exact: true }).fill(text);
  await dialog(page).getByRole('button', { name: 'Place a hold' }).click();
  await rowOf(page, 'COURT-12').getByText('Order COURT-12').waitFor();
  await page
    .getByRole('row', { name: /Evidence packages/ })
    .getByText('Kept until a person')
    .waitFor();
  await rowOf(page, 'COURT-12').getByRole('button', { name: 'Propose to lift' }).click();
  await dialog(page).getByLabel('Reason').fill('The lawsuit is over');
  await dialog(page).getByRole('button', { name: 'Propose to lift' }).click();
  await page.getByText('Proposed. Another person must agree.').waitFor();
  const guide = page.getByRole('link', { name: /^Guide to this page/ });
  expect(await guide.getAttribute('href')).toBe('/guide/administrators.html#evidence-and-legal-holds');

  const second = await signIn('grace', '#/legal-holds?status=lift-proposed');
  await rowOf(second.page, 'COURT-12').getByText('ada proposed to lift it: The lawsuit is over').waitFor();
  await rowOf(second.page, 'COURT-12').getByRole('button', { name: 'Lift', exact: true }).click();
  await dialog(second.page).getByLabel('Reason').fill('I agree');
  await dialog(second.page).getByRole('button', { name: 'Lift' }).click();
  await second.page.getByText('The hold was lifted.').waitFor();
  expect([...complaints, ...second.complaints]).toEqual([]);
});

test('refused with a reason, which those who may only look read too', async () => {
  const about = { kind: 'number', number: '+13125550199' };
  const request = { authority: 'Nobody <i>we</i> know', requestNumber: 'X-1', legalBasis: 'none' };
  await rig.api<PackageView>('POST', '/api/evidence', { about, ...request });
  const { page } = await signIn('ada', '#/evidence');
  await press(page, 'Refuse', 'X-1');
  await dialog(page).getByRole('button', { name: 'Refuse' }).click();
  await dialog(page).getByText('Enter a reason.').waitFor();
  await dialog(page).getByLabel('Reason').fill('The police do not know this request.');
  await dialog(page).getByRole('button', { name: 'Refuse' }).click();
  await rowOf(page, 'X-1').getByText('The police do not know this request.').waitFor();

  const onlooker = await signIn('mary', '#/evidence');
  const row = rowOf(onlooker.page, 'X-1');
  await row.getByText(/^Refused by ada/).waitFor();
  expect(await onlooker.page.getByRole('button', { name: /: request / }).count()).toBe(0);
  expect(await onlooker.page.getByRole('button', { name: 'Request a package' }).count()).toBe(0);
});

const LOOKS: Look[] = [
  { language: 'en-US', theme: 'light', width: 1_320 },
  { language: 'zh-CN', theme: 'dark', width: 390 },
];

test.each(LOOKS)('accessible in $language, $theme, $width wide', async (look) => {
  const { page, complaints } = await signIn('grace', '#/evidence', look);
  const findings = await rig.findings(page);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await page.evaluate('location.hash = "#/evidence?number=%2B13125550199"');
  await dialog(page).waitFor();
  await rig.settle(page);
  findings.push(...(await rig.findings(page)));
  expect({ findings, complaints }).toEqual({ findings: [], complaints: [] });
});

test('a masked number of a hold and of a package is shown to an auditor for a reason, and the look is told', async () => {
  const hold = { source: 'case', reference: 'C-77', why: 'lawsuit', number: '+13125550188' };
  await rig.api('POST', '/api/holds', hold);
  const { page, complaints } = await signIn('mary', '#/legal-holds');
  const row = rowOf(page, 'C-77');
  await row.getByText('312 *** **88').waitFor();
  const show = row.getByRole('button', { name: 'Show number' });
  await show.click();
  await dialog(page).waitFor();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  expect(await page.evaluate('document.activeElement.innerText')).toContain('Show number');
  await show.click();
  await sayWhy(page);
  await row.getByText('312 555 0188').waitFor();
  await page.evaluate('location.hash = "#/evidence"');
  await rowOf(page, 'X-1').getByRole('button', { name: 'Show number' }).click();
  await sayWhy(page);
  await rowOf(page, 'X-1').getByText('312 555 0199').waitFor();
  await page.evaluate('location.hash = "#/looks"');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByText('Enter a number.').waitFor();
  await page.getByLabel('Number', { exact: true }).fill('+13125550188');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Who looked at 312 555 0188' }).waitFor();
  await page.getByRole('row').filter({ hasText: 'Showed masked numbers whole' }).getByText('mary').waitFor();
  expect(complaints).toEqual([]);
});

test('a partner: each field says what is wrong with it; proposed by one person, approved by another', async () => {
  const { page } = await signIn('grace', '#/partners');
  await page.getByRole('button', { name: 'Add a partner' }).click();
  const add = dialog(page).getByRole('button', { name: 'Add a partner' });
  await add.click();
  await dialog(page).getByText('Enter a short name, like bank-of-examples.').waitFor();
  await dialog(page).getByLabel('Short name').fill('First Bank');
  await dialog(page).getByLabel('Requests per hour (maximum)').fill('0');
  await add.click();
  await dialog(page).getByText('Enter 1 or more.').waitFor();
  expect(await dialog(page).getByText('Fill in this field.').count()).toBe(3);
  await dialog(page).getByText('Choose a day.').waitFor();
  for (const [label, text] of [
    ['Requests per hour (maximum)', '60'],
    ['Agreement', 'A-1'],
    ['Valid until', '2099-12-31'],
    ['Contact person', 'Ms. Chen'],
    ['Reason', 'signed'],
  ] as const)
    await dialog(page).getByLabel(label, { exact: true }).fill(text);
  await add.click();
  await dialog(page).getByText('must be 2 to 40 lowercase letters').waitFor();
  await dialog(page).getByLabel('Short name').fill('first-bank');
  await add.click();
  await rowOf(page, 'first-bank').getByText('Another person must approve.').waitFor();

  const second = await signIn('ada', '#/partners');
  await rowOf(second.page, 'first-bank').getByRole('button', { name: 'Approve' }).click();
  await dialog(second.page).getByRole('button', { name: 'Approve' }).click();
  await dialog(second.page).getByText('Enter a reason. It goes into the audit log.').waitFor();
  await dialog(second.page).getByLabel('Reason').fill('read the agreement');
  await dialog(second.page).getByRole('button', { name: 'Approve' }).click();
  await dialog(second.page).getByText('Token and key of first-bank').waitFor();
  await dialog(second.page).getByRole('button', { name: 'I copied both' }).click();
  await rowOf(second.page, 'first-bank').getByText('Active').waitFor();
});

test('settings are previewed to those who see the staff’s numbers masked', async () => {
  const { page, complaints } = await signIn('mary', '#/settings?section=prompts');
  await page.getByText('Thank you for calling').first().waitFor();
  expect(complaints).toEqual([]);
});

test('privacy requests: one that came by letter is entered, carried out, and its copy downloaded', async () => {
  const { page, complaints } = await signIn('grace', '#/privacy-requests');
  await page.getByText('There are no requests with this status.').waitFor();
  await page.getByRole('button', { name: 'Enter request' }).click();
  await dialog(page).getByRole('button', { name: 'Enter request' }).click();
  await dialog(page).getByText('Say how you checked it.').waitFor();
  await dialog(page).getByLabel('Phone number').fill('(312) 555-0177');
  await dialog(page).getByLabel('How do you know the number is theirs?').fill('letter with a phone bill');
  await dialog(page).getByRole('button', { name: 'Enter request' }).click();
  const row = page.getByRole('row').filter({ hasText: 'letter with a phone bill' });
  await row.getByText('Due in 21 days').waitFor();
  await row.getByRole('button', { name: 'Carry out' }).click();
  await dialog(page).getByRole('button', { name: 'Carry out' }).click();
  await page.getByText('The request is being carried out.').waitFor();
  await page.goto(`${rig.hotline.publicUrl}/#/privacy-requests?status=done`);
  await row.getByText('Copy available until').waitFor({ timeout: 90_000 });
  const saved = page.waitForEvent('download');
  await row.getByRole('button', { name: 'Download copy' }).click();
  await sayWhy(page);
  expect((await saved).suggestedFilename()).toMatch(/^copy-P\d{8}-[0-9a-f]{12}\.zip$/);
  expect(complaints).toEqual([]);
}, 150_000);
