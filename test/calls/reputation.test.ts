// Whole calls: what the hotline learns of its callers, what it does about it and when, and how a number is blocked.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { verdictUnder, isDecided } from '../../core/records/what-if.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import { rigOfManyCalls } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import type { TestPhone } from '../support/phone.ts';
import { settingsWith } from '../support/settings.ts';
import { ADA } from '../support/twilio-values.ts';

const rig = rigOfManyCalls();
let hotline: TestHotline;
let callers = 0;
const DAY = 86_400;

beforeEach(() => {
  hotline = open();
});

/** The score acts from the first day, unless a test says otherwise. */
function open(screening: object = { reputation: { mode: 'act' } }): TestHotline {
  return rig.hotline({ settings: settingsWith({ screening }) });
}

/** In blocks of a hundred of their own, so that no test's evidence reaches another's number. */
const nextCaller = (): string => `+1415${String(2_000_000 + 10_000 * callers++)}`.slice(0, 12);

const json = async (target: string): Promise<Record<string, unknown>> =>
  (await hotline.api('GET', target)).json();
const lookup = (number: string) => json(`/api/lookup/${encodeURIComponent(number)}`);
const codes = (reasons: unknown): string[] => (reasons as { code: string }[]).map(({ code }) => code);

/** Three wrong answers; the mailbox is hung up on. */
async function fail(from: string, more: object = {}): Promise<void> {
  const phone = await hotline.call(from, more);
  for (let attempt = 0; attempt < 3; attempt++) await phone.press(phone.wrongCode());
  await phone.hangUp();
  await hotline.drain();
}

/** At the menu, past the challenge where there is one. */
async function atTheMenu(from: string, more: object = {}): Promise<TestPhone> {
  const phone = await hotline.call(from, more);
  if (phone.log.some((event) => event.type === 'said' && /\d, \d/.test(event.text)))
    await phone.press(phone.code());
  return phone;
}

/** Passes, talks, and is flagged. */
async function nuisance(from: string, more: object = {}): Promise<TestPhone> {
  const phone = await atTheMenu(from, more);
  await phone.press('1');
  await hotline.staff.accept(ADA);
  await phone.wait(20);
  await phone.hangUp();
  const flagged = await hotline.api('POST', `/api/calls/${phone.sid}/flag`, { body: { reason: 'rude' } });
  expect(flagged.status).toBe(200);
  await hotline.drain();
  return phone;
}

/** The network vouches for the number. */
const VOUCHED = { stirVerstat: 'TN-Validation-Passed-A' };

async function report(number: string, from = nextCaller(), more: object = VOUCHED): Promise<void> {
  const phone = await atTheMenu(from, more);
  for (const keys of ['2', `${number.slice(1)}#`, '1', '3']) await phone.press(keys);
  await phone.hangUp();
  await hotline.drain();
}

async function talk(from: string): Promise<void> {
  const phone = await atTheMenu(from);
  await phone.press('1');
  await hotline.staff.accept(ADA);
  await phone.wait(90);
  await phone.hangUp();
  await hotline.drain();
}

describe('the score', () => {
  test('rises with what the caller does, says why in both languages, and asks for a longer code', async () => {
    const from = nextCaller();
    expect((await lookup(from)).scored).toMatchObject({ score: 0, treatment: 'none', reasons: [] });
    for (let calls = 0; calls < 4; calls++) await fail(from);
    const { scored, reasons } = await lookup(from);
    expect(scored).toMatchObject({ treatment: 'harder', acted: true, verdict: 'challenge' });
    expect(codes((scored as { reasons: unknown }).reasons)).toContain('failed');
    expect(reasons).toContainEqual(
      expect.objectContaining({
        code: 'reputation',
        texts: {
          'en-US': expect.stringContaining('failed the keypad check'),
          'zh-CN': expect.stringContaining('未通过按键验证'),
        },
      }),
    );
    const phone = await hotline.call(from);
    expect(phone.code()).toHaveLength(6);
  });

  test('fades by itself', async () => {
    const from = nextCaller();
    for (let calls = 0; calls < 4; calls++) await fail(from);
    await hotline.clock.advance(120 * DAY);
    expect((await lookup(from)).scored).toMatchObject({ treatment: 'none' });
  });

  test('of a neighbour of reported numbers rises too', async () => {
    const base = nextCaller().slice(0, -2);
    for (const last of ['11', '12', '13', '14']) await report(`${base}${last}`);
    const { scored } = await lookup(`${base}15`);
    expect(codes((scored as { reasons: unknown }).reasons)).toContain('complaints-hundred');
  });

  test('a call under a forged number teaches nothing about its owner', async () => {
    const from = nextCaller();
    for (let calls = 0; calls < 5; calls++) await fail(from, { stirVerstat: 'TN-Validation-Failed' });
    const { scored } = await lookup(from);
    expect(scored).toMatchObject({ treatment: 'none' });
    expect(codes((scored as { reasons: unknown }).reasons)).not.toContain('failed');
  });

  test('a conversation lately caps it at the challenge; a listing and withheld callers are above it', async () => {
    const from = nextCaller();
    await talk(from);
    // The pass is remembered: what else is said of the number comes from others.
    // A report by telephone would wait for a person now, so the evidence is older than the conversation.
    for (let reports = 0; reports < 12; reports++)
      await hotline.store.callers.report({
        kind: 'count-report',
        callSid: `CA${String(reports).padStart(32, '0')}`,
        number: from as E164,
        reporter: nextCaller() as E164,
        at: hotline.clock.now().toISOString(),
        expiresAt: '2028-01-01T00:00:00.000Z',
      });
    const others = nextCaller();
    for (let reports = 0; reports < 12; reports++) await report(others);
    expect((await lookup(others)).scored).not.toMatchObject({ treatment: 'challenge' });
    expect((await lookup(from)).scored).toMatchObject({ treatment: 'challenge' });
    await hotline.api('PUT', `/api/listings/${encodeURIComponent(from)}`, {
      body: { list: 'allow', reason: 'partner' },
    });
    expect(await lookup(from)).toMatchObject({ verdict: 'staff', scored: { acted: false } });
    const hidden = await hotline.call('anonymous');
    expect(await json(`/api/calls/${hidden.sid}`)).not.toHaveProperty('scored');
  });

  test('a webhook that comes twice counts once', async () => {
    const [once, twice] = [nextCaller(), nextCaller()];
    await fail(once);
    hotline.intercept = async (event) => {
      if (!event.rawPath.startsWith('/voice/')) return undefined;
      await hotline.handlers.voice(event);
      return hotline.handlers.voice(event);
    };
    await fail(twice);
    const score = async (number: string) => ((await lookup(number)).scored as { score: number }).score;
    expect(await score(twice)).toBeCloseTo(await score(once), 4);
  });
});

describe('a challenge that nobody answers', () => {
  /** A recording: talks for half a minute, presses nothing, and is gone before the last attempt. */
  async function recording(from: string, more: object = {}): Promise<TestPhone> {
    const phone = await hotline.call(from, more);
    await phone.wait(30);
    await phone.hangUp();
    await hotline.drain();
    return phone;
  }

  test('leads to a longer code and one attempt less, then to a message, with the reason in both languages', async () => {
    const from = nextCaller();
    expect((await recording(from)).code()).toHaveLength(4);
    const second = await recording(from);
    expect(second.code()).toHaveLength(6);
    expect(await lookup(from)).toMatchObject({
      verdict: 'voicemail',
      reasons: [
        {
          code: 'unanswered',
          scope: 'own',
          treatment: 'voicemail',
          texts: {
            'en-US':
              'about 2 recent calls from this number pressed nothing in the keypad check, which leads to voicemail',
            'zh-CN': '该号码近期约有 2 次来电在按键验证时未按键，处理方式为转留言',
          },
        },
        { code: 'unknown-caller' },
      ],
    });
    await hotline.clock.advance(40 * DAY);
    expect(await lookup(from)).toMatchObject({ verdict: 'challenge' });
  });

  test('one attempt less: of three, two', async () => {
    const from = nextCaller();
    await recording(from);
    const phone = await hotline.call(from);
    await phone.press(phone.wrongCode());
    await phone.press(phone.wrongCode());
    await phone.hearNotice();
    expect(phone.log.some(({ type }) => type === 'recording')).toBe(true);
  });

  test('is nobody’s who hangs up at once, presses a wrong key, or asks for a person', async () => {
    for (const keys of ['', '0', 'wrong']) {
      const from = nextCaller();
      const phone = await hotline.call(from);
      await phone.wait(3);
      if (keys !== '') await phone.press(keys === 'wrong' ? phone.wrongCode() : keys);
      if (keys === 'wrong') await phone.wait(40);
      await phone.hangUp();
      await hotline.drain();
      expect(await lookup(from)).toMatchObject({ verdict: 'challenge', scored: { treatment: 'none' } });
    }
  });

  test('is not held against a number that the network vouches for, nor one from which a person has passed', async () => {
    const vouched = nextCaller();
    for (let calls = 0; calls < 3; calls++) await recording(vouched);
    const target = `/api/lookup/${encodeURIComponent(vouched)}?attestation=A`;
    expect(await json(target)).toMatchObject({ verdict: 'challenge', scored: { treatment: 'none' } });
    const person = nextCaller();
    const phone = await hotline.call(person);
    await phone.press(phone.code());
    await phone.hangUp();
    await hotline.clock.advance(10 * DAY);
    for (let calls = 0; calls < 3; calls++) await recording(person);
    expect(await lookup(person)).toMatchObject({ verdict: 'challenge', scored: { treatment: 'none' } });
  });

  test('by a whole block within a day: its next number too, for a day, and each number of it counts once', async () => {
    const block = nextCaller().slice(0, -3);
    // The number's own calls lead to nothing here, so that it can go on calling.
    hotline = open({ reputation: { mode: 'act', unanswered: { own: { harder: 0, voicemail: 0 } } } });
    for (let calls = 0; calls < 6; calls++) await recording(`${block}100`);
    expect(await lookup(`${block}900`)).toMatchObject({
      verdict: 'challenge',
      scored: { treatment: 'none' },
    });
    for (let number = 101; number <= 102; number++) await recording(`${block}${number}`);
    expect(await lookup(`${block}900`)).toMatchObject({
      verdict: 'challenge',
      reasons: [{ code: 'unanswered', scope: 'neighbours', treatment: 'harder' }, { code: 'unknown-caller' }],
    });
    for (let number = 103; number <= 105; number++) await recording(`${block}${number}`);
    expect(await lookup(`${block}901`)).toMatchObject({ verdict: 'voicemail' });
    await hotline.clock.advance(3 * DAY);
    expect(await lookup(`${block}902`)).toMatchObject({ scored: { treatment: 'none' } });
  });

  test('in shadow mode is told, and not acted on', async () => {
    hotline = open({ reputation: { mode: 'shadow' } });
    const from = nextCaller();
    await recording(from);
    expect((await recording(from)).code()).toHaveLength(4);
    expect(await lookup(from)).toMatchObject({
      verdict: 'challenge',
      scored: {
        acted: false,
        keepsAway: false,
        verdict: 'voicemail',
        unanswered: { scope: 'own', treatment: 'voicemail' },
      },
    });
    const { rows } = (await json('/api/shadow')) as { rows: readonly { byReason: Record<string, number> }[] };
    expect(rows.some(({ byReason }) => (byReason.unanswered ?? 0) > 0)).toBe(true);
  });
});

describe('shadow mode', () => {
  test('is where a new hotline begins: decided, kept, reported, and not done; after two weeks it acts', async () => {
    hotline = open({});
    await hotline.clock.advance(40 * DAY);
    const since = hotline.clock.now().toISOString();
    const { createJobsHandler } = await import('../../functions/jobs/jobs-handler.ts');
    await createJobsHandler(hotline.runtime)({ job: 'watch' });
    const from = nextCaller();
    for (let calls = 0; calls < 4; calls++) await fail(from);
    const phone = await hotline.call(from);
    expect(phone.code()).toHaveLength(4);
    expect(await json(`/api/calls/${phone.sid}`)).toMatchObject({
      verdict: 'challenge',
      scored: { treatment: 'harder', acted: false },
    });
    const report = await json(`/api/shadow?from=${since}`);
    expect(report).toMatchObject({ mode: 'shadow', acted: 0 });
    expect(report.rows).toContainEqual(
      expect.objectContaining({
        treatment: 'harder',
        byReason: expect.objectContaining({ failed: expect.any(Number) }),
      }),
    );
    await hotline.clock.advance(15 * DAY);
    for (let calls = 0; calls < 2; calls++) await fail(from);
    expect(await lookup(from)).toMatchObject({ scored: { acted: true } });
  });

  test('switched off, nothing is scored', async () => {
    hotline = open({ reputation: { mode: 'off' } });
    const phone = await hotline.call(nextCaller());
    expect(await json(`/api/calls/${phone.sid}`)).not.toHaveProperty('scored');
  });
});

describe('reports are claims', () => {
  const UNVOUCHED = {};
  const casesAbout = async (number: string) =>
    (await json(`/api/cases?reported=${encodeURIComponent(number)}`)).items as Record<string, unknown>[];

  test('three spoofed ones lead to the usual code at most, and no neighbour to anything', async () => {
    const from = nextCaller();
    for (let reports = 0; reports < 3; reports++) await report(from, nextCaller(), UNVOUCHED);
    const found = await lookup(from);
    expect(found).toMatchObject({ verdict: 'challenge', reporters: 0, claimants: 3 });
    expect(found.scored).toMatchObject({ treatment: 'challenge' });
    expect((found.scored as { reasons: unknown }).reasons).toContainEqual(
      expect.objectContaining({
        code: 'claimed',
        texts: {
          'en-US': expect.stringContaining('unconfirmed report'),
          'zh-CN': expect.stringContaining('未经核实'),
        },
      }),
    );
    const neighbour = `${from.slice(0, -2)}77`;
    expect((await lookup(neighbour)).scored).toMatchObject({ score: 0, treatment: 'none' });
    expect((await hotline.call(neighbour)).code()).toHaveLength(4);
    expect((await hotline.call(from)).code()).toHaveLength(4);
  });

  test('they count once a person has acted on them, and for the neighbours too', async () => {
    const from = nextCaller();
    for (let reports = 0; reports < 3; reports++) await report(from, nextCaller(), UNVOUCHED);
    for (const { caseNumber, standing, version } of await casesAbout(from)) {
      expect(standing).toBe('claimed');
      const answered = await hotline.api('PATCH', `/api/cases/${String(caseNumber)}`, {
        body: { status: 'action-taken' },
        headers: { 'if-match': `"${String(version)}"` },
      });
      expect(answered.json()).toMatchObject({ standing: 'confirmed' });
    }
    expect(await lookup(from)).toMatchObject({
      reporters: 3,
      claimants: 0,
      scored: { treatment: 'voicemail' },
    });
    const { scored } = await lookup(`${from.slice(0, -2)}77`);
    expect(codes((scored as { reasons: unknown }).reasons)).toContain('complaints-hundred');
  });

  test('they count together with evidence of another kind, and alone again without it', async () => {
    const from = nextCaller();
    for (let reports = 0; reports < 3; reports++) await report(from, nextCaller(), UNVOUCHED);
    const reasons = async (): Promise<string[]> =>
      codes(((await lookup(from)).scored as { reasons: unknown }).reasons);
    const { sid } = await nuisance(from);
    expect(await reasons()).toContain('complaints-number');
    expect((await hotline.api('DELETE', `/api/calls/${sid}/flag`)).status).toBe(200);
    await hotline.drain();
    expect(await reasons()).toContain('claimed');
    expect(await reasons()).not.toContain('complaints-number');
    // Who forges the number can fail the challenge under it, too.
    await fail(from);
    expect(await reasons()).toEqual(expect.arrayContaining(['claimed', 'failed']));
    expect(await reasons()).not.toContain('complaints-number');
  });

  test('about a listed number, or one that talked with staff lately, a person decides', async () => {
    const [listed, known] = [nextCaller(), nextCaller()];
    await hotline.api('PUT', `/api/listings/${encodeURIComponent(listed)}`, {
      body: { list: 'allow', reason: 'customer' },
    });
    await talk(known);
    for (const number of [listed, known]) {
      for (let reports = 0; reports < 3; reports++) await report(number);
      expect(await lookup(number)).toMatchObject({ reporters: 0, claimants: 0 });
      const cases = await casesAbout(number);
      expect(cases.map(({ standing, status }) => [standing, status])).toEqual(
        cases.map(() => ['for-review', 'received']),
      );
      expect(cases).toHaveLength(3);
    }
  });

  test('150 from one number in 75 minutes are few cases, and each caller hears a number', async () => {
    // The budget of the number would end it after a dozen calls.
    hotline = open({ reputation: { mode: 'act' }, allowance: { calls: 900, rings: 900, blockAfter: 0 } });
    const from = nextCaller();
    const told = new Set<string>();
    for (let reports = 0; reports < 150; reports++) {
      const phone = await atTheMenu(from);
      for (const keys of ['2', `1628555${String(1_000 + reports)}#`, '1', '3']) await phone.press(keys);
      if (reports % 10 === 9) {
        await phone.press('#');
        const [number = ''] = /\d(?:, \d){5}/.exec(phone.heard().join(' ')) ?? [];
        told.add(number.replaceAll(', ', ''));
      }
      await phone.hangUp();
      await hotline.clock.advance(30);
    }
    await hotline.drain();
    expect(told.size).toBeLessThan(4);
    for (const caseNumber of told)
      expect(await json(`/api/cases/${caseNumber}`)).toMatchObject({ caseNumber, reporter: from });
    const { items } = await json('/api/cases?limit=100&status=received');
    const cases = (items as Record<string, unknown>[]).filter(({ reporter }) => reporter === from);
    expect(cases.length).toBeLessThan(15);
    const groups = cases.filter(({ joined }) => joined !== undefined);
    expect(groups).toHaveLength(1);
    const [{ joined = [] } = {}] = groups as { joined?: unknown[] }[];
    expect(joined).toHaveLength(150 - (cases.length - 1));
    expect(joined[0]).toMatchObject({
      category: 'harassment',
      reported: expect.stringMatching(/^\+1628555/),
    });
  });
});

describe('a number is blocked by itself', () => {
  /** Blocks act, scores change nothing: a caller goes on meeting the challenge. */
  const ONLY_BLOCKS = { mode: 'act', challenge: 1, harder: 1, voicemail: 1 };
  beforeEach(() => {
    hotline = open({ reputation: ONLY_BLOCKS });
  });

  /** Nuisance on three days, failed challenges, and reports. */
  async function earnBlock(number: string, days = 4, more: object = VOUCHED): Promise<void> {
    for (let day = 0; day < days; day++) {
      for (const act of [() => nuisance(number, more), () => fail(number, more), () => report(number)]) {
        if ((await blocked(number)).list === 'block') return;
        await act();
      }
      await hotline.clock.advance(DAY);
    }
  }

  const blocked = async (number: string) =>
    (await hotline.api('GET', `/api/listings/${encodeURIComponent(number)}`)).json();

  test('after evidence of several kinds on several days, for a week, with its reasons, and may appeal', async () => {
    const from = nextCaller();
    await earnBlock(from);
    const listing = await blocked(from);
    expect(listing).toMatchObject({
      list: 'block',
      source: 'automatic',
      basis: expect.arrayContaining([expect.objectContaining({ kind: 'flagged' })]),
    });
    const days = (Date.parse(String(listing.expiresAt)) - Date.parse(String(listing.addedAt))) / 86_400_000;
    expect(days).toBe(7);
    const phone = await hotline.call(from);
    await phone.wait(1);
    expect(phone.heard().join(' ')).toContain('Calls from your number are blocked');
    const { items } = await json('/api/audit?action=automatic.block');
    expect(items).toContainEqual(expect.objectContaining({ record: from, by: 'automatic' }));
  });

  test.each(['TN-Validation-Passed-B', 'TN-Validation-Passed-C', undefined])(
    'for whose number the network does not vouch (%s) waits for a person: it may be anybody’s',
    async (stirVerstat) => {
      const from = nextCaller();
      await earnBlock(from, 4, stirVerstat === undefined ? {} : { stirVerstat });
      expect(await blocked(from)).toMatchObject({
        pending: true,
        reason: expect.stringContaining('(the calls had no attestation A)'),
      });
      expect((await lookup(from)).verdict).toBe('challenge');
      const { items } = await json('/api/audit?action=automatic.block-to-approve');
      expect(items).toContainEqual(expect.objectContaining({ record: from, by: 'automatic' }));
    },
  );

  test('the next time for longer', async () => {
    const from = nextCaller();
    await earnBlock(from);
    await hotline.clock.advance(31 * DAY);
    await hotline.api('DELETE', `/api/listings/${encodeURIComponent(from)}`);
    await earnBlock(from);
    const { expiresAt, addedAt } = await blocked(from);
    expect((Date.parse(String(expiresAt)) - Date.parse(String(addedAt))) / 86_400_000).toBe(30);
  });

  test.each<[string, (from: string) => Promise<void>]>([
    ['on one day only', async (from) => earnOnOneDay(from)],
    ['never flagged by staff', async (from) => earnWithoutFlag(from)],
    [
      'who talked and was not flagged',
      async (from) => {
        await earnBlock(from, 2);
        await talk(from);
        await nuisance(from);
        await fail(from);
      },
    ],
    [
      'on the allowlist',
      async (from) => {
        await hotline.api('PUT', `/api/listings/${encodeURIComponent(from)}`, {
          body: { list: 'never-block', reason: 'police' },
        });
        await report(from);
        await report(from);
        await report(from);
      },
    ],
    [
      'whose number is forged',
      async (from) => {
        for (let day = 0; day < 4; day++) {
          await fail(from, { stirVerstat: 'TN-Validation-Failed' });
          await hotline.clock.advance(DAY);
        }
      },
    ],
  ])('not a caller %s', async (_who, act) => {
    const from = nextCaller();
    await act(from);
    const listing = await blocked(from);
    expect(listing.list === 'block').toBe(false);
  });

  async function earnOnOneDay(from: string): Promise<void> {
    for (let calls = 0; calls < 3; calls++) await nuisance(from);
    for (let calls = 0; calls < 3; calls++) await fail(from);
    for (let reports = 0; reports < 3; reports++) await report(from);
  }

  async function earnWithoutFlag(from: string): Promise<void> {
    for (let day = 0; day < 5; day++) {
      await fail(from);
      await report(from);
      await hotline.clock.advance(DAY);
    }
  }

  test('in shadow mode it would have been: told in the audit log, and not done', async () => {
    hotline = open({ reputation: { mode: 'shadow' } });
    const from = nextCaller();
    await earnBlock(from);
    expect((await hotline.api('GET', `/api/listings/${encodeURIComponent(from)}`)).status).toBe(404);
    const { items } = await json('/api/audit?action=automatic.would-block');
    expect(items).toContainEqual(expect.objectContaining({ record: from }));
  });

  test('not where the settings say so', async () => {
    hotline = open({ reputation: ONLY_BLOCKS, blocks: { on: false } });
    const from = nextCaller();
    await earnBlock(from);
    expect((await hotline.api('GET', `/api/listings/${encodeURIComponent(from)}`)).status).toBe(404);
  });

  test('beyond the hourly cap it waits for a person, without effect until approved', async () => {
    hotline = open({ reputation: ONLY_BLOCKS, blocks: { mostPerHour: 0 } });
    const from = nextCaller();
    await earnBlock(from);
    expect(await blocked(from)).toMatchObject({ pending: true });
    expect((await lookup(from)).verdict).toBe('challenge');
    const approved = await hotline.api('POST', `/api/listings/${encodeURIComponent(from)}/approve`, {
      body: {},
    });
    expect(approved.status).toBe(200);
    expect(await blocked(from)).not.toHaveProperty('pending');
    expect((await lookup(from)).verdict).toBe('appeal');
  });
});

describe('what if', () => {
  test('other thresholds: who would have been treated differently, whom it would have hurt, and examples', async () => {
    const [bad, good] = [nextCaller(), nextCaller()];
    for (let calls = 0; calls < 4; calls++) await fail(bad);
    await talk(good);
    const asked = await hotline.api('POST', '/api/what-if', {
      body: { settings: { screening: { reputation: { harder: 0.5, voicemail: 0.55 } } } },
    });
    expect(asked.status).toBe(200);
    expect(asked.json()).toMatchObject({
      complete: true,
      changes: expect.arrayContaining([
        expect.objectContaining({ from: 'challenge', to: 'voicemail', talked: 0 }),
      ]),
    });
    const changes = asked.json<{ changes: { to: string; examples: string[] }[] }>().changes;
    expect(changes.find(({ to }) => to === 'voicemail')?.examples).toHaveLength(5);
    const wrong = await hotline.api('POST', '/api/what-if', {
      body: { settings: { screening: { reputation: { harder: 0.1 } } } },
    });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('/screening/reputation/harder');
  });

  test('every call can be decided again from the facts that were kept with it, to the same verdict', async () => {
    await hotline.clock.advance(400 * DAY);
    const settings = await hotline.runtime.settings.current();
    const from = nextCaller();
    await talk(from);
    await fail(nextCaller());
    await hotline.call('anonymous');
    const { items } = await hotline.store.calls.page({
      to: new Date(hotline.clock.now().getTime() + 1),
      from: new Date(hotline.clock.now().getTime() - 3_600_000),
      limit: 500,
    });
    expect(items.length).toBeGreaterThanOrEqual(3);
    for (const call of items) {
      expect(isDecided(call)).toBe(true);
      if (isDecided(call)) expect(verdictUnder(call, settings)).toBe(call.verdict);
    }
  });
});

test('a score means the same when complaints are many: measured daily on numbers known to be good', async () => {
  const numbers = Array.from({ length: 1_200 }, (_, index) => `+1628${String(2_000_000 + 97 * index)}`);
  await hotline.store.listings.putMany(
    numbers.map((pattern) => ({
      pattern: pattern as E164,
      list: 'allow',
      reason: 'customer',
      source: 'admin',
      addedBy: 'admin',
      addedAt: hotline.clock.now().toISOString(),
      version: 1,
    })),
  );
  const before = await hotline.store.incoming('+14155550000' as E164, {
    members: [],
    now: hotline.clock.now(),
  });
  expect(before.calibration).toBeUndefined();
  // Complaints all over the neighbourhood of the good numbers.
  for (let index = 0; index < 300; index++)
    await hotline.store.callers.report({
      kind: 'count-report',
      callSid: `CA${String(index).padStart(32, '0')}`,
      number: `+1628${String(2_000_050 + 388 * index)}` as E164,
      reporter: `+1415555${String(1000 + index)}` as E164,
      at: hotline.clock.now().toISOString(),
      expiresAt: '2028-01-01T00:00:00.000Z',
    });
  const { createJobsHandler } = await import('../../functions/jobs/jobs-handler.ts');
  await createJobsHandler(hotline.runtime)({ job: 'calibrate' });
  const after = await hotline.store.incoming('+14155550000' as E164, {
    members: [],
    now: hotline.clock.now(),
  });
  expect(after.calibration).toHaveLength(10);
  expect([...(after.calibration ?? [])].sort((a, b) => a - b)).toEqual(after.calibration);
});
