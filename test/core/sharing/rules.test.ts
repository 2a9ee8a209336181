// Which numbers may leave, what partners' doubts do, and what guessing costs.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newListing, parsePattern, type Listing } from '../../../core/lists/listing.ts';
import { dialableNumbers, wordsMatching } from '../../../core/sharing/dialable.ts';
import { DEFAULT_ANONYMITY, guessingCost, guessingTable } from '../../../core/sharing/guessing-cost.ts';
import { needsApproval, type PartnerTerms } from '../../../core/sharing/partner.ts';
import { batchFor, factsOf, weekOf, withheld } from '../../../core/sharing/share.ts';
import { disputeOf } from '../../../core/sharing/sighting.ts';
import { planOf } from '../../../core/numbers/numbering-plan.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { parseE164 } from '../../../core/numbers/e164.ts';

const NOW = new Date('2026-11-24T09:00:00.000Z');

function listing(text: string, change: Partial<Listing> = {}): Listing {
  const pattern = parsePattern(text);
  if (pattern === undefined) throw new Error(text);
  const addedAt = '2026-11-20T08:00:00.000Z';
  return {
    ...newListing({ pattern, list: 'block', reason: 'fraud', source: 'admin', addedBy: 'grace', addedAt }),
    ...change,
  };
}

const shields = {
  settings: SEED_SETTINGS,
  neverBlock: new Set([listing('+44207946*').pattern]),
  allowed: new Set([listing('+442079471234').pattern]),
};

test.each<[string, Listing, ReturnType<typeof withheld>]>([
  ['a block by a person', listing('+13125550161'), undefined],
  ['one by the guard itself', listing('+13125550161', { source: 'automatic' }), undefined],
  ['a prefix rule', listing('+131255501*'), 'prefix'],
  ['one that waits', listing('+13125550161', { pending: true }), 'not-in-force'],
  ['one that is over', listing('+13125550161', { expiresAt: '2026-11-24T08:00:00.000Z' }), 'not-in-force'],
  ['an allowlisted number', listing('+13125550161', { list: 'allow' }), 'not-in-force'],
  ['one of a complaint file', listing('+13125550161', { source: 'feed:ftc' }), 'imported'],
  ['the hotline itself', listing(SEED_SETTINGS.hotline.number), 'own'],
  ['one under a never-block rule', listing('+442079460001'), 'never-block'],
  ['one that is allowlisted too', listing('+442079471234'), 'allowlisted'],
])('%s', (_name, given, expected) => {
  expect(withheld(given, shields, NOW)).toBe(expected);
});

test('what is known of a number', () => {
  const number = parseE164('+13125550161');
  if (number === undefined) throw new Error('no number');
  const block = { ...listing(number, { source: 'automatic', approvedBy: 'linus' }), pattern: number };
  const callTimes = ['2026-11-22T09:00:00.000Z', '2026-11-18T09:00:00.000Z'];
  const facts = factsOf(block, {
    callTimes,
    categories: ['other', 'harassment', 'harassment'],
    reporters: 2,
  });
  expect(facts).toEqual({
    number,
    category: 'harassment',
    decision: 'human',
    firstSeen: '2026-11-18T09:00:00.000Z',
    lastSeen: '2026-11-22T09:00:00.000Z',
    calls: 2,
    confidence: 90,
    expires: '2027-05-21T09:00:00.000Z',
  });
});

test.each([
  ['2026-11-23T00:00:00.000Z', '2026-W48'],
  ['2026-11-22T23:59:59.000Z', '2026-W47'],
  ['2027-01-01T00:00:00.000Z', '2026-W53'],
  ['2024-12-30T00:00:00.000Z', '2025-W01'],
])('%s is in the week %s', (at, week) => {
  expect(weekOf(at)).toBe(week);
});

test('a full event is followed by another one', () => {
  expect(batchFor('2026-11-22T00:00:00.000Z', new Map([['2026-W47', 2_000]]))).toBe('2026-W47.2');
});

describe('doubts', () => {
  const partner = (name: string, trust: 'low' | 'normal' | 'high', contractReference = name) => ({
    name,
    terms: { trust, contractReference },
  });
  const all = [
    partner('low', 'low'),
    partner('bank', 'normal'),
    partner('shop', 'normal'),
    partner('branch', 'normal', 'bank'),
    partner('police', 'high'),
  ];
  test.each<[string[], ReturnType<typeof disputeOf>]>([
    [[], 'none'],
    [['low'], 'none'],
    [['bank'], 'flagged'],
    [['bank', 'low'], 'flagged'],
    [['bank', 'branch'], 'flagged'],
    [['bank', 'shop'], 'disputed'],
    [['police'], 'disputed'],
    [['gone'], 'none'],
  ])('of %j: %s', (names, expected) => {
    expect(disputeOf(names, all)).toBe(expected);
  });
});

test('contact and contract reference alone change without a second person', () => {
  const terms = { mostNumbers: 1, contact: { name: 'a' }, contractReference: '1' } as PartnerTerms;
  expect(needsApproval(terms, { ...terms, contact: { name: 'b' }, contractReference: '2' })).toBe(false);
  expect(needsApproval(terms, { ...terms, mostNumbers: 2 })).toBe(true);
  expect(needsApproval(terms, { ...terms, basis: { kind: 'contract', reference: '3' } })).toBe(true);
});

describe('dialable numbers', () => {
  test('are counted as they would be listed', () => {
    const piece = fc.oneof(
      fc.constantFrom('1', '[2-4]', String.raw`\d`, '(?:12|3)', '4?', '[05]{2}', '(?:6|7){0,2}'),
    );
    const words = Array.from({ length: 4 }, (_, length) =>
      Array.from({ length: 10 ** length }, (__, word) =>
        length === 0 ? '' : String(word).padStart(length, '0'),
      ),
    ).flat();
    fc.assert(
      fc.property(fc.array(fc.array(piece, { maxLength: 3 }), { minLength: 1, maxLength: 3 }), (parts) => {
        const pattern = parts.map((part) => part.join('')).join('|');
        const whole = new RegExp(`^(?:${pattern})$`);
        expect(wordsMatching(pattern, 3)).toBe(words.filter((word) => whole.test(word)).length);
      }),
      { numRuns: 60 },
    );
  });

  test.each(['US', 'CN', 'GB', 'DE', 'BR', 'MX', 'IN', 'NG', 'AC'])('of %s can be counted', (region) => {
    expect([planOf(region) === undefined, dialableNumbers(region) > 1_000]).toEqual([false, true]);
  });
});

test('behind a prefix are as many numbers as were agreed, and the document states the table', () => {
  for (const anonymity of [100, 1_000, 100_000])
    for (const region of ['US', 'CN', 'HK'])
      expect(guessingCost(region, { requestsPerHour: 1, anonymity }).anonymity).toBeGreaterThan(anonymity);
  const stated = readFileSync('docs/sharing.md', 'utf8').replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-');
  const computed = guessingTable({ requestsPerHour: 1_000, anonymity: DEFAULT_ANONYMITY });
  expect(stated).toContain(computed.replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-'));
});
