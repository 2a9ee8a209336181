// Whole calls: a hotline in China says numbers as people there say them, to callers and to its staff.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { rigForAll } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import type { TestPhone } from '../support/phone.ts';
import { settingsWith } from '../support/settings.ts';
import { ADA } from '../support/twilio-values.ts';

const settings = settingsWith({
  hotline: { ...SEED_SETTINGS.hotline, number: '+864008895786', region: 'CN', language: 'zh-CN' },
});

const CALLED = { to: '+864008895786' };

const rig = rigForAll();
let hotline: TestHotline;
let callers = 10;

beforeEach(() => {
  hotline = rig.hotline({ settings });
});

async function allowed(from: string): Promise<void> {
  const body = { list: 'allow', reason: '合作银行' };
  await hotline.api('PUT', `/api/listings/${encodeURIComponent(from)}`, { body: JSON.stringify(body) });
}

/** At the question for the number, with nothing heard yet. */
async function atTheNumber(): Promise<TestPhone> {
  const phone = await hotline.call(`+86139123401${String(callers++)}`, CALLED);
  await phone.press(phone.code());
  await phone.press('2');
  phone.heard();
  return phone;
}

describe('a number that is keyed is read back', () => {
  test.each([
    ['a mobile number', '13800138000', '1 3 8，0 0 1 3，8 0 0 0'],
    ['Beijing, with its zero', '01066218888', '0 1 0，6 6 2 1，8 8 8 8'],
    ['a service', '95588', '9 5 5 8 8'],
    ['400', '4008895786', '4 0 0，8 8 9，5 7 8 6'],
    ['from abroad', '00442079460018', '国际区号 4 4，2 0，7 9 4 6，0 0 1 8'],
  ])('%s: %s', async (_, keyed, said) => {
    const phone = await atTheNumber();
    await phone.press(`${keyed}#`);
    expect(phone.heard().join(' ')).toContain(`您输入的号码是 ${said}。正确请按 1，重新输入请按 2。`);
  });
});

test('staff hear who calls', async () => {
  await allowed('+8613912340002');
  await hotline.call('+8613912340002', CALLED);
  const ada = await hotline.staff.accept(ADA);
  const [whisper] = ada.log.flatMap((event) => (event.type === 'said' ? [event.text] : []));
  expect(whisper).toMatch(/热线来电。号码 1 3 9，1 2 3 4，0 0 0 2，白名单号码。接听请按 1。$/);
});

test('a call’s reasons in words name a listing so too, and its fields stay as they are kept', async () => {
  await allowed('+861066218888');
  const looked = await hotline.api('GET', `/api/lookup/${encodeURIComponent('010 6621 8888')}`);
  expect(looked.json()).toMatchObject({
    number: '+861066218888',
    reasons: [
      { code: 'listed', pattern: '+861066218888', text: 'on the allowlist as 010 6621 8888: 合作银行' },
    ],
  });
});

test.each(['010 6621 8888', '0106621', '+861066218888', '6621'])('the lists find %s', async (q) => {
  await allowed('+861066218888');
  const { items } = (await hotline.api('GET', `/api/listings?q=${encodeURIComponent(q)}`)).json();
  expect(items).toMatchObject([{ pattern: '+861066218888' }]);
});

test('the report page names the hotline as people dial it', async () => {
  const page = await hotline.api('GET', '/report', { token: null });
  expect(page.text).toContain('<a class="call" href="tel:+864008895786">400 889 5786</a>');
});

test('the preview of the whisper has a caller of the country', async () => {
  const preview = await hotline.api('POST', '/api/settings/preview', { body: JSON.stringify(settings) });
  const { prompts } = preview.json<{ prompts: { prompt: string; spoken: { words: string }[] }[] }>();
  const whisper = prompts.find(({ prompt }) => prompt === 'whisper')?.spoken[0]?.words;
  expect(whisper).toMatch(/号码 1( \d){2}，\d( \d){3}，\d( \d){3}，/);
});
