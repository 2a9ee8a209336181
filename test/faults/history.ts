// One history: a few hours of calls, edits and jobs in bad weather, then a day in which everything works. One seed is one
// history, to the byte. What must hold is checked while it happens and at its end (invariants.ts).
import { HOUR_MS, MINUTE_MS } from '../../core/basics/durations.ts';
import { SCHEDULED_JOBS } from '../../functions/jobs/jobs.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { stirVerstat } from '../../carrier/http/stir-verstat.ts';
import { between, chanceOf, happens, oneOf, type Chance } from '../../lab/chance.ts';
import { mixSchema } from '../../lab/mix.ts';
import { seatStaff } from '../../lab/staff.ts';
import { converse } from '../../lab/telephone.ts';
import { Administrator } from './admin.ts';
import { ALLOWED, BLOCKED, castOf, PROTECTED, type Planned } from './callers.ts';
import { endOf, type PlacedInHistory } from './invariants.ts';
import { StormyHotline, type Delivery } from './stormy-hotline.ts';
import { CALM, type Rates } from './weather.ts';

export interface HistoryReport {
  readonly seed: number;
  readonly calls: number;
  readonly webhooks: number;
  /** In words; none in a history that is as it must be. */
  readonly violations: readonly string[];
}

const START = new Date('2026-03-03T15:00:00Z');
/** How often the jobs of the minute run; others keep their own period. */
const STEP_MS = 10 * MINUTE_MS;
const HOURS_OF_STORM = 2;
/** Hours after the storm at which everything that is due is done: a day, and densely at first. */
const CALM_AT = [0.25, 0.5, 0.75, 1, 2, 4, 7, 10, 13, 16, 19, 22, 25];
const STAFF = mixSchema.shape.staff.parse({ members: 2, answers: 0.7, answerSeconds: [2, 9] });

/** Most histories have one kind of bad weather, some have all kinds, some none. */
function ratesOf(chance: Chance): Rates {
  const rate = (): number => oneOf([0.01, 0.1, 0.3, 0.5], chance);
  const kind = oneOf(
    ['calm', 'store', 'gone', 'queue', 'objects', 'secrets', 'carrier', 'crash', 'all'] as const,
    chance,
  );
  if (kind === 'calm') return CALM;
  if (kind === 'gone') return { ...CALM, store: 1 };
  if (kind === 'crash') return { ...CALM, crash: rate() / 5 };
  if (kind === 'all')
    return { store: 0.1, queue: 0.05, objects: 0.1, secrets: 0.02, carrier: 0.2, crash: 0.005 };
  return { ...CALM, [kind]: rate() };
}

const deliveryOf = (chance: Chance): Delivery => ({
  twice: oneOf([0, 0.2, 1], chance),
  late: oneOf([0, 0.2, 0.6], chance),
  never: oneOf([0, 0.1, 0.4], chance),
});

export async function runHistory(seed: number): Promise<HistoryReport> {
  const chance = chanceOf(`history ${String(seed)}`);
  const hotline = new StormyHotline({
    settings: SEED_SETTINGS,
    start: START,
    rates: CALM,
    delivery: deliveryOf(chance),
    chance: chanceOf(`weather ${String(seed)}`),
  });
  const admin = new Administrator(hotline, chanceOf(`admin ${String(seed)}`));
  for (const number of ALLOWED) await admin.write(number, 'allow', false);
  for (const number of BLOCKED) await admin.write(number, 'block', false);
  await hotline.store.listings.put(protectedListing(), 0, undefined);
  hotline.weather.rates = ratesOf(chance);
  seatStaff(hotline, STAFF, (leg) => chanceOf(`${String(seed)} leg ${leg.sid}`));
  const placed = await storm(seed, hotline, admin, chance);
  await calm(hotline);
  await endOf(hotline, placed, admin);
  return {
    seed,
    calls: placed.length,
    webhooks: placed.reduce(
      (sum, { handle }) => sum + handle.log.filter(({ type }) => type === 'webhook').length,
      0,
    ),
    violations: hotline.violations,
  };
}

const protectedListing = () =>
  ({
    pattern: PROTECTED,
    list: 'never-block',
    reason: 'a regulator',
    source: 'admin',
    addedBy: 'admin',
    addedAt: START.toISOString(),
    version: 1,
  }) as Parameters<StormyHotline['store']['listings']['put']>[0];

async function storm(
  seed: number,
  hotline: StormyHotline,
  admin: Administrator,
  chance: Chance,
): Promise<PlacedInHistory[]> {
  const left = castOf(4 + Math.floor(chance() * 10), HOURS_OF_STORM * 3_600, chance);
  const placed: PlacedInHistory[] = [];
  const end = START.getTime() + HOURS_OF_STORM * HOUR_MS;
  for (let now = START.getTime(); now < end; now += STEP_MS) {
    while (left[0] !== undefined && START.getTime() + left[0].at * 1_000 < now + STEP_MS) {
      const call = left.shift();
      if (call === undefined) break;
      await until(hotline, START.getTime() + call.at * 1_000);
      placed.push(place(call, hotline, chanceOf(`${String(seed)} call ${String(placed.length)}`)));
    }
    await until(hotline, now + STEP_MS);
    if (happens(0.3, chance)) await admin.edit();
    if (happens(0.1, chance)) jump(hotline, chance);
    await work(hotline, now + STEP_MS);
  }
  return placed;
}

/** The clock of the process goes wrong by minutes, either way, and right again at the next jump. */
function jump({ runtime, clock }: StormyHotline, chance: Chance): void {
  const skew = oneOf([0, between([-300, 300], chance)], chance) * 1_000;
  Object.assign(runtime, { now: () => new Date(clock.now().getTime() + skew) });
}

function place(call: Planned, hotline: StormyHotline, chance: Chance): PlacedInHistory {
  const handle = hotline.carrier.placeCall({
    from: call.from,
    to: SEED_SETTINGS.hotline.number,
    ...stirVerstat(call.attestation),
  });
  converse({ call: handle, clock: hotline.clock, chance, menu: { staff: '1', report: '2' } }, call.manner);
  if (call.hangsUpAfter !== undefined)
    void hotline.clock.sleep(call.hangsUpAfter * 1_000).then(() => {
      handle.hangUp();
    });
  return { ...call, handle };
}

/** Everything works again: what was put off is done, late callbacks come, calls end, and a day's jobs run. */
async function calm(hotline: StormyHotline): Promise<void> {
  hotline.heal();
  Object.assign(hotline.runtime, { now: () => hotline.clock.now() });
  const begin = hotline.clock.now().getTime();
  for (const hours of CALM_AT) {
    await until(hotline, begin + hours * HOUR_MS);
    await work(hotline, begin + hours * HOUR_MS);
  }
  for (let round = 0; round < 5 && hotline.queue.length > 0; round++) await hotline.drain();
}

async function work(hotline: StormyHotline, now: number): Promise<void> {
  await hotline.deliverLate();
  await hotline.drain();
  for (const { job, everyMinutes } of SCHEDULED_JOBS)
    if (isDue(everyMinutes * MINUTE_MS, now)) await hotline.runJob(job);
}

/** Whether its time has come since the step before. */
const isDue = (period: number, now: number): boolean =>
  Math.floor((now - START.getTime()) / period) > Math.floor((now - STEP_MS - START.getTime()) / period);

const until = async ({ clock }: StormyHotline, at: number): Promise<void> => {
  await clock.advance(Math.max(0, at - clock.now().getTime()) / 1_000);
};
