// How a case begins: what is left out, when an answer is due, and which reports are about ourselves.
import { expect, test } from '@jest/globals';
import { newCase, type CaseParts } from '../../../core/cases/open-case.ts';
import type { Identity } from '../../../core/numbers/identity.ts';
import { settingsWith } from '../../support/settings.ts';

const settings = settingsWith({});
const NOW = new Date('2026-03-10T15:00:00Z');
const CALLER = '+13125550177' as Identity;
const OURS = settings.hotline.number;

const parts = (more: Partial<CaseParts>): CaseParts => ({
  kind: 'report',
  category: 'other',
  language: 'en-US',
  ...more,
});

test('what is not known is left out, and the answer is due after the days of the settings', () => {
  expect(
    newCase(parts({ reported: CALLER, reporter: undefined, description: undefined }), settings, NOW),
  ).toStrictEqual({
    kind: 'report',
    category: 'other',
    language: 'en-US',
    reported: CALLER,
    status: 'received',
    official: false,
    receivedAt: '2026-03-10T15:00:00.000Z',
    dueAt: new Date(NOW.getTime() + settings.reports.dueDays * 86_400_000).toISOString(),
  });
});

test.each<[string, Partial<CaseParts>, boolean]>([
  ['a report about a stranger', { reported: CALLER }, false],
  ['a report about the hotline', { reported: OURS }, true],
  ['a report about nobody', {}, false],
  ['an appeal, whoever makes it', { kind: 'appeal', reported: OURS }, false],
])('%s is about one of our own numbers: %s', (_, more, official) => {
  expect(newCase(parts(more), settings, NOW).official).toBe(official);
});
