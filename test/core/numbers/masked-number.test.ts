// Numbers for people who need not see them: in any spelling and script, and what is no number stays.
import { expect, test } from '@jest/globals';
import { isMasked, maskText } from '../../../core/numbers/masked-number.ts';
import { writtenNumber } from '../../../core/numbers/number-words.ts';

test.each([
  ['+13125550177', '+1312*****77'],
  ['+8613800138000', '+86138******00'],
  ['+29012345', '+290***45'],
  ['(312) 555-0177', '(***) ***-**77'],
  ['312.555.0177', '***.***.**77'],
  ['来自13800138000的来电', '来自*********00的来电'],
  ['１３８００１３８０００', '*********００'],
  ['一三八零零一三八零零零', '*********零零'],
  ['staff:+13125550100', 'staff:+1312*****00'],
  ['on 2026-11-24 3125550177', 'on 2026-11-24 ********77'],
  ['sip:reception@pbx.example.com', 'sip:r***@pbx.example.com'],
])('%s is shown as %s, and is not taken back', (text, masked) => {
  expect([maskText(text), isMasked(masked), isMasked(text)]).toEqual([masked, true, false]);
});

test.each([
  '+1312555*',
  '2026-11-24T09:00:00.000Z',
  '550e8400-e29b-41d4-a716-446655440000',
  'CA0123456789012345678901234567890123',
  'alice@example.com',
  'case 123456',
])('%s stays', (text) => {
  expect(maskText(text)).toBe(text);
});

test('is written in the groups of its country', () => {
  expect(writtenNumber('+1312*****77', 'CN')).toBe('+1 312 *** **77');
  expect(writtenNumber('+86138******00', 'CN')).toBe('138 **** **00');
});
