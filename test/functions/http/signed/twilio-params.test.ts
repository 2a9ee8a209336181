// Form parameters: what is read has its shape or is unknown, and one signature has no second reading.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  readParams as readNamed,
  readSeconds,
  required,
  WebhookShapeError,
} from '../../../../functions/http/signed/twilio-params.ts';
import { SHAPES, type ParamName } from '../../../../functions/http/signed/twilio-names.ts';
import type { FormParams } from '../../../../functions/http/signed/signature.ts';
import { callParameters } from '../../../../carrier/http/call-parameters.ts';

const EVERY_NAME = Object.keys(SHAPES) as ParamName[];
/** As a route that reads everything. */
const readParams = (form: FormParams) => readNamed(form, EVERY_NAME);

const CALL_SID = `CA${'a'.repeat(32)}`;
const real = callParameters(
  {
    sid: CALL_SID,
    from: '+13125550177',
    to: '+13125550100',
    direction: 'inbound',
    callerName: 'Tokyo From Digits Ltd',
    geo: { from: { city: 'CHICAGO', state: 'IL', zip: '60601', country: 'US' } },
    stirVerstat: 'TN-Validation-Passed-A',
  },
  `AC${'b'.repeat(32)}`,
  'ringing',
);

/** Without a name that is made of other names. */
function plain(): Record<string, string> {
  const { CallerName: _, ...rest } = real;
  return rest;
}

describe('readParams', () => {
  test('takes what a real request carries', () => {
    expect(readParams(plain())).toMatchObject({
      CallSid: CALL_SID,
      From: '+13125550177',
      StirVerstat: 'TN-Validation-Passed-A',
    });
  });

  test.each([
    ['a repeated parameter', { ...real, CallSid: [CALL_SID, CALL_SID] }],
    ['a CallSid of another shape', { ...real, CallSid: 'CA123' }],
    ['a name that holds a query', { ...real, '?turn': '1' }],
  ])('refuses %s', (_what, form) => {
    expect(() => readParams(form)).toThrow(WebhookShapeError);
  });

  test.each<readonly [string, ParamName, string, string | undefined]>([
    ['digits with letters', 'Digits', '1?x', undefined],
    ['a duration that is no number', 'DialCallDuration', 'long', undefined],
    ['an empty attestation', 'StirVerstat', '', undefined],
    ['a control character in From', 'From', '+1312\n555', '+1312\uFFFD555'],
    ['a long From', 'From', 'x'.repeat(1_000), 'x'.repeat(256)],
    ['long speech', 'SpeechResult', '好'.repeat(3_000), '好'.repeat(2_000)],
    ['an empty SID', 'RecordingSid', '', undefined],
  ])('%s is read as far as it can be used', (_what, name, value, read) => {
    expect(readParams({ [name]: value })[name]).toBe(read);
  });

  test('what a route does not read decides nothing', () => {
    const form = { ...plain(), CallerName: 'Digits5', Digits: 'x', RecordingSid: 'none' };
    expect(readNamed(form, ['CallSid'])).toEqual({ CallSid: CALL_SID });
  });

  test('ignores parameters that are new', () => {
    expect(readParams({ CallSid: CALL_SID, SomethingNew: 'x' })).toEqual({ CallSid: CALL_SID });
  });

  test('words that people say are not taken for parameters that would have come before them', () => {
    const SpeechResult = 'The Digits on my CallDuration letter';
    expect(readParams({ ...plain(), SpeechResult })).toMatchObject({ SpeechResult });
    const TranscriptionText = 'RecordingStatus, Digits and StirVerstat';
    expect(readParams({ ...plain(), TranscriptionText })).toMatchObject({ TranscriptionText });
  });

  test('nor may they hide one that comes after them', () => {
    const { To: _, StirVerstat: __, ...cut } = plain();
    expect(() => readParams({ ...cut, SpeechResult: 'helloTo+13125550100' })).toThrow('To is hidden');
  });

  test('a transcript may have lines, and an end', () => {
    expect(readParams({ TranscriptionText: 'one\ntwo' })).toEqual({ TranscriptionText: 'one\ntwo' });
    expect(readParams({ TranscriptionText: 'a\u0000b' })).toEqual({ TranscriptionText: 'a\uFFFDb' });
    expect(readParams({ TranscriptionText: 'a'.repeat(20_001) })).toEqual({
      TranscriptionText: 'a'.repeat(20_000),
    });
  });

  test('missing is named', () => {
    expect(() => required({}, 'From')).toThrow('parameter From is missing');
  });

  /**
   * Twilio signs the concatenation of sorted keys and values, so the same signature covers every division of that text.
   * Whatever division is presented, no decision may rest on other values than those that were sent.
   */
  test('a moved border never yields other values', () => {
    const form = {
      AccountSid: `AC${'b'.repeat(32)}`,
      CallSid: CALL_SID,
      Digits: '73',
      From: '+13125550177',
      To: '+13125550100',
    };
    const honest = readParams(form);
    const text = Object.entries(form)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flat()
      .join('');
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: text.length - 1 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(cuts, (places) => {
        const borders = [0, ...places.sort((a, b) => a - b), text.length];
        const pieces = borders.slice(1).map((end, index) => text.slice(borders[index], end));
        const pairs = pieces.flatMap((piece, index): [string, string][] =>
          index % 2 === 0 ? [[piece, pieces[index + 1] ?? '']] : [],
        );
        const keys = pairs.map(([key]) => key);
        fc.pre(new Set(keys).size === keys.length && [...keys].sort().join('\0') === keys.join('\0'));
        let read: ReturnType<typeof readParams>;
        try {
          read = readParams(Object.fromEntries(pairs));
        } catch (error) {
          expect(error).toBeInstanceOf(WebhookShapeError);
          return;
        }
        for (const [name, value] of Object.entries(read)) expect(honest).toHaveProperty(name, value);
      }),
      { numRuns: 3_000 },
    );
  });

  test('seconds: absent and -1 are none', () => {
    expect([undefined, '-1', '0', '42'].map((value) => readSeconds(value))).toEqual([0, 0, 0, 42]);
  });
});
