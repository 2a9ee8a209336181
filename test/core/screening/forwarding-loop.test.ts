// Which calls come back from our own side, however a carrier spells the line that forwarded them.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Call } from '../../../core/call/call-event.ts';
import { decide } from '../../../core/call/decide.ts';
import type { E164 } from '../../../core/numbers/e164.ts';
import { findForwardingLoop } from '../../../core/screening/forwarding-loop.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { settingsWith } from '../../support/settings.ts';
import { ADA, CALLER, HOTLINE } from '../../support/twilio-values.ts';
import { directories, events, NOW } from '../arbitraries.ts';

const callFrom = (from: string, forwardedFrom: readonly string[], to = HOTLINE): Call => ({
  callSid: `CA${'0'.repeat(32)}`,
  callerId: { kind: 'number', number: from as E164 },
  to,
  attestation: 'none',
  forwardedFrom,
});

const lineOf = (forwardedFrom: string, settings = SEED_SETTINGS): string | undefined =>
  findForwardingLoop(callFrom(CALLER, [forwardedFrom]), settings)?.number;

test.each([
  '+13125550111',
  '13125550111',
  '3125550111',
  '0013125550111',
  '01113125550111',
  '+1 (312) 555-0111',
  '312.555.0111',
  'tel:+13125550111',
  'tel:+1-312-555-0111;phone-context=example.com',
  'sip:+13125550111@carrier.example;user=phone',
  'SIPS:13125550111@carrier.example',
  '"Ada" <sip:+13125550111@carrier.example>;reason=unconditional',
])('Ada’s phone as %s', (text) => {
  expect(lineOf(text)).toBe(ADA);
});

test.each([
  '',
  'anonymous',
  '+266696687',
  '+3125550111',
  '+1312555011',
  '5550111',
  '125550111',
  '493125550111',
  '131255501110',
  'sip:ada@13125550111.example',
  'Ada 13125550111',
  '++13125550111',
  '+',
])('%j is no phone of ours', (text) => {
  expect(lineOf(text)).toBeUndefined();
});

test('national spellings count in the hotline’s own country', () => {
  const shanghai = settingsWith({
    hotline: { ...SEED_SETTINGS.hotline, number: '+862166218888', region: 'CN' },
    departments: [
      {
        ...SEED_SETTINGS.departments[0],
        members: [
          { name: '李华', number: '+8613800138000' },
          { name: 'Ada', number: ADA },
        ],
        onCall: [{ name: '王芳', number: '+862166218899' }],
      },
    ],
  });
  const spellings = [
    '13800138000',
    '013800138000',
    '8613800138000',
    '008613800138000',
    '02166218899',
    '3125550111',
  ];
  expect(spellings.map((text) => lineOf(text, shanghai))).toEqual([
    ...Array<string>(4).fill('+8613800138000'),
    '+862166218899',
    undefined,
  ]);
});

test('any text at all has an answer, and names nobody by chance', () => {
  fc.assert(fc.property(fc.string({ maxLength: 128 }), (text) => lineOf(text) === undefined));
});

test('the hotline calls itself, or forwards to itself; a published number that forwards to it does not', () => {
  const { officialNumbers: _, ...hotline } = SEED_SETTINGS.hotline;
  const settings = settingsWith({ hotline: { ...hotline, officialNumbers: ['+13125550188'] } });
  const found = (call: Call): unknown => findForwardingLoop(call, settings);
  expect(found(callFrom(HOTLINE, []))).toEqual({ number: HOTLINE });
  expect(found(callFrom(HOTLINE, [ADA]))).toEqual({ number: ADA, member: 'Ada' });
  expect(found(callFrom(CALLER, [HOTLINE]))).toEqual({ number: HOTLINE });
  expect(found(callFrom(CALLER, [HOTLINE], '+13125550199'))).toBeUndefined();
  expect(found(callFrom(CALLER, ['+13125550188']))).toBeUndefined();
  expect(found(callFrom('+13125550188', []))).toBeUndefined();
  expect(found(callFrom(CALLER, ['unknown', '+13125550111']))).toEqual({ number: ADA, member: 'Ada' });
});

test('no event of a call that staff forwarded leads to ringing staff, at any step', () => {
  const circumstances = { now: NOW, challengeSeed: () => new Uint8Array(32) };
  const onCall = [{ name: 'Carol', number: '+13125550113' }];
  const [desk] = SEED_SETTINGS.departments;
  const settings = settingsWith({
    departments: [
      { ...desk, onCall, overflow: 'night' },
      { ...desk, id: 'night', onCall },
    ],
  });
  const lines = fc.constantFrom(ADA, '+13125550113', HOTLINE);
  fc.assert(
    fc.property(events, directories, lines, (event, directory, line) => {
      fc.pre('call' in event);
      const forwarded = { ...event, call: { ...event.call, forwardedFrom: [line] } };
      expect(decide(forwarded, { settings, directory }, circumstances).plan.kind).not.toBe('ring');
    }),
    { numRuns: 3_000 },
  );
});
