// Numbers as people and carriers write them. Example numbers: libphonenumber's metadata (Apache-2.0), one a country
// and type, in example-numbers.csv.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { parsePhoneNumberWithError, type CountryCode } from 'libphonenumber-js/max';
import { readAttestation } from '../../core/attestation.ts';
import { isWithheld, readCallerId } from '../../core/caller-id.ts';
import { parseE164 } from '../../core/e164.ts';
import { patternsOf } from '../../core/listing.ts';
import { normaliseNumber, normalisePattern } from '../../core/number-input.ts';
import { numbers } from './arbitraries.ts';

interface ExampleNumber {
  readonly region: CountryCode;
  readonly type: string;
  readonly e164_example: string;
}

const examples = parse<ExampleNumber>(readFileSync('test/core/example-numbers.csv'), { columns: true });

/** Examples of numbering plans that have changed since: the library's newer metadata refuses their length. */
const OUTDATED: Readonly<Record<string, string>> = {
  '+22920211234': 'Benin: ten digits since 2024',
  '+22990011234': 'Benin: ten digits since 2024',
  '+22985751234': 'Benin: ten digits since 2024',
  '+22981123456': 'Benin: ten digits since 2024',
  '+385611234': 'Croatia: premium numbers are longer now',
  '+5212221234567': 'Mexico: the mobile 1 was dropped in 2019',
  '+23418040123': 'Nigeria: landlines have ten digits now',
};

describe('normaliseNumber', () => {
  test.each([
    ['+13125550177', 'US', '+13125550177'],
    ['(312) 555-0177', 'US', '+13125550177'],
    ['312.555.0177', 'US', '+13125550177'],
    ['1 312 555 0177', 'US', '+13125550177'],
    ['001 312 555 0177', 'CN', '+13125550177'],
    ['0086 138 0013 8000', 'US', '+8613800138000'],
    ['138 0013 8000', 'CN', '+8613800138000'],
    ['010-6552 9988', 'CN', '+861065529988'],
    ['＋８６ １３８ ００１３ ８０００', 'US', '+8613800138000'],
    ['020 7031 3000', 'GB', '+442070313000'],
    ['+44 (0) 20 7031 3000', 'US', '+442070313000'],
    ['tel:+1-312-555-0177', 'US', '+13125550177'],
  ] as const)('%s in %s is %s', (text, region, expected) => {
    expect(normaliseNumber(text, region)).toEqual({ ok: true, number: expected });
  });

  test.each([
    ['', 'is empty'],
    ['banana', 'is not a telephone number'],
    ['312', 'has'],
    ['+999 123 456 789', 'begins with a country code that does not exist'],
    ['+1312555017', 'has a count of digits'],
    ['+1312555017712345678', 'has'],
    ['+13125550177 ext. 5', 'has an extension'],
    ['anonymous', 'withheld'],
    ['+266696687', 'withheld'],
    ['call me on 312 555 0177', 'is not a telephone number'],
    ["'; DROP TABLE listings", 'is not a telephone number'],
  ])('%j is refused: %s', (text, problem) => {
    const read = normaliseNumber(text, 'US');
    expect(read.ok ? '' : read.problem).toContain(problem);
  });

  test('every example number of the world, in its national and international spelling', () => {
    expect(examples.length).toBeGreaterThan(1000);
    for (const { region, e164_example: expected } of examples) {
      if (expected in OUTDATED) {
        expect(normaliseNumber(expected, region)).toMatchObject({ ok: false });
        continue;
      }
      const parsed = parsePhoneNumberWithError(expected);
      for (const text of [expected, parsed.formatInternational(), parsed.format('RFC3966')]) {
        expect([text, normaliseNumber(text, 'US')]).toEqual([text, { ok: true, number: expected }]);
      }
      if (parsed.country === region) {
        const national = parsed.formatNational();
        expect([region, national, normaliseNumber(national, region)]).toEqual([
          region,
          national,
          { ok: true, number: expected },
        ]);
      }
    }
  });

  test('any text at all: a number in E.164, or a reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 ().-]{0,24}$/)), (text) => {
        const read = normaliseNumber(text, 'US');
        if (read.ok) expect(parseE164(read.number)).toBe(read.number);
        else expect(read.problem.length).toBeGreaterThan(4);
      }),
    );
  });
});

describe('prefix rules', () => {
  test.each([
    ['+1312555*', '+1312555*'],
    ['+1 (312) 555*', '+1312555*'],
    ['0086 138*', '+86138*'],
  ])('%s is %s', (text, expected) => {
    expect(normalisePattern(text, 'US')).toEqual({ ok: true, pattern: expected });
  });

  test.each(['*', '+*', '312*', '+1*2', '+1**', '+0*'])('%s is refused', (text) => {
    expect(normalisePattern(text, 'US')).toMatchObject({ ok: false });
  });

  test('a number is found under itself and each of its prefixes, longest first', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        const patterns = patternsOf(number);
        expect(patterns[0]).toBe(number);
        expect(patterns).toHaveLength(number.length - 1);
        for (const pattern of patterns.slice(1)) expect(number.startsWith(pattern.slice(0, -1))).toBe(true);
      }),
    );
  });
});

describe('caller ID', () => {
  test.each([
    '',
    'anonymous',
    'ANONYMOUS',
    '+anonymous',
    'Restricted',
    'private',
    'unavailable',
    '266696687',
    '+266696687',
    '+7378742833',
    '2562533',
    '+8656696',
    '86282452253',
  ])('%j is withheld', (from) => {
    expect(isWithheld(from)).toBe(true);
    expect(readCallerId(from)).toEqual({ kind: 'withheld' });
  });

  test.each(['sip:alice@example.com', 'client:bob', '12345', '+0123456', 'whatsapp:+13125550177'])(
    '%s is no number',
    (from) => {
      expect(readCallerId(from)).toEqual({ kind: 'other', raw: from });
    },
  );

  test('total', () => {
    fc.assert(
      fc.property(fc.string(), (from) => ['number', 'withheld', 'other'].includes(readCallerId(from).kind)),
    );
  });
});

test.each([
  ['TN-Validation-Passed-A', 'A'],
  // Whoever forwarded the call vouches for the forwarding line, and has not seen the caller.
  ['TN-Validation-Passed-A-Diverted', 'B'],
  ['TN-Validation-Passed-B-Diverted', 'B'],
  ['TN-Validation-Passed-C-Diverted', 'C'],
  ['TN-Validation-Passed-A-Passthrough-Diverted', 'B'],
  ['TN-Validation-Passed-A-Passthrough', 'A'],
  ['TN-Validation-Passed-A-Something', 'A'],
  ['TN-Validation-Passed-B-Passthrough', 'B'],
  ['TN-Validation-Passed-C-Passthrough', 'C'],
  ['TN-Validation-Failed-A', 'failed'],
  ['TN-Validation-Failed', 'failed'],
  ['TN-Validation-Failed-A-Diverted', 'failed'],
  ['TN-Validation-Failed-C-Diverted', 'failed'],
  ['No-TN-Validation', 'none'],
  ['TN-Validation-Passed-D', 'none'],
  ['something new', 'none'],
  [undefined, 'none'],
])('StirVerstat %s is attestation %s', (verstat, attestation) => {
  expect(readAttestation(verstat)).toBe(attestation);
});
