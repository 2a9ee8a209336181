// The privacy page, the record of processing and the impact assessment: all say what the register and the settings say.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { KEPT_CATEGORIES, PERIODS } from '../../../core/holds/kept.ts';
import { CATEGORIES } from '../../../core/privacy/categories.ts';
import { CATEGORY_WORDS } from '../../../core/privacy/register-words.ts';
import { noticeVersion, shortNotice } from '../../../core/privacy/spoken-notice.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { TABLE_NAMES } from '../../../store/tables.ts';
import { rigForAll } from '../../support/rig.ts';
import type { ApiAnswer, TestHotline } from '../../support/hotline.ts';
import { settingsWith } from '../../support/settings.ts';

const rig = rigForAll();
let hotline: TestHotline;

beforeAll(() => {
  hotline = rig.hotline();
});

const privacy = {
  controller: 'Harbor Consumer Loans Co., Ltd.',
  address: '1 Pier Road <Chicago>',
  contact: 'privacy@harbor.example',
  officer: 'Li Wei, +1 312 555 0101',
};

const page = (target = '/privacy', settings?: Settings): Promise<ApiAnswer> =>
  (settings === undefined ? hotline : rig.hotline({ settings })).api('GET', target, { token: null });

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe('the page', () => {
  test.each(['en-US', 'zh-CN'] as const)(
    '%s: every category about callers, the notice and its version',
    async (language) => {
      const { text, headers } = await page(`/privacy?lang=${language}`);
      expect(text).toContain(`<html lang="${language}">`);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(text).toContain(escaped(shortNotice(SEED_SETTINGS, language)));
      expect(text).toContain(noticeVersion(SEED_SETTINGS));
      for (const category of KEPT_CATEGORIES) {
        const said = text.includes(`<h3>${escaped(CATEGORY_WORDS[language][category])}</h3>`);
        expect([category, said]).toEqual([
          category,
          CATEGORIES[category].about.some((one) => one !== 'staff'),
        ]);
      }
      expect(text).toContain('<section id="rights"');
    },
  );

  test('says the periods and recipients of the settings in force', async () => {
    const before = (await page()).text;
    expect(before).toContain('180 days from its creation');
    expect(before).not.toContain('a transcription service');
    const changed = settingsWith({
      calls: { ...SEED_SETTINGS.calls, retentionDays: 77 },
      voicemail: { ...SEED_SETTINGS.voicemail, transcribe: true },
    });
    const after = (await page('/privacy', changed)).text;
    expect(after).toContain('77 days from its creation');
    expect(after).not.toContain('180 days from its creation');
    expect(after).toContain('a transcription service');
  });

  test('names who is responsible, as it is set; text stays text', async () => {
    const { text } = await page('/privacy', settingsWith({ privacy }));
    for (const words of Object.values(privacy)) expect(text).toContain(escaped(words));
    expect((await page()).text).not.toContain('<dt>Contact</dt>');
  });

  test('is linked from the report page, in its language', async () => {
    expect((await page('/report?lang=zh-CN')).text).toContain('href="privacy?lang=zh-CN"');
  });
});

interface Document {
  readonly markdown: string;
  readonly notice: string;
  readonly records: {
    category: string;
    period: unknown;
    fields: { name: string }[];
    words: { title: string };
  }[];
  readonly findings: { id: string; state: string }[];
}

describe('the documents', () => {
  const ask = async (what: string, settings = SEED_SETTINGS, language = 'en-US'): Promise<Document> =>
    (
      await rig.hotline({ settings }).api('GET', `/api/privacy/${what}?language=${language}`)
    ).json<Document>();
  const fresh = settingsWith({});

  test('the record has every table and category, with the periods in force', async () => {
    const { records, markdown } = await ask('records');
    expect(records.map(({ category }) => category)).toEqual([...KEPT_CATEGORIES]);
    const names = records.flatMap(({ fields }) => fields.map(({ name }) => name));
    for (const table of TABLE_NAMES) expect(names.some((name) => name.startsWith(`${table}.`))).toBe(true);
    expect(names).toEqual(
      expect.arrayContaining(['calls.caller', 'voicemails.transcript.text', 'recordings']),
    );
    for (const { words } of records) expect(markdown).toContain(words.title);
    const exercises = records.find(({ category }) => category === 'exercises');
    expect(exercises?.period).toEqual(PERIODS.exercises(fresh));
    expect((await ask('records', fresh, 'zh-CN')).markdown).toContain('# 个人信息处理活动记录');
  });

  test('the assessment follows the settings, and says what is missing', async () => {
    const states = ({ findings }: Document) =>
      Object.fromEntries(findings.map(({ id, state }) => [id, state]));
    const before = await ask('assessment');
    expect(states(before)).toMatchObject({ transcription: 'absent', 'controller-named': 'missing' });
    expect(before.markdown).toContain('Set the legal name of the company.');
    expect(before.markdown).toContain('- [ ] ');
  });

  test('nobody asks for them without signing in', async () => {
    for (const what of ['records', 'assessment'])
      expect((await hotline.api('GET', `/api/privacy/${what}`, { token: null })).status).toBe(401);
  });
});

// Last, because what is saved is read by every hotline on these tables.
test('the page shows earlier versions of the notice, by the settings of then', async () => {
  const first = await hotline.api('GET', '/api/settings');
  const settings = first.json<Settings>();
  const changed = { ...settings, calls: { ...settings.calls, retentionDays: 99 } };
  const headers = { 'if-match': String(first.headers.etag) };
  expect((await hotline.api('PUT', '/api/settings', { body: changed, headers })).status).toBe(200);
  const { text } = await page('/privacy?lang=en-US&earlier=1');
  expect(text).toContain(escaped(shortNotice(changed, 'en-US')));
  expect(text).toContain(noticeVersion(settings));
  expect(text).toContain(escaped(shortNotice(settings, 'en-US')));
});
