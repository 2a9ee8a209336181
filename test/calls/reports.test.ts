// Whole calls: reporting a number, hearing what came of it, and asking whether a call was really ours.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { rigForAll } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import { saidAtHome } from '../support/spoken-numbers.ts';
import { settingsWith } from '../support/settings.ts';
import type { TestPhone } from '../support/phone.ts';
import { ADA, GRACE, HOTLINE } from '../support/twilio-values.ts';

const rig = rigForAll();
let hotline: TestHotline;
let callers = 0;

beforeEach(() => {
  hotline = rig.hotline();
});

const nextCaller = (): string => `+1312558${String(1000 + callers++)}`;

/** Verified, at the menu, with nothing heard yet. */
async function atTheMenu(from = nextCaller(), more = {}): Promise<TestPhone> {
  const phone = await hotline.call(from, more);
  if (phone.log.some((event) => event.type === 'said' && /\d, \d/.test(event.text)))
    await phone.press(phone.code());
  phone.heard();
  return phone;
}

async function pressEach(phone: TestPhone, ...keys: string[]): Promise<string[]> {
  phone.heard();
  for (const one of keys) await phone.press(one);
  return phone.heard();
}

interface Told {
  readonly caseNumber: string;
  readonly pin: string;
}

/** Out of "Your case number is 1, 2, 3, 4, 5, 6. Again, … Your PIN is 1, 2, 3, 4. Again, …" */
function caseHeard(words: readonly string[]): Told {
  const spoken = words.join(' ').match(/\d(?:, \d)+/g) ?? [];
  const [caseNumber = '', again, pin = ''] = spoken.map((digits) => digits.replaceAll(/\D/g, ''));
  expect(again).toBe(caseNumber);
  expect(caseNumber).toMatch(/^\d{6}$/);
  expect(pin).toMatch(/^\d{4}$/);
  return { caseNumber, pin };
}

async function report(
  from = nextCaller(),
  number = '13125550199#',
  category = '2',
  more = {},
): Promise<Told> {
  const phone = await atTheMenu(from, more);
  await pressEach(phone, '2', number, '1', category);
  await phone.leaveMessage(5);
  const told = caseHeard(phone.heard());
  await phone.hangUp();
  return told;
}

const readCase = async (caseNumber: string): Promise<Record<string, unknown>> =>
  (await hotline.api('GET', `/api/cases/${caseNumber}`)).json();

describe('a report', () => {
  test('number, read back, category, description, case number', async () => {
    const from = nextCaller();
    const phone = await atTheMenu(from);
    expect((await pressEach(phone, '2')).join(' ')).toMatch(/^Please enter the number that called you/);
    expect((await pressEach(phone, '13125550199#')).join(' ')).toContain(
      'You entered 3 1 2, 5 5 5, 0 1 9 9. ',
    );
    expect((await pressEach(phone, '1')).join(' ')).toContain('If they pretended to be us, press 1.');
    expect((await pressEach(phone, '2')).join(' ')).toContain('We have your report');
    await phone.leaveMessage(7);
    const { caseNumber } = caseHeard(phone.heard());
    await phone.wait(10);
    expect(phone.heard().join(' ')).toContain('If you have given them money, a code, or your bank details');
    await phone.wait(10);
    expect(phone.heard().join(' ')).toContain('Thank you for telling us.');
    expect(phone.outcome?.status).toBe('completed');
    const found = await readCase(caseNumber);
    expect(found).toMatchObject({
      kind: 'report',
      status: 'received',
      category: 'advance-fee',
      reported: '+13125550199',
      reporter: from,
      callSid: phone.sid,
      official: false,
      receivedAt: expect.stringMatching(/^2026-11-24/),
      dueAt: expect.stringMatching(/^2026-12-09/),
    });
    await hotline.drain();
    const audio = await hotline.api('GET', `/api/voicemails/${String(found.recordingSid)}/audio`);
    expect(audio.status).toBe(200);
  });

  test('counts against the number, each reporter once', async () => {
    const [first, second] = [nextCaller(), nextCaller()];
    const vouched = { stirVerstat: 'TN-Validation-Passed-A' };
    for (const from of [first, first, second]) await report(from, '13125550310#', '2', vouched);
    const { reporters } = (await hotline.api('GET', '/api/lookup/+13125550310')).json();
    expect(reporters).toBe(2);
    const { items } = (await hotline.api('GET', '/api/cases?reported=(312)%20555-0310')).json<{
      items: object[];
    }>();
    expect(items).toHaveLength(3);
  });

  test('the category once chosen, it is kept though the caller hangs up', async () => {
    const phone = await atTheMenu();
    await pressEach(phone, '2', '13125550311#', '1', '1');
    await phone.hangUp();
    const { items } = (await hotline.api('GET', '/api/cases?reported=%2B13125550311')).json<{
      items: object[];
    }>();
    expect(items).toMatchObject([{ category: 'impersonation', callSid: phone.sid }]);
  });

  test('hash skips the description', async () => {
    const phone = await atTheMenu();
    await pressEach(phone, '2', '13125550312#', '1', '5', '#');
    expect(phone.log.some(({ type }) => type === 'recorded')).toBe(true);
    const { caseNumber } = caseHeard(
      phone.log.flatMap((event) => (event.type === 'said' ? [event.text] : [])).slice(-2),
    );
    expect(await readCase(caseNumber)).toMatchObject({ category: 'other' });
    expect(await readCase(caseNumber)).not.toHaveProperty('recordingSid');
  });

  test('star and hash: I do not know the number', async () => {
    const phone = await atTheMenu();
    expect((await pressEach(phone, '2', '*#')).join(' ')).toContain('If they pretended to be us');
    await pressEach(phone, '3');
    await phone.hangUp();
    const { items } = (await hotline.api('GET', '/api/cases?status=received&limit=500')).json<{
      items: Record<string, unknown>[];
    }>();
    const found = items.find(({ callSid }) => callSid === phone.sid);
    expect(found).toMatchObject({ category: 'harassment' });
    expect(found).not.toHaveProperty('reported');
  });

  test('hash alone: the number I am calling from; it is no evidence against the caller', async () => {
    const from = nextCaller();
    const phone = await atTheMenu(from);
    const words = await pressEach(phone, '2', '#');
    expect(words.join(' ')).toContain(saidAtHome(from));
    await pressEach(phone, '1', '4');
    const { reporters } = (await hotline.api('GET', `/api/lookup/${encodeURIComponent(from)}`)).json();
    expect(reporters).toBe(0);
  });

  test('2 keys the number again; what is no number is asked again, and after three times a person calls back', async () => {
    const phone = await atTheMenu();
    await pressEach(phone, '2', '13125550313#');
    expect((await pressEach(phone, '2')).join(' ')).toMatch(/^Please enter the number/);
    expect((await pressEach(phone, '12#')).join(' ')).toContain('Sorry, we didn’t get that.');
    expect((await pressEach(phone, '99#')).join(' ')).toContain('We’ll have someone call you back.');
  });

  test('about one of our own numbers: kept, no evidence, and a person at once', async () => {
    const settings = settingsWith({
      hotline: { ...SEED_SETTINGS.hotline, officialNumbers: ['+13125550180'] },
    });
    hotline = rig.hotline({ settings });
    const phone = await atTheMenu();
    await pressEach(phone, '2', '13125550180#', '1', '1');
    await phone.leaveMessage(4);
    const { caseNumber } = caseHeard(phone.heard());
    await phone.wait(10);
    expect(hotline.staff.rung).toEqual([ADA, GRACE]);
    expect(await readCase(caseNumber)).toMatchObject({ official: true });
    expect((await hotline.api('GET', '/api/lookup/+13125550180')).json()).toMatchObject({ reporters: 0 });
  });

  test('from a forged number counts against nobody', async () => {
    const phone = await atTheMenu(nextCaller(), { stirVerstat: 'TN-Validation-Failed' });
    await pressEach(phone, '2', '13125550314#', '1', '1');
    expect((await hotline.api('GET', '/api/lookup/+13125550314')).json()).toMatchObject({ reporters: 0 });
  });

  /** A report without a description, its case number told, and the question after it asked. */
  async function askedAboutMoney(number: string): Promise<TestPhone> {
    const phone = await atTheMenu();
    await pressEach(phone, '2', number, '1', '2', '#');
    expect((await pressEach(phone, '#')).join(' ')).toContain('or your bank details, press 1');
    return phone;
  }

  test('whoever has given money away hears what to do, and is put through; staff are told before they accept', async () => {
    const phone = await askedAboutMoney('13125550338#');
    expect((await pressEach(phone, '1')).join(' ')).toContain(
      'Please stop the transfer. Hang up and call your bank, then the police.',
    );
    expect(hotline.staff.rung).toEqual([ADA, GRACE]);
    const ada = await hotline.staff.pickUp(ADA);
    await phone.wait(1);
    const whispered = ada.log.flatMap((event) => (event.type === 'said' ? [event.text] : []));
    expect(whispered.join(' ')).toContain('Urgent: the caller says fraud is happening now.');
    ada.press('1');
    await phone.wait(1);
    expect(phone.story()).toContain('bridged');
    await phone.hangUp();
  });

  test('where nobody can be rung, the advice is heard all the same, and the message comes first', async () => {
    const departments = SEED_SETTINGS.departments.map((one) => ({ ...one, hours: { weekly: {} } }));
    const afterHours = { ...SEED_SETTINGS.afterHours, fraudNow: false };
    hotline = rig.hotline({
      settings: settingsWith({ departments, afterHours }),
    });
    const phone = await askedAboutMoney('13125550339#');
    expect((await pressEach(phone, '1')).join(' ')).toContain('hang up and call your bank, then the police');
    await phone.leaveMessage(5);
    expect(hotline.staff.rung).toEqual([]);
    const { items } = (await hotline.api('GET', '/api/voicemails')).json<{
      items: Record<string, unknown>[];
    }>();
    expect(items.find(({ callSid }) => callSid === phone.sid)).toMatchObject({ why: 'fraud-now' });
  });

  test('0 rings a person without the alarm, any other key ends the call', async () => {
    const wanting = await askedAboutMoney('13125550340#');
    expect((await pressEach(wanting, '0')).join(' ')).not.toContain('Stop the transfer');
    expect(hotline.staff.rung).toEqual([ADA, GRACE]);
    await wanting.hangUp();
    const done = await askedAboutMoney('13125550341#');
    expect((await pressEach(done, '2')).join(' ')).toContain('Thank you for telling us.');
  });

  test('case number and PIN come as text where the settings say so', async () => {
    hotline = rig.hotline({
      settings: settingsWith({ reports: { sms: true, dueDays: 3 } }),
    });
    const phone = await atTheMenu();
    await pressEach(phone, '2', '13125550315#', '1', '1');
    await phone.leaveMessage(4);
    const { caseNumber, pin } = caseHeard(phone.heard());
    const sms = phone.log.filter((event) => event.type === 'sms');
    expect(sms).toMatchObject([
      {
        from: HOTLINE,
        body: expect.stringContaining(`case number is ${caseNumber} and your PIN is ${pin}.`),
      },
    ]);
    expect(await readCase(caseNumber)).toMatchObject({ dueAt: expect.stringMatching(/^2026-11-27/) });
  });

  test('star tells the case number again', async () => {
    const phone = await atTheMenu();
    await pressEach(phone, '2', '13125550316#', '1', '1');
    await phone.leaveMessage(4);
    const first = caseHeard(phone.heard());
    expect(caseHeard(await pressEach(phone, '*'))).toEqual(first);
  });

  test('in Chinese', async () => {
    const phone = await atTheMenu();
    await pressEach(phone, '9');
    expect((await pressEach(phone, '2', '13125550317#')).join(' ')).toContain(
      '您输入的号码是 3 1 2，5 5 5，0 3 1 7。',
    );
    expect((await pressEach(phone, '1')).join(' ')).toContain('冒充本公司');
    await pressEach(phone, '1');
    await phone.leaveMessage(4);
    const words = phone.heard();
    expect(words.join(' ')).toContain('您的受理编号是');
    expect(await readCase(caseHeard(words).caseNumber)).toMatchObject({ language: 'zh-CN' });
  });
});

describe('what came of it', () => {
  test('the reporter hears the status from their own number, then the feedback', async () => {
    const from = nextCaller();
    const { caseNumber } = await report(from);
    const vouched = { stirVerstat: 'TN-Validation-Passed-A' };
    const first = await atTheMenu(from, vouched);
    expect((await pressEach(first, '3', `${caseNumber}#`)).join(' ')).toContain('We have your report');
    const patched = await hotline.api('PATCH', `/api/cases/${caseNumber}`, {
      body: { status: 'action-taken', feedback: 'We blocked this number.' },
    });
    expect(patched.status).toBe(200);
    const again = await atTheMenu(from, vouched);
    const words = (await pressEach(again, '3', `${caseNumber}#`)).join(' ');
    expect(words).toContain('We have taken action on your report.');
    expect(words).toContain('We blocked this number.');
    expect(await readCase(caseNumber)).toMatchObject({
      history: [{ by: 'admin', status: 'action-taken', feedback: 'We blocked this number.' }],
    });
  });

  test('the feedback comes as text too, where the settings say so', async () => {
    hotline = rig.hotline({
      settings: settingsWith({ reports: { sms: true } }),
    });
    const from = nextCaller();
    const { caseNumber } = await report(from);
    const patch = (body: object) => hotline.api('PATCH', `/api/cases/${caseNumber}`, { body });
    await patch({ status: 'investigating' });
    await patch({ feedback: 'We blocked this number.' });
    await hotline.drain();
    expect(hotline.carrier.messages).toMatchObject([
      {
        from: HOTLINE,
        to: from,
        body: `Harbor Consumer Loans: About your report ${caseNumber}: We blocked this number.`,
      },
    ]);
  });

  test('from another number it takes the PIN', async () => {
    const { caseNumber, pin } = await report();
    const phone = await atTheMenu();
    expect((await pressEach(phone, '3', `${caseNumber}#`)).join(' ')).toContain('PIN');
    expect((await pressEach(phone, pin)).join(' ')).toContain('We have your report');
  });

  test('a wrong PIN, or a case that does not exist, sound the same', async () => {
    const { caseNumber, pin } = await report();
    const known = await atTheMenu();
    const unknown = await atTheMenu();
    const wrong = pin === '2222' ? '3333' : '2222';
    const heard = async (phone: TestPhone, number: string): Promise<string[]> => [
      ...(await pressEach(phone, '3', `${number}#`)),
      ...(await pressEach(phone, wrong)),
    ];
    expect(await heard(known, caseNumber)).toEqual(await heard(unknown, FREE_CASE_NUMBER));
  });

  test('three wrong answers lead to a person’s mailbox; ten close the PIN for an hour', async () => {
    const { caseNumber, pin } = await report();
    const wrong = pin === '2222' ? '3333' : '2222';
    for (let calls = 0; calls < 4; calls++) {
      const phone = await atTheMenu();
      await pressEach(phone, '3', `${caseNumber}#`, wrong, `${caseNumber}#`, wrong, `${caseNumber}#`);
      expect((await pressEach(phone, wrong)).join(' ')).toContain('We’ll have someone call you back.');
    }
    const early = await atTheMenu();
    expect((await pressEach(early, '3', `${caseNumber}#`, pin)).join(' ')).not.toContain(
      'We have your report',
    );
    await hotline.clock.advance(3_600);
    const late = await atTheMenu();
    expect((await pressEach(late, '3', `${caseNumber}#`, pin)).join(' ')).toContain('We have your report');
  });

  test('a forged caller ID does not open the case', async () => {
    const from = nextCaller();
    const { caseNumber } = await report(from);
    const phone = await atTheMenu(from, { stirVerstat: 'TN-Validation-Failed' });
    expect((await pressEach(phone, '3', `${caseNumber}#`)).join(' ')).toContain('PIN');
  });

  test('two editors do not overwrite each other', async () => {
    const { caseNumber } = await report();
    const edit = (status: string) =>
      hotline.api('PATCH', `/api/cases/${caseNumber}`, { body: { status }, headers: { 'if-match': '"1"' } });
    expect((await edit('investigating')).status).toBe(200);
    expect((await edit('closed')).status).toBe(412);
    expect((await hotline.api('PATCH', `/api/cases/${caseNumber}`, { body: {} })).status).toBe(400);
    expect((await hotline.api('PATCH', '/api/cases/000000', { body: { status: 'closed' } })).status).toBe(
      404,
    );
  });
});

/** A number whose digits fit together, and that no case has. */
const FREE_CASE_NUMBER = '123459';

describe('was that call really from you?', () => {
  test('one of ours: but a caller can fake the number', async () => {
    const phone = await atTheMenu();
    const words = (await pressEach(phone, '4', '13125550100#', '1')).join(' ');
    expect(words).toContain('Yes, that is one of our numbers.');
    expect(words).toContain('hang up and call us here');
  });

  test('not ours: and 1 reports it at once', async () => {
    const phone = await atTheMenu();
    expect((await pressEach(phone, '4', '13125550320#', '1')).join(' ')).toContain(
      'No, that is not one of our numbers.',
    );
    expect((await pressEach(phone, '1')).join(' ')).toContain('If they pretended to be us');
    await pressEach(phone, '1');
    await phone.hangUp();
    const { items } = (await hotline.api('GET', '/api/cases?reported=%2B13125550320')).json<{
      items: object[];
    }>();
    expect(items).toHaveLength(1);
  });
});

describe('the menu is data', () => {
  test('entries are reordered and switched off, and what is spoken follows', async () => {
    const entries = [
      { key: '5', choice: 'report' },
      { key: '1', choice: 'staff' },
      { key: '3', choice: 'case-status', on: false },
    ];
    hotline = rig.hotline({
      settings: settingsWith({ menu: { answerSeconds: 8, entries } }),
    });
    const phone = await hotline.call(nextCaller());
    phone.heard();
    await phone.press(phone.code());
    const words = phone.heard().join(' ');
    expect(words).toContain('To report a suspicious call, press 5. To speak with the front desk, press 1.');
    expect(words).not.toContain('press 3');
    expect((await pressEach(phone, '3')).join(' ')).toContain('Sorry, that isn’t one of the options.');
    expect((await pressEach(phone, '5')).join(' ')).toContain('Please enter the number');
  });

  test('with several departments the caller is asked which', async () => {
    const [desk] = SEED_SETTINGS.departments;
    const departments = [
      { ...desk },
      {
        ...desk,
        id: 'loans',
        name: { 'en-US': 'new loans' },
        members: [{ name: 'Carol', number: '+13125550113' }],
      },
      { ...desk, id: 'back-office', inMenu: false },
    ];
    hotline = rig.hotline({ settings: settingsWith({ departments }) });
    const phone = await atTheMenu();
    expect((await pressEach(phone, '1')).join(' ')).toBe(
      'For the front desk, press 1. For new loans, press 2.',
    );
    await pressEach(phone, '2');
    expect(hotline.staff.rung).toEqual(['+13125550113']);
  });

  test.each([
    [[{ key: '1', choice: 'report' }], '/menu/entries'],
    [
      [
        { key: '1', choice: 'staff' },
        { key: '1', choice: 'report' },
      ],
      '/menu/entries/1/key',
    ],
    [[{ key: '1', choice: 'staff', department: 'gone' }], '/menu/entries/0/department'],
    [[{ key: '10', choice: 'staff' }], '/menu/entries/0/key'],
  ])('%j is refused', async (entries, at) => {
    const answer = await hotline.api('PUT', '/api/settings', {
      body: { ...SEED_SETTINGS, menu: { answerSeconds: 8, entries } },
    });
    expect(answer.status).toBe(400);
    expect(answer.json<{ problems: { at: string }[] }>().problems.map((problem) => problem.at)).toEqual([at]);
  });
});
