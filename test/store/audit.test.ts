// The audit log: whatever is done to it afterwards is found, and no two writers fork it.
import { randomUUID } from 'node:crypto';
import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AuditEntry } from '../../core/call/audit.ts';
import { endOf, flawOf, GENESIS, linkTo, type ChainEnd, type Link } from '../../store/audit/audit-chain.ts';
import type { Database } from '../../store/database/database.ts';
import { openStore, type Store } from '../../store/store.ts';
import { startTestEngine, type TestEngine } from '../support/engine.ts';

const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  key: randomUUID(),
  at: '2026-11-24T02:00:00.000Z',
  by: 'ada',
  action: 'people.add',
  record: '+13125550100',
  ...more,
});

describe('the chain', () => {
  const START: ChainEnd = { ...GENESIS, day: '2026-11-24' };

  /** Two days of entries. */
  function chainOf(details: readonly string[]): Link[] {
    const links: Link[] = [];
    let end = START;
    const add = (content: Parameters<typeof linkTo>[2]): void => {
      const link = linkTo(end.hash, { day: end.day, sequence: end.sequence + 1 }, content);
      links.push(link);
      end = endOf(link);
    };
    details.forEach((detail, index) => {
      if (index === Math.floor(details.length / 2)) add({ kind: 'day-closed', next: '2026-11-26' });
      add({ kind: 'entry', ...entry({ key: String(index), detail }) });
    });
    return links;
  }

  /** Of a chain that is known to have had so many links. */
  function isIntact(links: readonly Link[], length: number): boolean {
    let end = START;
    for (const link of links) {
      if (flawOf(link, end) !== undefined) return false;
      end = endOf(link);
    }
    return end.sequence === length;
  }

  const chains = fc.array(fc.string(), { minLength: 2, maxLength: 12 }).map(chainOf);
  const place = fc.nat();
  const linkAt = (links: readonly Link[], at: number): Link => {
    const link = links[at % links.length];
    if (link === undefined) throw new RangeError('no chain is empty');
    return link;
  };

  test('is intact as it was written', () => {
    fc.assert(fc.property(chains, (links) => isIntact(links, links.length)));
  });

  test('any edit of any field of any link is found', () => {
    fc.assert(
      fc.property(chains, place, place, fc.string(), (links, at, which, text) => {
        const link = linkAt(links, at);
        const fields = Object.keys(link) as (keyof Link)[];
        const field = fields[which % fields.length] ?? 'hash';
        const value = field === 'sequence' ? link.sequence + text.length + 1 : text;
        fc.pre(value !== link[field]);
        const edited = { ...link, [field]: value };
        expect(isIntact(links.with(links.indexOf(link), edited), links.length)).toBe(false);
      }),
    );
  });

  test('an edit with a hash that fits it is found at the next link, or at the end that was noted', () => {
    fc.assert(
      fc.property(chains, place, (links, at) => {
        const index = at % links.length;
        const link = linkAt(links, index);
        fc.pre(link.kind === 'entry');
        const forged = linkTo(link.previous, link, { ...link, kind: 'entry', by: 'eve' });
        expect(forged.hash).not.toBe(links.at(-1)?.hash);
        const rest = index === links.length - 1;
        expect(rest || !isIntact(links.with(index, forged), links.length)).toBe(true);
      }),
    );
  });

  test('any removal is found', () => {
    fc.assert(
      fc.property(chains, place, fc.nat(3), (links, at, more) => {
        const from = at % links.length;
        expect(isIntact(links.toSpliced(from, more + 1), links.length)).toBe(false);
      }),
    );
  });

  test('any reordering is found', () => {
    fc.assert(
      fc.property(chains, place, place, (links, a, b) => {
        const [i, j] = [a % links.length, b % links.length];
        fc.pre(i !== j);
        const [x, y] = [links[i], links[j]];
        if (x === undefined || y === undefined) return;
        expect(isIntact(links.with(i, y).with(j, x), links.length)).toBe(false);
      }),
    );
  });

  test('the canonical form does not change: what was written years ago still checks', () => {
    const action = 'listings.put' as AuditEntry['action'];
    const link = linkTo(
      GENESIS.hash,
      { day: '2026-11-24', sequence: 1 },
      { kind: 'entry', ...entry({ key: 'k', action, detail: 'block: 骚扰' }) },
      1,
    );
    expect(link.hash).toBe('11b8e3101d8e6ea13f6c75aedda07357dd7fda9ad45a37405570925770515af5');
    expect(flawOf(link, START)).toBeUndefined();
  });
});

describe('on the engine', () => {
  let engine: TestEngine;
  let database: Database;
  let store: Store;

  beforeAll(async () => {
    engine = await startTestEngine();
  });
  afterAll(() => engine.stop());
  /** A log of its own for each test. */
  beforeEach(async () => {
    database = await engine.withNew('audit');
    store = openStore(database);
  });

  const linksOn = async (day: string): Promise<Link[]> => {
    const { Items = [] } = await database.run('read', (client, options) =>
      client.send(
        new QueryCommand({
          TableName: database.table('audit'),
          KeyConditionExpression: '#day = :day',
          ExpressionAttributeNames: { '#day': 'day' },
          ExpressionAttributeValues: { ':day': day },
        }),
        options,
      ),
    );
    return Items as Link[];
  };
  const put = (Item: Link): Promise<unknown> =>
    database.run('tamper', (client, options) =>
      client.send(new PutCommand({ TableName: database.table('audit'), Item }), options),
    );
  const remove = ({ day, sequence }: Link): Promise<unknown> =>
    database.run('tamper', (client, options) =>
      client.send(new DeleteCommand({ TableName: database.table('audit'), Key: { day, sequence } }), options),
    );

  test('an empty log is intact', async () => {
    expect(await store.audit.verify({})).toEqual({ intact: true, entries: 0 });
    expect(await store.audit.page({ limit: 10 })).toEqual({ items: [] });
  });

  test.each([
    ['an entry of the evening before', 1],
    ['whichever entry comes first', 0],
  ])(
    'many functions at once, on both sides of midnight, each entry delivered four times, begun by %s: one chain, each once',
    async (_, alone) => {
      const entries = Array.from({ length: 12 }, (_, index) =>
        entry({ at: index % 2 === 0 ? '2026-11-24T23:59:59.900Z' : '2026-11-25T00:00:00.100Z' }),
      );
      for (const one of entries.slice(0, alone)) await store.audit.append(one);
      const writers = [...entries, ...entries, ...entries, ...entries].map((one) =>
        openStore(database).audit.append(one),
      );
      await Promise.all(writers);
      expect(await store.audit.verify({})).toEqual({ intact: true, entries: 12 });
      const { items } = await store.audit.page({ limit: 100 });
      expect(items).toHaveLength(12);
      const [evening, morning] = [await linksOn('2026-11-24'), await linksOn('2026-11-25')];
      // A log that an entry of the morning begins has no evening: there is no day to close.
      const closings = alone === 0 && evening.length === 0 ? 0 : 1;
      expect(new Set([...evening, ...morning].map(({ sequence }) => sequence)).size).toBe(12 + closings);
    },
    600_000,
  );

  test('two deliveries of one entry, overtaken by another at the worst moment: still once', async () => {
    /** A store that stops before its n-th request until it may go on. */
    const stopping = (before: number) => {
      let [requests, goOn, stopped] = [0, (): void => undefined, (): void => undefined];
      const gate = new Promise<void>((resolve) => (goOn = resolve));
      const isThere = new Promise<void>((resolve) => (stopped = resolve));
      const run: Database['run'] = async (operation, send) => {
        if (++requests === before) {
          stopped();
          await gate;
        }
        return database.run(operation, send);
      };
      return { audit: openStore({ ...database, run }).audit, goOn, isThere };
    };
    await store.audit.append(entry());
    const one = entry();
    const first = stopping(5);
    const firstDone = first.audit.append(one);
    await first.isThere;
    const second = stopping(3);
    const secondDone = second.audit.append(one);
    await second.isThere;
    await store.audit.append(entry());
    second.goOn();
    await secondDone;
    first.goOn();
    await firstDone;
    expect(await store.audit.verify({})).toEqual({ intact: true, entries: 3 });
  });

  test('an entry that was put off stands where it was written, and is found by its own time', async () => {
    await store.audit.append(entry({ at: '2026-11-24T10:00:00.000Z', record: 'first' }));
    await store.audit.append(entry({ at: '2026-11-27T10:00:00.000Z', record: 'second' }));
    await store.audit.append(entry({ at: '2026-11-25T10:00:00.000Z', record: 'late' }));
    expect((await store.audit.page({ limit: 10 })).items.map(({ record }) => record)).toEqual([
      'late',
      'second',
      'first',
    ]);
    const day = { from: new Date('2026-11-25'), to: new Date('2026-11-26'), limit: 10 };
    expect((await store.audit.page(day)).items.map(({ record }) => record)).toEqual(['late']);
    expect(await store.audit.verify({})).toEqual({ intact: true, entries: 3 });
    expect(await store.audit.verify({ from: '2026-11-25', to: '2026-11-26' })).toEqual({
      intact: true,
      entries: 0,
    });
  });

  test('pages, newest first, filtered', async () => {
    for (let index = 0; index < 7; index++) {
      const by = index % 2 === 0 ? 'ada' : 'grace';
      await store.audit.append(
        entry({ at: `2026-11-2${String(index + 1)}T10:00:00.000Z`, by, record: String(index) }),
      );
    }
    const read = async (query: object): Promise<string[]> => {
      const records: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.audit.page({ limit: 2, cursor, ...query });
        records.push(...page.items.map(({ record }) => record));
        ({ cursor } = page);
      } while (cursor !== undefined);
      return records;
    };
    expect(await read({})).toEqual(['6', '5', '4', '3', '2', '1', '0']);
    expect(await read({ by: 'grace' })).toEqual(['5', '3', '1']);
    expect(await read({ action: 'settings.put' })).toEqual([]);
    expect(await read({ from: new Date('2026-11-23'), to: new Date('2026-11-25') })).toEqual(['3', '2']);
  });

  describe('whatever is done to it afterwards', () => {
    let links: Link[];
    const at = (index: number): Link => links.at(index) ?? ({} as Link);

    beforeEach(async () => {
      for (const day of ['23', '24', '24', '24', '26'])
        await store.audit.append(entry({ at: `2026-11-${day}T10:00:00.000Z` }));
      links = [
        ...(await linksOn('2026-11-23')),
        ...(await linksOn('2026-11-24')),
        ...(await linksOn('2026-11-26')),
      ];
      expect(links).toHaveLength(7);
      expect(await store.audit.verify({})).toEqual({ intact: true, entries: 5 });
    });

    test.each<[string, () => Promise<unknown>, object]>([
      [
        'an edit',
        () => put({ ...at(3), by: 'eve' } as Link),
        { day: '2026-11-24', sequence: 4, problem: 'it was changed' },
      ],
      ['a removal', () => remove(at(3)), { sequence: 5, problem: 'entries are missing before it, from 4' }],
      ['a removal of the first', () => remove(at(0)), { sequence: 2 }],
      [
        'a removal of the last',
        () => remove(at(6)),
        { day: '2026-11-26', sequence: 7, problem: 'entries are missing from here on' },
      ],
      [
        'a removal of a whole day',
        () => Promise.all(links.slice(2, 6).map(remove)),
        { day: '2026-11-26', sequence: 7 },
      ],
      [
        'an insertion',
        () => put(linkTo(at(6).hash, { day: '2026-11-25', sequence: 7 }, { kind: 'entry', ...entry() })),
        { day: '2026-11-25' },
      ],
      [
        'an end written anew',
        () => put(linkTo(at(6).previous, at(6), { kind: 'entry', ...entry() })),
        { sequence: 7, problem: 'it was changed' },
      ],
    ])('%s is found, and where', async (_what, tamper, broken) => {
      await tamper();
      expect(await store.audit.verify({})).toMatchObject({ intact: false, broken });
    });

    test('outside the span it is not looked for, inside it is', async () => {
      await put({ ...at(3), by: 'eve' } as Link);
      expect(await store.audit.verify({ to: '2026-11-23' })).toEqual({ intact: true, entries: 1 });
      expect(await store.audit.verify({ from: '2026-11-26' })).toEqual({ intact: true, entries: 1 });
      expect(await store.audit.verify({ from: '2026-11-24', to: '2026-11-24' })).toMatchObject({
        intact: false,
      });
    });

    test.each(['2026-11-23', '2026-11-24', '2026-11-26'])(
      'a removal at the edge of a span is found: %s',
      async (day) => {
        const own = links.filter((link) => link.day === day);
        for (const link of [own[0] ?? at(0), own.at(-1) ?? at(0)]) {
          await remove(link);
          expect(await store.audit.verify({ from: day, to: day })).toMatchObject({ intact: false });
          await put(link);
        }
      },
    );
  });
});
