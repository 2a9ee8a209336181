// Card and identity numbers do not survive in any text; telephone and case numbers do.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  isCardNumber,
  isIdentityNumber,
  TAKEN_OUT,
  withoutSecretNumbers,
} from '../../../core/privacy/secret-numbers.ts';

describe('taken out', () => {
  test.each([
    ['4111111111111111', TAKEN_OUT],
    ['My card is 4111 1111 1111 1111, thanks', `My card is ${TAKEN_OUT}, thanks`],
    ['5500-0000-0000-0004.', `${TAKEN_OUT}.`],
    ['3782 822463 10005 amex', `${TAKEN_OUT} amex`],
    ['four one one one, one one one one, one one one one, one one one one', TAKEN_OUT],
    ['４１１１１１１１１１１１１１１１', TAKEN_OUT],
    ['卡号六二二二零二六零零零零零零零零零零零零', undefined],
    ['身份证11010519491231002X好', `身份证${TAKEN_OUT}好`],
    ['身份证 110105 19491231 002x', `身份证 ${TAKEN_OUT}`],
    ['440524 1880 0101 0014', TAKEN_OUT],
    ['一一零一零五 一九四九一二三一 零零二X', TAKEN_OUT],
    ['14111111111111111 glued', undefined],
  ])('%s', (text, expected) => {
    const left = withoutSecretNumbers(text);
    if (expected === undefined) expect(left.replaceAll(/\D/g, '').length).toBeLessThan(16);
    else expect(left).toBe(expected);
  });
});

test.each([
  'They called from +1 312 555 0177 and 13125550199.',
  '打来的是 138 0013 8000，我回拨 8613800138000',
  'Case 123454, PIN 4321, on 2026-11-28 at 12:30',
  '3125550177 3125550199',
  'one two three four five',
  '4111111111111112 has a wrong check digit',
])('left as it is: %s', (text) => {
  expect(withoutSecretNumbers(text)).toBe(text);
});

const withLuhn = (body: string): string =>
  [...'0123456789'].map((digit) => body + digit).find(isCardNumber) ?? '';
const cards = fc
  .tuple(fc.constantFrom('2', '3', '4', '5', '62'), fc.array(fc.nat(9), { minLength: 11, maxLength: 16 }))
  .map(([first, rest]) => withLuhn(first + rest.join('')))
  .filter((card) => card !== '');
const identities = fc
  .tuple(fc.constantFrom('110105', '440524', '310101'), fc.constantFrom('19491231', '20010203'), fc.nat(999))
  .map(([place, born, order]) => place + born + String(order).padStart(3, '0'))
  .map((body) => [...'0123456789X'].map((sign) => body + sign).find(isIdentityNumber) ?? '');
const SPEAK = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const CHINESE = Array.from('零一二三四五六七八九');
const spoken = (number: string, words: readonly string[], gap: string): string =>
  Array.from(number, String)
    .map((sign) => words[Number(sign)] ?? sign)
    .join(gap);

/** As people write it and say it: at once, in groups of four, figure by figure, in words. */
const writings = fc.tuple(fc.oneof(cards, identities), fc.nat(5)).map(([number, way]) => ({
  number,
  written:
    [
      number,
      number.replaceAll(/(.{4})(?=.)/g, '$1 '),
      number.replaceAll(/(.{4})(?=.)/g, '$1-'),
      Array.from(number).join(' '),
      spoken(number, SPEAK, ' '),
      spoken(number, CHINESE, ''),
    ][way] ?? number,
}));
const around = fc.constantFrom('', 'my number is ', '请记下：', 'call 312 555 0177, card: ');
const after = fc.constantFrom('', ' and that is all', '。', ', thanks');

test('whatever is around it and however it is said, nothing of a card or identity number is left', () => {
  fc.assert(
    fc.property(around, writings, after, (before, { written }, behind) => {
      const text = before + written + behind;
      const left = withoutSecretNumbers(text);
      expect(left).toBe(before + TAKEN_OUT + behind);
      expect(withoutSecretNumbers(left)).toBe(left);
    }),
    { numRuns: 3_000 },
  );
});

test('any text: it ends, and nothing but such numbers goes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const left = withoutSecretNumbers(text);
      if (!/\d.*\d|[零〇一幺二两三四五六七八九]/u.test(text.normalize('NFKC'))) expect(left).toBe(text);
    }),
  );
});
