// The store's contract, on a real engine: dynalite in this process, or the one that DYNAMODB_ENDPOINT points at.
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { decide } from '../../core/call/decide.ts';
import { PACKAGE_STATUSES, type EvidencePackage } from '../../core/packages/evidence-package.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import type { Listing, ListingPattern } from '../../core/lists/listing.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { CaseConflictError } from '../../store/cases/cases.ts';
import { isStored } from '../../store/commit.ts';
import { InvalidCursorError } from '../../store/database/cursor.ts';
import { openDatabase } from '../../store/database/database.ts';
import { ConflictError, StoreUnavailableError } from '../../store/database/errors.ts';
import { ListingConflictError } from '../../store/lists/listings.ts';
import { VoicemailConflictError } from '../../store/messages/voicemails.ts';
import { SettingsConflictError } from '../../store/settings/settings.ts';
import { openStore, type Store } from '../../store/store.ts';
import { rigForAll } from '../support/rig.ts';
import { startSilentPeer } from '../support/silent-peer.ts';

const rig = rigForAll();
let store: Store;

beforeAll(() => {
  store = openStore(rig.database);
});

const NUMBER = '+13125550177' as E164;
const NOW = new Date('2026-11-24T02:00:00.000Z');
const LATER = '2027-06-01T00:00:00.000Z';

const listing = (pattern: string, more: Partial<Listing> = {}): Listing => ({
  pattern: pattern as ListingPattern,
  list: 'block',
  reason: 'nuisance',
  source: 'admin',
  addedBy: 'admin',
  addedAt: NOW.toISOString(),
  version: 1,
  ...more,
});

let sids = 0;
const callSid = (): string => `CA${String(++sids).padStart(32, '0')}`;
const recordingSid = (): string => `RE${String(++sids).padStart(32, '0')}`;

describe('listings', () => {
  test('are kept whole and read back as they were', async () => {
    const kept = listing('+13125550001', {
      expiresAt: LATER,
      department: 'loans',
      ringThrough: true,
      source: 'feed:ftc',
    });
    await store.listings.put(kept, 0, undefined);
    expect(await store.listings.get(kept.pattern)).toEqual({ listing: kept, writeKey: undefined });
  });

  test('two editors: the second is told, and nothing is lost', async () => {
    await store.listings.put(listing('+13125550002'), 0, undefined);
    await expect(store.listings.put(listing('+13125550002'), 0, undefined)).rejects.toThrow(ConflictError);
    await store.listings.put(listing('+13125550002', { version: 2, reason: 'second' }), 1, undefined);
    await expect(store.listings.put(listing('+13125550002', { version: 2 }), 1, undefined)).rejects.toThrow(
      ConflictError,
    );
    await expect(store.listings.remove('+13125550002' as ListingPattern, 1)).rejects.toThrow(ConflictError);
    expect((await store.listings.get('+13125550002' as ListingPattern))?.listing.reason).toBe('second');
    await store.listings.remove('+13125550002' as ListingPattern, 2);
    expect(await store.listings.get('+13125550002' as ListingPattern)).toBeUndefined();
  });

  test('a page after a page brings each listing once, by list and pattern', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      listing(`+1415555${String(1000 + index)}`, {
        list: index % 3 === 0 ? 'allow' : 'block',
        reason: index === 7 ? 'Needle in a haystack' : 'x',
      }),
    );
    await store.listings.putMany(many);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.listings.page({ list: 'block', limit: 7, cursor });
      expect(page.items.length).toBeLessThanOrEqual(7);
      seen.push(...page.items.map(({ pattern }) => pattern));
      ({ cursor } = page);
    } while (cursor !== undefined);
    expect(seen).toEqual([...new Set(seen)].sort());
    const expected = many.filter(({ list }) => list === 'block').map(({ pattern }) => pattern as string);
    expect(seen.filter((pattern) => pattern.startsWith('+1415555'))).toEqual(expected);
    const found = await store.listings.page({ search: 'needle', limit: 10 });
    expect(found.items.map(({ pattern }) => pattern)).toEqual(['+14155551007']);
    const byNumber = await store.listings.page({ search: '5551007', limit: 10 });
    expect(byNumber.items).toHaveLength(1);
  });

  test('a cursor of another list, or none at all, is refused', async () => {
    await expect(store.listings.page({ limit: 5, cursor: 'banana' })).rejects.toThrow(InvalidCursorError);
  });

  test('more at once than one request takes', async () => {
    const many = Array.from({ length: 230 }, (_, index) => listing(`+1646555${String(1000 + index)}`));
    await store.listings.putMany(many);
    const found = await store.listings.getMany(many.map(({ pattern }) => pattern));
    expect(found.size).toBe(230);
  });
});

const verification = (number: E164, call: string, until: string) => ({
  number,
  callSid: call,
  attestation: 'A' as const,
  until,
  expiresAt: LATER,
});

describe('an incoming call', () => {
  test('reads exact and prefix listings, the caller and the settings in one request', async () => {
    await store.listings.put(listing(NUMBER, { list: 'allow' }), 0, undefined);
    await store.listings.put(listing('+1312555017*'), 0, undefined);
    await store.listings.put(listing('+13125550178'), 0, undefined);
    await store.callers.verify(verification(NUMBER, callSid(), LATER));
    const { directory } = await store.incoming(NUMBER);
    expect(directory.listings.map(({ pattern }) => pattern).sort()).toEqual(['+1312555017*', NUMBER]);
    expect(directory.caller).toMatchObject({ number: NUMBER, verifiedUntil: LATER });
  });

  test('without a number reads the settings alone', async () => {
    expect((await store.incoming(undefined)).directory).toEqual({
      kind: 'known',
      listings: [],
      caller: undefined,
    });
  });
});

describe('callers', () => {
  test('whatever is written of a number in whatever order, its record lives until the latest expiry', async () => {
    const [soon, late] = ['2027-01-01T00:00:00.000Z', '2027-12-31T00:00:00.000Z'];
    let reporters = 0;
    /** Evidence is kept for a fixed time after it came. */
    const keptFor = 400 * 86_400_000;
    const writes: readonly ((number: E164, expiresAt: string) => Promise<unknown>)[] = [
      (number, expiresAt) => store.callers.verify({ ...verification(number, callSid(), soon), expiresAt }),
      (number, expiresAt) => store.callers.rememberLanguage(number, 'zh-CN', expiresAt),
      (number, expiresAt) =>
        store.callers.offerAppeal({
          kind: 'offer-appeal',
          number,
          callSid: callSid(),
          block: callSid(),
          expiresAt,
        }),
      (number, until) => store.callers.protect(number, until),
      (number, expiresAt) =>
        store.callers.report({
          kind: 'count-report',
          number,
          // Another one each time: a second report of the same person says nothing new.
          reporter: `+1312558${String(1_000 + reporters++)}` as E164,
          callSid: callSid(),
          at: NOW.toISOString(),
          expiresAt,
        }),
      (number, expiresAt) => store.callers.flag(number, callSid(), new Date(Date.parse(expiresAt) - keptFor)),
    ];
    const protect = writes[3]!;
    const pairs = writes.flatMap(
      (one) =>
        [
          [one, one],
          [one, protect],
          [protect, one],
        ] as const,
    );
    const ends = async (number: E164): Promise<unknown> => {
      const request = new GetCommand({ TableName: rig.database.table('callers'), Key: { number } });
      const { Item } = await rig.database.run('read', (client) => client.send(request));
      return Item?.ttl;
    };
    await Promise.all(
      pairs.map(async ([first, second], index) => {
        const numbers = [`+1312557${String(1_000 + index)}`, `+1312557${String(5_000 + index)}`] as E164[];
        for (const [number, times] of [
          [numbers[0]!, [late, soon]],
          [numbers[1]!, [soon, late]],
        ] as const) {
          await first(number, times[0]);
          await second(number, times[1]);
          expect(Number(await ends(number))).toBeGreaterThanOrEqual(Date.parse(late) / 1_000);
        }
      }),
    );
  });

  test('verified once a call: a second delivery neither lengthens nor restores it', async () => {
    const number = '+13125550300' as E164;
    const call = callSid();
    await store.callers.verify(verification(number, call, '2026-12-01T00:00:00.000Z'));
    await expect(
      store.callers.verify(verification(number, call, '2027-01-01T00:00:00.000Z')),
    ).resolves.toBeUndefined();
    expect((await store.callers.get(number))?.verifiedUntil).toBe('2026-12-01T00:00:00.000Z');
    await store.callers.flag(number, call, NOW);
    await store.callers.verify(verification(number, call, '2027-01-01T00:00:00.000Z'));
    expect(await store.callers.get(number)).not.toHaveProperty('verifiedUntil');
    await store.callers.verify(verification(number, callSid(), LATER));
    expect((await store.callers.get(number))?.verifiedUntil).toBe(LATER);
  });

  test('a flag that comes before the pass of the same call stands', async () => {
    const number = '+13125550301' as E164;
    const call = callSid();
    await store.callers.flag(number, call, NOW);
    await store.callers.flag(number, call, NOW);
    await store.callers.verify(verification(number, call, LATER));
    const caller = await store.callers.get(number);
    expect(caller).not.toHaveProperty('verifiedUntil');
    expect(caller?.flaggedCalls).toHaveLength(1);
  });

  test('a language is remembered beside the rest', async () => {
    const number = '+13125550302' as E164;
    await store.callers.verify(verification(number, callSid(), LATER));
    await store.callers.rememberLanguage(number, 'zh-CN', LATER);
    expect(await store.callers.get(number)).toMatchObject({ language: 'zh-CN', verifiedUntil: LATER });
  });
});

describe('effects', () => {
  const facts = { settings: SEED_SETTINGS, directory: { kind: 'unavailable' } as const };
  const circumstances = { now: NOW, challengeSeed: () => new Uint8Array(32) };
  const arrival = (sid: string) =>
    decide(
      {
        kind: 'CallArrived',
        call: {
          callSid: sid,
          callerId: { kind: 'number', number: NUMBER },
          to: '+13125550100',
          attestation: 'A',
        },
      },
      facts,
      circumstances,
    );
  const stored = (effects: ReturnType<typeof arrival>['effects']) => effects.filter(isStored);

  test('delivered twice, in any order, leave the same record', async () => {
    const sid = callSid();
    const { effects } = arrival(sid);
    await store.commit(stored(effects));
    const first = await store.calls.get(sid);
    await store.commit(stored([...effects].reverse()));
    expect(await store.calls.get(sid)).toEqual(first);
    expect(first).toMatchObject({ caller: NUMBER, verdict: 'challenge', startedAt: NOW.toISOString() });
    expect(first?.timeline).toHaveLength(1);
  });

  test('the end may come before the beginning', async () => {
    const sid = callSid();
    await store.calls.finish({
      kind: 'finish-call',
      callSid: sid,
      status: 'completed',
      seconds: 9,
      endedAt: LATER,
    });
    await store.commit(stored(arrival(sid).effects));
    expect(await store.calls.get(sid)).toMatchObject({ seconds: 9, verdict: 'challenge' });
  });

  test('a message is put together from both webhooks, whichever comes first', async () => {
    for (const order of [0, 1]) {
      const recording = recordingSid();
      const sid = callSid();
      const common = {
        kind: 'keep-voicemail',
        recordingSid: recording,
        callSid: sid,
        seconds: 5,
        receivedAt: NOW.toISOString(),
        expiresAt: LATER,
      } as const;
      const from = { caller: NUMBER, language: 'en-US', department: 'front-desk', why: 'chosen' } as const;
      const both = [common, { ...common, from }];
      for (const effect of order === 0 ? both : both.reverse()) await store.voicemails.keep(effect);
      expect(await store.voicemails.get(recording)).toMatchObject({
        caller: NUMBER,
        why: 'chosen',
        status: 'new',
        seconds: 5,
        audio: { place: 'at-carrier' },
      });
    }
  });

  test('failures are returned, never thrown', async () => {
    const gone = openDatabase({
      tables: rig.tables,
      endpoint: 'http://127.0.0.1:9',
      region: 'us-east-1',
      requestTimeoutMs: 200,
      deadlineMs: 300,
    });
    const { failed } = await openStore(gone).commit(stored(arrival(callSid()).effects));
    gone.close();
    expect(failed.map(({ effect }) => effect.kind)).toEqual([
      'open-call',
      // That the network vouched for the number, that it called, and at what time of the day.
      'add-habit',
      'add-habit',
      'add-habit',
      'add-to-timeline',
    ]);
    expect(failed[0]?.error).toBeInstanceOf(StoreUnavailableError);
  });
});

describe('limits', () => {
  test('what is counted under a name is given back with it, once each, and can be taken away', async () => {
    const one = { id: 'a', at: 1 };
    expect(await store.limits.add('l1', one, LATER)).toEqual([one]);
    await store.limits.add('l1', one, LATER);
    const two = { id: 'b.c', at: 2 };
    expect((await store.limits.add('l1', two, LATER)).toSorted((a, b) => a.at - b.at)).toEqual([one, two]);
    await store.limits.remove('l1', [one, two]);
    await store.limits.remove('l1', [one]);
    expect(await store.limits.add('l1', two, LATER)).toEqual([two]);
  });

  test('a name is claimed by the first, who may come again', async () => {
    expect(await store.limits.claim('c1', 'me', LATER)).toBe(true);
    expect(await store.limits.claim('c1', 'me', LATER)).toBe(true);
    expect(await store.limits.claim('c1', 'you', LATER)).toBe(false);
  });
});

describe('cases', () => {
  const opened = (request: string, candidates: readonly string[]) =>
    store.cases.open({
      candidates,
      report: {
        kind: 'report',
        channel: 'web',
        status: 'received',
        category: 'other',
        official: false,
        request,
        language: 'en-US',
        receivedAt: NOW.toISOString(),
        dueAt: LATER,
      },
    });

  test('two requests that draw the same number get two cases; one that comes twice gets its own again', async () => {
    const kept = (caseNumber: string, made: boolean) => ({
      kept: expect.objectContaining({ caseNumber }),
      made,
    });
    expect(await opened('r1', ['111111', '111112'])).toEqual(kept('111111', true));
    expect(await opened('r2', ['111111', '111112'])).toEqual(kept('111112', true));
    expect(await opened('r1', ['111111', '111112'])).toEqual(kept('111111', false));
    await expect(opened('r3', ['111111', '111112'])).rejects.toThrow('no case number is free');
  });

  test('a PIN is counted as wrong before it is compared, up to a number; right, it is forgiven', async () => {
    const policy = { most: 2, firstMinutes: 60 };
    const tried = (answer: string, minute = 0) =>
      store.cases.tryPin('111111', { id: answer, at: NOW.getTime() + minute * 60_000 }, policy);
    expect((await tried('a'))?.caseNumber).toBe('111111');
    await store.cases.forgivePin('111111');
    const many = await Promise.all(['b', 'c', 'd', 'e'].map((answer) => tried(answer)));
    expect(many.filter((found) => found !== undefined)).toHaveLength(2);
    expect(await store.cases.tryPin('999999', { id: 'a', at: 0 }, policy)).toBeUndefined();
    expect(await store.cases.get('999999')).toBeUndefined();
    // The lock ends after an hour, the next one after two; at its end many at once open it once.
    const compared = async (minute: number): Promise<number> => {
      const answers = await Promise.all(
        ['f', 'g', 'h', 'i'].map((answer) => tried(`${answer}${String(minute)}`, minute)),
      );
      return answers.filter((found) => found !== undefined).length;
    };
    expect([await compared(59), await compared(60), await compared(170), await compared(180)]).toEqual([
      0, 2, 0, 2,
    ]);
  });
});

describe('calls', () => {
  test('by caller, by time, by verdict, newest first, page after page', async () => {
    const number = '+13125550400' as E164;
    for (let index = 0; index < 12; index++) {
      const startedAt = new Date(NOW.getTime() - index * 43_200_000).toISOString();
      await store.calls.open({
        kind: 'open-call',
        callSid: callSid(),
        caller: number,
        callerId: 'number',
        to: '+13125550100',
        attestation: 'none',
        screening: {
          verdict: index % 2 === 0 ? 'reject' : 'challenge',
          reasons: [{ code: 'unknown-caller' }],
        },
        facts: {
          callerId: { kind: 'number', number },
          attestation: 'none',
          level: 'normal',
          staff: false,
        },
        startedAt,
        expiresAt: LATER,
      });
    }
    const to = new Date(NOW.getTime() + 1);
    const read = async (query: object): Promise<string[]> => {
      const times: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.calls.page({ caller: number, to, limit: 5, cursor, ...query });
        times.push(...page.items.map(({ startedAt }) => startedAt ?? ''));
        ({ cursor } = page);
      } while (cursor !== undefined);
      return times;
    };
    const all = await read({});
    expect(all).toHaveLength(12);
    expect(all).toEqual([...all].sort().reverse());
    expect(await read({ verdict: 'reject' })).toHaveLength(6);
    expect(await read({ from: new Date(NOW.getTime() - 86_400_000) })).toHaveLength(3);
    const byDay: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.calls.page({
        to,
        limit: 3,
        cursor,
        from: new Date(NOW.getTime() - 3 * 86_400_000),
      });
      byDay.push(...page.items.filter(({ caller }) => caller === number).map(({ callSid: sid }) => sid));
      ({ cursor } = page);
    } while (cursor !== undefined);
    expect(new Set(byDay).size).toBe(7);
  });
});

describe('evidence packages', () => {
  const second = (at: number): string => new Date(NOW.getTime() + at * 1_000).toISOString();
  // Several in one second, as of a file of requests; statuses in turn.
  const open = (index: number) =>
    store.packages.open({
      id: `p${String(index)}`,
      scope: { kind: 'number', number: NUMBER },
      authority: 'a',
      requestNumber: String(index),
      legalBasis: 'b',
      receivedAt: NOW.toISOString(),
      status: PACKAGE_STATUSES[index % PACKAGE_STATUSES.length] ?? 'waiting',
      requestedBy: 'ada',
      requestedAt: second(Math.floor((index * 7) % 23) >> 1),
      approvals: [],
      releases: [],
      version: 1,
    });

  test.each([5, 22, 23])('newest first over all pages of %d, each once', async (limit) => {
    const made = await Promise.all(Array.from({ length: 23 }, (_, index) => open(index)));
    const found: EvidencePackage[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.packages.page({ limit, cursor });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      found.push(...page.items);
      ({ cursor } = page);
    } while (cursor !== undefined);
    const times = found.map(({ requestedAt }) => requestedAt);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(found.map(({ id }) => id).toSorted()).toEqual(made.map(({ id }) => id).toSorted());
    const waiting = await store.packages.page({ status: 'waiting', limit: 100 });
    expect(waiting.items).toEqual(found.filter(({ status }) => status === 'waiting'));
  });

  test('one that is decided on between two pages keeps its place', async () => {
    const { items, cursor } = await store.packages.page({ limit: 3 });
    const next = (await store.packages.page({ limit: 3, cursor })).items;
    await store.packages.decide(next[1]!, { status: 'refused' });
    const again = (await store.packages.page({ limit: 3, cursor })).items;
    expect(again.map(({ id }) => id)).toEqual(next.map(({ id }) => id));
    expect(items).toHaveLength(3);
  });
});

describe('a conflict carries what stands there', () => {
  const rejection = (write: Promise<unknown>): Promise<unknown> => write.catch((error: unknown) => error);

  test('a listing that another one has changed, or deleted', async () => {
    const standing = listing('+13125550901', { version: 2, reason: 'theirs' });
    await store.listings.put(listing('+13125550901'), 0);
    await store.listings.put(standing, 1, 'their-key');
    const put = await rejection(store.listings.put(listing('+13125550901', { version: 2 }), 1));
    expect(put).toBeInstanceOf(ListingConflictError);
    const stored = { listing: standing, writeKey: 'their-key' };
    expect(put).toMatchObject({ standing: stored, version: 2 });
    expect(await rejection(store.listings.remove(standing.pattern, 1))).toMatchObject({ standing: stored });
    await store.listings.remove(standing.pattern, 2);
    const gone = await rejection(store.listings.put(listing('+13125550901', { version: 3 }), 2));
    expect(gone).toMatchObject({ standing: undefined, version: 0, message: '+13125550901 is gone' });
  });

  test('a case', async () => {
    const report = {
      kind: 'report',
      status: 'received',
      category: 'other',
      official: false,
      request: 'conflict',
      language: 'en-US',
      receivedAt: NOW.toISOString(),
      dueAt: LATER,
    } as const;
    const { kept } = await store.cases.open({ candidates: ['444444'], report });
    const change = (by: string) => ({ at: NOW.toISOString(), by, status: 'investigating' }) as const;
    const theirs = await store.cases.change(kept, change('them'), undefined);
    const conflict = await rejection(store.cases.change(kept, change('me'), undefined));
    expect(conflict).toBeInstanceOf(CaseConflictError);
    expect(conflict).toMatchObject({ standing: theirs, version: 2 });
  });

  test('a message, and none where it was deleted', async () => {
    const recording = recordingSid();
    const message = {
      kind: 'keep-voicemail',
      recordingSid: recording,
      callSid: callSid(),
      seconds: 5,
      receivedAt: NOW.toISOString(),
      expiresAt: LATER,
    } as const;
    await store.voicemails.keep(message);
    const theirs = await store.voicemails.update(recording, { status: 'done' }, 1);
    const mine = () => rejection(store.voicemails.update(recording, { status: 'heard' }, 1));
    expect(await mine()).toBeInstanceOf(VoicemailConflictError);
    expect(await mine()).toMatchObject({ standing: theirs, version: 2 });
    await store.voicemails.drop({ kind: 'drop-voicemail', recordingSid: recording, by: 'x', at: LATER });
    await store.voicemails.drop({ kind: 'drop-voicemail', recordingSid: recording, by: 'x', at: LATER });
    expect(await mine()).toMatchObject({ standing: undefined, version: 0 });
  });

  test('do not disturb and the level of the guard', async () => {
    const quiet = { until: LATER, since: NOW.toISOString(), by: 'them' };
    const { standing } = await store.doNotDisturb.set(quiet, { replaces: 0, writeKey: 'k' });
    expect(standing).toEqual({ state: quiet, version: 1, writeKey: 'k' });
    expect(await store.doNotDisturb.set(undefined, { replaces: 0 })).toEqual({ done: false, standing });
    expect(await store.doNotDisturb.get()).toEqual(standing);
    const level = { level: 'elevated', since: NOW.toISOString(), by: 'them' } as const;
    const set = await store.guard.set(level, { replaces: 0 });
    expect(set).toEqual({ done: true, standing: { ...level, revision: 1 } });
    const siege = { ...level, level: 'siege' } as const;
    expect(await store.guard.set(siege, { replaces: 0 })).toEqual({ ...set, done: false });
  });
});

describe('settings', () => {
  test('every version is kept; the newest is in force; two editors do not overwrite each other', async () => {
    const save = (replaces: number, attempts: number) =>
      store.settings.save({
        settings: { ...SEED_SETTINGS, challenge: { ...SEED_SETTINGS.challenge, attempts } },
        replaces,
        deployed: replaces === 0 ? SEED_SETTINGS : undefined,
        savedAt: NOW.toISOString(),
        savedBy: 'admin',
      });
    expect(await store.settings.current()).toBeUndefined();
    await save(0, 2);
    await save(1, 4);
    const conflict = await save(1, 5).catch((error: unknown) => error);
    expect(conflict).toBeInstanceOf(SettingsConflictError);
    expect(conflict).toMatchObject({ version: 2, standing: { settings: { challenge: { attempts: 4 } } } });
    expect((await store.settings.current())?.settings.challenge.attempts).toBe(4);
    expect((await store.settings.version(1))?.settings.challenge.attempts).toBe(2);
    expect((await store.settings.versions({ limit: 10 })).items.map(({ version }) => version)).toEqual([
      2, 1, 0,
    ]);
    expect(await store.settings.deployed()).toEqual(SEED_SETTINGS);
    await expect(save(0, 6)).rejects.toThrow(ConflictError);
    // Pages that end before the first version, with it, and after it.
    const [newest, first] = await Promise.all([
      store.settings.versions({ limit: 1 }),
      store.settings.versions({ limit: 2 }),
    ]);
    expect(newest.items.map(({ version }) => version)).toEqual([2]);
    expect(first.items.map(({ version }) => version)).toEqual([2, 1, 0]);
    const { cursor } = newest;
    const rest = await store.settings.versions({ limit: 1, cursor });
    expect(rest.items.map(({ version }) => version)).toEqual([1, 0]);
    // Calls read what is in force, and not what was before.
    expect(JSON.stringify(await store.settings.current())).not.toContain('deployed');
    expect((await store.incoming(undefined)).settings?.settings.challenge.attempts).toBe(4);
  });
});

test('a peer that accepts and never answers is given up in time', async () => {
  const silent = await startSilentPeer();
  const database = openDatabase({
    tables: rig.tables,
    endpoint: silent.url,
    region: 'us-east-1',
    requestTimeoutMs: 200,
    deadlineMs: 400,
  });
  await expect(openStore(database).incoming(NUMBER)).rejects.toThrow(StoreUnavailableError);
  database.close();
  silent.close();
});
