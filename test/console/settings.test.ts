// The settings page in a real browser: what is drawn, typed and moved is what callers then hear; what is wrong is shown
// where it is; nobody overwrites anybody; and no field of the schema is missing.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { SettingsView } from '../../functions/admin/contract.ts';
import { ConsoleRig, type Look } from '../support/console.ts';
import { LiveCall } from '../support/live-call.ts';

let rig: ConsoleRig;
let seed: SettingsView;
let callers = 0;

beforeAll(async () => {
  rig = await ConsoleRig.start();
  seed = await read();
});
afterEach(() => rig.leave());
afterAll(() => rig.stop());
beforeEach(() => write(seed));

const read = (): Promise<SettingsView> => rig.api('GET', '/api/settings');
const write = (settings: unknown): Promise<unknown> => rig.api('PUT', '/api/settings', settings);
const open = (section: string, look: Look = {}) => rig.signIn(look, `#/settings?section=${section}`);
const save = async (page: Page): Promise<void> => {
  const button = page.getByRole('button', { name: 'Save', exact: true });
  // What an earlier save said may still be on the page.
  const answered = page.waitForResponse(
    (response) => response.request().method() === 'PUT' && response.url().endsWith('/api/settings'),
  );
  await button.click();
  await answered;
  await button.waitFor({ state: 'detached' });
  await page
    .getByText(/^Saved as version \d+/)
    .first()
    .waitFor();
};
const fieldAt = (page: Page, at: string) => page.locator(`[data-field="${at}"]`);
const openSection = (page: Page, name: string): Promise<void> =>
  page.locator('.settings-list').getByRole('link', { name }).click();

/** What a stranger who asks for staff hears. */
async function askForStaff(words: RegExp): Promise<string> {
  const call = new LiveCall(rig.hotline, `+1312556${String(1000 + callers++)}`);
  await call.passChallenge();
  await call.hears(/press 1/);
  call.press('1');
  const heard = await call.hears(words);
  call.hangUp();
  return heard;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const inThreeDays = (): string => {
  const timeZone = seed.departments[0]?.timeZone ?? 'UTC';
  const today = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'long' }).format(new Date());
  return WEEKDAYS[(WEEKDAYS.indexOf(today) + 3) % 7] ?? '';
};

describe('hours', () => {
  test('drawn, moved by keys, typed: the next call hears when it opens', async () => {
    const { page, complaints } = await open('hours');
    await page.getByText('Weekly hours').click();
    // The keyboard takes Monday away, the buttons the rest.
    await page.getByRole('slider', { name: 'Monday: opens' }).press('Delete');
    for (const day of ['Tuesday', 'Wednesday', 'Thursday', 'Friday'])
      await page.getByRole('button', { name: `Remove 09:00 to 18:00 on ${day}` }).click();

    const day = inThreeDays();
    const track = page.locator(`[data-track="${day}"]`);
    await track.scrollIntoViewIfNeeded();
    const box = (await track.boundingBox())!;
    const x = (hour: number): number => box.x + (box.width * hour) / 24;
    const y = box.y + box.height / 2;
    await page.mouse.move(x(10), y);
    await page.mouse.down();
    await page.mouse.move(x(13), y);
    await page.mouse.move(x(16), y);
    await page.mouse.up();
    const opens = page.getByRole('slider', { name: `${day}: opens` });
    expect(await opens.getAttribute('aria-valuetext')).toBe('10:00');
    await save(page);
    expect(await askForStaff(/We open again/)).toContain(`We open again on ${day} at 10 AM.`);

    await opens.press('ArrowRight');
    await opens.press('ArrowRight');
    await save(page);
    expect(await askForStaff(/We open again/)).toContain(`We open again on ${day} at 10:30 AM.`);

    await page.getByRole('textbox', { name: `${day}: opens` }).fill('745');
    await page.getByRole('textbox', { name: `${day}: opens` }).press('Tab');
    expect(await opens.getAttribute('aria-valuetext')).toBe('07:45');
    await save(page);
    expect(await askForStaff(/We open again/)).toContain(`We open again on ${day} at 7:45 AM.`);
    expect((await read()).departments[0]?.hours).toMatchObject({
      weekly: { [day.toLowerCase()]: [{ from: '07:45', to: '16:00' }] },
    });
    // Between the last hour taken away and the first one drawn the department opens never, which is refused.
    expect(complaints.filter((one) => !one.includes('400 (Bad Request)'))).toEqual([]);
  });

  test('the local time stands beside the time zone, and a warning where the clock is probably another', async () => {
    const [desk] = seed.departments;
    await write({ ...seed, departments: [{ ...desk, timeZone: 'Etc/GMT+8' }] });
    const { page } = await open('hours');
    await page.getByText(/^Times are in Etc\/GMT\+8, where it is now /).waitFor();
    await page.getByText(/^Etc\/GMT\+8 is 8 hours west of Greenwich/).waitFor();
  });

  test('a year that is not published is named as such, and nothing is taken in', async () => {
    const { page } = await open('holidays');
    await page.getByLabel('Country').fill('CN');
    await page.getByLabel('Year').first().fill('2027');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('The 2027 calendar for CN is not published yet.').waitFor();
    expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);
    await page.getByLabel('Year').first().fill('2026');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('days added for CN 2026.').waitFor();
    await page.getByText('Oct 1–7 国庆节').waitFor();
    await save(page);
    const { calendars } = await read();
    expect(calendars[0]?.days).toContainEqual({ date: '2026-10-01', name: '国庆节', kind: 'holiday' });
  });
});

test('the menu is moved by keys, one entry switched off; callers hear it so', async () => {
  const { page } = await open('menu');
  const handle = page.getByRole('button', { name: /^Move/ }).first();
  await handle.focus();
  await page.keyboard.press('Space');
  await page.waitForTimeout(150);
  await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(150);
  await page.keyboard.press('Space');
  await page
    .getByRole('switch', { name: /Key 4/ })
    .or(page.getByRole('checkbox', { name: /Key 4/ }))
    .click();
  const heard = page.locator('[data-prompt="menu"]');
  await heard.getByText(/^Thank you. To report a suspicious call, press 2. To speak with/).waitFor();
  await save(page);
  const call = new LiveCall(rig.hotline, '+13125550179');
  await call.passChallenge();
  const menu = await call.hears(/press star/);
  expect(menu).toContain('press 2. To speak with the front desk, press 1.');
  expect(menu).not.toContain('press 4');
  call.hangUp();
});

test('what is wrong is shown at its field, in its section, with the focus on it', async () => {
  const { page } = await open('challenge');
  await fieldAt(page, '/challenge/digits').getByRole('textbox').fill('99');
  await openSection(page, 'Company and numbers');
  await fieldAt(page, '/hotline/region').getByRole('textbox').fill('Narnia');
  await openSection(page, 'Voicemail');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Not saved: 2 problems').waitFor();
  const wrong = fieldAt(page, '/hotline/region');
  await wrong.getByText('must be a two-letter country code').waitFor();
  expect(await wrong.locator('input:focus').count()).toBe(1);
  expect(await wrong.getByRole('textbox').inputValue()).toBe('Narnia');
  expect(await read()).toEqual(seed);
  await wrong.getByRole('textbox').fill('US');
  await openSection(page, 'Keypad check');
  await fieldAt(page, '/challenge/digits').getByRole('textbox').fill('3');
  await save(page);
  expect((await read()).challenge.digits).toBe(3);
});

test('a department that nobody can reach cannot be added, and one that is on no clock is red on the overview', async () => {
  const { page } = await open('departments');
  await page.getByRole('button', { name: 'Add a department' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await fieldAt(page, '/departments/1/members').getByText('add at least one person').waitFor();
  for (const name of ['English', 'Chinese'])
    await page.getByText(`callers can choose ${name}`, { exact: false }).first().waitFor();
  await page.getByRole('button', { name: 'Discard' }).click();
  const [desk] = seed.departments;
  await write({ ...seed, departments: [{ ...desk, doNotDisturbUntil: '2099-01-01T00:00:00Z' }] });
  await page.goto(page.url().replace(/#.*/, '#/'));
  await page
    .getByText(/settings? needs? attention/)
    .first()
    .waitFor();
  await page.getByText('Do not disturb, settings need attention').waitFor();
  await page.getByRole('link', { name: '/departments/0/doNotDisturbUntil' }).click();
  await fieldAt(page, '/departments/0/doNotDisturbUntil')
    .getByText('this department does not open in the next 60 days')
    .waitFor();
});

test('somebody else’s edit is shown beside one’s own; both are kept, and the same field is chosen', async () => {
  const { page } = await open('voicemail');
  await fieldAt(page, '/voicemail/maxSeconds').getByRole('textbox').fill('90');
  await fieldAt(page, '/voicemail/mostPerHour').getByRole('textbox').fill('70');
  const theirs = { ...seed.voicemail, maxSeconds: 30 };
  await write({ ...seed, voicemail: theirs, calls: { ...seed.calls, retentionDays: 30 } });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText(/^admin saved version \d+ while you were editing$/).waitFor();
  expect((await read()).voicemail).toEqual(theirs);
  expect(await page.getByRole('table', { name: 'What admin changed' }).innerText()).toMatch(
    /Keep call records \(days\)\s+180\s+30/,
  );
  expect(await page.getByRole('table', { name: 'What you changed' }).innerText()).toMatch(/60\s+70/);
  await page.getByText('By admin: 30').click();
  await page.getByRole('button', { name: 'Combine' }).click();
  await save(page);
  const now = await read();
  expect(now.voicemail).toEqual({ ...theirs, mostPerHour: 70 });
  expect(now.calls.retentionDays).toBe(30);
});

test('an older version is compared, loaded into the page, and in force when it is saved', async () => {
  await write({ ...seed, reports: { ...seed.reports, dueDays: 3 } });
  const { page } = await open('versions');
  const second = page.getByRole('row').nth(2);
  await second.getByRole('button').click();
  const table = page.getByRole('table', { name: /^Changes if you restore/ });
  await table.waitFor();
  expect(await table.innerText()).toMatch(/Answer within \(days\)\s+3\s+15/);
  const before = await read();
  await page.getByRole('button', { name: 'Load this version' }).click();
  await page.getByText('is loaded. Save to apply it.').waitFor();
  expect(await read()).toEqual(before);
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByText('is loaded. Save to apply it.').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Load this version' }).click();
  await save(page);
  expect(await page.getByText('is loaded. Save to apply it.').count()).toBe(0);
  expect(await read()).toEqual(seed);
});

test('the settings as they were deployed come back', async () => {
  await write({ ...seed, reports: { ...seed.reports, dueDays: 4 } });
  const { page } = await open('versions');
  const more = page.getByRole('button', { name: 'Show more' });
  if ((await more.count()) > 0) await more.click();
  const deployed = page.getByRole('row', { name: '0 (as deployed)' });
  await deployed.getByRole('button', { name: 'Compare version 0 with the current version' }).click();
  await page.getByRole('table', { name: /^Changes if you restore/ }).waitFor();
  await page.getByRole('button', { name: 'Load this version' }).click();
  await save(page);
  expect(await read()).toEqual(seed);
});

test('nobody leaves unaware; the draft waits', async () => {
  const { page } = await open('reports');
  await fieldAt(page, '/reports/dueDays').getByRole('textbox').fill('7');
  await page.getByRole('link', { name: 'About me' }).click();
  await page.getByText('You have unsaved changes').waitFor();
  await page.getByRole('button', { name: 'Stay here' }).click();
  await page.getByRole('link', { name: 'About me' }).click();
  await page.getByRole('button', { name: 'Leave and keep changes' }).click();
  await page.getByRole('heading', { name: 'About me', level: 1 }).waitFor();
  await page.evaluate('location.hash = "#/settings?section=reports"');
  await page.getByText('1 unsaved change').waitFor();
  expect(await fieldAt(page, '/reports/dueDays').getByRole('textbox').inputValue()).toBe('7');
  await page.getByRole('button', { name: 'Discard' }).click();
  expect(await fieldAt(page, '/reports/dueDays').getByRole('textbox').inputValue()).toBe('15');
});

test('a PIN is given and taken away, and is not part of the document', async () => {
  const { page } = await open('departments');
  await page.getByRole('button', { name: 'Set PIN: Ada' }).click();
  await page.getByLabel('PIN', { exact: true }).fill('1111');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog').getByText('Not all the same and not in sequence.').last().waitFor();
  await page.getByLabel('PIN', { exact: true }).fill('8042');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('PIN set for Ada.').waitFor();
  expect(await read()).toEqual(seed);
  await page.getByRole('button', { name: 'Remove PIN: Ada' }).click();
  await page.getByText('PIN removed. Ada can no longer use the staff menu.').waitFor();
});

test('a document is pasted: nonsense is refused, a sound one stands on the page', async () => {
  const { page } = await open('json');
  const area = page.getByRole('textbox', { name: 'Settings', exact: true });
  await area.fill('{ "hotline": ');
  await page.getByRole('button', { name: 'Check and load' }).click();
  await page.getByText('This is not valid JSON').waitFor();
  await area.fill(JSON.stringify({ ...seed, defaultDepartment: 'nowhere' }));
  await page.getByRole('button', { name: 'Check and load' }).click();
  await page.getByText('there is no department "nowhere"').waitFor();
  await area.fill(JSON.stringify({ ...seed, calls: { ...seed.calls, retentionDays: 99 } }));
  await page.getByRole('button', { name: 'Check and load' }).click();
  await page.getByText('Settings loaded. Save to apply them.').waitFor();
  await save(page);
  expect((await read()).calls.retentionDays).toBe(99);
});

// --- no field is missing ----------------------------------------------------------------------------------------------

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** One of everything, so that every field has something to show. */
function full(): unknown {
  const person = { name: 'Alan', number: '+13125550113' };
  const spans = [{ from: '09:00', to: '12:00' }];
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  const year = new Date().getFullYear();
  const [desk] = seed.departments;
  return {
    ...seed,
    hotline: { ...seed.hotline, officialNumbers: ['+13125550101'] },
    notifications: [
      { on: ['case'], departments: ['front-desk'], language: 'zh-CN', by: { email: 'a@example.com' } },
    ],
    afterHours: {
      ...seed.afterHours,
      emergencyNumbers: [{ name: { 'en-US': 'P', 'zh-CN': 'P' }, number: '911' }],
    },
    calendars: [
      { id: 'own', years: [year], days: [{ date: `${String(year)}-12-25`, name: 'x', kind: 'holiday' }] },
    ],
    menu: {
      ...seed.menu,
      entries: seed.menu.entries.map((entry) => ({ ...entry, department: 'front-desk' })),
    },
    departments: [
      {
        ...desk,
        overflow: 'other',
        doNotDisturbUntil: '2020-01-01T00:00:00Z',
        onCall: [person],
        hours: {
          weekly: Object.fromEntries(days.map((day) => [day, spans])),
          calendar: 'own',
          exceptions: [{ date: '2026-12-24', spans }],
        },
      },
      { ...desk, id: 'other' },
    ],
  };
}

/** Of every member that is no object itself. What one control shows whole has no fields of its own inside. */
const WHOLE =
  /^\/(hotline\/officialNumbers|calendars\/\*\/years|challenge\/kinds|security\/secondApprover|privacy\/residency\/(places|exceptions)|notifications\/\*\/(on|departments|by))$/;

function leaves({ properties, items, anyOf }: Schema, at = ''): string[] {
  if (WHOLE.test(at)) return [at];
  const inside = [
    ...Object.entries(properties ?? {}).flatMap(([name, schema]) => leaves(schema, `${at}/${name}`)),
    ...(items === undefined ? [] : leaves(items, `${at}/*`)),
    ...(anyOf ?? []).flatMap((schema) => leaves(schema, at)),
  ];
  return inside.length === 0 ? [at] : [...new Set(inside)];
}

test('every field of the schema stands on the page, with its words', async () => {
  await write(full());
  const schema = await rig.api<Schema>('GET', '/api/settings/schema');
  const { page, complaints } = await open('company');
  const shown = new Set<string>();
  const unnamed: string[] = [];
  await page.waitForSelector('#settings-section');
  const links = page.locator('.settings-list').getByRole('link');
  for (let index = 0; index < (await links.count()); index += 1) {
    await links.nth(index).click();
    await rig.settle(page);
    const found = await page.evaluate<string[][]>(
      '[...document.querySelectorAll("[data-field]")].map((field) => [field.dataset.field, field.innerText])',
    );
    for (const [at = '', words = ''] of found) {
      shown.add(at.replaceAll(/\/\d+(?=\/|$)/g, '/*'));
      if (words.includes(at)) unnamed.push(at);
    }
  }
  const wanted = leaves(schema);
  // Names by language and days of the week are members that the schema does not list one by one.
  const isShown = (at: string): boolean => [...shown].some((one) => one === at || one.startsWith(`${at}/`));
  expect(wanted.length).toBeGreaterThan(60);
  expect(wanted.filter((at) => !isShown(at))).toEqual([]);
  expect(unnamed).toEqual([]);
  expect(complaints).toEqual([]);
});

test('what a threshold would have changed is shown before it is saved, with the call; and what scores have done', async () => {
  const call = new LiveCall(rig.hotline, '+13125560177');
  await call.hears(/press/);
  call.hangUp();
  const { page, complaints } = await open('screening');
  await fieldAt(page, '/screening/reputation/challenge')
    .getByText('Score 50 of 100. About 1 in 100 legitimate numbers')
    .waitFor();
  const tryOut = page.getByRole('button', { name: 'Run test' });
  await tryOut.click();
  await page.getByText(/^None of \d+ calls? would have been handled differently/).waitFor();

  await fieldAt(page, '/screening/reputation/mode').getByRole('button').click();
  await page.getByRole('option', { name: 'Enforce', exact: true }).click();
  const voicemail = fieldAt(page, '/screening/reputation/voicemail');
  const slider = voicemail.getByRole('slider', { name: 'Send to voicemail at score' });
  await slider.press('ArrowRight');
  await voicemail.getByText(/^Score 91 of 100\./).waitFor();
  await slider.press('Home');
  await tryOut.click();
  await voicemail.getByText('must be at least the score for a longer code').waitFor();
  for (const name of ['challenge', 'harder'])
    await fieldAt(page, `/screening/reputation/${name}`).getByRole('slider').press('Home');
  await voicemail.getByText('Every number scores this high.').waitFor();
  await page.getByText('The values above have changed. Run the test again.').waitFor();
  await tryOut.click();
  const change = page.getByRole('row', { name: /Keypad check.*Sent to voicemail/ });
  await change.waitFor();
  expect((await read()).screening.reputation).toEqual(seed.screening.reputation);

  await save(page);
  const next = new LiveCall(rig.hotline, '+13125560178');
  await next.hears(/message/);
  next.hangUp();
  await page.reload();
  await page.getByText('Scores are enforced.').waitFor();
  const row = page.getByRole('row', { name: /voicemail/ });
  await row.getByRole('link', { name: 'Call 1' }).click();
  await page.getByText('Applied: voicemail').waitFor();
  await page.getByText('No higher than usual').waitFor();
  // This story provokes a refusal, of what would change and of what the page then shows about callers.
  expect([...new Set(complaints)]).toEqual([expect.stringContaining('400 (Bad Request)')]);
});

// --- looks --------------------------------------------------------------------------------------------------------------

const LOOKS: Look[] = [
  { language: 'en-US', theme: 'light', width: 390 },
  { language: 'en-US', theme: 'dark', width: 1440 },
  { language: 'zh-CN', theme: 'dark', width: 390 },
  { language: 'zh-CN', theme: 'light', width: 1440 },
];
const SECTIONS = [
  'company',
  'hours',
  'holidays',
  'departments',
  'menu',
  'guard',
  'screening',
  'notifications',
  'versions',
  'json',
];

test.each(LOOKS)(
  'accessible in $language, $theme, $width wide',
  async (look) => {
    await write(full());
    const { page, complaints } = await open('company', look);
    const findings: string[] = [];
    // Each section in one light and one dark look, in either language.
    const turn = LOOKS.indexOf(look) % 2;
    for (const section of SECTIONS.filter((one, index) => one === 'hours' || index % 2 === turn)) {
      await page.evaluate(`location.hash = "#/settings?section=${section}"`);
      await rig.settle(page);
      findings.push(...(await rig.findings(page)));
      const wide = await page.evaluate('document.documentElement.scrollWidth <= innerWidth');
      expect([section, wide]).toEqual([section, true]);
    }
    expect({ findings, complaints }).toEqual({ findings: [], complaints: [] });
  },
  600_000,
);
