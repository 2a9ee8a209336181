// Both sides of the signature: no text that a caller can choose has a webhook refused, and no other division of a signed
// text is believed. `npm run fuzz:signatures` tries far more of both.
import { describe, expect, test } from '@jest/globals';
import { findMovedBorder, type Pair } from '../../../../functions/http/signed/moved-borders.ts';
import { fuzz } from '../../../support/webhooks/fuzz.ts';
import { judge, signatureOf } from '../../../support/webhooks/judge.ts';
import { targetOf, type SignedWebhook } from '../../../support/webhooks/rightly-signed.ts';
import { divisionOf, isSame, shiftsOf, type Division } from '../../../support/webhooks/shifted.ts';
import { ACCOUNT_SID, CALLER, HOTLINE } from '../../../support/twilio-values.ts';
import type { VoiceRouteId } from '../../../../functions/routes.ts';

const BASE = {
  AccountSid: ACCOUNT_SID,
  ApiVersion: '2010-04-01',
  CallSid: `CA${'a'.repeat(32)}`,
  CallStatus: 'in-progress',
  Called: HOTLINE,
  Caller: CALLER,
  Direction: 'inbound',
  From: CALLER,
  To: HOTLINE,
};
const PLACES = Object.fromEntries(
  ['Called', 'Caller', 'From', 'To'].flatMap((end) =>
    ['City', 'Country', 'State', 'Zip'].map((part) => [end + part, part === 'Country' ? 'US' : '']),
  ),
);

const webhook = (route: VoiceRouteId, more: Readonly<Record<string, string>>): SignedWebhook => ({
  route,
  target: targetOf(route),
  parameters: { ...BASE, ...more },
});

const verdictOf = (sent: SignedWebhook) => judge(divisionOf(sent), signatureOf(sent));

describe('a rightly signed webhook is believed', () => {
  test.each<readonly [string, VoiceRouteId, Record<string, string>]>([
    ['an empty StirVerstat', 'voice.incoming', { StirVerstat: '' }],
    ['StirVerstat NULL', 'voice.incoming', { StirVerstat: 'NULL' }],
    ['a new StirVerstat', 'voice.incoming', { StirVerstat: 'TN-Validation-Passed-D' }],
    ['a name with a parameter', 'voice.incoming', { CallerName: 'Digits Inc' }],
    ['a name that is a parameter', 'voice.incoming', { CallerName: 'Digits5' }],
    ['the same while keys are read', 'voice.menu', { ...PLACES, CallerName: 'Digits5', FinishedOnKey: '' }],
    [
      'places that are parameters',
      'voice.incoming',
      { CallerCity: 'Digits', FromCity: 'Digits', ToCity: 'To' },
    ],
    ['a SIP header', 'voice.menu', { 'SipHeader_X-Note': 'Digits=5', SipSourceIp: '192.0.2.1' }],
    [
      'a SIP header with attestation',
      'voice.incoming',
      {
        'SipHeader_X-Note': 'StirVerstatTN-Validation-Passed-A',
        SipSourceIp: '192.0.2.1',
      },
    ],
    [
      'a SIP address with a parameter',
      'voice.incoming',
      { From: 'sip:FromCity@a.example', Caller: 'sip:FromCity@a.example' },
    ],
    ['a long From', 'voice.incoming', { From: 'x'.repeat(130) }],
    ['a very long From', 'voice.incoming', { From: '9'.repeat(1_000) }],
    ['add-ons', 'voice.incoming', { AddOns: '{"name":"CallSid To From Digits"}' }],
    ['an odd CallStatus', 'voice.status', { CallStatus: 'Held' }],
    [
      'odd values of what is not read',
      'voice.incoming',
      { Digits: 'xyz', RecordingSid: '?', DialCallDuration: '' },
    ],
    ['new parameters', 'voice.incoming', { FromCarrier: 'To', DigitsSource: 'keypad', X_New: '' }],
    ['a long name with spaces', 'voice.incoming', { CallerName: 'DialBridged true' }],
    ['a new word behind a name', 'voice.incoming', { CallerName: 'ADA LOVELACE', Carrier: 'verizon' }],
    ['a new parameter of the caller', 'voice.incoming', { CallerName: '', CallerVerification: 'passed' }],
    ['a SIP header with a name of signs', 'voice.menu', { 'SipHeader_X-Digits!': 'To', SipCallId: 'a' }],
    [
      'a new parameter of a recording',
      'voice.recording',
      { FromCarrier: 'To', RecordingSid: `RE${'0'.repeat(32)}` },
    ],
    ['speech', 'voice.reason', { SpeechResult: 'The Digits of my To and StirVerstat' }],
    ['long speech', 'voice.reason', { SpeechResult: 'word '.repeat(1_000) }],
  ])('%s', (_what, route, more) => {
    expect(verdictOf(webhook(route, more))).toMatchObject({ kind: 'believed' });
  });

  test('what cannot be read is unknown, and counts as absent', () => {
    const eventOf = (more: Record<string, string>): unknown => verdictOf(webhook('voice.menu', more));
    expect(eventOf({ StirVerstat: '' })).toEqual(eventOf({}));
    expect(eventOf({ StirVerstat: 'TN-Validation-Pending' })).toEqual(eventOf({}));
    expect(eventOf({ Digits: '' })).toEqual(eventOf({}));
    expect(eventOf({ Digits: '12?' })).toEqual(eventOf({}));
    expect(eventOf({ Digits: '1' })).not.toEqual(eventOf({}));
  });
});

/** The same text, as these pairs. */
function presented(sent: SignedWebhook, pairs: readonly Pair[], without: readonly string[] = []): Division {
  const { target, pairs: honest } = divisionOf(sent);
  const names = new Set([...pairs.map(([name]) => name), ...without]);
  const kept = honest.filter(([name]) => !names.has(name));
  return { target, pairs: [...kept, ...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) };
}

type Moved = readonly [string, SignedWebhook, readonly Pair[], readonly string[]];

const SID = '0'.repeat(32);
const recording: SignedWebhook = {
  route: 'voice.recording',
  target: targetOf('voice.recording'),
  parameters: {
    AccountSid: ACCOUNT_SID,
    CallSid: BASE.CallSid,
    FromCarrier: 'Verizon',
    RecordingSid: `RE${SID}`,
    RecordingStatus: 'completed',
  },
};

const withoutTwins: SignedWebhook = {
  route: 'voice.menu',
  target: targetOf('voice.menu'),
  parameters: {
    AccountSid: ACCOUNT_SID,
    CallSid: BASE.CallSid,
    ForwardedFrom: '',
    From: CALLER,
    FromCity: '',
    FromCountry: 'US',
    To: HOTLINE,
  },
};

const MOVED_WITHIN_NAMES: readonly Moved[] = [
  [
    'From is the beginning of FromCity',
    webhook('voice.menu', { ...PLACES, FinishedOnKey: '' }),
    [
      ['FinishedOnKey', `From${CALLER}`],
      ['From', 'City'],
    ],
    ['FromCity'],
  ],
  [
    'the same without Caller to compare',
    withoutTwins,
    [
      ['ForwardedFrom', `From${CALLER}`],
      ['From', 'City'],
    ],
    ['FromCity'],
  ],
  [
    'a text is cut within a name that is there',
    webhook('voice.whisper', { ForwardedFrom: 'From Bank' }),
    [
      ['ForwardedFrom', ''],
      ['Fro', 'm Bank'],
    ],
    [],
  ],
  [
    'Called is the beginning of CalledVia',
    webhook('voice.incoming', { CalledVia: 'Anonymous' }),
    [
      ['CallStatus', `in-progressCalled${HOTLINE}`],
      ['Called', 'ViaAnonymous'],
    ],
    ['CalledVia'],
  ],
  ['From is the beginning of a new name', recording, [['From', 'CarrierVerizon']], ['FromCarrier']],
  [
    'Digits is the beginning of a new name',
    webhook('voice.incoming', { DigitsSource: 'keypad' }),
    [['Digits', 'Sourcekeypad']],
    ['DigitsSource'],
  ],
  [
    'a new name begins with an absent one',
    webhook('voice.incoming', { CallerName: 'Digits5' }),
    [['CallerNameDigits', '5']],
    ['CallerName'],
  ],
  [
    'a new name is a documented one and a word',
    webhook('voice.incoming', { CallerName: 'AcmeBank' }),
    [['CallerNameAcme', 'Bank']],
    ['CallerName'],
  ],
  [
    'a SIP header without its name',
    webhook('voice.menu', { 'SipHeader_X-Note': '5', SipSourceIp: '192.0.2.1' }),
    [['SipHeader_', 'X-Note5']],
    ['SipHeader_X-Note'],
  ],
];

const MOVED_WITHIN_TEXTS: readonly Moved[] = [
  ...(
    [
      ['Digits Inc', '', 'Digi', 'ts Inc'],
      ['Digits Inc', '', 'Digits', ' Inc'],
      ['Delta Dental', '', 'Delta', ' Dental'],
      ['ADA LOVELACE', 'A', 'DA', ' LOVELACE'],
    ] as const
  ).map(([whole, left, name, value]): Moved => [
    `the caller's name ${whole}, cut at ${name}`,
    webhook('voice.incoming', { CallerName: whole }),
    [
      ['CallerName', left],
      [name, value],
    ],
    [],
  ]),
];

const SWALLOWED: readonly Moved[] = [
  [
    'a caller name in Chinese, a new parameter of one word',
    webhook('voice.incoming', { CallerName: '100% 骗子公司', Carrier: 'Verizon' }),
    [['CallerName', '100% 骗子公司CarrierVerizon']],
    ['Carrier'],
  ],
  [
    'a caller who is no number, the number called, and a new parameter that is cut to be it',
    webhook('voice.incoming', { From: 'restricted', To: '+13125550100', ToCarrier: '' }),
    [
      ['From', 'restrictedTo+13125550100'],
      ['To', 'Carrier'],
    ],
    ['ToCarrier'],
  ],
  [
    'a name, an identifier and the next name',
    webhook('voice.incoming', {
      ApplicationSid: 'AP7bcf102220d03178f3310dea865532ce',
      BrandedCallName: 'Digits 5',
    }),
    [['ApplicationSidAP7bcf102220d03178f3310dea865532ceBrandedCallNameDig', 'its 5']],
    ['ApplicationSid', 'BrandedCallName'],
  ],
  [
    'a header that is cut into a new name, the address of the sender',
    webhook('voice.incoming', {
      SipCallId: 'b',
      'SipHeader_X-Note': 'Ada TN-Pass-A',
      SipSourceIp: '192.0.2.1',
    }),
    [
      ['SipHeader_X-Note', 'Ada '],
      ['TN-Pass', '-ASipSourceIp192.0.2.1'],
    ],
    ['SipSourceIp'],
  ],
  [
    'an empty place, a new parameter',
    webhook('voice.menu', { ...PLACES, Zeta: '1' }),
    [['ToZip', 'Zeta1']],
    ['Zeta'],
  ],
  [
    'both empty places, a parameter each',
    webhook('voice.incoming', { ...PLACES, Digits: '', NewParameter: '' }),
    [
      ['CallerZip', 'Digits'],
      ['FromZip', 'NewParameter'],
    ],
    ['Digits', 'NewParameter'],
  ],
  [
    'a country, a name',
    webhook('voice.incoming', { CallerCountry: 'US', CallerName: 'Ada' }),
    [['CallerCountry', 'USCallerNameAda']],
    ['CallerName'],
  ],
  [
    'an empty country, a name',
    webhook('voice.incoming', { CallerCountry: '', CallerName: 'Ada' }),
    [['CallerCountry', 'CallerNameAda']],
    ['CallerName'],
  ],
  [
    'a caller name, a new parameter',
    webhook('voice.incoming', { CallerName: 'Ada', CallerReputation: 'good' }),
    [['CallerName', 'AdaCallerReputationgood']],
    ['CallerReputation'],
  ],
  [
    'a caller name, a new parameter of one word',
    webhook('voice.incoming', { CallerName: 'ADA LOVELACE', Carrier: 'Verizon' }),
    [['CallerName', 'ADA LOVELACECarrierVerizon']],
    ['Carrier'],
  ],
  [
    'a caller who is named as a family of names, a new parameter',
    webhook('voice.incoming', { CallerName: 'Caller', Carrier: 'Verizon' }),
    [['CallerName', 'CallerCarrierVerizon']],
    ['Carrier'],
  ],
  [
    'a new parameter, an empty attestation',
    webhook('voice.incoming', { SessionId: 'a1b2c3', StirVerstat: '' }),
    [['SessionId', 'a1b2c3StirVerstat']],
    ['StirVerstat'],
  ],
  [
    'a new parameter, an attestation that is not read',
    webhook('voice.accept', { SessionId: 'a1b2c3', StirVerstat: 'NULL' }),
    [['SessionId', 'a1b2c3StirVerstatNULL']],
    ['StirVerstat'],
  ],
  [
    'add-ons, a parameter of every call and a new one',
    webhook('voice.incoming', { AddOns: 'null', CallReason: 'loan' }),
    [['AddOns', 'nullApiVersion2010-04-01CallReasonloan']],
    ['ApiVersion', 'CallReason'],
  ],
  [
    'a new parameter, an empty one that comes with others',
    webhook('voice.menu', { Digits: '1', EdgeLocation: 'ashburn', FinishedOnKey: '', msg: 'Gather End' }),
    [['EdgeLocation', 'ashburnFinishedOnKey']],
    ['FinishedOnKey'],
  ],
  [
    'a new parameter, an identifier',
    webhook('voice.incoming', { NewParameter: '', RecordingSid: `RE${SID}` }),
    [['NewParameter', `RecordingSidRE${SID}`]],
    ['RecordingSid'],
  ],
  [
    'the passport, an empty attestation',
    webhook('voice.incoming', { StirPassportToken: 'eyJh.e30.c2ln', StirVerstat: '' }),
    [['StirPassportToken', 'eyJh.e30.c2lnStirVerstat']],
    ['StirVerstat'],
  ],
  [
    'speech, an attestation that is new',
    webhook('voice.accept', { SpeechResult: 'my loan', StirVerstat: 'TN-Validation-Pending' }),
    [['SpeechResult', 'my loanStirVerstatTN-Validation-Pending']],
    ['StirVerstat'],
  ],
  [
    'the name of a SIP header, the address',
    webhook('voice.menu', { 'SipHeader_X-Note': 'a', SipCallId: 'b', SipSourceIp: '192.0.2.1' }),
    [['SipHeader_X-NoteaSipSourceIp192.0.2.1', '']],
    ['SipHeader_X-Note', 'SipSourceIp'],
  ],
];

describe('a moved border is refused', () => {
  const called = webhook('voice.menu', { ...PLACES, Digits: '5', StirVerstat: 'TN-Validation-Failed-A' });
  const sip = webhook('voice.menu', {
    Called: 'sip:desk@guard.sip.example.com',
    To: 'sip:desk@guard.sip.example.com',
    Confidence: '0.8',
    FromCarrier: 'X',
    msg: 'Gather End',
  });
  const spokenWithout = webhook('voice.reason', { SpeechResult: 'my loan', StirVerstat: '' });
  const spoken = webhook('voice.reason', { SpeechResult: 'The order of Mr. McTavish' });
  test.each<readonly [string, SignedWebhook, readonly Pair[], readonly string[]]>([
    ['From swallows its city', called, [['From', `${CALLER}FromCity`]], ['FromCity']],
    ['To swallows its city', called, [['To', `${HOTLINE}ToCity`]], ['ToCity']],
    ['a name gives its end to the value', called, [['Fro', `m${CALLER}`]], ['From']],
    ['digits within the place before', called, [['CallerZip', 'Digits5']], ['Digits']],
    [
      'attestation as a name',
      called,
      [
        ['StirVerstat', ''],
        ['TN-Validation-Failed-A', ''],
      ],
      [],
    ],
    [
      'attestation within the place before',
      called,
      [['FromZip', 'StirVerstatTN-Validation-Failed-A']],
      ['StirVerstat'],
    ],
    [
      'To cut, its end a name that swallows the next',
      sip,
      [
        ['To', 'sip:desk@guard.sip.exa'],
        ['mple.com', 'msgGather End'],
      ],
      ['msg'],
    ],
    [
      'speech swallows an empty parameter',
      spokenWithout,
      [['SpeechResult', 'my loanStirVerstat']],
      ['StirVerstat'],
    ],
    [
      'both twins swallow something',
      sip,
      [
        ['Caller', `${CALLER}Confidence0.8`],
        ['From', `${CALLER}FromCarrierX`],
      ],
      ['Confidence', 'FromCarrier'],
    ],
    [
      'speech as a name',
      spoken,
      [
        ['SpeechResult', ''],
        ['The', ' order of Mr. McTavish'],
      ],
      [],
    ],
    [
      'speech cut within a word',
      spoken,
      [
        ['SpeechResult', 'The order of Mr. Mc'],
        ['Tavish', ''],
      ],
      [],
    ],
    ...MOVED_WITHIN_NAMES,
    ...MOVED_WITHIN_TEXTS,
    ...SWALLOWED,
  ])('%s', (_what, sent, pairs, without) => {
    expect(judge(presented(sent, pairs, without), signatureOf(sent))).toMatchObject({ kind: 'refused' });
  });

  test.each(['voice.incoming', 'voice.menu', 'voice.category', 'voice.voicemail', 'voice.status'] as const)(
    'every other single border of a call to %s changes nothing of what is believed',
    (route) => {
      const sent = webhook(route, { ...PLACES, StirVerstat: 'TN-Validation-Passed-A' });
      const signature = signatureOf(sent);
      const honest = divisionOf(sent);
      const shifted = shiftsOf(honest).filter((division) => !isSame(division, honest));
      expect(shifted.length).toBeGreaterThan(20);
      const believed = shifted.filter((division) => judge(division, signature).kind === 'believed');
      expect(believed).toEqual([]);
    },
  );

  test.each(['CallerName', 'Digits'])('%s, sent twice and signed once', (name) => {
    const sent = webhook('voice.incoming', { [name]: '5' });
    const { target, pairs } = divisionOf(sent);
    const twice = { target, pairs: pairs.flatMap((pair) => (pair[0] === name ? [pair, pair] : [pair])) };
    expect(judge(twice, signatureOf(sent))).toEqual({
      kind: 'refused',
      problem: `parameter ${name} is repeated`,
    });
  });

  test('a name with a query or a piece of one', () => {
    for (const name of ['?turn', 'a&b', 'a=b', 'a+b', '7', '', 'FromCity ', 'a:b'])
      expect(findMovedBorder([[name, '']], new Set())).toContain('name that Twilio does not give');
  });

  test('what is said of it holds no number', () => {
    const sent = webhook('voice.incoming', PLACES);
    const verdict = judge(presented(sent, [['Fro', `m${CALLER}`]], ['From']), signatureOf(sent));
    expect(verdict).toEqual({ kind: 'refused', problem: 'parameter From is hidden within another one' });
  });
});

/** The same cases each time, and others each day. */
test.each([20_261_127, Math.floor(Date.now() / 86_400_000)])(
  'chance (seed %d) finds no webhook that is refused, and no division that is answered',
  (seed) => {
    const found = fuzz({ count: 1_000, seed });
    expect(found.examples).toEqual([]);
    expect(found).toMatchObject({ signed: 1_000, shifted: 1_000, shiftedRefused: 1_000, signedRefused: 0 });
  },
);
