// Who can call or be named, as people and carriers write it. Example numbers: libphonenumber's metadata (Apache-2.0),
// one a country and type, in example-numbers.csv. Public service numbers of China: facts collected in
// github.com/metowolf/vCards at b1a346c (2026-08-21), in cn-service-numbers.csv.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { parsePhoneNumberWithError, type CountryCode } from 'libphonenumber-js/max';
import { readAttestation } from '../../../core/numbers/attestation.ts';
import { identityOf, readCallerId } from '../../../core/numbers/caller-id.ts';
import type { E164 } from '../../../core/numbers/e164.ts';
import { parseIdentity } from '../../../core/numbers/identity.ts';
import { parsePattern, patternsOf } from '../../../core/lists/listing.ts';
import { normaliseDialed, normaliseKeyed, normaliseNumber } from '../../../core/numbers/number-input.ts';
import { canonical, isServiceNumber, keyedForms } from '../../../core/numbers/numbering-plan.ts';
import { isWideRule, normalisePattern } from '../../../core/lists/prefix-input.ts';
import { isWithheld } from '../../../core/numbers/withheld.ts';
import { numberingPlansJson } from '../../../training/numbers/numbering-plans.ts';
import { numbers } from '../arbitraries.ts';

interface ExampleNumber {
  readonly region: CountryCode;
  readonly type: string;
  readonly e164_example: string;
}

const examples = parse<ExampleNumber>(readFileSync('test/core/numbers/example-numbers.csv'), {
  columns: true,
});
const services = parse<{ number: string }>(readFileSync('test/core/numbers/cn-service-numbers.csv'), {
  columns: true,
}).map(({ number }) => number);

/** Examples of numbering plans that have changed since: the library's newer metadata refuses their length. */
const OUTDATED: Readonly<Record<string, string>> = {
  '+22920211234': 'Benin: ten digits since 2024',
  '+22990011234': 'Benin: ten digits since 2024',
  '+22985751234': 'Benin: ten digits since 2024',
  '+22981123456': 'Benin: ten digits since 2024',
  '+385611234': 'Croatia: premium numbers are longer now',
  '+23418040123': 'Nigeria: landlines have ten digits now',
};

/** `001` are numbers of no country. */
const current = examples.filter(
  ({ region, e164_example }) => region.length === 2 && !(e164_example in OUTDATED),
);

const listed = (text: string, region: string, area?: string): string => {
  const read = normaliseNumber(text, { region, area });
  return read.ok ? read.number : read.code;
};
const called = (from: string, region: string, area?: string): string => {
  const callerId = readCallerId(from, { region, area });
  return identityOf(callerId) ?? callerId.kind;
};

/** What is refused on a list is nobody on a call. */
const someone = (read: string): string => (parseIdentity(read) === undefined ? 'nobody' : read);

describe('one caller has one identity, on a call and on a list', () => {
  test.each([
    ['+13125550177', 'US', '+13125550177'],
    ['13125550177', 'US', '+13125550177'],
    ['3125550177', 'US', '+13125550177'],
    ['(312) 555-0177', 'US', '+13125550177'],
    ['312.555.0177', 'US', '+13125550177'],
    ['1 312 555 0177', 'US', '+13125550177'],
    ['001 312 555 0177', 'CN', '+13125550177'],
    ['011 44 20 7946 0018', 'US', '+442079460018'],
    ['0086 138 0013 8000', 'US', '+8613800138000'],
    ['138 0013 8000', 'CN', '+8613800138000'],
    ['010-6552 9988', 'CN', '+861065529988'],
    ['＋８６ １３８ ００１３ ８０００', 'US', '+8613800138000'],
    ['020 7031 3000', 'GB', '+442070313000'],
    ['+44 (0) 20 7031 3000', 'US', '+442070313000'],
    ['+4402070313000', 'US', '+442070313000'],
    ['+86 0755 1234 5678', 'US', '+8675512345678'],
    ['tel:+1-312-555-0177', 'US', '+13125550177'],
    // Without its plus, where it can be nothing at home.
    ['447911123456', 'CN', '+447911123456'],
    // Service numbers, however the carrier dresses them.
    ['95588', 'CN', '+8695588'],
    ['+8695588', 'CN', '+8695588'],
    ['8695588', 'CN', '+8695588'],
    ['+95588', 'CN', '+8695588'],
    ['+8695588', 'US', '+8695588'],
    ['12345', 'CN', '+8612345'],
    ['+8612345', 'US', '+8612345'],
    ['96110', 'CN', '+8696110'],
    ['sip:95588@gw.example.com', 'CN', '+8695588'],
    ['1068915371004053', 'CN', '+861068915371004053'],
    ['131234', 'AU', '+61131234'],
    ['1588-1234', 'KR', '+8215881234'],
    // One line, two spellings.
    ['+5215512345678', 'US', '+525512345678'],
    ['+525512345678', 'US', '+525512345678'],
    ['+5491123456789', 'US', '+541123456789'],
    ['+541123456789', 'US', '+541123456789'],
    // Addresses with a number inside.
    ['sip:+13125550166@gw.example.com', 'CN', '+13125550166'],
    ['sips:+13125550166@gw.example.com:5061;transport=tls', 'CN', '+13125550166'],
    ['sip:%2B13125550166@gw.example.com;user=phone', 'CN', '+13125550166'],
    ['"Ada" <sip:13125550166@gw.example.com>', 'US', '+13125550166'],
    ['whatsapp:+13125550166', 'CN', '+13125550166'],
    // Addresses without one.
    ['sip:alice@PBX.example.com:5060', 'US', 'sip:alice@pbx.example.com'],
    ['sip:Alice@pbx.example.com;transport=udp', 'US', 'sip:alice@pbx.example.com'],
    ['sips:alice@pbx.example.com', 'US', 'sip:alice@pbx.example.com'],
    ['sip:1001@pbx.example.com', 'US', 'sip:1001@pbx.example.com'],
    ['client:Bob', 'US', 'client:bob'],
    // As a spreadsheet leaves them.
    ["'+13125550177", 'CN', ['+13125550177', 'other']],
    ['="+13125550177"', 'CN', ['+13125550177', 'other']],
    ['13800138000.0', 'CN', '+8613800138000'],
    ['+8613800138000.0', 'US', '+8613800138000'],
    ['4008895786.0', 'CN', '+864008895786'],
    ['1.3125E+10', 'US', ['scientific', 'other']],
    ['13125550177.5', 'US', ['decimal', 'other']],
    // What no plan has, as what it is.
    ['+1312555017', 'US', '+1312555017'],
    ['+12', 'US', '+12'],
    ['+999123456789', 'US', '+999123456789'],
    ['+1312555017712345678', 'US', '+1312555017712345678'],
    // A local number without its area is nobody's.
    ['88382026', 'CN', ['local-number', 'other']],
    ['4484824', 'CN', ['local-number', 'other']],
    ['5550177', 'US', ['local-number', 'other']],
    ['4070744', 'DE', ['local-number', 'other']],
    ['79460018', 'GB', ['local-number', 'other']],
    ['banana', 'US', ['not-a-number', 'other']],
    ['312', 'US', ['too-short', 'other']],
  ] as const)('%s in %s is %s', (text, region, expected) => {
    const [onList, onCall] = typeof expected === 'string' ? [expected, expected] : expected;
    expect([listed(text, region), called(text, region)]).toEqual([onList, onCall]);
  });

  test.each([
    ['5550177', 'US', '312', '+13125550177'],
    ['88382026', 'CN', '10', '+861088382026'],
    ['88382026', 'CN', '010', '+861088382026'],
    ['79460018', 'GB', '020', '+442079460018'],
    ['4070744', 'DE', '030', '+49304070744'],
    // Whole numbers stay whole.
    ['02161947163', 'CN', '010', '+862161947163'],
    ['95588', 'CN', '010', '+8695588'],
  ])('%s in %s with the area %s is %s', (text, region, area, expected) => {
    expect([listed(text, region, area), called(text, region, area)]).toEqual([expected, expected]);
  });

  test('every example number of the world, in each spelling that a carrier has', () => {
    expect(examples.length).toBeGreaterThan(1000);
    for (const { region, e164_example: number } of current) {
      const line = canonical(number as E164);
      const sip = `sip:${number}@gw.example.com`;
      for (const text of [number, number.slice(1), `00${number.slice(1)}`, sip, `whatsapp:${number}`]) {
        expect([text, region, someone(called(text, region))]).toEqual([
          text,
          region,
          someone(listed(text, region)),
        ]);
      }
      expect([called(number, 'US'), listed(number, 'US')]).toEqual([line, line]);
    }
  });

  test('every public service number of China, and those without an area refused', () => {
    const local = services.filter((number) => listed(number, 'CN') === 'local-number');
    expect(local).toEqual(['4484824', '88382026']);
    for (const number of services.filter((one) => !local.includes(one))) {
      const identity = listed(number, 'CN');
      expect([number, called(number, 'CN')]).toEqual([number, identity]);
      expect([number, called(identity, 'US'), listed(identity, 'US')]).toEqual([number, identity, identity]);
      expect(parsePattern(identity)).toBe(identity);
    }
  });

  test('law: whoever a call is from can be listed under the same identity, and read back from the store', () => {
    const digits = fc.stringMatching(/^\+?[0-9]{2,18}$/);
    const dressed = fc.oneof(
      digits,
      digits.map((one) => `sip:${one}@h.example.com`),
      fc.string(),
    );
    fc.assert(
      fc.property(dressed, fc.constantFrom('US', 'CN', 'GB', 'DE', 'IT', 'HK'), (from, region) => {
        const identity = identityOf(readCallerId(from, { region }));
        if (identity === undefined) return;
        expect([from, listed(identity, region), called(identity, region)]).toEqual([
          from,
          identity,
          identity,
        ]);
        expect(parseIdentity(identity)).toBe(identity);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('normaliseNumber', () => {
  test.each([
    ['', 'is empty'],
    ['banana', 'is not a valid phone number'],
    ['312', 'has too few digits'],
    ['5550177', 'has no area code'],
    ['+13125550177 ext. 5', 'has an extension'],
    ['anonymous', 'hidden number'],
    ['+266696687', 'hidden number'],
    ['call me on 312 555 0177', 'is not a valid phone number'],
    ["'; DROP TABLE listings", 'is not a valid phone number'],
  ])('%j is refused: %s', (text, problem) => {
    const read = normaliseNumber(text, { region: 'US' });
    expect(read.ok ? '' : read.problem).toContain(problem);
  });

  test.each([
    ['+8695588', 'service'],
    ['sip:alice@example.com', 'address'],
    ['+1312555017', 'too-short'],
    ['+131255501777', 'too-long'],
    ['+999123456789', 'no-such-country'],
    ['+12125550177', undefined],
    ['+11125550177', 'unassigned'],
    ['+541123456789', undefined],
  ])('%s is taken with the remark %s', (text, remark) => {
    const read = normaliseNumber(text, { region: 'US' });
    expect(read.ok ? read.remark : 'refused').toBe(remark);
  });

  test('invisible marks of a copied number are dropped', () => {
    expect(listed('\u202A+1\u00A0312\u200B5550177\u202C', 'US')).toBe('+13125550177');
  });

  test('every example number of the world, in its national and international spelling', () => {
    for (const { region, e164_example: expected } of current) {
      const parsed = parsePhoneNumberWithError(expected);
      const line = canonical(expected as E164);
      for (const text of [expected, parsed.formatInternational(), parsed.format('RFC3966')]) {
        expect([text, listed(text, 'US')]).toEqual([text, line]);
      }
      // Plans change: what is no longer assigned is read with its country code only.
      if (parsed.country === region && parsed.isValid()) {
        const national = parsed.formatNational();
        expect([region, national, listed(national, region)]).toEqual([region, national, line]);
      }
    }
  });

  test('any text at all: an identity, or a reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 ().-]{0,24}$/)), (text) => {
        const read = normaliseNumber(text, { region: 'US' });
        if (read.ok) expect(parseIdentity(read.number)).toBe(read.number);
        else expect(read.problem.length).toBeGreaterThan(4);
      }),
    );
  });
});

describe('a number that is dialed', () => {
  test.each([
    ['(312) 555-0121', 'US', '+13125550121'],
    ['95786', 'CN', '+8695786'],
    ['+5491123456789', 'US', '+5491123456789'],
    ['11 15 2345-6789', 'AR', '+5491123456789'],
    ['+5215512345678', 'US', '+525512345678'],
    ['+12', 'US', 'too-short'],
    ['+1312555017', 'US', 'too-short'],
    ['sip:alice@example.com', 'US', 'not-a-number'],
    ['anonymous', 'US', 'withheld'],
  ])('%s in %s is %s', (text, region, expected) => {
    const read = normaliseDialed(text, { region });
    expect(read.ok ? read.number : read.code).toBe(expected);
  });
});

describe('out of a keypad', () => {
  const official = ['+8695786', '+861066218888', '+13125550121'] as E164[];
  test.each([
    ['95786', '+8695786'],
    ['8695786', '+8695786'],
    ['008695786', '+8695786'],
    ['01066218888', '+861066218888'],
    ['1066218888', '+861066218888'],
    ['861066218888', '+861066218888'],
    ['66218888', '+861066218888'],
    ['0013125550121', '+13125550121'],
    ['13125550121', '+13125550121'],
    // Not the company's: a Chinese mobile number that a person keyed.
    ['13800138000', '+8613800138000'],
    ['95588', '+8695588'],
    ['10086', '+8610086'],
  ])('%s in China is %s', (digits, expected) => {
    expect(normaliseKeyed(digits, { region: 'CN', area: '10' }, official)).toMatchObject({
      number: expected,
    });
  });

  test('law: an official number is found in each form in which it can be keyed', () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom('US', 'CN', 'GB', 'DE'), (number, region) => {
        for (const keyed of keyedForms(number, { region }))
          expect(normaliseKeyed(keyed, { region }, [number])).toEqual({ ok: true, number });
      }),
    );
  });
});

describe('prefix rules', () => {
  test.each([
    ['+1312555*', 'US', '+1312555*'],
    ['+1 (312) 555*', 'US', '+1312555*'],
    ['312 555*', 'US', '+1312555*'],
    ['0086 138*', 'US', '+86138*'],
    ['+860755*', 'US', '+86755*'],
    ['0755*', 'CN', '+86755*'],
    ['755*', 'CN', '+86755*'],
    ['+44 (0)20*', 'US', '+4420*'],
    ['+44020*', 'GB', '+4420*'],
    ['0044 20*', 'CN', '+4420*'],
    ['011 44 20*', 'US', '+4420*'],
    ['+3906*', 'US', '+3906*'],
    ['06*', 'IT', '+3906*'],
    ['0304070744*', 'DE', '+49304070744*'],
    ['+49 (0)30*', 'US', '+4930*'],
    ['+78495*', 'US', '+7495*'],
    ['8495*', 'RU', '+7495*'],
    ['+11312*', 'US', '+1312*'],
    ['+8695*', 'US', '+8695*'],
    ['95*', 'CN', '+8695*'],
    ['+52155*', 'US', '+5255*'],
    ['+54911*', 'US', '+5411*'],
  ])('%s in %s is %s', (text, region, expected) => {
    expect(normalisePattern(text, { region })).toEqual({ ok: true, pattern: expected });
  });

  test.each(['*', '+*', '+1*2', '+1**', '+0*', '+999*', '+13125550100123*', '+521*', 'abc*'])(
    '%s is refused',
    (text) => {
      expect(normalisePattern(text, { region: 'US' })).toMatchObject({ ok: false });
    },
  );

  test.each([
    ['+1*', true],
    ['+131255*', true],
    ['+1312555*', false],
    ['+86755*', true],
    ['+8695*', true],
    ['+13125550100', false],
    ['sip:alice@example.com', false],
  ])('%s is wide: %s', (pattern, wide) => {
    expect(isWideRule(pattern as never)).toBe(wide);
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

  test('law: a rule in any spelling matches the numbers that begin so', () => {
    const usual = examples.filter(({ type }) =>
      ['mobile', 'fixed_line', 'MOBILE', 'FIXED_LINE'].includes(type),
    );
    fc.assert(
      fc.property(fc.constantFrom(...usual), fc.nat(4), ({ e164_example: number }, cut) => {
        if (number in OUTDATED) return;
        const read = normalisePattern(`${number.slice(0, -1 - cut)}*`, { region: 'US' });
        expect(read.ok && patternsOf(canonical(number as E164)).includes(read.pattern)).toBe(true);
      }),
    );
  });
});

describe('withheld callers', () => {
  test.each([
    '',
    'anonymous',
    'ANONYMOUS',
    '+anonymous',
    'Restricted',
    'private',
    'unavailable',
    'Private Number',
    'No Caller ID',
    'Unknown Caller',
    'NULL',
    '266696687',
    '+266696687',
    '1266696687',
    '+1266696687',
    '+7378742833',
    '+17378742833',
    '2562533',
    '+12562533',
    '+8656696',
    '+18656696',
    '86282452253',
    '+186282452253',
    '7748283',
    '7748433',
    '+7748433',
    '+17748433',
    '0',
    '0000000000',
    '+0000000000',
    '+10000000000',
    '000-000-0000',
    'sip:anonymous@anonymous.invalid',
    'sip:c8oqz84zk7z@anonymous.invalid',
    'sips:Anonymous@anonymous.invalid:5061;transport=tls',
    '"Anonymous" <sip:anonymous@anonymous.invalid>',
    'sip:anonymous@192.0.2.7',
    'sip:restricted@gw.example.com',
    'sip:+266696687@gw.example.com',
    'sip:unknown@unknown.invalid',
    'tel:anonymous',
    'client:anonymous',
  ])('%j', (from) => {
    expect(isWithheld(from)).toBe(true);
    for (const region of ['US', 'CN']) expect(readCallerId(from, { region })).toEqual({ kind: 'withheld' });
    expect(normaliseNumber(from, { region: 'US' })).toMatchObject({ ok: false });
  });

  test.each([
    '+61266696687',
    '+13125550100',
    'Private Bank',
    'sip:private.banking@bank.example',
    '+10000000001',
    '10000',
    '10086',
  ])('%j shows somebody', (from) => {
    expect(isWithheld(from)).toBe(false);
  });

  test('total', () => {
    fc.assert(
      fc.property(fc.string(), (from) =>
        ['number', 'address', 'withheld', 'other'].includes(readCallerId(from, { region: 'US' }).kind),
      ),
    );
  });
});

test('the table of numbering plans is the one that `npm run plans` makes', async () => {
  expect(readFileSync('core/numbers/numbering-plans.json', 'utf8')).toBe(await numberingPlansJson());
  expect(isServiceNumber('+8695588' as E164)).toBe(true);
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
