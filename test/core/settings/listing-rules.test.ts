// What a listing may be: a table of requests, and what is made of each or why nothing is.
import { describe, expect, test } from '@jest/globals';
import { newListing, type List, type Listing, type ListingPattern } from '../../../core/lists/listing.ts';
import {
  approvalRefusal,
  lineRefusal,
  listingByHand,
  ownNumbersIn,
  type ListingAuthor,
} from '../../../core/settings/listing-rules.ts';
import { GUARDED_KINDS } from '../../../core/settings/guarded-kinds.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { settingsWith } from '../../support/settings.ts';

const NOW = new Date('2026-03-10T15:00:00Z');
const PERSON: ListingAuthor = { id: 'grace', kind: 'person' };
const TOKEN: ListingAuthor = { id: 'admin', kind: 'token' };
const settings = settingsWith({});
const careful = settingsWith({ security: { secondApprover: [...GUARDED_KINDS] } });
const [department] = SEED_SETTINGS.departments;
const MEMBER = department?.members[0]?.number as ListingPattern;
const STRANGER = '+13125550177' as ListingPattern;
const WIDE = '+1312*' as ListingPattern;

const stands = (list: List, more: Partial<Listing> = {}): Listing => ({
  ...newListing({
    pattern: STRANGER,
    list,
    reason: 'known',
    source: 'admin',
    addedBy: 'ada',
    addedAt: '2026-01-01T00:00:00.000Z',
  }),
  ...more,
});

const byHand = (pattern: ListingPattern, asked: object = {}, more: object = {}) =>
  listingByHand(
    pattern,
    { list: 'block', reason: 'a reason', ...asked },
    { by: PERSON, now: NOW, settings, standing: undefined, ...more },
  );

describe('a listing by hand', () => {
  test('holds what was asked for, who asked, and when', () => {
    const asked = {
      list: 'allow',
      department: department?.id,
      ringThrough: true,
      expiresAt: '2026-03-11T00:00:00Z',
    };
    expect(byHand(STRANGER, asked, { standing: stands('block', { version: 4 }) })).toEqual({
      ok: true,
      listing: {
        pattern: STRANGER,
        list: 'allow',
        reason: 'a reason',
        source: 'admin',
        addedBy: 'grace',
        addedAt: NOW.toISOString(),
        expiresAt: '2026-03-11T00:00:00.000Z',
        department: department?.id,
        ringThrough: true,
        version: 5,
      },
    });
  });

  test.each<[string, ListingPattern, object, object, object]>([
    ['the number of a member', MEMBER, {}, {}, { code: 'own-number', pattern: MEMBER }],
    [
      'a number on the never-block list',
      STRANGER,
      {},
      { standing: stands('never-block') },
      { code: 'never-block', pattern: STRANGER },
    ],
    [
      'a department that is not there',
      STRANGER,
      { department: 'nowhere' },
      {},
      { code: 'no-department', department: 'nowhere' },
    ],
    ['a day that no calendar has', STRANGER, { expiresAt: '2026-02-30' }, {}, { code: 'not-a-date' }],
    ['a day that is over', STRANGER, { expiresAt: '2026-03-09' }, {}, { code: 'past-date' }],
  ])('is refused: %s', (_, pattern, asked, more, refusal) => {
    expect(byHand(pattern, asked, more)).toEqual({ ok: false, refusal });
  });

  test.each<[string, ListingPattern, object, object]>([
    ['a member on the allow list', MEMBER, { list: 'allow' }, {}],
    ['a region in which members are', '+13125550*' as ListingPattern, {}, {}],
    ['a number off the never-block list', STRANGER, { list: 'allow' }, { standing: stands('never-block') }],
    ['a day that ends today', STRANGER, { expiresAt: '2026-03-10' }, {}],
  ])('is made: %s', (_, pattern, asked, more) => {
    expect(byHand(pattern, asked, more)).toMatchObject({ ok: true, listing: { pattern } });
  });

  test.each<[string, boolean, object]>([
    ['of one person', true, {}],
    ['of the machine owner’s token', false, { by: TOKEN }],
    ['of that token where two people are asked for', true, { by: TOKEN, settings: careful }],
    ['that stands approved, with other words', false, { standing: stands('block', { pattern: WIDE }) }],
    ['that still waits', true, { standing: stands('block', { pattern: WIDE, pending: true }) }],
    ['that comes from another list', true, { standing: stands('allow', { pattern: WIDE }) }],
  ])('a wide rule %s waits for a second person: %s', (_, pending, more) => {
    const made = byHand(WIDE, {}, more);
    expect(made.ok && made.listing.pending === true).toBe(pending);
  });
});

test.each<[string, ListingAuthor, Partial<Listing>, typeof settings, ReturnType<typeof approvalRefusal>]>([
  ['another person', PERSON, {}, settings, undefined],
  ['the one who proposed it', PERSON, { addedBy: 'grace' }, settings, 'own-proposal'],
  ['the token', TOKEN, { pattern: WIDE }, settings, undefined],
  ['the token where two people are asked for', TOKEN, { pattern: WIDE }, careful, 'token'],
  ['the token, of one number', TOKEN, {}, careful, undefined],
])('whether %s may approve a listing', (_, by, listing, under, expected) => {
  expect(approvalRefusal(stands('block', listing), by, under)).toBe(expected);
});

test.each<[ReturnType<typeof lineRefusal>, ListingPattern, List, List | undefined, string | undefined]>([
  [undefined, STRANGER, 'block', undefined, undefined],
  [undefined, STRANGER, 'block', 'block', ''],
  ['own', MEMBER, 'block', undefined, undefined],
  [undefined, MEMBER, 'allow', undefined, undefined],
  ['allowlisted', STRANGER, 'block', 'allow', undefined],
  ['never-block', STRANGER, 'block', 'never-block', undefined],
  [undefined, STRANGER, 'allow', 'never-block', undefined],
  ['no-department', STRANGER, 'allow', undefined, 'nowhere'],
])(
  'a line of a file is refused as %s: %s to %s, standing on %s, department %s',
  (code, pattern, list, on, to) => {
    const standing = on === undefined ? undefined : stands(on);
    expect(lineRefusal({ pattern, list, department: to }, standing, settings)).toBe(code);
  },
);

test('own numbers are counted in a rule', () => {
  expect(ownNumbersIn(MEMBER, settings)).toBe(1);
  expect(ownNumbersIn('+1*' as ListingPattern, settings)).toBeGreaterThan(1);
  expect(ownNumbersIn(STRANGER, settings)).toBe(0);
});
