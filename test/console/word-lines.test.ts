// Entries of a list that are typed as lines of words.
import { expect, test } from '@jest/globals';
import { linesOf } from '../../console/pages/settings/fields/word-lines.ts';
import { problem } from '../../console/words/zh-cn/settings/problems.ts';
import { checkSettings } from '../../core/settings/settings-check.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';

const place = linesOf('name', 'country');
const exception = linesOf('flow', 'basis', 'reference');

test.each([
  [place, 'hooks.example.cn CN', { name: 'hooks.example.cn', country: 'CN' }],
  [place, 'hooks.example.cn', { name: 'hooks.example.cn' }],
  [place, 'hooks.example.cn ', { name: 'hooks.example.cn', country: '' }],
  [place, '', { name: '' }],
  [
    exception,
    'carrier standard-contract filing 2026/17',
    {
      flow: 'carrier',
      basis: 'standard-contract',
      reference: 'filing 2026/17',
    },
  ],
])('%j reads "%s", and writes it again', (shape, line, entry) => {
  expect(shape.read(line)).toEqual(entry);
  expect(shape.write(entry)).toBe(line);
});

test('what data residency refuses is told in Chinese, with the place and the article', () => {
  const on = ['case'];
  const checked = checkSettings({
    ...SEED_SETTINGS,
    evidence: { timestampUrl: 'https://tsa.example.com/' },
    notifications: [{ on, by: { sms: '+13125550100' } }],
    privacy: { residency: { within: 'CN', places: [] } },
  });
  const told = checked.ok ? [] : checked.problems.map((found) => problem(found.problem));
  expect(told).toEqual([
    '+…00 位于 US，不在 CN 之内（PIPL 23, 38, 39）。请改用境内的地址，或在“例外”中填写 texts 的出境依据',
    'tsa.example.com 所在的国家或地区未知（PIPL 23, 38, 39）。请在“所在地”中填写，或在“例外”中填写 time-stamps 的出境依据',
  ]);
});
