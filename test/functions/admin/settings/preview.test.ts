// Before something is saved: what callers would hear and get. What is previewed is what calls then are answered with.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { SettingsPreview } from '../../../../functions/admin/contract.ts';
import { SEED_SETTINGS } from '../../../../local/seed/seed-settings.ts';
import { rigForAll } from '../../../support/rig.ts';
import type { TestHotline } from '../../../support/hotline.ts';

const rig = rigForAll();
let hotline: TestHotline;
let callers = 0;

beforeEach(() => {
  hotline = rig.hotline();
});

const nextCaller = (): string => `+1312557${String(1000 + callers++)}`;
const preview = async (settings: object): Promise<SettingsPreview> =>
  (await hotline.api('POST', '/api/settings/preview', { body: settings })).json();
const wordsOf = ({ prompts }: SettingsPreview, prompt: string, language = 'en-US'): string =>
  prompts
    .find((one) => one.prompt === prompt && one.language === language)
    ?.spoken.map(({ words }) => words)
    .join(' ') ?? '';

describe('a case', () => {
  async function report(): Promise<{ caseNumber: string; from: string }> {
    const from = nextCaller();
    const phone = await hotline.call(from);
    await phone.press(phone.code());
    for (const keys of ['2', '13125550199#', '1', '2']) await phone.press(keys);
    await phone.leaveMessage(3);
    const { items } = (await hotline.api('GET', '/api/cases?status=received&order=newest')).json<{
      items: { caseNumber: string; reporter: string }[];
    }>();
    await phone.hangUp();
    return { from, caseNumber: items.find(({ reporter }) => reporter === from)?.caseNumber ?? '' };
  }

  test('what its reporter would hear is what the reporter then hears', async () => {
    const { caseNumber, from } = await report();
    const change = { status: 'action-taken', feedback: 'We blocked this number & told the police.' };
    const answer = await hotline.api('POST', `/api/cases/${caseNumber}/preview`, { body: change });
    const { spoken, sms } = answer.json<{ spoken: { words: string }[]; sms?: string }>();
    expect(sms).toBeUndefined();
    expect((await hotline.api('GET', `/api/cases/${caseNumber}`)).json()).toMatchObject({
      status: 'received',
      version: 1,
    });
    await hotline.api('PATCH', `/api/cases/${caseNumber}`, { body: change });
    const phone = await hotline.call(from, { stirVerstat: 'TN-Validation-Passed-A' });
    await phone.press('3');
    phone.heard();
    await phone.press(`${caseNumber}#`);
    expect(phone.heard()).toEqual(spoken.map(({ words }) => words));
  });

  test('those that wait longest come first where that is asked for', async () => {
    const first = await report();
    await hotline.clock.advance(3600);
    const second = await report();
    const orderOf = async (order: string): Promise<string[]> =>
      (await hotline.api('GET', `/api/cases?status=received&order=${order}`))
        .json<{ items: { caseNumber: string }[] }>()
        .items.map(({ caseNumber }) => caseNumber)
        .filter((one) => [first.caseNumber, second.caseNumber].includes(one));
    expect(await orderOf('due')).toEqual([first.caseNumber, second.caseNumber]);
    expect(await orderOf('newest')).toEqual([second.caseNumber, first.caseNumber]);
  });
});

/** After the cases: what these save is in force from then on. */
describe('settings', () => {
  test('the menu of a draft is what callers hear once it is saved; a preview saves nothing', async () => {
    const entries = [
      { key: '7', choice: 'message' },
      { key: '1', choice: 'staff' },
      { key: '5', choice: 'other-language' },
    ];
    const draft = { ...SEED_SETTINGS, menu: { answerSeconds: 8, entries } };
    const before = (await hotline.api('GET', '/api/settings')).text;
    const words = wordsOf(await preview(draft), 'menu');
    expect((await hotline.api('GET', '/api/settings')).text).toBe(before);
    expect((await hotline.api('GET', '/api/audit?action=settings.preview')).json()).toMatchObject({
      items: [],
    });
    await hotline.api('PUT', '/api/settings', { body: draft });
    const phone = await hotline.call(nextCaller());
    await phone.press(phone.code());
    expect(phone.heard().join(' ')).toContain(words);
    // Without a draft: what was just saved.
    expect(wordsOf((await hotline.api('POST', '/api/settings/preview')).json(), 'menu')).toBe(words);
    expect(words).toBe(
      'Thank you. To leave a message, press 7. To speak with the front desk, press 1. 中文服务，请按 5。',
    );
  });

  test('each prompt is in words of each language, with the company’s name', async () => {
    const shown = await preview(SEED_SETTINGS);
    expect(wordsOf(shown, 'challenge')).toContain('Thank you for calling Harbor Consumer Loans.');
    expect(wordsOf(shown, 'challenge', 'zh-CN')).toContain('欢迎致电海港消费金融');
    for (const { prompt, language, spoken } of shown.prompts) {
      expect([prompt, language, spoken.length > 0]).toEqual([prompt, language, true]);
    }
  });

  test('a time zone with the wrong clock is named before anything is saved', async () => {
    const [desk] = SEED_SETTINGS.departments;
    const departments = [{ ...desk, timeZone: 'Etc/GMT+8' }];
    expect((await preview({ ...SEED_SETTINGS, departments })).warnings).toMatchObject([
      { at: '/departments/0/timeZone', problem: expect.stringContaining('8 hours west of Greenwich') },
    ]);
    expect((await preview(SEED_SETTINGS)).warnings).toEqual([]);
  });

  test('what outside text could break stays text', async () => {
    const company = { 'en-US': 'A <Say> & "B"' };
    const words = wordsOf(
      await preview({ ...SEED_SETTINGS, hotline: { ...SEED_SETTINGS.hotline, company } }),
      'challenge',
    );
    expect(words).toContain('Thank you for calling A <Say> & "B".');
  });

  test('every kind of caller at every level, as the policy decides it', async () => {
    const { callers: outcomes } = await preview(SEED_SETTINGS);
    const at = (level: string) =>
      outcomes
        .filter((one) => one.level === level)
        .map(({ caller, verdict, digits }) => [caller, verdict, digits]);
    expect(at('normal')).toEqual([
      ['unknown', 'challenge', 4],
      ['withheld', 'challenge', 4],
      ['verified', 'menu', undefined],
      ['allowlisted', 'staff', undefined],
      ['never-block', 'staff', undefined],
      ['blocklisted', 'reject', undefined],
      ['spoofed', 'challenge', 6],
    ]);
    expect(at('siege').slice(0, 2)).toEqual([
      ['unknown', 'challenge', 6],
      ['withheld', 'voicemail', undefined],
    ]);
  });

  test('a number that a person has blocked may object where the draft lets it, as the call itself could', async () => {
    const { reports } = SEED_SETTINGS;
    const appealByPhone = { ...reports.appealByPhone, byHand: true };
    const { callers: outcomes } = await preview({ ...SEED_SETTINGS, reports: { ...reports, appealByPhone } });
    expect(outcomes.find(({ caller }) => caller === 'blocklisted')?.verdict).toBe('appeal');
  });

  test('a draft with problems is refused with each of them', async () => {
    const answer = await hotline.api('POST', '/api/settings/preview', {
      body: { ...SEED_SETTINGS, defaultDepartment: 'nowhere' },
    });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ problems: [{ at: '/defaultDepartment' }] });
  });
});
