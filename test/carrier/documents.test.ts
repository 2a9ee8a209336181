// Which documents Twilio would complain of, and that our table of its vocabulary is the SDK's own.
import { describe, expect, test } from '@jest/globals';
import { checkTwiml } from '../../carrier/twiml/check-twiml.ts';
import { SPEECH_ELEMENTS, UNPERFORMED_ELEMENTS } from '../../carrier/twiml/twiml-schema-nouns.ts';
import { TWIML_ELEMENTS, type ElementSchema } from '../../carrier/twiml/twiml-schema.ts';
import vocabulary from './vocabulary.json' with { type: 'json' };

describe('no complaint of', () => {
  test.each([
    ['<Response/>'],
    ['<?xml version="1.0" encoding="UTF-8"?>\n<Response><!-- a comment --><Hangup/></Response>'],
    [
      '<Response><Gather input="dtmf speech" finishOnKey="" timeout="5"><Say>a</Say><Pause/></Gather></Response>',
    ],
    ['<Response><Say voice="Polly.Zhiyu-Neural" language="cmn-CN">您好 <break time="1s"/></Say></Response>'],
    ['<Response><Dial>+13125550111</Dial></Response>'],
    [
      '<Response><Dial><Number statusCallbackEvent="initiated answered">+13125550111</Number></Dial></Response>',
    ],
    ['<Response><Record finishOnKey="*#" maxLength="120"/></Response>'],
  ])('%s', (document) => {
    expect(checkTwiml(document)).toEqual([]);
  });
});

describe('a complaint of', () => {
  test.each([
    ['', 12100, 'parse'],
    ['Hello', 12100, 'parse'],
    ['<Response><Say>a</Response>', 12100, 'parse'],
    ['<Response><Say>a & b</Say></Response>', 12100, 'parse'],
    ['<Message/>', 12100, 'parse'],
    ['<!DOCTYPE x [<!ENTITY a "b">]><Response><Say>&a;</Say></Response>', 12100, 'parse'],
    [`<Response><Say>${'x'.repeat(65_536)}</Say></Response>`, 11750, 'size'],
    ['<Response>text</Response>', 12200, 'text'],
    ['<Response><say>a</say></Response>', 12200, 'element'],
    ['<Response><Number>+1312</Number></Response>', 12200, 'child'],
    ['<Response><Gather><Dial>1</Dial></Gather></Response>', 12200, 'child'],
    ['<Response><Gather><Record/></Gather></Response>', 12200, 'child'],
    ['<Response><Pause Length="1"/></Response>', 12200, 'attribute'],
    ['<Response><Pause length="-1"/></Response>', 12200, 'attribute'],
    ['<Response><Gather numDigits="0"/></Response>', 12200, 'attribute'],
    ['<Response><Gather finishOnKey="12"/></Response>', 12200, 'attribute'],
    ['<Response><Gather method="PUT"/></Response>', 12200, 'attribute'],
    ['<Response><Say language="xx-YY">a</Say></Response>', 12200, 'attribute'],
    ['<Response><Say voice="Nobody">a</Say></Response>', 12200, 'attribute'],
    ['<Response><Reject reason="rude"/></Response>', 12200, 'attribute'],
    ['<Response><Dial record="yes">1</Dial></Response>', 12200, 'attribute'],
  ])('%.70s: %i', (document, code, kind) => {
    expect(checkTwiml(document)[0]).toMatchObject({ code, kind });
  });
});

describe('the vocabulary', () => {
  const ours: Readonly<Record<string, ElementSchema>> = {
    ...TWIML_ELEMENTS,
    ...UNPERFORMED_ELEMENTS,
    ...SPEECH_ELEMENTS,
  };
  interface Theirs {
    readonly children: readonly string[];
    readonly attributes: Readonly<Record<string, string | readonly string[]>>;
  }
  const theirs = Object.entries(vocabulary.elements as unknown as Record<string, Theirs>);

  test('has the elements of the SDK, and no others', () => {
    expect(Object.keys(ours).toSorted()).toEqual(theirs.map(([name]) => name).toSorted());
  });

  test.each(theirs)('<%s> has the children and attributes of the SDK', (name, { children, attributes }) => {
    const element = ours[name];
    expect(element?.children.split(' ').filter(Boolean).toSorted()).toEqual(children.toSorted());
    expect(Object.keys(element?.attributes ?? {}).toSorted()).toEqual(Object.keys(attributes).toSorted());
  });

  test('its words are the SDK’s words', () => {
    const missing = theirs.flatMap(([name, { attributes }]) =>
      Object.entries(attributes).flatMap(([attribute, words]) => {
        const type = ours[name]?.attributes[attribute] ?? '';
        if (!Array.isArray(words) || !/^(enum|list) /.test(type)) return [];
        const known = new Set(type.split(' ').slice(1));
        return (words as readonly string[])
          .flatMap((word) => word.split(' '))
          .filter((word) => !known.has(word))
          .map((word) => `${name} ${attribute} ${word}`);
      }),
    );
    expect(missing).toEqual([]);
  });
});
