// Numbers as people say and write them, at home and abroad, beside what libphonenumber makes of them.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { parseE164, type E164 } from '../../../core/numbers/e164.ts';
import { exampleNumber } from '../../../core/numbers/example-number.ts';
import { groupsOf, writtenNumber } from '../../../core/numbers/number-words.ts';
import { normaliseNumber } from '../../../core/numbers/number-input.ts';
import { describeReason } from '../../../core/screening/reasons.ts';
import { spokenCaller } from '../../../twiml/speak.ts';
import { numberFormatsJson } from '../../../training/numbers/number-formats.ts';

const number = (text: string): E164 => {
  const parsed = parseE164(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};

describe('what people in the country of the hotline write', () => {
  test.each([
    ['CN', '+8613800138000', '138 0013 8000'],
    ['CN', '+861066218888', '010 6621 8888'],
    ['CN', '+8675583201234', '0755 8320 1234'],
    ['CN', '+864008895786', '400 889 5786'],
    ['CN', '+8695588', '95588'],
    ['CN', '+86110', '110'],
    ['US', '+13125550166', '312 555 0166'],
    ['US', '+1911', '911'],
    ['GB', '+442079460018', '020 7946 0018'],
    ['DE', '+493012345678', '030 12345678'],
    ['IT', '+390612345678', '06 1234 5678'],
    ['HK', '+85221234567', '2123 4567'],
    ['JP', '+81312345678', '03 1234 5678'],
    ['FR', '+33123456789', '01 23 45 67 89'],
    ['MX', '+525512345678', '55 1234 5678'],
    ['AR', '+541123456789', '011 2345 6789'],
    ['AU', '+61131234', '13 12 34'],
    ['RU', '+79123456789', '8 912 345 67 89'],
    ['HU', '+36201234567', '06 20 123 4567'],
    ['KZ', '+77012345678', '8 701 234 5678'],
  ])('%s: %s is %s', (region, given, written) => {
    expect(writtenNumber(number(given), region)).toBe(written);
  });

  test.each([
    ['US', '+442079460018', '+44 20 7946 0018'],
    ['CN', '+13125550166', '+1 312 555 0166'],
    ['US', '+8613800138000', '+86 138 0013 8000'],
    ['US', '+8695588', '+86 95588'],
    ['US', '+390612345678', '+39 06 1234 5678'],
    ['US', '+99912345678', '+999 1234 5678'],
    ['US', '+80012345678', '+800 1234 5678'],
  ])('from %s, %s abroad is %s', (region, given, written) => {
    expect(writtenNumber(number(given), region)).toBe(written);
  });

  test.each([
    [
      'what nobody can have keeps its country code, or nobody could look it up',
      '+10125550166',
      '+1 012 555 0166',
    ],
    ['an address', 'sip:reception@pbx.example.com', 'sip:reception@pbx.example.com'],
    ['a prefix rule', '+1312555*', '+1312555*'],
    ['a word', 'withheld', 'withheld'],
    ['nothing', '', ''],
  ])('%s', (_, given, written) => {
    expect(writtenNumber(given, 'US')).toBe(written);
  });
});

interface Example {
  readonly region: string;
  readonly number: E164;
}

const EXAMPLES: readonly Example[] = readFileSync('test/core/numbers/example-numbers.csv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .flatMap((line) => {
    const [, region = '', , text = ''] = line.split(',');
    const read = normaliseNumber(text, { region });
    const found = read.ok ? parseE164(read.number) : undefined;
    return found === undefined ? [] : [{ region, number: found }];
  });

const digitsIn = (text: string): string[] => text.split(/\D+/).filter((group) => group !== '');

/**
 * Without Argentina's and Mexico's mobile marks, without numbers of no country, and without those that the library does
 * not group at all.
 */
const compared = EXAMPLES.filter(
  (example) =>
    !['AR', 'MX', '001'].includes(example.region) &&
    parsePhoneNumberFromString(example.number)?.isValid() === true &&
    /\d\D+\d/.test(parsePhoneNumberFromString(example.number)?.formatNational() ?? ''),
);

test('groups are those of libphonenumber, at home and abroad, for numbers of every country', () => {
  expect(compared.length).toBeGreaterThan(1000);
  const different = compared.filter((example) => {
    const library = parsePhoneNumberFromString(example.number);
    const home = digitsIn(writtenNumber(example.number, example.region)).join(' ');
    const abroad = digitsIn(writtenNumber(example.number, 'XX')).join(' ');
    return (
      home !== digitsIn(library?.formatNational() ?? '').join(' ') ||
      abroad !== digitsIn(library?.formatInternational() ?? '').join(' ')
    );
  });
  expect(
    different.map((example) => [
      example.region,
      writtenNumber(example.number, example.region),
      parsePhoneNumberFromString(example.number)?.formatNational(),
      writtenNumber(example.number, 'XX'),
      parsePhoneNumberFromString(example.number)?.formatInternational(),
    ]),
  ).toEqual([]);
});

/**
 * Canada's seven-digit 310 numbers are local ones to a hotline in the United States; Saudi Arabia's library entry for
 * 811 is longer than the numbers that may be dialed there.
 */
const READ_OTHERWISE = ['+13101234', '+9668110123456'];

test('what is shown can be pasted back, at home and abroad', () => {
  const lost = EXAMPLES.filter(({ number: given }) => !READ_OTHERWISE.includes(given)).filter((example) =>
    [example.region, 'US', 'CN'].some((region) => {
      const read = normaliseNumber(writtenNumber(example.number, region), { region });
      return !read.ok || read.number !== example.number;
    }),
  );
  expect(
    lost.map((example) => [example.region, example.number, writtenNumber(example.number, example.region)]),
  ).toEqual([]);
});

const anyNumber = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.stringMatching(/^\d{1,20}$/))
  .map(([first, rest]) => number(`+${String(first)}${rest}`));
const anyRegion = fc.constantFrom('US', 'CN', 'GB', 'DE', 'IT', 'RU', 'HU', 'AR', 'XX');

test('no digit is lost or made up: beside the number’s own there is what is dialed before it at home', () => {
  fc.assert(
    fc.property(anyNumber, anyRegion, (given, region) => {
      const { country, groups } = groupsOf(given, region);
      const told = `${country ?? ''}${groups.join('')}`;
      if (country !== undefined) expect(`+${told}`).toBe(given);
      else expect(given.endsWith(told.replace(/^(06|0|8)/, '')) || given.endsWith(told)).toBe(true);
      expect(groups.every((group) => /^\d+$/.test(group))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

describe('as it is said', () => {
  test.each([
    ['+13125550166', 'US', 'en-US', '3 1 2, 5 5 5, 0 1 6 6'],
    ['+8613800138000', 'CN', 'zh-CN', '1 3 8，0 0 1 3，8 0 0 0'],
    ['+861066218888', 'CN', 'en-US', '0 1 0, 6 6 2 1, 8 8 8 8'],
    ['+8695588', 'CN', 'zh-CN', '9 5 5 8 8'],
    ['+442079460018', 'US', 'en-US', 'plus 4 4, 2 0, 7 9 4 6, 0 0 1 8'],
    ['+442079460018', 'CN', 'zh-CN', '国际区号 4 4，2 0，7 9 4 6，0 0 1 8'],
    ['sip:front_desk.1001@pbx.example.com', 'US', 'en-US', 'internet caller front desk 1 0 0 1'],
    ['sip:1001@pbx.example.com', 'CN', 'zh-CN', '网络电话用户 1 0 0 1'],
    ['client:alice', 'US', 'en-US', 'app user alice'],
    ['whatsapp:shop', 'US', 'zh-CN', 'WhatsApp 用户 shop'],
  ] as const)('%s for a hotline in %s in %s: %s', (identity, region, language, said) => {
    expect(spokenCaller(identity as E164, language, region)).toBe(said);
  });
});

test('a reason in words names the number of its listing as people write it', () => {
  const reason = {
    code: 'listed',
    list: 'block',
    pattern: number('+8613800138000'),
    reason: '骚扰',
  } as const;
  expect(describeReason(reason, 'en-US', 'CN')).toBe('on the blocklist as 138 0013 8000: 骚扰');
  expect(describeReason(reason, 'zh-CN', 'US')).toBe('在黑名单中（+86 138 0013 8000）：骚扰');
});

test('an example of a country is a number of that country', () => {
  expect(writtenNumber(exampleNumber('CN') ?? '', 'CN')).toMatch(/^1\d\d \d{4} \d{4}$/);
  expect(exampleNumber('XX')).toBeUndefined();
});

test('the table is what the generator makes', () => {
  expect(readFileSync('core/numbers/number-formats.json', 'utf8')).toBe(numberFormatsJson());
});

test('the table is small enough for the voice path', () => {
  expect(readFileSync('core/numbers/number-formats.json').byteLength).toBeLessThan(60_000);
});
