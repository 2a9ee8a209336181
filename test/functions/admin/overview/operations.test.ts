// The first page's figures, through the API: what the calls of a morning come to.
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CallView, StateView, StatsView } from '../../../../functions/admin/contract.ts';
import { localDay } from '../../../../core/hours/local-day.ts';
import { SEED_SETTINGS } from '../../../../local/seed/seed-settings.ts';
import type { Settings } from '../../../../core/settings/settings.ts';
import { rigForAll } from '../../../support/rig.ts';
import type { TestHotline } from '../../../support/hotline.ts';
import { settingsWith } from '../../../support/settings.ts';

const rig = rigForAll();
let hotline: TestHotline;
const PRICED: Settings = {
  ...SEED_SETTINGS,
  attack: { ...SEED_SETTINGS.attack, spend: { pricePerMinute: 0.5, currency: 'USD', mostPerDay: 1_000 } },
};

beforeAll(async () => {
  hotline = rig.hotline({ settings: PRICED });
  await hotline.api('PUT', '/api/listings/%2B13125550166', { body: { list: 'block', reason: 'robocalls' } });
  await hotline.call('+13125550166');
  const hasty = await hotline.call('+13125550151');
  await hasty.hangUp();
  const silent = await hotline.call('+13125550152');
  await silent.wait(120);
  await silent.hangUp();
  const customer = await hotline.call('+13125550153');
  await customer.press(customer.code());
  await customer.press('1');
  await hotline.staff.accept('+13125550111');
  await customer.wait(90);
  await customer.hangUp();
  await hotline.call('+13125550154');
});

const stats = async (query = ''): Promise<StatsView> =>
  (await hotline.api('GET', `/api/stats${query}`)).json<StatsView>();
const inAMinute = (): string => `?to=${new Date(hotline.clock.now().getTime() + 60_000).toISOString()}`;

describe('figures', () => {
  test('agree with the list of calls', async () => {
    const figures = await stats(inAMinute());
    const { items } = (await hotline.api('GET', '/api/calls')).json<{ items: CallView[] }>();
    expect(figures.calls).toBe(items.length);
    for (const [verdict, count] of Object.entries(figures.verdicts))
      expect([verdict, count]).toEqual([verdict, items.filter((call) => call.verdict === verdict).length]);
    const hourly = figures.hours.flatMap(({ verdicts }) => Object.values(verdicts));
    expect(hourly.reduce((sum, count) => sum + count, 0)).toBe(items.length);
    expect(figures.heatMap.flat().reduce((sum, count) => sum + count, 0)).toBe(items.length);
  });

  test('say how challenges ended, and what was kept from staff', async () => {
    const { challenge, gaveUp, keptFromStaff, saved, timeToPerson, spent } = await stats(inAMinute());
    expect(challenge).toEqual({ passed: 1, failed: 0, silent: 1, person: 0, 'gave-up': 1, open: 1 });
    expect(keptFromStaff).toEqual({ refused: 1, failed: 1 });
    // Who hangs up at the code has said nothing against himself.
    expect(gaveUp).toBe(1);
    expect(saved).toEqual({ staffMinutes: 2, billedMinutes: 1, money: { amount: 0.5, currency: 'USD' } });
    expect(timeToPerson.calls).toBe(1);
    expect(timeToPerson.medianSeconds).toBe(timeToPerson.p90Seconds);
    expect(timeToPerson.medianSeconds).toBeGreaterThan(0);
    expect(spent.money).toEqual({ amount: spent.billedMinutes / 2, currency: 'USD' });
  });

  test('a day as a bound is one on the clocks of the default department, and the last one is part of the span', async () => {
    const chicago = { from: '2026-03-01T06:00:00.000Z', to: '2026-03-02T06:00:00.000Z' };
    expect(await stats('?from=2026-03-01&to=2026-03-01')).toMatchObject(chicago);
    const shadow = await hotline.api('GET', '/api/shadow?from=2026-03-01&to=2026-03-01');
    expect(shadow.json()).toMatchObject(chicago);
    const body = { settings: {}, from: '2026-03-01', to: '2026-03-01' };
    expect((await hotline.api('POST', '/api/what-if', { body })).json()).toMatchObject(chicago);
    const today = localDay('America/Chicago', hotline.clock.now()).date;
    for (const path of ['/api/calls', '/api/audit']) {
      const { items } = (await hotline.api('GET', `${path}?from=${today}&to=${today}`)).json<{
        items: object[];
      }>();
      expect(items.length).toBeGreaterThan(0);
    }
  });

  test.each([
    ['?from=2026-01-01&to=2026-03-01', 'at most 35 days'],
    ['?from=2026-03-01&to=2026-02-28', 'must lie before'],
    ['?from=yesterday', 'must be a date'],
  ])('%s is refused, and says why', async (query, why) => {
    const answer = await hotline.api('GET', `/api/stats${query}`);
    expect(answer.status).toBe(400);
    expect(answer.json().detail).toContain(why);
  });

  test('stay the same when the hours are long over, and are read once', async () => {
    const from = new Date(hotline.clock.now().getTime() - 12 * 3_600_000).toISOString();
    const to = new Date(hotline.clock.now().getTime() + 12 * 3_600_000).toISOString();
    const late = rig.hotline({
      settings: PRICED,
      start: new Date(hotline.clock.now().getTime() + 48 * 3_600_000),
    });
    const read = async () => (await late.api('GET', `/api/stats?from=${from}&to=${to}`)).json<StatsView>();
    const spans: number[] = [];
    const { eachBetween } = late.store.calls;
    Object.assign(late.store.calls, {
      eachBetween: (...given: Parameters<typeof eachBetween>) => {
        spans.push((given[1].getTime() - given[0].getTime()) / 3_600_000);
        return eachBetween(...given);
      },
    });
    const first = await read();
    expect(first.calls).toBe(5);
    expect(spans).toEqual([24]);
    // The cut ends of the span alone are read again.
    expect(await read()).toEqual(first);
    expect(spans.slice(1).reduce((sum, hours) => sum + hours, 0)).toBeLessThanOrEqual(1);
  });
});

test('calls that are going on, and no others', async () => {
  const { items } = (await hotline.api('GET', '/api/live')).json<{ items: CallView[] }>();
  expect(items.map(({ caller }) => caller)).toEqual(['+13125550154']);
});

test('a department that nobody can reach is refused at its field; what was stored before is told with the state', async () => {
  const [front] = PRICED.departments;
  const departments = [{ ...front, members: [], name: { 'en-US': 'New department' } }];
  const refused = await hotline.api('PUT', '/api/settings', { body: { ...PRICED, departments } });
  expect([refused.status, refused.json()]).toMatchObject([
    400,
    { problems: [{ at: '/departments/0/name/zh-CN' }, { at: '/departments/0/members' }] },
  ]);
  const challenge = { ...PRICED.challenge, digits: 2 };
  const stored = settingsWith({ departments, challenge });
  const old = rig.hotline({ settings: stored });
  const { warnings } = (await old.api('GET', '/api/state')).json<StateView>();
  expect(warnings.map(({ at }) => at)).toEqual([
    '/departments/0/name/zh-CN',
    '/departments/0/members',
    '/menu/entries/0/choice',
    '/menu/entries/4/choice',
    '/challenge/digits',
  ]);
});

describe('open or closed', () => {
  const state = async (): Promise<StateView> => (await hotline.api('GET', '/api/state')).json<StateView>();

  test('at all hours, until somebody says that nobody is to be rung', async () => {
    const before = await state();
    expect(before.departments.map((department) => department.state)).toEqual(
      SEED_SETTINGS.departments.map(() => 'open'),
    );
    const until = new Date(hotline.clock.now().getTime() + 3_600_000).toISOString();
    await hotline.api('PUT', '/api/do-not-disturb', { body: { until } });
    const quiet = await state();
    expect(quiet.doNotDisturb.until).toBe(until);
    expect(quiet.departments[0]).toMatchObject({ state: 'do-not-disturb', until });
    await hotline.api('DELETE', '/api/do-not-disturb');
    expect((await state()).departments[0]?.state).toBe('open');
  });

  test('by the week, with the next opening on the department’s own clocks', async () => {
    const [front, ...others] = PRICED.departments;
    if (front === undefined) throw new Error('no department');
    const weekly = { hours: { weekly: { monday: [{ from: '09:00', to: '10:00' }] } } };
    const closed = rig.hotline({
      settings: { ...PRICED, departments: [{ ...front, ...weekly }, ...others] },
      start: new Date('2026-11-24T12:00:00Z'),
    });
    const { departments } = (await closed.api('GET', '/api/state')).json<StateView>();
    expect(departments[0]).toMatchObject({
      state: 'after-hours',
      opens: { daysAhead: 6, date: '2026-11-30', weekday: 'monday', clock: '09:00' },
    });
  });
});
