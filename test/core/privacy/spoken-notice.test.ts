// The notice: short enough, made from the register and the settings, and under a version that changes with its words.
import { expect, test } from '@jest/globals';
import { speechSeconds } from '../../../carrier/speech/speech-time.ts';
import { LANGUAGES } from '../../../core/basics/language.ts';
import { fullNotice, NOTICE_DAY, noticeVersion, shortNotice } from '../../../core/privacy/spoken-notice.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { settingsWith } from '../../support/settings.ts';

const privacy = {
  controller: 'Harbor Ltd.',
  address: '1 Pier Road',
  contact: 'p@h.example',
  officer: 'Li Wei',
};

test.each(LANGUAGES)('%s: at most 12 seconds, whatever the period is', (language) => {
  const longest = settingsWith({ calls: { ...SEED_SETTINGS.calls, retentionDays: 3650 } });
  for (const settings of [SEED_SETTINGS, longest])
    expect(speechSeconds(shortNotice(settings, language))).toBeLessThanOrEqual(12);
});

test.each(LANGUAGES)('%s: says the company, the period of the settings, and the keys', (language) => {
  const days = settingsWith({ calls: { ...SEED_SETTINGS.calls, retentionDays: 77 } });
  const words = shortNotice(days, language);
  expect(words).toContain(SEED_SETTINGS.hotline.company[language]);
  expect(words).toMatch(/\b77\b/);
  expect(words).toMatch(/9.*8/);
});

test.each(LANGUAGES)(
  '%s: the full notice names who is responsible and who receives the recording',
  (language) => {
    const words = fullNotice(settingsWith({ privacy }), language);
    for (const part of ['Harbor Ltd.', 'p@h.example', 'Li Wei', 'Twilio']) expect(words).toContain(part);
    const transcribing = { ...SEED_SETTINGS.voicemail, transcribe: true };
    expect(fullNotice(settingsWith({ privacy, voicemail: transcribing }), language)).not.toBe(words);
  },
);

test('the version changes with the words: with a setting that is told, and with no other', () => {
  const own = noticeVersion(SEED_SETTINGS);
  expect(noticeVersion(settingsWith({ privacy }))).not.toBe(own);
  expect(noticeVersion(settingsWith({ calls: { ...SEED_SETTINGS.calls, retentionDays: 77 } }))).not.toBe(own);
  expect(noticeVersion(settingsWith({ privacy: { ...SEED_SETTINGS.privacy, address: 'x' } }))).toBe(own);
});

test('whoever changes the words changes their day too', () => {
  // A new hash here needs a new NOTICE_DAY: recordings keep the version, and nobody could tell the words apart.
  expect([NOTICE_DAY, noticeVersion(SEED_SETTINGS)]).toEqual(['2026-11-28', '2026-11-28.e9d26b2b']);
});
