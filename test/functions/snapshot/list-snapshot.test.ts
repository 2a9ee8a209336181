// The copy of the lists: whatever is listed, it says of every number what the store says; when it is made; and what is done
// with one that cannot be read.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bytesOf, slotsFor } from '../../../core/lists/copy/layout.ts';
import { openListCopy } from '../../../core/lists/copy/list-copy.ts';
import { makeListCopy } from '../../../core/lists/copy/make-copy.ts';
import { firstSlot, numberKey } from '../../../core/lists/copy/number-key.ts';
import { newListing, type Listing, type ListingPattern } from '../../../core/lists/listing.ts';
import { parseIdentity, type Identity } from '../../../core/numbers/identity.ts';
import { createLog } from '../../../functions/log.ts';
import { copyLists } from '../../../functions/snapshot/copy-lists.ts';
import { pause, readLabel, type CopyPlace } from '../../../functions/snapshot/list-copies.ts';
import { createSnapshot, type Snapshot } from '../../../functions/snapshot/list-snapshot.ts';
import { CopyMap } from '../../../in-process/copy-map.ts';
import type { Listings } from '../../../store/lists/listings.ts';
import { openTable } from '../../../store/database/table.ts';
import { openStore, type Store } from '../../../store/store.ts';
import { startTestEngine, type TestEngine } from '../../support/engine.ts';

const START = new Date('2026-11-24T02:00:00Z');
const SILENT = createLog('test', 'SILENT');

let engine: TestEngine;
let store: Store;
let now: Date;
let place: CopyMap;

beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.stop());
beforeEach(() => {
  now = START;
  place = new CopyMap();
  store = openStore(engine.database, () => now);
});

const copy = (listCopies: CopyPlace = place): Promise<void> =>
  copyLists({ store, listCopies, log: SILENT, now: () => now } as unknown as Parameters<typeof copyLists>[0]);
const snapshotOf = (from: CopyPlace = place) =>
  createSnapshot({ place: from, clock: () => 0, log: SILENT, everyMs: 0 });

/** Few digits, so that numbers and rules meet. */
const digits = fc.stringMatching(/^1312555[01]{1,4}$/);
const anyDigits = fc.oneof({ weight: 4, arbitrary: digits }, fc.stringMatching(/^[1-9]\d{6,14}$/));
const addresses = fc.constantFrom('sip:ada@example.com', 'client:desk', 'sip:1312@example.com');
const patterns = fc.oneof(
  { weight: 4, arbitrary: anyDigits.map((text) => `+${text}`) },
  { weight: 3, arbitrary: fc.stringMatching(/^1312555?[01]{0,3}$/).map((text) => `+${text}*`) },
  { weight: 1, arbitrary: fc.stringMatching(/^[1-9]\d{15,20}$/).map((text) => `+${text}*`) },
  { weight: 1, arbitrary: addresses },
);
const times = fc
  .integer({ min: -3, max: 30 })
  .map((days) => new Date(START.getTime() + days * 86_400_000 + 7));
const option = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: undefined });
const FEEDS = ['here', 'withdrawn'] as const;

const listings: fc.Arbitrary<Listing> = fc
  .record({
    pattern: patterns.map((text) => text as ListingPattern),
    list: fc.constantFrom('allow' as const, 'block' as const, 'never-block' as const),
    source: fc.constantFrom('admin' as const, 'automatic' as const, 'feed:here' as const),
    expiresAt: option(times.map((time) => time.toISOString())),
    department: option(fc.constantFrom('loans', 'claims')),
    ringThrough: option(fc.boolean()),
    pending: fc.boolean(),
    complaints: option(
      fc.record({
        feed: fc.constantFrom(...FEEDS),
        count: fc.integer({ min: 1, max: 60_000 }),
        from: fc.constant('2026-01-31'),
        to: fc.constant('2026-11-20'),
      }),
    ),
  })
  .map((parts) =>
    newListing({ ...parts, reason: 'a reason', addedBy: 'grace', addedAt: START.toISOString() }),
  );

/** Of a listing, what the screening reads. */
const read = ({
  pattern,
  list,
  source,
  expiresAt,
  department,
  ringThrough,
  pending,
  complaints,
}: Listing) => ({
  ...{ pattern, list, source, expiresAt, department, ringThrough, pending, complaints },
});
const sorted = (found: readonly Listing[]) =>
  found.map(read).sort((one, other) => one.pattern.localeCompare(other.pattern));

const FEED = {
  name: 'here',
  uploads: [],
  kinds: [],
  complaints: 0,
  numbers: 0,
  dropped: [],
  refreshedAt: START.toISOString(),
  refreshedBy: 'grace',
  block: { atLeast: 1, withinDays: 1, expiresDays: 1 },
  blocks: 0,
};

const onListsOf = (of: Listings, given: readonly Listing[]): Promise<void> =>
  of.putMany([...new Map(given.map((one) => [one.pattern, one])).values()]);

async function everyPattern(of: Listings): Promise<ListingPattern[]> {
  const { items } = await of.page({ limit: 1_000 });
  return items.map(({ pattern }) => pattern);
}

describe('for any lists and any number', () => {
  test('the copy says what the store says', async () => {
    await store.feeds.change((registry) => ({ ...registry, feeds: { here: FEED } }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(listings, { maxLength: 40 }),
        fc.array(
          fc.oneof(
            anyDigits.map((text) => `+${text}`),
            addresses,
          ),
          { minLength: 10, maxLength: 20 },
        ),
        async (given, asked) => {
          await store.listings.removeMany(await everyPattern(store.listings));
          await onListsOf(store.listings, given);
          now = new Date(now.getTime() + 1_000);
          await copy();
          const snapshot = snapshotOf();
          await snapshot.renew();
          const numbers = [...asked, ...given.map(({ pattern }) => pattern)].flatMap(
            (text) => parseIdentity(text) ?? [],
          );
          for (const number of numbers) {
            const { directory } = await store.incoming(number, { members: [], now });
            expect(sorted(snapshot.look(number)?.listings ?? [])).toEqual(sorted(directory.listings));
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('and how often the network vouched for a number that is allowed', async () => {
    const number = parseIdentity('+13125550142')!;
    await onListsOf(store.listings, [allowed(number)]);
    for (const callSid of ['CA1', 'CA2', 'CA3']) {
      for (const habit of ['calls', 'vouched'] as const)
        await store.evidence.addHabit({
          ...{ kind: 'add-habit', number, habit, amount: 1, callSid, at: START.toISOString() },
          expiresAt: '2027-11-24T02:00:00Z',
        } as Parameters<Store['evidence']['addHabit']>[0]);
    }
    await copy();
    const snapshot = snapshotOf();
    await snapshot.renew();
    const { directory } = await store.incoming(number, { members: [], now });
    const habits = directory.evidence?.habits;
    expect(snapshot.look(number)?.history).toEqual({
      vouched: Math.fround(habits?.vouched.at(-1) ?? NaN),
      calls: Math.fround(habits?.calls.at(-1) ?? NaN),
    });
    expect(habits?.vouched.at(-1)).toBeGreaterThan(2.9);
  });
});

const allowed = (pattern: ListingPattern): Listing =>
  newListing({
    ...{ pattern, list: 'allow', reason: 'a customer', source: 'admin', addedBy: 'grace' },
    addedAt: START.toISOString(),
  });
const isIn = (snapshot: Snapshot, number: string): boolean =>
  snapshot.look(number as Identity)?.listings.some(({ pattern }) => pattern === number) === true;
const takenAt = async (): Promise<string | undefined> => (await readLabel(place))?.takenAt;
const later = (minutes: number): void => {
  now = new Date(now.getTime() + minutes * 60_000);
};

describe('the job', () => {
  test('copies what has changed, once more for what was on its way, and then hourly', async () => {
    await copy();
    const times: (string | undefined)[] = [];
    const run = async (minutes: number): Promise<boolean> => {
      later(minutes);
      const before = await takenAt();
      await copy();
      times.push(await takenAt());
      return before !== (await takenAt());
    };
    await run(1);
    await store.listings.put(allowed('+13125550171' as ListingPattern), 0);
    expect([await run(5), await run(5), await run(5), await run(5)]).toEqual([true, true, false, false]);
    await store.listings.remove('+13125550171' as ListingPattern, 1);
    expect([await run(5), await run(5), await run(5)]).toEqual([true, true, false]);
    expect([await run(54), await run(1), await run(1)]).toEqual([false, true, false]);
  });

  test.each([
    ['one is put', (of: Listings) => of.put(allowed('+13125550181' as ListingPattern), 0)],
    ['many are put', (of: Listings) => of.putMany([allowed('+13125550182' as ListingPattern)])],
    ['one is removed', (of: Listings) => of.remove('+13125550181' as ListingPattern, 1)],
    ['many are removed', (of: Listings) => of.removeMany(['+13125550182' as ListingPattern])],
  ])('%s: another state of the lists', async (_what, change) => {
    const before = await store.listings.latestChange();
    await change(store.listings);
    expect(await store.listings.latestChange()).not.toBe(before);
  });

  test('a note that cannot be written keeps no change from being made', async () => {
    const { database } = engine;
    const failing = openStore({
      ...database,
      run: (operation, send) =>
        operation.startsWith('note') ? Promise.reject(new Error('no')) : database.run(operation, send),
    });
    await failing.listings.put(allowed('+13125550183' as ListingPattern), 0);
    expect(await store.listings.get('+13125550183' as ListingPattern)).toBeDefined();
  });

  test('one listing that cannot be read does not keep the others from being copied', async () => {
    await onListsOf(store.listings, [allowed('+13125550191' as ListingPattern)]);
    await openTable(engine.database, 'listings').put('a damaged listing', {
      pattern: '+13125550192',
      list: 'allow',
      source: 'nobody',
    });
    later(60);
    await copy();
    const snapshot = snapshotOf();
    await snapshot.renew();
    expect(isIn(snapshot, '+13125550191')).toBe(true);
    expect(isIn(snapshot, '+13125550192')).toBe(false);
    await openTable(engine.database, 'listings').remove('a damaged listing', { pattern: '+13125550192' });
  });
});

describe('the copy in memory', () => {
  const number = '+13125550201' as Identity;
  beforeEach(async () => {
    await onListsOf(store.listings, [allowed(number)]);
    await copy();
  });

  test('there is none before it is loaded, and a place without one is no error', async () => {
    const snapshot = snapshotOf(new CopyMap());
    await snapshot.renew();
    expect(snapshot.look(number)).toBeUndefined();
    expect(snapshot.takenAt()).toBeUndefined();
  });

  test.each([
    ['cut off', (bytes: Uint8Array) => bytes.slice(0, -9)],
    ['changed in one place', (bytes: Uint8Array) => bytes.map((byte, at) => (at === 40 ? byte ^ 1 : byte))],
    ['empty', () => new Uint8Array()],
  ])('a file that is %s is not used; the last good one serves', async (_how, damage) => {
    const snapshot = snapshotOf();
    await snapshot.renew();
    const before = snapshot.takenAt();
    later(60);
    await copy();
    place.files.set('lists', damage(place.files.get('lists') ?? new Uint8Array()));
    await snapshot.renew();
    expect(snapshot.takenAt()).toBe(before);
    expect(isIn(snapshot, number)).toBe(true);
    const fresh = snapshotOf();
    await fresh.renew();
    expect(fresh.takenAt()).toBeUndefined();
  });

  test('a place that fails, or a label that is no JSON, leaves the last good one', async () => {
    const snapshot = snapshotOf(place);
    const bytes = place.files.get('label.json') ?? new Uint8Array();
    await snapshot.renew();
    place.files.set('label.json', new TextEncoder().encode('{'));
    await snapshot.renew();
    expect(isIn(snapshot, number)).toBe(true);
    place.files.set('label.json', bytes);
  });

  test('it asks for a newer one once in a while, however often it is told to', async () => {
    let asked = 0;
    let clock = 0;
    const counting: CopyPlace = {
      read: (name) => {
        asked += name === 'label.json' ? 1 : 0;
        return place.read(name);
      },
      write: place.write,
    };
    const snapshot = createSnapshot({ place: counting, clock: () => clock, log: SILENT, everyMs: 60_000 });
    await Promise.all([snapshot.renew(), snapshot.renew()]);
    await snapshot.renew();
    expect(asked).toBe(1);
    clock = 60_000;
    await snapshot.renew();
    expect(asked).toBe(2);
  });
});

describe('the table of numbers', () => {
  test('every number and every rule that a number can meet has a key of its own', () => {
    fc.assert(
      fc.property(patterns, patterns, (one, other) => {
        const [a, b] = [one, other].map((text) => numberKey(text as ListingPattern));
        expect(a === undefined || a !== b || one === other).toBe(true);
      }),
    );
  });

  test('a dense block of numbers is spread over the table', () => {
    const slots = 100_000;
    const hit = new Map<number, number>();
    for (let index = 0; index < 80_000; index++) {
      const slot = firstSlot(13_125_550_000 + index, slots);
      hit.set(slot, (hit.get(slot) ?? 0) + 1);
    }
    expect(Math.max(...hit.values())).toBeLessThan(12);
  });

  test('a million listings take less than 64 MB', () => {
    const sizes = { slots: slotsFor(1_000_000), histories: slotsFor(100_000), textBytes: 10_000 };
    expect(bytesOf(sizes)).toBeLessThan(34_000_000);
  });

  test('each of very many listings is found, and none that is not there', async () => {
    const maker = makeListCopy();
    const numberAt = (index: number): ListingPattern =>
      `+1${String(2_000_000_000 + index * 7)}` as ListingPattern;
    for (let index = 0; index < 50_000; index++)
      maker.add({ pattern: numberAt(index), list: 'block', source: 'admin' });
    const bytes = await maker.finish(START.toISOString(), pause);
    const found = openListCopy(bytes);
    for (let index = 0; index < 50_000; index += 97) {
      expect(found?.look(numberAt(index) as Identity).listings).toHaveLength(1);
      expect(found?.look(`+1${String(2_000_000_001 + index * 7)}` as Identity).listings).toHaveLength(0);
    }
  });
});
