// Every change of the guard's level is told of once and in the audit log once; the spend guard.
import { describe, expect, test } from '@jest/globals';
import type { CallStatus } from '../../core/call/call-event.ts';
import type { Screening } from '../../core/screening/verdict.ts';
import { createJobsHandler } from '../../functions/jobs/jobs-handler.ts';
import { rigForEach } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import { settingsWith } from '../support/settings.ts';
import { CALLER, HOTLINE } from '../support/twilio-values.ts';

const NOTIFICATIONS = [{ on: ['guard-level'], by: { email: 'duty@example.org' } }];

const rig = rigForEach();
let hotline: TestHotline;
let sids = 0;

/** An engine each: the guard's level and the day's calls are the whole hotline's. */

function open(attack: object, start: Date): void {
  const settings = settingsWith({ attack, notifications: NOTIFICATIONS });
  hotline = rig.hotline({ settings, start });
}

/** The watch comes by, and the queue delivers. */
async function minute(times = 1): Promise<void> {
  for (let run = 0; run < times; run++) {
    await hotline.clock.advance(60);
    await createJobsHandler(hotline.runtime)({ job: 'watch' });
  }
  await hotline.drain();
  await hotline.drain();
}

/** What the e-mails said since this was asked last. */
const told = (): string[] => hotline.emails.splice(0).map(({ subject }) => subject.replace(/^.*: /, ''));

const audited = async (): Promise<string[]> => {
  const { items } = (await hotline.api('GET', '/api/audit?limit=500')).json<{
    items: { by: string; action: string; record: string; detail: string }[];
  }>();
  return items.toReversed().map(({ by, action, detail }) => `${by} ${action} ${detail}`);
};

const set = async (level: string, until?: string, headers = {}): Promise<void> => {
  expect((await hotline.api('PUT', '/api/guard', { body: { level, until }, headers })).status).toBe(200);
};
const level = async (): Promise<unknown> => (await hotline.api('GET', '/api/guard')).json();

/** A call of the past, as the webhooks leave it. */
async function aCall(
  startedAt: string,
  seconds: number | undefined,
  status: CallStatus = 'completed',
): Promise<void> {
  const callSid = `CA${String(++sids).padStart(32, '0')}`;
  const screening: Screening = { verdict: 'challenge', reasons: [] } as unknown as Screening;
  const common = { callSid, to: '+13125550100', attestation: 'none', callerId: 'withheld' } as const;
  const expiresAt = '2028-01-01T00:00:00.000Z';
  await hotline.store.calls.open({
    kind: 'open-call',
    caller: undefined,
    screening,
    facts: { callerId: { kind: 'withheld' }, attestation: 'none', level: 'normal', staff: false },
    startedAt,
    expiresAt,
    ...common,
  });
  if (seconds !== undefined)
    await hotline.store.calls.finish({ kind: 'finish-call', callSid, status, seconds, endedAt: startedAt });
}

describe('a change of the level', () => {
  const QUIET = { fewestCalls: 3, elevatedTimes: 3, siegeTimes: 100, holdMinutes: 10 };

  test('by a person: at once, once, though the watch sees it too; its end by itself: once', async () => {
    open({}, new Date('2026-12-01T03:00:00Z'));
    await set('siege', '2026-12-01T03:30:00Z');
    await minute(3);
    expect(told()).toEqual(['siege']);
    await minute(40);
    expect(told()).toEqual(['normal']);
    expect(await audited()).toEqual([
      'admin guard.put siege until 2026-12-01T03:30:00Z',
      'watch watch.relax normal',
    ]);
  });

  test('repeated with its Idempotency-Key: once', async () => {
    open({}, new Date('2026-12-01T03:00:00Z'));
    for (let delivery = 0; delivery < 3; delivery++) {
      await set('siege', undefined, { 'idempotency-key': 'k' });
      await hotline.clock.advance(1);
    }
    await minute();
    expect(told()).toEqual(['siege']);
    expect(await audited()).toEqual(['admin guard.put siege']);
  });

  test('by the watch: raised once, kept up in silence, relaxed once', async () => {
    open(QUIET, new Date('2026-12-01T03:00:00Z'));
    for (let call = 0; call < 4; call++) await (await hotline.call('anonymous')).hangUp();
    await minute(4);
    expect(told()).toEqual(['elevated']);
    expect(await level()).toMatchObject({ level: 'elevated', by: 'watch' });
    await minute(20);
    expect(told()).toEqual(['normal']);
    const [raised, relaxed, ...more] = await audited();
    expect(raised).toMatch(
      /^watch watch.raise elevated until .*: callers in five minutes: 0 .*, calls without a number: 4, usual calls: 1$/,
    );
    expect([relaxed, more]).toEqual(['watch watch.relax normal', []]);
  });

  test('two watches at the same time are one', async () => {
    open(QUIET, new Date('2026-12-01T03:00:00Z'));
    for (let call = 0; call < 4; call++) await (await hotline.call('anonymous')).hangUp();
    await hotline.clock.advance(1);
    const jobs = createJobsHandler(hotline.runtime);
    await Promise.all([jobs({ job: 'watch' }), jobs({ job: 'watch' }), jobs({ job: 'watch' })]);
    await minute();
    expect(told()).toEqual(['elevated']);
    expect(await audited()).toHaveLength(1);
  });

  test('of a person in the middle of the watch’s own is not overwritten', async () => {
    open(QUIET, new Date('2026-12-01T03:00:00Z'));
    const read = await hotline.store.guard.get();
    await set('siege');
    const raised = { level: 'elevated', since: '2026-12-01T03:00:00Z', by: 'watch' } as const;
    expect(await hotline.store.guard.replace(read, raised)).toBe(false);
    expect(await level()).toMatchObject({ level: 'siege', by: 'admin' });
  });
});

describe('the spend guard', () => {
  /** Ten minutes a day. */
  const SPEND = { automatic: false, spend: { pricePerMinute: 0.5, currency: 'USD', mostPerDay: 5 } };
  /** 18:00 in Chicago: the hotline's day ends at 06:00 UTC. */
  const EVENING = new Date('2026-12-02T00:00:00Z');

  test('counts started minutes of answered calls of the hotline’s own day, and not one more', async () => {
    open(SPEND, EVENING);
    await aCall('2026-12-01T05:59:59Z', 6_000);
    await aCall('2026-12-01T06:00:00Z', 61);
    await aCall('2026-12-01T23:30:00Z', 7 * 60);
    await aCall('2026-12-01T23:40:00Z', 0, 'busy');
    await aCall('2026-12-01T23:50:00Z', 0, 'no-answer');
    await aCall('2026-12-01T23:59:00Z', 59);
    await minute();
    expect(await level()).toMatchObject({ level: 'normal' });
    expect(told()).toEqual([]);
    await aCall('2026-12-02T00:00:30Z', 1);
    await minute();
    expect(await level()).toMatchObject({
      level: 'siege',
      by: 'spend-guard',
      until: '2026-12-02T06:00:00.000Z',
    });
    await minute(3);
    expect(told()).toEqual(['siege']);
    expect(await audited()).toEqual([
      'spend-guard spend-guard.raise siege until 2026-12-02T06:00:00.000Z: today’s calls cost about 5.50 USD (11 minutes), over the daily limit of 5 USD',
    ]);
  });

  test('is over at the end of the day, and begins anew on the next', async () => {
    open(SPEND, new Date('2026-12-02T05:57:00Z'));
    await aCall('2026-12-02T05:00:00Z', 700);
    await minute();
    expect(told()).toEqual(['siege']);
    await minute(3);
    expect(told()).toEqual(['normal']);
    expect(await level()).toMatchObject({ level: 'normal' });
    await aCall('2026-12-02T06:00:30Z', 700);
    await minute();
    expect(told()).toEqual(['siege']);
  });

  test('a person overrides it for the rest of the day', async () => {
    open(SPEND, EVENING);
    await aCall('2026-12-01T22:00:00Z', 700);
    await minute();
    await set('normal');
    await aCall('2026-12-02T00:01:00Z', 7_000);
    await minute(5);
    expect(told()).toEqual(['siege', 'normal']);
    expect(await level()).toMatchObject({ level: 'normal' });
  });

  test('leaves a siege alone that lasts longer', async () => {
    open(SPEND, EVENING);
    await set('siege');
    await aCall('2026-12-01T22:00:00Z', 700);
    await minute();
    expect(await level()).toMatchObject({ level: 'siege', by: 'admin' });
    expect((await level()) as object).not.toHaveProperty('until');
  });

  test('a long call counts when it ends, however many hours ago it began; what is known is not read again', async () => {
    open(SPEND, EVENING);
    await aCall('2026-12-01T20:00:00Z', 60);
    await aCall('2026-12-01T21:10:00Z', undefined);
    const { minutesBetween } = hotline.store.calls;
    const read: string[] = [];
    const spied = {
      ...hotline.runtime,
      // The call that has no end yet goes on, as far as the carrier knows.
      carrier: {
        ...hotline.runtime.carrier,
        getCall: () => Promise.resolve({ from: CALLER, to: HOTLINE, status: 'in-progress' as const }),
      },
      store: {
        ...hotline.store,
        calls: {
          ...hotline.store.calls,
          minutesBetween: (from: Date, to: Date) => {
            read.push(from.toISOString().slice(11, 16));
            return minutesBetween(from, to);
          },
        },
      },
    };
    const watch = createJobsHandler(spied);
    await watch({ job: 'watch' });
    expect(read.splice(0)).toHaveLength(18);
    await watch({ job: 'watch' });
    // The hour of the call that goes on, and the one that is over for less than ten minutes.
    expect(read.splice(0)).toEqual(['21:00', '23:00']);
    const callSid = `CA${String(sids).padStart(32, '0')}`;
    const end = { kind: 'finish-call', callSid, status: 'completed', seconds: 600 } as const;
    await hotline.store.calls.finish({ ...end, endedAt: '2026-12-01T23:59:00Z' });
    await watch({ job: 'watch' });
    expect(await level()).toMatchObject({ level: 'siege', by: 'spend-guard' });
  });

  test('off where the settings do not name it; a currency that is none is refused', async () => {
    open({ automatic: false }, EVENING);
    await aCall('2026-12-01T22:00:00Z', 700_000);
    await minute();
    expect(await level()).toMatchObject({ level: 'normal' });
    const body = (await hotline.api('GET', '/api/settings')).json();
    const attack = { spend: { ...SPEND.spend, currency: 'QQQ' } };
    const refused = await hotline.api('PUT', '/api/settings', { body: { ...body, attack } });
    expect(refused.json()).toMatchObject({
      problems: [{ at: '/attack/spend/currency', problem: 'unknown currency QQQ' }],
    });
  });
});
