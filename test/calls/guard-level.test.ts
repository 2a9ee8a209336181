// Whole calls in attack mode: each level, each kind of caller, and its end by itself.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createJobsHandler } from '../../functions/jobs/jobs-handler.ts';
import { DEFAULT_LEVELS, GUARD_LEVELS, type GuardLevel } from '../../core/screening/levels.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { rigOfManyCalls } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import { settingsWith } from '../support/settings.ts';

const rig = rigOfManyCalls();
let hotline: TestHotline;
let callers = 0;

beforeEach(async () => {
  hotline = rig.hotline();
  await set('normal');
});

const nextCaller = (): string => `+1312556${String(1000 + callers++)}`;
/** Of a thousand of its own: what its neighbors did says nothing of it. */
const farCaller = (): string => `+1628${String(2_000_000 + 1_000 * callers++)}`;
const set = async (level: GuardLevel, until?: string): Promise<void> => {
  expect((await hotline.api('PUT', '/api/guard', { body: { level, until } })).status).toBe(200);
};

async function verified(): Promise<string> {
  const from = nextCaller();
  const phone = await hotline.call(from);
  await phone.press(phone.code());
  await phone.hangUp();
  return from;
}

async function allowlisted(): Promise<string> {
  const from = nextCaller();
  await hotline.api('PUT', `/api/listings/${encodeURIComponent(from)}`, {
    body: { list: 'allow', reason: 'x' },
  });
  return from;
}

const verdictOf = async (sid: string): Promise<unknown> =>
  (await hotline.api('GET', `/api/calls/${sid}`)).json().verdict;

const CALLERS = {
  unknown: () => Promise.resolve(nextCaller()),
  withheld: () => Promise.resolve('anonymous'),
  verified,
  allowlisted,
} as const;

describe.each([...GUARD_LEVELS])('at %s', (level) => {
  test.each(Object.entries(CALLERS))('a caller who is %s gets what the row says', async (kind, prepare) => {
    const from = await prepare();
    await set(level);
    const phone = await hotline.call(from);
    expect(await verdictOf(phone.sid)).toBe(DEFAULT_LEVELS[level][kind as keyof typeof CALLERS]);
    const { verdict } = (await hotline.api('GET', `/api/lookup/${encodeURIComponent(from)}`)).json();
    expect(verdict).toBe(DEFAULT_LEVELS[level][kind as keyof typeof CALLERS]);
  });
});

test('the code is longer, for all attempts of the call, though the level changes meanwhile', async () => {
  await set('elevated');
  const phone = await hotline.call(nextCaller());
  expect(phone.code()).toHaveLength(5);
  await set('normal');
  await phone.press(phone.wrongCode());
  expect(phone.code()).toHaveLength(5);
  await phone.press(phone.code());
  expect(phone.heard().join(' ')).toContain('Thank you. To speak with');
});

test('busy is an engaged tone: never answered, never billed', async () => {
  const levels = { ...DEFAULT_LEVELS, siege: { ...DEFAULT_LEVELS.siege, withheld: 'busy' } };
  hotline = rig.hotline({ settings: settingsWith({ screening: { levels } }) });
  await set('siege');
  const phone = await hotline.call('anonymous');
  expect(hotline.documents.at(-2)).toContain('<Response><Reject reason="busy"/></Response>');
  expect(phone.outcome).toMatchObject({ status: 'busy', answered: false, billed: false });
});

test('never-block callers and blocklisted ones are as always', async () => {
  await set('siege');
  const [friend, foe] = [nextCaller(), nextCaller()];
  await hotline.api('PUT', `/api/listings/${encodeURIComponent(friend)}`, {
    body: { list: 'never-block', reason: 'x' },
  });
  await hotline.api('PUT', `/api/listings/${encodeURIComponent(foe)}`, {
    body: { list: 'block', reason: 'x' },
  });
  expect(await verdictOf((await hotline.call(friend)).sid)).toBe('staff');
  expect(await verdictOf((await hotline.call(foe)).sid)).toBe('reject');
});

test('it ends by itself', async () => {
  await set('siege', '2026-11-24T02:30:00Z');
  expect((await hotline.api('GET', '/api/guard')).json()).toMatchObject({ level: 'siege', by: 'admin' });
  expect((await hotline.call(nextCaller())).code()).toHaveLength(6);
  await hotline.clock.advance(31 * 60);
  expect((await hotline.api('GET', '/api/guard')).json()).toMatchObject({ level: 'normal' });
  expect((await hotline.call(nextCaller())).code()).toHaveLength(4);
});

describe('under siege', () => {
  test('a stranger passes a longer code and leaves a message, and is a known caller from then on', async () => {
    await set('siege');
    const from = nextCaller();
    const phone = await hotline.call(from);
    expect(phone.code()).toHaveLength(6);
    await phone.press(phone.code());
    expect(phone.heard().join(' ')).toContain('Thank you. We’re getting a lot of calls right now');
    await phone.sendMessage(5);
    const call = (await hotline.api('GET', `/api/calls/${phone.sid}`)).json<{ timeline: object[] }>();
    expect(call.timeline).toContainEqual(
      expect.objectContaining({ step: 'challenge', outcome: 'right', then: 'voicemail' }),
    );
    expect(await verdictOf((await hotline.call(from)).sid)).toBe('menu');
  });

  test('known callers notice nothing, and callers who hide their number hear why', async () => {
    const [known, friend] = [await verified(), await allowlisted()];
    await set('siege');
    expect((await hotline.call(known)).heard().join(' ')).toMatch(/To speak with/);
    expect(await verdictOf((await hotline.call(friend)).sid)).toBe('staff');
    const words = (await hotline.call('anonymous')).heard().join(' ');
    expect(words).toContain('We can’t see your number, so please say it in your message.');
  });
});

test('the rows are settings', async () => {
  const levels = {
    ...DEFAULT_LEVELS,
    elevated: { ...DEFAULT_LEVELS.elevated, verified: 'challenge', allowlisted: 'menu' },
  };
  hotline = rig.hotline({ settings: settingsWith({ screening: { levels } }) });
  const [known, friend] = [await verified(), await allowlisted()];
  await set('elevated');
  expect(await verdictOf((await hotline.call(known)).sid)).toBe('challenge');
  expect(await verdictOf((await hotline.call(friend)).sid)).toBe('menu');
});

/** Until a caller who presses nothing and says nothing has been hung up on. */
const FLOOD_SECONDS = 60;

describe('by itself', () => {
  const minute = async (): Promise<void> => {
    await hotline.clock.advance(1);
    await createJobsHandler(hotline.runtime)({ job: 'watch' });
  };
  const level = async (): Promise<unknown> => (await hotline.api('GET', '/api/guard')).json();
  /** Calls at the same time, which leave the code unanswered. */
  const flood = async (calls: number, caller = nextCaller): Promise<void> => {
    for (let call = 0; call < calls; call++) await hotline.call(caller());
    await hotline.clock.advance(FLOOD_SECONDS);
    await hotline.drain();
  };

  /** Calls that are over at once: what is usual counts calls, whatever becomes of them. */
  const usual = async (calls: number): Promise<void> => {
    for (let call = 0; call < calls; call++) await (await hotline.call(nextCaller())).hangUp();
    await hotline.drain();
  };

  function withAttack(attack: object, start: Date, more: object = {}): void {
    const settings = settingsWith({ attack, ...more });
    hotline = rig.hotline({ settings, start });
  }

  test('many calls at a quiet hour raise the level; it goes down when they are over', async () => {
    withAttack(
      { fewestCalls: 5, elevatedTimes: 5, siegeTimes: 9, holdMinutes: 10 },
      new Date('2026-12-01T03:00:00Z'),
    );
    await flood(4);
    await minute();
    expect(await level()).toMatchObject({ level: 'normal' });
    await flood(2);
    await minute();
    expect(await level()).toMatchObject({ level: 'elevated', by: 'watch' });
    await flood(4);
    await minute();
    expect(await level()).toMatchObject({ level: 'siege', policy: DEFAULT_LEVELS.siege });
    await hotline.clock.advance(9 * 60);
    await minute();
    expect(await level()).toMatchObject({ level: 'siege' });
    await hotline.clock.advance(2 * 60);
    expect(await level()).toMatchObject({ level: 'normal' });
  });

  test('33 calls of two seconds in five minutes bring no siege on, from one number or from many', async () => {
    for (const [start, from] of [
      ['2027-10-01T03:00:00Z', () => '+14155550123'],
      ['2027-10-02T03:00:00Z', nextCaller],
    ] as const) {
      withAttack({}, new Date(start));
      for (let call = 0; call < 33; call++) {
        const phone = await hotline.call(from());
        await phone.wait(2);
        await phone.hangUp();
      }
      await minute();
      expect(((await level()) as { level: string }).level).not.toBe('siege');
    }
    const { because } = (await level()) as { because: object };
    expect(because).toMatchObject({ callers: 33, unanswered: 0, short: 33, neighbours: 33, hidden: 0 });
  });

  test('one guess from each of thirty fresh numbers is one attack', async () => {
    withAttack({}, new Date('2027-10-03T03:00:00Z'));
    const phones = [];
    for (let call = 0; call < 30; call++) phones.push(await hotline.call(`+1${String(212200 + call)}4321`));
    for (const phone of phones) await phone.press(phone.wrongCode());
    await hotline.clock.advance(9);
    for (const phone of phones) await phone.hangUp();
    await minute();
    expect(await level()).toMatchObject({
      level: 'elevated',
      because: { callers: 30, guessed: 30, short: 0 },
    });
  });

  test('as many calls as in the weeks before are no attack', async () => {
    const attack = { fewestCalls: 5, elevatedTimes: 3, siegeTimes: 9 };
    for (const week of ['11-11', '11-18', '11-25', '12-02']) {
      withAttack(attack, new Date(`2026-${week}T09:10:00Z`));
      await usual(24);
    }
    withAttack(attack, new Date('2026-12-09T09:50:00Z'));
    await flood(5);
    await minute();
    // Twenty-four an hour are two in five minutes: five are two and a half times as many.
    expect(await level()).toMatchObject({ level: 'normal' });
    await flood(2);
    await minute();
    expect(await level()).toMatchObject({ level: 'elevated' });
  });

  test('a busy hotline’s first hour is no siege, and over its first day it is what is usual', async () => {
    withAttack({ fewestCalls: 5, elevatedTimes: 4, siegeTimes: 12 }, new Date('2027-03-01T09:00:00Z'));
    const seen: unknown[] = [];
    for (let minutes = 0; minutes < 90; minutes += 5) {
      await usual(10);
      await hotline.clock.advance(4 * 60);
      await minute();
      seen.push(((await level()) as { level: unknown }).level);
    }
    expect(seen).not.toContain('siege');
    expect(seen.slice(5)).toEqual(seen.slice(5).map(() => 'normal'));
  });

  test('the weeks before the first call say nothing: deployed long ago, called since yesterday', async () => {
    const attack = { fewestCalls: 5, elevatedTimes: 4, siegeTimes: 12 };
    withAttack(attack, new Date('2027-05-01T09:00:00Z'));
    await hotline.store.marks.installed(hotline.clock.now().toISOString());
    for (let hour = 9; hour < 19; hour += 1) {
      withAttack(attack, new Date(`2027-06-01T${String(hour).padStart(2, '0')}:30:00Z`));
      await usual(24);
    }
    withAttack(attack, new Date('2027-06-02T09:10:00Z'));
    await flood(6, farCaller);
    await minute();
    expect(await level()).toMatchObject({ level: 'normal' });
    await flood(8, farCaller);
    await minute();
    expect(await level()).toMatchObject({ level: 'elevated' });
  });

  test('calls that what is known of their numbers keeps away raise no level, and keep none up', async () => {
    const attack = { fewestCalls: 5, elevatedTimes: 4, siegeTimes: 6, holdMinutes: 10 };
    withAttack(attack, new Date('2027-08-01T03:00:00Z'), {
      screening: { reputation: { mode: 'act' } },
      voicemail: { ...SEED_SETTINGS.voicemail, mostPerHour: 2 },
    });
    const known = (index: number): string => `+1415777${String(1000 + index)}`;
    for (let index = 0; index < 6; index += 1) {
      await (await hotline.call(known(index))).wait(60);
      await hotline.drain();
    }
    await hotline.clock.advance(2 * 3_600);
    const campaign = async (from: number): Promise<void> => {
      for (let index = from; index < from + 20; index += 1) {
        const phone = await hotline.call(known(index));
        await phone.hangUp();
        const call = (await hotline.api('GET', `/api/calls/${phone.sid}`)).json();
        expect(call).toMatchObject({ verdict: 'voicemail', scored: { keepsAway: true } });
      }
    };
    await campaign(10);
    await minute();
    expect(await level()).toMatchObject({ level: 'normal' });
    await flood(12);
    await minute();
    expect(await level()).toMatchObject({ level: 'siege' });
    // They fill no more than half of the mailbox, so that others still find room.
    await (await hotline.call(known(50))).sendMessage(3);
    const beyond = await hotline.call(known(51));
    await beyond.wait(2);
    expect(beyond.heard().join(' ')).toContain(
      'Sorry, we can’t record a message right now, but we can call you back.',
    );
    const stranger = await hotline.call(farCaller());
    await stranger.press('0');
    expect(stranger.heard().join(' ')).toContain('records what you say');
    await hotline.clock.advance(6 * 60);
    // The level alone would send them to voicemail now; what is known of them does so as well.
    await campaign(30);
    await minute();
    await hotline.clock.advance(4 * 60);
    expect(await level()).toMatchObject({ level: 'normal' });
  });

  test('what a person has set is left alone, and so is everything where it is switched off', async () => {
    const start = new Date('2026-12-20T03:00:00Z');
    withAttack({ fewestCalls: 1, elevatedTimes: 2, siegeTimes: 3, automatic: false }, start);
    await flood(5);
    await minute();
    expect(await level()).toMatchObject({ level: 'normal' });
    withAttack({ fewestCalls: 1, elevatedTimes: 2, siegeTimes: 3 }, start);
    await set('elevated');
    await minute();
    expect(await level()).toMatchObject({ level: 'elevated', by: 'admin' });
  });
});

test.each([[{ level: 'panic' }], [{ level: 'siege', until: '2020-01-01T00:00:00Z' }], [{}]])(
  '%j is refused',
  async (body) => {
    expect((await hotline.api('PUT', '/api/guard', { body })).status).toBe(400);
  },
);

describe('a switch of the whole hotline is not replaced unread', () => {
  const later = '2026-11-29T12:00:00.000Z';

  test.each([
    ['/api/guard', { level: 'siege', until: later }, `the level is siege until ${later}, set by admin at `],
    ['/api/do-not-disturb', { until: later }, `nobody is rung until ${later}, set by admin at `],
  ])('%s', async (path, body, standing) => {
    const own = rig.hotline({ start: new Date('2026-11-29T10:00:00Z') });
    const put = (headers: Record<string, string>) => own.api('PUT', path, { body, headers, unread: true });
    const etag = String((await own.api('GET', path)).headers.etag);
    expect((await put({})).json()).toMatchObject({
      status: 428,
      detail: expect.stringContaining(`If-Match: ${etag}`) as unknown,
    });
    const first = await put({ 'if-match': etag, 'idempotency-key': 'first' });
    const next = `"${String(Number(etag.slice(1, -1)) + 1)}"`;
    expect([first.status, first.headers.etag]).toEqual([200, next]);
    const again = await put({ 'if-match': etag, 'idempotency-key': 'first' });
    expect([again.status, again.headers.etag]).toEqual([200, next]);
    const late = await put({ 'if-match': etag, 'idempotency-key': 'second' });
    expect(late.json()).toMatchObject({
      status: 412,
      detail: expect.stringContaining(
        `You edited version ${etag.slice(1, -1)}, but version ${next.slice(1, -1)} is current: ${standing}`,
      ) as unknown,
    });
    expect((await put({ 'if-match': '*' })).status).toBe(200);
    // Of many who read the same version one is taken.
    const read = String((await own.api('GET', path)).headers.etag);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((key) => put({ 'if-match': read, 'idempotency-key': `at once ${String(key)}` })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412]);
  });

  test('do not disturb is not ended unread either, and counts on after it has ended', async () => {
    const own = rig.hotline({ start: new Date('2026-11-29T10:00:00Z') });
    const path = '/api/do-not-disturb';
    const first = await own.api('PUT', path, { body: { until: later } });
    await own.api('PUT', path, { body: { until: '2026-11-29T13:00:00Z' } });
    const stale = await own.api('DELETE', path, { headers: { 'if-match': String(first.headers.etag) } });
    expect(stale.json()).toMatchObject({
      status: 412,
      detail: expect.stringContaining('nobody is rung until 2026-11-29T13:00:00.000Z') as unknown,
    });
    const { version } = (await own.api('GET', path)).json<{ version: number }>();
    const headers = { 'if-match': `"${String(version)}"`, 'idempotency-key': 'end' };
    expect((await own.api('DELETE', path, { headers })).status).toBe(204);
    expect((await own.api('DELETE', path, { headers })).status).toBe(204);
    expect((await own.api('GET', path)).json()).toEqual({ version: version + 1 });
  });
});
