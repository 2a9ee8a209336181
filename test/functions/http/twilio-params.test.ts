// Form parameters: strict shapes, and no second reading of one signature.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  readParams,
  readSeconds,
  required,
  WebhookShapeError,
} from '../../../functions/http/twilio-params.ts';
import { callParameters } from '../../../local/twilio/call-parameters.ts';

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
    ['digits with letters', { ...real, Digits: '12x' }],
    ['a duration below zero', { ...real, DialCallDuration: '-5' }],
    ['a control character in From', { ...real, From: '+1312\n555' }],
  ])('refuses %s', (_what, form) => {
    expect(() => readParams(form)).toThrow(WebhookShapeError);
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
    const { To: _, ...cut } = plain();
    expect(() => readParams({ ...cut, SpeechResult: 'helloTo+13125550100' })).toThrow('To is hidden');
  });

  test('a transcript may have lines, and an end', () => {
    expect(readParams({ TranscriptionText: 'one\ntwo' })).toEqual({ TranscriptionText: 'one\ntwo' });
    expect(() => readParams({ TranscriptionText: 'a\u0000b' })).toThrow(WebhookShapeError);
    expect(() => readParams({ TranscriptionText: 'a'.repeat(20_001) })).toThrow(WebhookShapeError);
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
