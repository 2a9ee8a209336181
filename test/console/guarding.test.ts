// A day at the console: a call is seen while it lasts, found again with its reasons, flagged and blocked; lists are kept.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { holdBack } from '../support/browser.ts';
import { ConsoleRig, sayWhy, type Look } from '../support/console.ts';
import { writtenAtHome } from '../support/spoken-numbers.ts';

let rig: ConsoleRig;

beforeAll(async () => {
  rig = await ConsoleRig.start();
});
afterEach(() => rig.leave());
afterAll(() => rig.stop());

const NUISANCE = '+13125550143';

const send = async (method: string, path: string, body?: unknown): Promise<Response> => {
  const answer = await fetch(`${rig.hotline.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${rig.token}`,
      'content-type': 'application/json',
      ...(method === 'PUT' ? { 'if-match': '*' } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(answer.ok).toBe(true);
  return answer;
};
const placeCall = async (from: string): Promise<string> => {
  const answer = await send('POST', '/simulator/calls', { from, to: rig.hotline.settings.hotline.number });
  return ((await answer.json()) as { callSid: string }).callSid;
};
const hangUp = (callSid: string): Promise<Response> =>
  send('POST', `/simulator/calls/${callSid}/input`, { do: 'hang-up' });
const listed = async (pattern: string): Promise<Record<string, unknown> | undefined> => {
  const answer = await fetch(`${rig.hotline.url}/api/listings/${encodeURIComponent(pattern)}`, {
    headers: { authorization: `Bearer ${rig.token}` },
  });
  return answer.ok ? ((await answer.json()) as Record<string, unknown>) : undefined;
};
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');

test('an overview without calls says how to make one; a call appears by itself, and goes into the figures', async () => {
  const { page, complaints } = await rig.signIn();
  await page.getByText('No calls yet').waitFor();
  await page
    .getByText(
      `Call ${writtenAtHome(rig.hotline.settings.hotline.number)}. The call will appear here automatically.`,
      { exact: false },
    )
    .waitFor();
  await page.getByText('No calls right now.').waitFor();
  expect(await page.getByRole('link', { name: 'Phone page' }).getAttribute('href')).toBe('/phone');
  expect(await page.getByRole('link', { name: 'Call from this browser' }).getAttribute('href')).toBe(
    '/phone',
  );
  const callSid = await placeCall(NUISANCE);
  await page.getByRole('link', { name: writtenAtHome(NUISANCE) }).waitFor();
  await page.getByText('is hearing the code').waitFor();
  await hangUp(callSid);
  await page.getByText('Hung up, possibly customers').waitFor();
  await page.getByText('during the keypad check').waitFor();
  await page.getByText('No calls right now.').waitFor();
  await button(page, 'Show as table').click();
  await page.getByRole('columnheader', { name: 'Keypad check' }).waitFor();
  expect(complaints).toEqual([]);
});

test('the switches: nobody is rung for an hour, and the guard is raised until a time', async () => {
  const { page, complaints } = await rig.signIn();
  await button(page, 'Do not disturb').click();
  await page.getByRole('menuitem', { name: 'For 1 hour' }).click();
  await page.getByText('Staff phones won’t ring.', { exact: false }).waitFor();
  await button(page, 'Do not disturb').click();
  await page.getByRole('menuitem', { name: 'Turn off do not disturb' }).click();
  await page.getByText('Do not disturb is off. Staff phones ring again.').waitFor();
  // The one that holds no more is gone.
  expect(await page.getByText('Staff phones won’t ring.', { exact: false }).count()).toBe(0);
  await button(page, 'Change level').click();
  await dialog(page).getByText('Elevated', { exact: true }).click();
  await button(page, 'Set level').click();
  await page.getByText('Guard level set to Elevated.').waitFor();
  expect(await (await send('GET', '/api/guard')).json()).toMatchObject({ level: 'elevated', by: 'admin' });
  // A colleague sets it while the dialog stands open: theirs stays, and is shown.
  await button(page, 'Change level').click();
  await send('PUT', '/api/guard', { level: 'normal' });
  await dialog(page).getByText('Siege', { exact: true }).click();
  await button(page, 'Set level').click();
  await page.getByText('Someone else changed this while you were editing').first().waitFor();
  await page.getByText('the level is normal, set by admin', { exact: false }).first().waitFor();
  expect(await (await send('GET', '/api/guard')).json()).toMatchObject({ level: 'normal' });
  expect(complaints.filter((complaint) => !complaint.includes('412'))).toEqual([]);
});

test('the call is found, with its story and its reasons; it is flagged, a case opened, and the number blocked', async () => {
  const { page, complaints } = await rig.signIn({}, '#/calls');
  await page
    .getByRole('row', { name: writtenAtHome(NUISANCE) })
    .getByRole('link')
    .click();
  await page.getByText('On no list and not verified').waitFor();
  await page.getByText('→ Asked for a code').waitFor();
  await page.getByText(/^\d+ of 100$/).waitFor();
  await button(page, 'Flag as nuisance').click();
  await dialog(page).getByRole('button', { name: 'Flag as nuisance' }).click();
  await page.getByText('Flagged by admin', { exact: false }).waitFor();
  await button(page, 'Open a case').click();
  await dialog(page).getByRole('button', { name: 'Open a case' }).click();
  await page.getByText(/Case \d{6} opened\./).waitFor();
  await button(page, 'Block').click();
  await dialog(page)
    .getByText(/Will be saved as/)
    .waitFor();
  await button(page, 'Save').click();
  await dialog(page).getByText('Enter a reason.').waitFor();
  await dialog(page).getByLabel('Reason').fill('hangs up on us all day');
  await button(page, 'Save').click();
  await page.getByText(`${writtenAtHome(NUISANCE)} added to the blocklist.`).waitFor();
  await placeCall(NUISANCE);
  await page.evaluate(`location.hash = "#/look-up?number=${encodeURIComponent(NUISANCE)}"`);
  await sayWhy(page);
  await page.getByText(/^flagged by staff about/).waitFor();
  await page.evaluate('location.hash = "#/calls?verdict=reject"');
  await page.getByRole('row', { name: 'hangs up on us all day' }).waitFor();
  expect(await page.getByRole('row', { name: writtenAtHome(NUISANCE) }).count()).toBe(1);
  expect(complaints).toEqual([]);
});

const chooseFile = (page: Page, csv: string | Buffer, name = 'complaints.csv'): Promise<void> =>
  page.setInputFiles('input[type=file]', {
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(csv),
  });

/** As somebody drops a file from the desktop onto the field. */
const dropFile = async (page: Page, content: Buffer, name: string): Promise<void> => {
  const transfer = await page.evaluateHandle(
    `(() => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(${JSON.stringify(content.toString('base64'))}), (one) => one.charCodeAt(0));
      transfer.items.add(new File([bytes], ${JSON.stringify(name)}));
      return transfer;
    })()`,
  );
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await dialog(page).getByText('Drop the file here').waitFor();
  await dialog(page).getByText('Drop the file here').dispatchEvent('drop', { dataTransfer: transfer });
};

describe('lists', () => {
  test('a file with two bad lines: they are named, and the good ones go in', async () => {
    const { page, complaints } = await rig.signIn({}, '#/lists');
    await button(page, 'Import').click();
    const lines = [
      'number,reason',
      '+13125550201,one',
      'banana,two',
      '"+1 312 555 0203","three, ""quoted"""',
      '12,four',
    ];
    await chooseFile(page, lines.join('\r\n'));
    await dialog(page).getByRole('row', { name: '3 banana' }).waitFor();
    await dialog(page).getByRole('row', { name: '5 12' }).waitFor();
    expect(await listed('+13125550201')).toBeUndefined();
    await button(page, 'Import 2 valid lines').click();
    await page.getByText('Import complete.').waitFor();
    await button(page, 'Close').click();
    await page.getByRole('row', { name: 'three, "quoted"' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('an import of several pieces is taken back by one Undo, but for what was changed since', async () => {
    const { page, complaints } = await rig.signIn({}, '#/lists');
    await button(page, 'Import').click();
    const numbers = Array.from({ length: 1_100 }, (_, index) => `+1312557${String(index + 1_000)}`);
    await chooseFile(page, ['number,reason', ...numbers.map((number) => `${number},too many`)].join('\n'));
    await button(page, 'Import 1,100 lines').click();
    await button(page, 'Close').click();
    await page.getByText('1,100 entries imported to the blocklist.').waitFor();
    await send('PUT', `/api/listings/${encodeURIComponent('+13125571007')}`, {
      list: 'block',
      reason: 'a colleague’s',
    });
    await button(page, 'Undo').click();
    await page
      .getByText('Import undone. 1,099 entries restored. 1 entry changed since then and was left as it is.')
      .waitFor();
    expect(await listed('+13125571006')).toBeUndefined();
    expect(await listed('+13125571007')).toMatchObject({ reason: 'a colleague’s' });
    expect(complaints).toEqual([]);
  });

  test('a list that Excel saved in China is dropped, and what it was read as is named', async () => {
    const { page, complaints } = await rig.signIn({}, '#/lists');
    await button(page, 'Import').click();
    // "号码,原因\n+8613800138000,骚扰\n"
    const gbk = Buffer.from('bac5c2eb2cd4add2f20a2b383631333830303133383030302cc9a7c8c50a', 'hex');
    await dropFile(page, gbk, 'list.csv');
    await dialog(page).getByText('was read as GB18030').waitFor();
    await button(page, 'Import 1 line').click();
    await page.getByText('Import complete.').waitFor();
    expect(await listed('+8613800138000')).toMatchObject({ reason: '骚扰' });
    expect(complaints).toEqual([]);
  });

  test('numbers without a plus that fit no number here: the country is asked for first', async () => {
    const { page, complaints } = await rig.signIn({}, '#/lists');
    await button(page, 'Import').click();
    await dialog(page).getByLabel('Reason for lines without one').fill('telemarketing');
    await chooseFile(page, '41212116956\n41212138659\n', 'list.txt');
    await dialog(page).getByText('41212116956 is +41 21 211 69 56').waitFor();
    expect(await button(page, 'Continue').isDisabled()).toBe(true);
    await dialog(page).getByLabel('Switzerland').check();
    await button(page, 'Continue').click();
    await button(page, 'Import 2 lines').click();
    await page.getByText('Import complete.').waitFor();
    expect(await listed('+41212138659')).toMatchObject({ reason: 'telemarketing' });
    // The browser itself reports the answer that asks.
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
  });

  test('many wrong lines: what to do first, then groups with examples, and each line when asked', async () => {
    const { page, complaints } = await rig.signIn({}, '#/lists');
    await button(page, 'Import').click();
    const numberless = Array.from({ length: 1_200 }, (_, index) => `,reason ${String(index)}`);
    await chooseFile(page, ['number,reason', ...numberless, '1.3E+10,x', '+13125550209,good'].join('\n'));
    await dialog(page).getByText('Import the valid line now, or fix the 1,201 lines with errors').waitFor();
    await dialog(page).getByText('1,200 lines have no number').waitFor();
    await dialog(page).getByText('For example, line 2, line 3, line 4').waitFor();
    await dialog(page).getByText('1 line was rounded by a spreadsheet').waitFor();
    const first = dialog(page).getByRole('row', { name: 'Enter a number.' }).first();
    expect(await first.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Lines with errors' }).click();
    await first.waitFor();
    expect(complaints).toEqual([]);
  });

  test('a workbook is no list, and says what to do', async () => {
    const { page } = await rig.signIn({ language: 'zh-CN' }, '#/lists');
    await button(page, '导入').click();
    await chooseFile(page, Buffer.from('504b030400000000', 'hex'), 'list.xlsx');
    await dialog(page).getByText('另存为“CSV UTF-8”，再选择该文件').waitFor();
  });

  test('what is wrong with a line is said in the language of the page', async () => {
    const { page, complaints } = await rig.signIn({ language: 'zh-CN' }, '#/lists');
    await button(page, '导入').click();
    const lines = [
      'number,reason,expiresAt',
      'banana,one,',
      '+13125550206,,',
      '+13125550207,three,yesterday',
    ];
    await chooseFile(page, lines.join('\n'));
    for (const row of [
      '2 banana 这不是电话号码。',
      '3 +13125550206 没有填写原因。',
      /^4 \+13125550207 expiresAt 不是日期/,
    ])
      await dialog(page).getByRole('row', { name: row }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('the file says what it is, and of which day', async () => {
    const { page } = await rig.signIn({}, '#/lists');
    const saved = page.waitForEvent('download');
    await button(page, 'Export').click();
    await sayWhy(page);
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/^hotline-blocklist-\d{4}-\d\d-\d\d\.csv$/);
  });

  test('a prefix rule is shown before it is saved, and taken back by Undo', async () => {
    const { page, complaints } = await rig.signIn({}, '#/lists');
    await button(page, 'Add').click();
    await page.keyboard.type('+1 (312) 555-0*');
    await page.getByText('3 of these numbers belong to the hotline or its staff.').waitFor();
    await dialog(page).getByLabel('Number').fill('+1 (312) 555-7*');
    await page.getByText('This rule covers 1,000 numbers.').waitFor();
    expect(await dialog(page).innerText()).not.toContain('belong to');
    await dialog(page).getByLabel('Reason').fill('whole block of robocalls');
    await button(page, 'Save').click();
    await page.getByRole('row', { name: 'whole block of robocalls' }).waitFor();
    await page.evaluate('location.hash = "#/look-up?number=(312)%20555-7001"');
    await sayWhy(page);
    await page.getByText('On the blocklist as +13125557*: whole block of robocalls').waitFor();
    await page.evaluate('location.hash = "#/lists"');
    const before = await listed('+13125557*');
    await button(page, 'Remove +13125557*').click();
    await page.getByText('+13125557* removed.').waitFor();
    expect(await listed('+13125557*')).toBeUndefined();
    await button(page, 'Undo').click();
    await page.getByText('Change undone for +13125557*.').waitFor();
    expect(await listed('+13125557*')).toEqual({ ...before, version: Number(before?.version) + 1 });
    expect(complaints).toEqual([]);
  });

  test('Save pressed before the number has been read is not lost', async () => {
    const { page } = await rig.signIn({}, '#/lists');
    await button(page, 'Add').click();
    const letGo = await holdBack(page, '**/api/listings/preview*');
    await dialog(page).getByLabel('Number').fill('+13125550777');
    await dialog(page).getByLabel('Reason').fill('typed in haste');
    await button(page, 'Save').click();
    letGo();
    await page.getByRole('row', { name: 'typed in haste' }).waitFor();
  });

  test('what a colleague changed while the dialog stood open is not overwritten', async () => {
    const { page } = await rig.signIn({}, '#/lists');
    await button(page, 'Edit 312 555 0201').click();
    await send('PUT', `/api/listings/${encodeURIComponent('+13125550201')}`, {
      list: 'block',
      reason: 'a colleague’s',
    });
    await dialog(page).getByLabel('Reason').fill('mine');
    await page.keyboard.press('Enter');
    await page.getByText('Someone else changed this while you were editing.').waitFor();
    expect(await listed('+13125550201')).toMatchObject({ reason: 'a colleague’s' });
  });

  test('a search finds numbers however they are written, and the address keeps it', async () => {
    const { page, complaints } = await rig.signIn({}, '#/lists');
    await page.getByLabel('Search numbers and reasons').fill('555-0203');
    await page.getByText('1 found').first().waitFor();
    expect(page.url()).toContain('q=555-0203');
    await page.getByLabel('Search numbers and reasons').fill('no such words');
    await page.getByText('No entries match your search.').waitFor();
    expect(complaints).toEqual([]);
  });
});

const LOOKS: Look[] = [
  { language: 'en-US', theme: 'light', width: 1440 },
  { language: 'zh-CN', theme: 'dark', width: 1440 },
  { language: 'en-US', theme: 'dark', width: 390 },
  { language: 'zh-CN', theme: 'light', width: 390 },
];
const TITLES = {
  'en-US': { overview: 'Overview', calls: 'Calls', lists: 'Lists', lookUp: 'Look up a number', add: 'Add' },
  'zh-CN': { overview: '概览', calls: '来电', lists: '名单', lookUp: '号码查询', add: '添加' },
} as const;

test.each(LOOKS)('every page is accessible in $language, $theme, $width wide', async (look) => {
  const titles = TITLES[look.language ?? 'en-US'];
  const { page, complaints } = await rig.signIn(look);
  const findings: string[] = [];
  const check = async (hash: string, title: string): Promise<void> => {
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await page.getByRole('heading', { name: title, level: 1 }).first().waitFor();
    await rig.settle(page);
    findings.push(...(await rig.findings(page)).map((finding) => `${hash} ${finding}`));
    expect([hash, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([
      hash,
      true,
    ]);
  };
  await check('#/', titles.overview);
  await check('#/calls', titles.calls);
  await check(`#/look-up?number=${encodeURIComponent(NUISANCE)}`, titles.lookUp);
  await sayWhy(page);
  await page.locator('#page h2').first().waitFor();
  findings.push(...(await rig.findings(page)));
  await check('#/lists', titles.lists);
  await button(page, titles.add).click();
  await dialog(page).waitFor();
  findings.push(...(await rig.findings(page)).map((finding) => `dialog ${finding}`));
  await page.keyboard.press('Escape');
  await page.evaluate('location.hash = "#/calls"');
  await page.locator('#page a[href*="/calls/"]').first().click();
  await page.locator('.decision').first().waitFor();
  findings.push(...(await rig.findings(page)).map((finding) => `call ${finding}`));
  expect({ findings, complaints }).toEqual({ findings: [], complaints: [] });
});
