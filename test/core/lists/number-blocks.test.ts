// Where a number lies in its country's plan.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { parsePhoneNumberWithError } from 'libphonenumber-js/max';
import type { E164 } from '../../../core/numbers/e164.ts';
import { callingCodeOf, isUnassignable, keysOf, nationalOf } from '../../../core/lists/number-blocks.ts';
import { numbers } from '../arbitraries.ts';

interface ExampleNumber {
  readonly region: string;
  readonly type: string;
  readonly e164_example: E164;
}

const examples = parse<ExampleNumber>(readFileSync('test/core/numbers/example-numbers.csv'), {
  columns: true,
});

describe('keysOf', () => {
  test.each([
    ['+13125550177', ['+13125550177', '+131255501*', '+13125550*', '+1312555*']],
    ['+8613800138000', ['+8613800138000', '+86138001380*', '+8613800138*', '+861380013*']],
    ['+41446681800', ['+41446681800', '+414466818*', '+41446681*', '+4144668*']],
    ['+29021234', ['+29021234', '+290212*']],
    ['+2902123', ['+2902123']],
  ])('%s', (number, keys) => {
    expect(keysOf(number as E164)).toEqual(keys);
  });

  test('are prefixes of the number, each wider than the one before', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        const [own, ...blocks] = keysOf(number);
        expect(own).toBe(number);
        for (const block of blocks) expect(number.startsWith(block.slice(0, -1))).toBe(true);
        expect([...blocks].sort((a, b) => b.length - a.length)).toEqual(blocks);
      }),
    );
  });
});

test('the calling code of every example number of the world is the one its library knows', () => {
  expect(examples.length).toBeGreaterThan(1_000);
  for (const { e164_example: number } of examples) {
    const { countryCallingCode, nationalNumber } = parsePhoneNumberWithError(number);
    expect([number, callingCodeOf(number)]).toEqual([number, countryCallingCode]);
    // Italy's library keeps a leading zero in the number, as E.164 does.
    expect(nationalOf(number).endsWith(nationalNumber)).toBe(true);
  }
});

describe('isUnassignable', () => {
  test.each([
    ['+10125550177', true],
    ['+13121550177', true],
    ['+13129110177', true],
    ['+19115550177', true],
    ['+12925550177', true],
    ['+1312555017', true],
    ['+13125550177', false],
    ['+18005550177', false],
    ['+8601', false],
  ])('%s: %s', (number, expected) => {
    expect(isUnassignable(number as E164)).toBe(expected);
  });

  /** Called from anywhere in Canada, and never calling. */
  const CALLED_ONLY = '+13101234';

  test('no example of a number that exists is one', () => {
    for (const { e164_example: number } of examples)
      expect([number, isUnassignable(number)]).toEqual([number, number === CALLED_ONLY]);
  });
});
