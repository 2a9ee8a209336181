// X-Twilio-Signature, by the vectors of Twilio's own SDK test suites (signature-vectors.json names each source).
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { checkSignature, readForm, type FormParams } from '../../../../functions/http/signed/signature.ts';
import file from './signature-vectors.json' with { type: 'json' };

interface Vector {
  readonly id: string;
  readonly authToken: string;
  readonly url: string;
  readonly params: Readonly<Record<string, string | readonly string[] | null>> | null;
  readonly signature: string;
  readonly expectedValid: boolean;
}

const vectors = file.vectors as unknown as readonly Vector[];

/** A form body cannot carry null, which one vector of the Java SDK has: there it means the empty string. */
const asForm = (params: Vector['params']): FormParams =>
  Object.fromEntries(Object.entries(params ?? {}).map(([key, value]) => [key, value ?? '']));

/** Vectors that say what one SDK does, not what Twilio signs. */
const SDK_SPECIFIC: Readonly<Record<string, string>> = {
  v58:
    'the C# SDK compares hosts with their case and port; npm twilio lower-cases the host and tries without the port. ' +
    'The signature is a true one, made with the same token for the same host, so accepting it admits nobody else',
};

describe('the vectors', () => {
  test.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (id, vector) => {
    const verdict = checkSignature([vector.authToken], vector.signature, vector.url, asForm(vector.params));
    const expected = id in SDK_SPECIFIC ? !vector.expectedValid : vector.expectedValid;
    expect(verdict === 'signed').toBe(expected);
  });

  test('those held to be SDK-specific are among them', () => {
    expect(vectors.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(SDK_SPECIFIC)));
  });
});

const URL_ = 'https://hotline.example.com/voice/incoming';
const sign = (params: Record<string, string>, token = 'primary'): string =>
  webhooks.getExpectedTwilioSignature(token, URL_, params);

describe('checkSignature', () => {
  const params = { CallSid: 'CA1', From: '+13125550177', To: '+13125550100' };

  test('either token of a rotation serves', () => {
    expect(checkSignature(['next', 'primary'], sign(params), URL_, params)).toBe('signed');
    expect(checkSignature(['next', 'other'], sign(params), URL_, params)).toBe('forged');
  });

  test('no signature, no token, an empty token: forged', () => {
    expect(checkSignature(['primary'], undefined, URL_, params)).toBe('forged');
    expect(checkSignature([], sign(params), URL_, params)).toBe('forged');
    expect(checkSignature([''], sign(params, ''), URL_, params)).toBe('forged');
  });

  test('CallToken and attestation added after signing: partly, and not otherwise', () => {
    const added = { ...params, CallToken: 'x', StirVerstat: 'TN-Validation-Passed-A' };
    expect(checkSignature(['primary'], sign(params), URL_, added)).toBe('partly');
    expect(checkSignature(['primary'], sign(added), URL_, added)).toBe('signed');
    expect(checkSignature(['primary'], sign(params), URL_, { ...added, Digits: '1' })).toBe('forged');
  });

  test('any change of URL, parameter or token is forged', () => {
    const text = fc.string({ minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.dictionary(text, text, { minKeys: 1, maxKeys: 5 }), text, (form, other) => {
        const signature = sign(form);
        expect(checkSignature(['primary'], signature, URL_, form)).toBe('signed');
        const [key = ''] = Object.keys(form);
        expect(checkSignature(['primary'], signature, `${URL_}/x`, form)).toBe('forged');
        if (form[key] !== other)
          expect(checkSignature(['primary'], signature, URL_, { ...form, [key]: other })).toBe('forged');
      }),
    );
  });
});

test('a form keeps repeated keys and hostile names', () => {
  expect(readForm('a=1&a=2&b=%20x&__proto__=y')).toEqual(
    Object.fromEntries([
      ['a', ['1', '2']],
      ['b', ' x'],
      ['__proto__', 'y'],
    ]),
  );
});
