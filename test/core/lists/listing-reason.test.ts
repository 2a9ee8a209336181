// Why a number is listed, in the reader's language.
import { expect, test } from '@jest/globals';
import { fixedReason, type ListingFacts, listingReason } from '../../../core/lists/listing-reason.ts';

const BASIS = [
  { kind: 'flagged', count: 1, days: 1, points: 3 },
  { kind: 'challenge-failed', count: 2, days: 2, points: 2 },
  { kind: 'silent', count: 2, days: 1, points: 2 },
  { kind: 'reported', count: 3, days: 2, points: 6 },
] as const;

const REASONS: readonly (readonly [what: string, facts: ListingFacts, english: string, chinese: string])[] = [
  [
    'an automatic block',
    { reason: 'as an older release stored it', basis: BASIS },
    'flagged by staff once, failed the keypad check 2 times on 2 days, pressed nothing in the keypad check 2 times on 1 day, reported 3 times on 2 days',
    '1 天内被员工标记 1 次，2 天内未通过按键验证 2 次，1 天内验证时未按键 2 次，2 天内被举报 3 次',
  ],
  [
    'an automatic block of calls without attestation A',
    { reason: '', basis: BASIS.slice(0, 1), unvouched: true },
    'flagged by staff once (the calls had no attestation A)',
    '1 天内被员工标记 1 次（来电未经运营商认证）',
  ],
  [
    'a block from the FTC’s complaint file',
    { reason: '', complaints: { feed: 'ftc', count: 12, from: '2026-11-01', to: '2026-11-20' } },
    '12 complaints to the FTC, 2026-11-01 to 2026-11-20',
    '2026-11-01 至 2026-11-20，美国 FTC 有 12 条投诉记录',
  ],
  [
    'a block from another complaint file, with one complaint',
    { reason: '', complaints: { feed: 'acme', count: 1, from: '2026-11-01', to: '2026-11-01' } },
    '1 complaint in the file "acme", on 2026-11-01',
    '2026-11-01，投诉文件“acme”中有 1 条投诉记录',
  ],
  ['what a person wrote', { reason: 'Asks for gift cards' }, 'Asks for gift cards', 'Asks for gift cards'],
  [
    'a sentence of an older release without facts',
    { reason: 'flagged by staff 3 times on 2 days' },
    'flagged by staff 3 times on 2 days',
    'flagged by staff 3 times on 2 days',
  ],
  [
    'a number that staff allowed by phone',
    { reason: 'allowed by phone' },
    'allowed by phone',
    '员工通过电话加入白名单',
  ],
  [
    'a number that staff allowed by phone, as older releases stored it',
    { reason: 'allowed by telephone' },
    'allowed by phone',
    '员工通过电话加入白名单',
  ],
];

test.each(REASONS)('%s', (_what, facts, english, chinese) => {
  expect(listingReason(facts, 'en-US')).toBe(english);
  expect(listingReason(facts, 'zh-CN')).toBe(chinese);
});

test.each(['constructor', 'toString', '__proto__'])('a reason called %s stays what it is', (reason) => {
  expect(fixedReason(reason, 'zh-CN')).toBe(reason);
});
