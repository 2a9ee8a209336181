// Whole calls in which a staff phone forwards its calls to the hotline: each round ends, and the caller reaches somebody.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { CallView, LookupView, StatsView } from '../../functions/admin/contract.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { openDatabase } from '../../store/database/database.ts';
import { rigForEach } from '../support/rig.ts';
import { TestHotline } from '../support/hotline.ts';
import { settingsWith } from '../support/settings.ts';
import { ADA, GRACE, HOTLINE } from '../support/twilio-values.ts';

const BUSY = '<?xml version="1.0" encoding="UTF-8"?><Response><Reject reason="busy"/></Response>';
const CAROL = '+13125550113';
const [DESK] = SEED_SETTINGS.departments;

const rig = rigForEach();
let callers = 0;
/** On the allowlist, so that nothing stands between the call and the staff. */
let partner: string;

// Members who are left talking at the end of one story are free in the next.
beforeEach(() => {
  partner = `+1312558${String(1000 + callers++)}`;
});

async function hotlineWith(settings: Settings = SEED_SETTINGS): Promise<TestHotline> {
  const hotline = rig.hotline({ settings });
  await list(hotline, 'allow');
  return hotline;
}

async function list(hotline: TestHotline, name: string): Promise<void> {
  const target = `/api/listings/${encodeURIComponent(partner)}`;
  const standing = await hotline.api('GET', target);
  const headers = standing.status === 200 ? { 'if-match': String(standing.headers.etag) } : {};
  const put = await hotline.api('PUT', target, { body: { list: name, reason: 'partner' }, headers });
  expect([200, 201]).toContain(put.status);
}

const frontDesk = (change: object): Settings => settingsWith({ departments: [{ ...DESK, ...change }] });
/** What each call was answered with, in the order in which they came in. */
const answers = (hotline: TestHotline): (string | undefined)[] =>
  hotline.webhooks.flatMap(({ event, result }) => (event.rawPath === '/voice/incoming' ? [result.body] : []));
const callOf = async (hotline: TestHotline, sid: string): Promise<CallView> =>
  (await hotline.api('GET', `/api/calls/${sid}`)).json<CallView>();
/** The calls that came back, newest first. */
const loopsOf = async (hotline: TestHotline): Promise<CallView[]> =>
  (
    await hotline.api('GET', `/api/calls?caller=${encodeURIComponent(partner)}&verdict=forwarding-loop`)
  ).json<{ items: CallView[] }>().items;

describe('a staff phone forwards to the hotline', () => {
  test('the call that comes back is refused unanswered, the others ring on, and one of them accepts', async () => {
    const hotline = await hotlineWith();
    hotline.carrier.forward(ADA, HOTLINE);
    const phone = await hotline.call(partner);
    expect(answers(hotline)).toHaveLength(2);
    expect(answers(hotline)).toEqual([expect.stringContaining('<Dial'), BUSY]);
    expect(hotline.staff.rung).toEqual([ADA, GRACE]);
    expect(hotline.staff.phone(ADA).log.at(-1)).toMatchObject({ type: 'ended', status: 'busy' });
    await hotline.staff.accept(GRACE);
    expect(phone.story()).toContain('bridged');
    const [loop] = await loopsOf(hotline);
    expect(loop).toMatchObject({ disposition: 'forwarding-loop', status: 'busy', seconds: 0 });
    expect(loop?.reasons).toMatchObject([{ code: 'forwarding-loop', number: ADA, member: 'Ada' }]);
  });

  test('the only member: the caller leaves a message', async () => {
    const hotline = await hotlineWith(frontDesk({ members: [{ name: 'Ada', number: ADA }] }));
    hotline.carrier.forward(ADA, HOTLINE);
    const phone = await hotline.call(partner);
    expect(answers(hotline)).toHaveLength(2);
    await phone.hearNotice();
    expect(phone.log.some(({ type }) => type === 'recording')).toBe(true);
  });

  test('a caller who hides the number is shown as the hotline itself, which does not ring staff again either', async () => {
    const hotline = await hotlineWith();
    hotline.carrier.forward(ADA, HOTLINE);
    const phone = await hotline.call('anonymous');
    await phone.press(phone.code());
    await phone.press('1');
    expect(answers(hotline)).toHaveLength(2);
    expect(answers(hotline).at(-1)).toBe(BUSY);
    expect(hotline.staff.rung).toEqual([ADA, GRACE]);
  });

  test.each(['sequential', 'round-robin', 'fewest-calls', 'simultaneous'])(
    'all of them do, and ring %s: each is rung once, then comes a message',
    async (ring) => {
      const hotline = await hotlineWith(frontDesk({ ring }));
      hotline.carrier.forward(ADA, HOTLINE);
      hotline.carrier.forward(GRACE, HOTLINE);
      const phone = await hotline.call(partner);
      expect(hotline.staff.rung).toEqual([ADA, GRACE]);
      expect(answers(hotline)).toHaveLength(3);
      await phone.hearNotice();
      expect(phone.log.some(({ type }) => type === 'recording')).toBe(true);
    },
  );

  test('so does whoever is on call, in another department, after overflow', async () => {
    const hotline = await hotlineWith(
      settingsWith({
        departments: [
          { ...DESK, members: [], overflow: 'night' },
          { ...DESK, id: 'night', members: [{ name: 'Carol', number: CAROL }] },
        ],
      }),
    );
    hotline.carrier.forward(CAROL, HOTLINE);
    await hotline.call(partner);
    expect(hotline.staff.rung).toEqual([CAROL]);
    expect((await loopsOf(hotline))[0]?.reasons).toMatchObject([{ member: 'Carol', number: CAROL }]);
  });

  test('after hours, the member on call', async () => {
    const onCall = [{ name: 'Carol', number: CAROL }];
    const hotline = await hotlineWith(frontDesk({ hours: { weekly: {} }, onCall }));
    hotline.carrier.forward(CAROL, HOTLINE);
    const phone = await hotline.call(partner);
    await phone.press('1');
    expect(hotline.staff.rung).toEqual([CAROL]);
    expect((await loopsOf(hotline))[0]?.reasons).toMatchObject([{ member: 'Carol' }]);
  });

  test('forwarding switched off again: the phone rings', async () => {
    const hotline = await hotlineWith();
    hotline.carrier.forward(ADA, HOTLINE);
    hotline.carrier.forward(ADA, undefined);
    await hotline.call(partner);
    expect(answers(hotline)).toHaveLength(1);
    await hotline.staff.accept(ADA);
  });

  test('under her own number instead: she is not rung for her own call', async () => {
    const hotline = await hotlineWith(frontDesk({ members: [{ name: 'Ada', number: partner }] }));
    const phone = await hotline.call(partner);
    expect(hotline.staff.rung).toEqual([]);
    await phone.hearNotice();
    expect(phone.log.some(({ type }) => type === 'recording')).toBe(true);
  });
});

describe('whoever calls through a staff phone', () => {
  test('eight calls ring nobody', async () => {
    const hotline = await hotlineWith();
    for (let round = 0; round < 8; round++) {
      const phone = await hotline.call(partner, { forwardedFrom: ADA });
      expect(phone.outcome).toMatchObject({ status: 'busy', billed: false });
    }
    expect(answers(hotline)).toEqual(Array(8).fill(BUSY));
    expect(hotline.staff.rung).toEqual([]);
  });

  test.each(['never-block', 'allow', 'block'])('on the list %s: the same', async (name) => {
    const hotline = await hotlineWith();
    await list(hotline, name);
    await hotline.call(partner, { forwardedFrom: ADA });
    expect(answers(hotline)).toEqual([BUSY]);
  });

  test.each(['normal', 'elevated', 'siege'])(
    'at level %s, a stranger, a hidden number: the same',
    async (level) => {
      const hotline = await hotlineWith();
      await hotline.api('PUT', '/api/guard', { body: { level } });
      await hotline.call('+13125559999', { forwardedFrom: ADA });
      await hotline.call('anonymous', { forwardedFrom: ADA });
      await hotline.call('anonymous', { forwardedFrom: HOTLINE });
      await hotline.call(HOTLINE);
      expect(answers(hotline)).toEqual([BUSY, BUSY, BUSY, BUSY]);
      await hotline.api('PUT', '/api/guard', { body: { level: 'normal' } });
    },
  );

  test('a member with a PIN: the same; called directly, she is asked for it', async () => {
    const hotline = await hotlineWith();
    await hotline.api('PUT', `/api/staff/${encodeURIComponent(ADA)}/pin`, { body: { pin: '482913' } });
    await hotline.call(ADA, { forwardedFrom: GRACE });
    await hotline.call(ADA);
    expect(answers(hotline)).toEqual([BUSY, expect.stringContaining('/voice/staff-pin')]);
  });

  test('while the database does not answer: the same', async () => {
    const { tables } = rig;
    const refusing = openDatabase({
      tables,
      endpoint: 'http://127.0.0.1:9',
      region: 'us-east-1',
      requestTimeoutMs: 100,
      deadlineMs: 200,
    });
    const hotline = new TestHotline({ database: refusing });
    await hotline.call('+13125559998', { forwardedFrom: ADA });
    expect(answers(hotline)).toEqual([BUSY]);
    refusing.close();
  });

  test.each([
    ['somebody else’s line', '+13125550155'],
    ['a foreign line', '+4922112345'],
    ['a company number that is no phone of the staff', '+13125550188'],
    ['no number', 'unknown'],
    ['control characters', 'a\u0000b'],
    ['very much of it', 'x'.repeat(5_000)],
  ])('through %s: a call like any other', async (_whose, forwardedFrom) => {
    const hotline = await hotlineWith(
      settingsWith({ hotline: { ...SEED_SETTINGS.hotline, officialNumbers: ['+13125550188'] } }),
    );
    await hotline.call(partner, { forwardedFrom });
    expect(hotline.staff.rung).toEqual([ADA, GRACE]);
  });
});

describe('what is kept of it', () => {
  test('nothing about the caller: neither calls nor the network’s word, and the watch does not count it', async () => {
    const hotline = await hotlineWith();
    const number = partner as Parameters<typeof hotline.store.incoming>[0];
    const evidence = async (): Promise<unknown> => {
      const { directory } = await hotline.store.incoming(number, { members: [], now: hotline.clock.now() });
      return directory.evidence;
    };
    const before = await evidence();
    const counted = (): Promise<unknown> =>
      hotline.store.calls.countLetInBetween(
        new Date(hotline.clock.now().getTime() - 60_000),
        hotline.clock.now(),
      );
    const callsBefore = await counted();
    for (let round = 0; round < 3; round++)
      await hotline.call(partner, { forwardedFrom: ADA, stirVerstat: 'TN-Validation-Passed-A' });
    await hotline.clock.advance(1);
    expect(await evidence()).toEqual(before);
    expect(await counted()).toEqual(callsBefore);
    const lookup = (
      await hotline.api('GET', `/api/lookup/${encodeURIComponent(partner)}`)
    ).json<LookupView>();
    expect(lookup).toMatchObject({ verdict: 'staff', flaggedCalls: 0 });
  });

  test('figures, and the reason in both languages', async () => {
    const hotline = rig.hotline({
      start: new Date('2027-03-01T10:00:00Z'),
    });
    await hotline.call('+13125559990', { forwardedFrom: ADA });
    await hotline.clock.advance(60);
    const second = await hotline.call('+13125559990', { forwardedFrom: 'sip:3125550111@carrier.example' });
    await hotline.call(HOTLINE);
    await hotline.clock.advance(1);
    const stats = (await hotline.api('GET', '/api/stats?from=2027-03-01T09:00:00Z')).json<StatsView>();
    expect(stats).toMatchObject({
      calls: 3,
      verdicts: { 'forwarding-loop': 3, busy: 0 },
      dispositions: { 'forwarding-loop': 3, 'gave-up': 0 },
      keptFromStaff: { refused: 0 },
      forwardingLoops: [
        {
          number: ADA,
          member: 'Ada',
          calls: 2,
          first: '2027-03-01T10:00:00.000Z',
          last: '2027-03-01T10:01:00.000Z',
        },
        { number: HOTLINE, calls: 1, first: '2027-03-01T10:01:00.000Z' },
      ],
    });
    expect((await callOf(hotline, second.sid)).reasons.map(({ texts }) => texts)).toEqual([
      {
        'en-US':
          'Ada’s phone (312 555 0111) forwards its calls to this hotline; staff phones were not rung again',
        'zh-CN': 'Ada的电话（312 555 0111）把来电转接到了本热线，因此不再呼叫员工',
      },
    ]);
  });
});
