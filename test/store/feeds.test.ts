// Complaint feeds in the store: what counts, what is left over, and what becomes of it.
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, type Complaint } from '../../core/evidence/complaints.ts';
import { homeOf } from '../../core/evidence/feed-evidence.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import type { Feed } from '../../core/evidence/feed.ts';
import type { Listing } from '../../core/lists/listing.ts';
import { tidyFeeds } from '../../functions/jobs/tidy-feeds.ts';
import type { Runtime } from '../../functions/runtime.ts';
import { openStore, type Store } from '../../store/store.ts';
import { rigForAll } from '../support/rig.ts';

const rig = rigForAll();
let store: Store;

beforeAll(() => {
  store = openStore(rig.database);
});

const NOW = new Date('2026-11-24T12:00:00.000Z');
const TODAY = dayOf(NOW);
const NUMBER = '+13125550143' as E164;
const NEIGHBOUR = '+13125550199' as E164;

const complaint = (number: E164, count = 1, day = TODAY): Complaint => ({ number, day, kind: 0, count });
const piece = (...complaints: Complaint[]) => ({ complaints, kinds: ['Other'], dropped: [] });
const feed = (name: string, ...ids: string[]): Feed => ({
  name,
  uploads: ids.map((id) => ({ id, pieces: 1 })),
  kinds: ['Other'],
  complaints: 1,
  numbers: 1,
  dropped: [],
  refreshedAt: NOW.toISOString(),
  refreshedBy: 'admin',
  blocks: 0,
});

const spread = async (id: string, ...complaints: Complaint[]): Promise<void> => {
  await store.feeds.putPiece(id, 0, piece(...complaints));
  await store.feeds.spread(id, new Map([[0, complaints]]), () => true);
};
const inForce = (...feeds: Feed[]) =>
  store.feeds.change((registry) => ({
    ...registry,
    feeds: Object.fromEntries(feeds.map((one) => [one.name, one])),
  }));
const mentioned = async (number = NUMBER): Promise<[string, number][]> => {
  const evidence = await store.incoming(number, { members: [], now: NOW });
  const both = (await store.evidence.of([number], NOW))(number);
  expect(both.feeds).toEqual(evidence.directory.evidence?.feeds);
  return (evidence.directory.evidence?.feeds?.mentions ?? []).map((one) => [one.feed, one.complaints]);
};

describe('a call', () => {
  test('knows an upload from the moment on at which the record names it, and no longer', async () => {
    await spread('one', complaint(NUMBER, 2));
    expect(await mentioned()).toEqual([]);
    await inForce(feed('ftc', 'one'));
    expect(await mentioned()).toEqual([['ftc', 2]]);
    // A refresh that has not come to its end.
    await spread('two', complaint(NUMBER, 5));
    expect(await mentioned()).toEqual([['ftc', 2]]);
    await inForce(feed('ftc', 'two'));
    expect(await mentioned()).toEqual([['ftc', 5]]);
    await inForce();
    expect(await mentioned()).toEqual([]);
  });

  test('adds up a number’s complaints in several feeds, each by its name', async () => {
    await spread('three', complaint(NUMBER, 3));
    await spread('four', complaint(NUMBER));
    await inForce(feed('ftc', 'three'), feed('fcc', 'four'));
    expect(await mentioned()).toEqual([
      ['fcc', 1],
      ['ftc', 3],
    ]);
    const near = (await store.evidence.of([NEIGHBOUR], NOW))(NEIGHBOUR).feeds?.complaints;
    expect(near?.number.complaints).toEqual([0, 0, 0, 0]);
    expect(near?.hundred.complaints).toEqual([4, 4, 4, 4]);
    expect(near?.hundred.numbers).toEqual([1, 1, 1, 1]);
    await inForce();
  });
});

test('a block of a feed that is gone, or that blocks nobody any more, has no effect before it is deleted', async () => {
  const block: Listing = {
    pattern: NUMBER,
    list: 'block',
    reason: '3 complaints to the FTC',
    source: 'feed:ftc',
    addedBy: 'admin',
    addedAt: NOW.toISOString(),
    complaints: { feed: 'ftc', count: 3, from: '2026-11-20', to: '2026-11-22' },
    version: 1,
  };
  await store.listings.putMany([block]);
  const found = async () => (await store.incoming(NUMBER, { members: [], now: NOW })).directory.listings;
  expect(await found()).toEqual([]);
  await inForce({ ...feed('ftc', 'one'), block: { atLeast: 3, withinDays: 30, expiresDays: 90 } });
  expect(await found()).toEqual([block]);
  await inForce(feed('ftc', 'one'));
  expect(await found()).toEqual([]);
  expect(await store.listings.ofFeed('ftc')).toEqual([block]);
  await store.listings.removeMany([NUMBER]);
  expect(await store.listings.ofFeed('ftc')).toEqual([]);
  await inForce();
});

test('an upload that is removed leaves the others as they were, and nothing of itself', async () => {
  await spread('five', complaint(NUMBER, 2));
  await spread('six', complaint(NUMBER, 7), complaint(NEIGHBOUR));
  await inForce(feed('a', 'five'), feed('b', 'six'));
  await store.feeds.remove('six', await store.feeds.pieces('six', [0]));
  expect(await mentioned()).toEqual([['a', 2]]);
  expect((await store.feeds.pieces('six', [0])).size).toBe(0);
  await inForce();
});

test('the job deletes what interrupted and withdrawn imports have left behind', async () => {
  const runtime = { store, now: () => NOW } as unknown as Runtime;
  const old = new Date(NOW.getTime() - 2 * 86_400_000).toISOString();
  await spread('gone', complaint(NUMBER, 2));
  await spread('stuck', complaint(NUMBER, 3));
  await spread('young', complaint(NUMBER, 4));
  await store.feeds.change((registry) => ({
    ...registry,
    leftovers: [{ id: 'gone', pieces: 1 }],
    open: [
      { id: 'stuck', feed: 'ftc', at: old, spread: 0 },
      { id: 'young', feed: 'ftc', at: NOW.toISOString(), spread: 1 },
    ],
  }));
  await tidyFeeds(runtime);
  const found = await Promise.all(['gone', 'stuck', 'young'].map((id) => store.feeds.pieces(id, [0])));
  expect(found.map(({ size }) => size)).toEqual([0, 0, 1]);
  const { open, leftovers, lock } = await store.feeds.registry();
  expect({ open: open.map(({ id }) => id), leftovers, lock }).toEqual({ open: ['young'], leftovers: [] });
  await inForce(feed('a', 'gone'), feed('b', 'stuck'), feed('c', 'young'));
  expect(await mentioned()).toEqual([['c', 4]]);
  await inForce();
});

test('two who change the record at once: neither change is lost', async () => {
  const before = (await store.feeds.registry()).leftovers.length;
  await Promise.all(
    Array.from({ length: 4 }, (_, index) =>
      store.feeds.change((registry) => ({
        ...registry,
        leftovers: [...registry.leftovers, { id: `x${String(index)}`, pieces: 0 }],
      })),
    ),
  );
  expect((await store.feeds.registry()).leftovers).toHaveLength(before + 4);
});

test('every block that evidence is about lies within the home of its numbers', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+[1-9]\d{5,14}$/), (text) => {
      const number = text as E164;
      const home = homeOf(number).replace('*', '');
      expect(number.startsWith(home)).toBe(true);
      const sameThousand = `${number.slice(0, -3)}999` as E164;
      if (number.length > 11) expect(homeOf(sameThousand)).toBe(homeOf(number));
    }),
  );
});
