// THE POLICY as rows, and as laws.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ATTESTATIONS } from '../../../core/numbers/attestation.ts';
import { LISTS, type Listing, type ListingPattern } from '../../../core/lists/listing.ts';
import { DEFAULT_LEVELS } from '../../../core/screening/levels.ts';
import { screen, type ScreeningFacts } from '../../../core/screening/screening.ts';
import { VERDICTS } from '../../../core/screening/verdict.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { callerIds, directories, listingsFor, NOW, NUMBER } from '../arbitraries.ts';

const listing = (pattern: string, list: Listing['list'], more: Partial<Listing> = {}): Listing => ({
  pattern: pattern as ListingPattern,
  list,
  reason: 'a reason',
  source: 'admin',
  addedBy: 'admin',
  addedAt: '2026-01-01T00:00:00.000Z',
  version: 1,
  ...more,
});

const PAST = '2026-11-01T00:00:00.000Z';
const FUTURE = '2026-12-31T00:00:00.000Z';

const VOUCHED = { vouched: 5, calls: 5 };

interface Row {
  readonly verifiedWith?: ScreeningFacts['attestation'];
  readonly history?: ScreeningFacts['history'];
  readonly listings?: readonly Listing[];
  readonly attestation?: ScreeningFacts['attestation'];
  readonly verifiedUntil?: string;
}

const facts = ({
  listings = [],
  attestation = 'none',
  verifiedUntil,
  verifiedWith,
  history,
}: Row): ScreeningFacts => ({
  callerId: { kind: 'number', number: NUMBER },
  attestation,
  directory: {
    kind: 'known',
    listings,
    caller: {
      number: NUMBER,
      ...(verifiedUntil === undefined ? {} : { verifiedUntil }),
      ...(verifiedWith === undefined ? {} : { verifiedWith }),
    },
  },
  history,
  usualAfterCalls: 3,
  policy: DEFAULT_LEVELS.normal,
  now: NOW,
});

describe('after an accepted appeal', () => {
  const SCORING = { score: 0.95, reasons: [], bridgedLately: false, mode: 'act' } as const;
  const screened = (
    more: Partial<ScreeningFacts>,
    protectedUntil: string | undefined,
    listings: Listing[] = [],
  ) =>
    screen({
      ...facts({}),
      directory: {
        kind: 'known',
        listings,
        caller: { number: NUMBER, ...(protectedUntil === undefined ? {} : { protectedUntil }) },
      },
      reputation: SEED_SETTINGS.screening.reputation,
      ...more,
    });

  test.each([
    ['a score', { scoring: SCORING }],
    ['unanswered calls', { scoring: { ...SCORING, score: 0, unanswered: { own: 5, neighbours: 9 } } }],
  ])('%s leads no further than to the usual code, while it protects', (_what, more) => {
    expect(screened(more, FUTURE)).toMatchObject({ verdict: 'challenge', scored: { keepsAway: false } });
    expect(screened(more, FUTURE).harder).toBeUndefined();
    for (const until of [undefined, PAST]) expect(screened(more, until).verdict).toBe('voicemail');
    expect(screened({ ...more, attestation: 'failed' }, FUTURE).verdict).toBe('voicemail');
  });

  test.each([
    ['an automatic block', { ...listing(NUMBER, 'block'), source: 'automatic' }, 'challenge'],
    ['a rule for a range', listing('+1312555*', 'block'), 'challenge'],
    [
      'a complaint file',
      {
        ...listing(NUMBER, 'block'),
        source: 'feed:x',
        complaints: { feed: 'x', count: 9, from: '2026-01-01', to: '2026-02-01' },
      },
      'challenge',
    ],
    ['a block of this number by a person', listing(NUMBER, 'block'), 'reject'],
  ] as const)('%s', (_what, block, verdict) => {
    expect(screened({}, FUTURE, [block]).verdict).toBe(verdict);
  });
});

describe('precedence', () => {
  test.each<[string, Row, string, string]>([
    ['nothing known', {}, 'challenge', 'unknown-caller'],
    ['blocked', { listings: [listing(NUMBER, 'block')] }, 'reject', 'listed'],
    ['allowed', { listings: [listing(NUMBER, 'allow')] }, 'staff', 'listed'],
    ['never-block', { listings: [listing(NUMBER, 'never-block')] }, 'staff', 'listed'],
    [
      'exact allow before a blocked prefix',
      { listings: [listing('+1312555*', 'block'), listing(NUMBER, 'allow')] },
      'staff',
      'listed',
    ],
    [
      'exact block before an allowed prefix',
      { listings: [listing('+1312555*', 'allow'), listing(NUMBER, 'block')] },
      'reject',
      'listed',
    ],
    [
      'the longest prefix: allow',
      { listings: [listing('+1*', 'block'), listing('+1312555*', 'allow')] },
      'staff',
      'listed',
    ],
    [
      'the longest prefix: block',
      { listings: [listing('+1*', 'allow'), listing('+1312555*', 'block')] },
      'reject',
      'listed',
    ],
    [
      'a never-block prefix before an exact block',
      { listings: [listing('+1312*', 'never-block'), listing(NUMBER, 'block')] },
      'staff',
      'listed',
    ],
    [
      'passed with A, calls with A',
      { verifiedUntil: FUTURE, verifiedWith: 'A', attestation: 'A' },
      'menu',
      'verified',
    ],
    [
      'passed with A, calls with B',
      { verifiedUntil: FUTURE, verifiedWith: 'A', attestation: 'B' },
      'challenge',
      'less-vouched',
    ],
    [
      'passed with A, calls without',
      { verifiedUntil: FUTURE, verifiedWith: 'A' },
      'challenge',
      'less-vouched',
    ],
    [
      'passed with A long ago, calls without',
      { verifiedUntil: PAST, verifiedWith: 'A' },
      'challenge',
      'unknown-caller',
    ],
    ['passed without, calls without', { verifiedUntil: FUTURE, verifiedWith: 'none' }, 'menu', 'verified'],
    [
      'passed without, calls with A',
      { verifiedUntil: FUTURE, verifiedWith: 'none', attestation: 'A' },
      'menu',
      'verified',
    ],
    ['passed before this was kept, calls without', { verifiedUntil: FUTURE }, 'menu', 'verified'],
    [
      'allowed, always with A, now without',
      { listings: [listing(NUMBER, 'allow')], history: VOUCHED },
      'challenge',
      'less-vouched',
    ],
    [
      'allowed, always with A, now too',
      { listings: [listing(NUMBER, 'allow')], history: VOUCHED, attestation: 'A' },
      'staff',
      'listed',
    ],
    [
      'allowed, twice with A, now without',
      { listings: [listing(NUMBER, 'allow')], history: { vouched: 2, calls: 2 } },
      'staff',
      'listed',
    ],
    [
      'allowed, now with A, now without',
      { listings: [listing(NUMBER, 'allow')], history: { vouched: 5, calls: 8 } },
      'staff',
      'listed',
    ],
    [
      'allowed within a blocked prefix, always with A, now without: never refused',
      { listings: [listing('+1312555*', 'block'), listing(NUMBER, 'allow')], history: VOUCHED },
      'challenge',
      'less-vouched',
    ],
    [
      'allowed, always with A, now without, but passed without',
      { listings: [listing(NUMBER, 'allow')], history: VOUCHED, verifiedUntil: FUTURE, verifiedWith: 'none' },
      'menu',
      'verified',
    ],
    [
      'never-block, always with A, now without',
      { listings: [listing(NUMBER, 'never-block')], history: VOUCHED },
      'staff',
      'listed',
    ],
    [
      'expired block',
      { listings: [listing(NUMBER, 'block', { expiresAt: PAST })] },
      'challenge',
      'listing-expired',
    ],
    [
      'expired exact allow leaves the prefix',
      { listings: [listing(NUMBER, 'allow', { expiresAt: PAST }), listing('+1312555*', 'block')] },
      'reject',
      'listed',
    ],
    [
      'block that has not expired',
      { listings: [listing(NUMBER, 'block', { expiresAt: FUTURE })] },
      'reject',
      'listed',
    ],
    ['verified lately', { verifiedUntil: FUTURE }, 'menu', 'verified'],
    ['verified once', { verifiedUntil: PAST }, 'challenge', 'unknown-caller'],
    [
      'verified, but blocked',
      { listings: [listing(NUMBER, 'block')], verifiedUntil: FUTURE },
      'reject',
      'listed',
    ],
    [
      'allowed, attestation failed',
      { listings: [listing(NUMBER, 'allow')], attestation: 'failed' },
      'challenge',
      'attestation-failed',
    ],
    [
      'never-block, attestation failed',
      { listings: [listing(NUMBER, 'never-block')], attestation: 'failed' },
      'challenge',
      'attestation-failed',
    ],
    [
      'blocked, attestation failed',
      { listings: [listing(NUMBER, 'block')], attestation: 'failed' },
      'reject',
      'listed',
    ],
    [
      'verified, attestation failed',
      { verifiedUntil: FUTURE, attestation: 'failed' },
      'challenge',
      'attestation-failed',
    ],
    ['allowed, attestation C', { listings: [listing(NUMBER, 'allow')], attestation: 'C' }, 'staff', 'listed'],
  ])('%s', (_row, row, verdict, code) => {
    const screening = screen(facts(row));
    expect(screening.verdict).toBe(verdict);
    expect(screening.reasons.map((reason) => reason.code)).toContain(code);
  });

  test.each(['challenge', 'voicemail', 'reject', 'busy'] as const)(
    'withheld callers: %s, by settings',
    (withheld) => {
      const screening = screen({
        ...facts({}),
        callerId: { kind: 'withheld' },
        policy: { ...DEFAULT_LEVELS.normal, withheld },
      });
      expect(screening).toEqual({ verdict: withheld, reasons: [{ code: 'withheld' }] });
    },
  );

  test('the store is gone: challenged, and the reason is told', () => {
    const screening = screen({ ...facts({}), directory: { kind: 'unavailable' } });
    expect(screening).toEqual({ verdict: 'challenge', reasons: [{ code: 'store-unavailable' }] });
  });

  test('a stranger whose signature failed meets the harder challenge, nobody else by the number alone', () => {
    for (const attestation of ATTESTATIONS)
      expect(screen(facts({ attestation })).harder).toBe(attestation === 'failed' ? true : undefined);
    const level = { ...DEFAULT_LEVELS.siege, unknown: 'voicemail' } as const;
    expect(screen({ ...facts({ attestation: 'failed' }), policy: level })).not.toHaveProperty('harder');
  });

  test('the listing that decided is named', () => {
    const exact = listing(NUMBER, 'allow', { department: 'loans', ringThrough: true });
    expect(screen(facts({ listings: [listing('+1*', 'block'), exact] })).listing).toBe(exact);
  });
});

describe('what the network used to say of a number', () => {
  const history = fc.record({
    vouched: fc.double({ min: 0, max: 50, noNaN: true }),
    calls: fc.double({ min: 0, max: 50, noNaN: true }),
  });
  const row = fc.record({
    listings: listingsFor(NUMBER),
    attestation: fc.constantFrom(...ATTESTATIONS),
    history,
  });

  test('never changes a call that comes with A, and nothing where it counts never', () => {
    fc.assert(
      fc.property(row, fc.nat({ max: 9 }), (known, usualAfterCalls) => {
        const given = { ...facts(known), usualAfterCalls: known.attestation === 'A' ? usualAfterCalls : 0 };
        expect(screen(given)).toEqual(screen({ ...given, history: undefined }));
      }),
    );
  });

  test('refuses nobody who would not have been refused, and never makes it milder', () => {
    fc.assert(
      fc.property(row, fc.nat({ max: 9 }), (known, usualAfterCalls) => {
        const given = { ...facts(known), usualAfterCalls };
        const [before, after] = [screen({ ...given, history: undefined }), screen(given)];
        if (before.verdict !== after.verdict)
          expect([before.verdict, after.verdict]).toEqual(['staff', 'challenge']);
      }),
    );
  });
});

describe('laws', () => {
  const attestations = fc.constantFrom(...ATTESTATIONS);

  test('every caller gets one of the verdicts, with at least one reason', () => {
    fc.assert(
      fc.property(
        callerIds,
        attestations,
        directories,
        fc.date({ noInvalidDate: true }),
        (callerId, attestation, directory, now) => {
          const screening = screen({
            callerId,
            attestation,
            directory,
            policy: { ...DEFAULT_LEVELS.normal, withheld: 'voicemail' },
            now,
          });
          expect(VERDICTS).toContain(screening.verdict);
          expect(screening.reasons.length).toBeGreaterThan(0);
        },
      ),
    );
  });

  test('the order in which listings are read does not matter', () => {
    fc.assert(
      fc.property(
        listingsFor(NUMBER),
        attestations,
        fc.infiniteStream(fc.nat()),
        (listings, attestation, keys) => {
          const order = new Map(listings.map((one) => [one, keys.next().value as number]));
          const shuffled = [...listings].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
          expect(screen(facts({ listings: shuffled, attestation })).verdict).toBe(
            screen(facts({ listings, attestation })).verdict,
          );
        },
      ),
    );
  });

  test('only a listing that vouches, in force, from a caller who is not forged, rings staff at once', () => {
    fc.assert(
      fc.property(listingsFor(NUMBER), attestations, (listings, attestation) => {
        const { verdict } = screen(facts({ listings, attestation }));
        const vouched = listings.some(
          ({ list, expiresAt }) =>
            list !== 'block' && (expiresAt === undefined || Date.parse(expiresAt) > NOW.getTime()),
        );
        if (verdict === 'staff') expect(vouched && attestation !== 'failed').toBe(true);
      }),
    );
  });

  test('an expired listing changes nothing', () => {
    fc.assert(
      fc.property(listingsFor(NUMBER), fc.constantFrom(...LISTS), (listings, list) => {
        const rest = listings.filter(({ pattern }) => pattern !== NUMBER);
        const expired = listing(NUMBER, list, { expiresAt: PAST });
        expect(screen(facts({ listings: [...rest, expired] })).verdict).toBe(
          screen(facts({ listings: rest })).verdict,
        );
      }),
    );
  });

  test('a copy of the lists grants nothing that the store would refuse, and refuses nothing that it would grant', () => {
    const histories = fc.record({
      vouched: fc.integer({ min: 0, max: 6 }),
      calls: fc.integer({ min: 0, max: 6 }),
    });
    const hours = fc.integer({ min: 0, max: 24 * 9 });
    fc.assert(
      fc.property(
        listingsFor(NUMBER),
        attestations,
        histories,
        hours,
        (listings, attestation, history, age) => {
          const known = facts({ listings, attestation, history });
          const takenAt = new Date(NOW.getTime() - age * 3_600_000).toISOString();
          const isListed = listings.some(({ list, pattern }) => list === 'allow' && pattern === NUMBER);
          const { verdict, reasons } = screen({
            ...known,
            directory: { kind: 'copied', listings, takenAt },
            history: isListed ? history : undefined,
          });
          expect(['staff', 'reject', 'challenge']).toContain(verdict);
          if (verdict === 'challenge') expect(reasons).toEqual([{ code: 'store-unavailable' }]);
          else expect(screen(known).verdict).toBe(verdict);
          if (verdict === 'staff') expect(age).toBeLessThan(24);
          if (verdict === 'reject') expect(age).toBeLessThan(24 * 7);
          const isExact = !listings.some(({ list, pattern }) => list === 'allow' && pattern !== NUMBER);
          if (age < 24 && isExact) expect(verdict).toBe(screen(known).verdict);
        },
      ),
    );
  });
});
