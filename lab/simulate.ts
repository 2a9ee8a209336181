// A run of the traffic lab: the callers of a mix call the guard, and what became of them is counted twice, from the
// carrier's side and by the guard's own list of calls.
import type { ItemOf, PagedRouteId, PageQuery } from '../api-client/client.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/basics/durations.ts';
import type { Habit } from '../core/evidence/habits.ts';
import type { CallView } from '../functions/admin/contract.ts';
import type { Curve } from './curve.ts';
import { KINDS, type Mix } from './mix.ts';
import type { CallOutcome, Outcome } from './outcome.ts';
import { populate, type Customer, type Population } from './population.ts';
import { notableIn, type Notable, type Story } from './story.ts';
import { add, count, createTally, type GroupTally } from './tally.ts';
import { LabWorld, START, type EndedLabCall, type LevelChange } from './world.ts';

export interface SimulationOptions {
  readonly mix: Mix;
  readonly curve: Curve;
  readonly calls: number;
  readonly days: number;
  readonly seed: number;
  /** A new installation, whose scores decide nothing yet. */
  readonly fresh?: boolean | undefined;
  /** Told of calls placed. */
  readonly progress?: (done: number) => void;
}

export interface Simulation {
  readonly options: Omit<SimulationOptions, 'progress'>;
  readonly groups: readonly GroupTally[];
  readonly levels: readonly LevelChange[];
  /** For each hour of the run and each group, in the order of `groups`: calls, and those that made staff's telephones ring. */
  readonly hours: readonly { readonly calls: readonly number[]; readonly rang: readonly number[] }[];
  /** Numbers that a block of the guard's own making stood against at the end, by whose they are. */
  readonly blocked: { readonly customers: number; readonly others: number };
  /** Robocalls that made a telephone of the staff ring, and genuine callers who were harmed, in the order of their time. */
  readonly stories: readonly Story[];
  /** In words; nothing where both counts agree. */
  readonly disagreements: readonly string[];
}

export async function simulate({ progress, ...options }: SimulationOptions): Promise<Simulation> {
  const { mix, days, seed, fresh = false } = options;
  const population = populate(options);
  const world = await LabWorld.open({
    seed,
    staff: mix.staff,
    ...(fresh ? { ageDays: 0 } : {}),
  });
  await introduce(population, world, seed);
  const groups = createTally(mix);
  const hours = Array.from({ length: days * 24 }, () => ({
    calls: groups.map(() => 0),
    rang: groups.map(() => 0),
  }));
  const seen = new Map<string, Seen>();
  for (const [index, call] of population.calls.entries()) {
    await world.runUntil(call.at);
    const place = mix.callers.indexOf(call.group);
    const tally = groups[place];
    const hour = hours[Math.floor(call.at / HOUR_MS)];
    if (tally === undefined || hour === undefined) continue;
    bump(hour.calls, place);
    world.place({ ...call, nuisance: !KINDS[call.group.kind].genuine }, (ended) => {
      seen.set(ended.callSid, { tally, ended, notable: notableIn(call, ended) });
      if (ended.reach === 'staff') bump(hour.rang, place);
      conclude(tally, ended);
    });
    if (index % 20 === 0) progress?.(index);
  }
  await finish(world);
  const { disagreements, stories } = await compare(seen, world);
  const blocked = await blockedNumbers(population.customers, world);
  return { options, groups, levels: world.levels, hours, blocked, stories, disagreements };
}

const bump = (counts: number[], index: number): void => {
  counts[index] = (counts[index] ?? 0) + 1;
};

function conclude(tally: GroupTally, ended: EndedLabCall): void {
  count(tally, ended, ended.legSeconds);
  if (ended.flagged) tally.flagged += 1;
}

/**
 * Who the hotline knows on the first day: allow listings, and challenges passed at some time in the month before. Of
 * customers whose number is not heard in the run nothing is written but the listing: it would change nothing.
 */
async function introduce({ customers, calls }: Population, world: LabWorld, seed: number): Promise<void> {
  const heard = new Set(calls.map(({ from }) => from));
  const allowed = customers.filter(({ known }) => known === 'allowlisted');
  if (allowed.length > 0) {
    const lines = allowed.map(({ number }) => `${number},customer`);
    await world.api.call('listings.import', {
      query: { list: 'allow' },
      body: ['number,reason', ...lines].join('\n'),
    });
  }
  const verified = customers.filter(({ known }) => known === 'verified');
  await Promise.all([
    ...customers.map((customer, index) =>
      heard.has(customer.number) ? remember(customer, index, world) : undefined,
    ),
    ...verified.map((customer, index) =>
      heard.has(customer.number) ? verify(customer, index, world, seed) : undefined,
    ),
  ]);
}

async function verify(
  { number, attestation }: Customer,
  index: number,
  { hotline: { store }, settings }: LabWorld,
  seed: number,
): Promise<void> {
  const { verifiedDays, verifiedDaysUnattested } = settings.challenge;
  const longest = attestation === 'A' ? verifiedDays : Math.min(verifiedDays, verifiedDaysUnattested);
  // Evenly over the span; the golden ratio scatters them.
  const left = longest * ((index * 0.618_033_988_75 + seed * 0.1) % 1);
  const until = new Date(START.getTime() + left * DAY_MS).toISOString();
  const callSid = `lab-before-${index}`;
  await store.callers.verify({ number, callSid, attestation, until, expiresAt: until });
}

/** What the guard has counted of the calls that a customer made in the month before. */
async function remember(
  { number, known, attestation, callsBefore }: Customer,
  index: number,
  { hotline: { store } }: LabWorld,
): Promise<void> {
  const habits: Habit[] = attestation === 'A' ? ['calls', 'vouched'] : ['calls'];
  const calls = known === 'allowlisted' ? callsBefore : 1;
  for (let call = 0; call < calls; call++) {
    const at = new Date(START.getTime() - ((call + 0.5) / calls) * 30 * DAY_MS).toISOString();
    const callSid = `lab-before-${index}-${call}`;
    for (const habit of known === 'verified' ? [...habits, 'passed' as const] : habits)
      await store.evidence.addHabit({ kind: 'add-habit', number, callSid, habit, amount: 1, at });
  }
}

/** Until the last conversation is over and everything that was put off is done. */
async function finish(world: LabWorld): Promise<void> {
  for (let more = 0; world.active > 0 && more < 180; more++) await world.runUntil(world.now + MINUTE_MS);
  await world.runUntil(world.now + MINUTE_MS);
  if (world.active > 0) throw new Error(`${world.active} calls did not end within three hours`);
}

/** One page after the other: a run has more calls than are held at once. */
async function* pages<Id extends PagedRouteId>(
  id: Id,
  query: PageQuery<Id>,
  { api }: LabWorld,
): AsyncGenerator<readonly ItemOf<Id>[]> {
  let cursor: string | undefined;
  do {
    const page = await api.page(id, query, { cursor });
    yield page.items;
    ({ cursor } = page);
  } while (cursor !== undefined);
}

/** The guard's word for each of ours; the rest were missed by the staff, or gave up, whoever ended the call. */
const DISPOSITION: Partial<Record<Outcome, CallView['disposition']>> = {
  refused: 'rejected',
  talked: 'talked-to-staff',
  reported: 'reported',
  message: 'left-message',
};

const dispositionFor = ({ outcome, reach }: CallOutcome): CallView['disposition'] =>
  DISPOSITION[outcome] ?? (reach === 'staff' ? 'missed' : 'gave-up');

interface Seen {
  readonly tally: GroupTally;
  readonly ended: CallOutcome;
  readonly notable: Notable | undefined;
}

/** Reads every call of the run back from the guard, counts verdicts and reasons, and holds each against what we saw. */
async function compare(
  seen: ReadonlyMap<string, Seen>,
  world: LabWorld,
): Promise<Pick<Simulation, 'disagreements' | 'stories'>> {
  const to = new Date(START.getTime() + world.now + MINUTE_MS).toISOString();
  const problems = [...world.faults].map(([words, times]) => `the guard logged "${words}" ${times} times`);
  const stories: Story[] = [];
  let listed = 0;
  for await (const items of pages('calls.page', { from: START.toISOString(), to, limit: 100 }, world)) {
    for (const call of items) {
      const { callSid, disposition, verdict, reasons } = call;
      const ours = seen.get(callSid);
      listed += 1;
      if (ours === undefined) {
        problems.push(`the guard lists the call ${callSid}, which nobody made`);
        continue;
      }
      add(ours.tally.verdicts, verdict ?? 'none');
      for (const { code } of reasons) add(ours.tally.reasons, code);
      if (ours.notable !== undefined) stories.push({ ...ours.notable, call });
      if (dispositionFor(ours.ended) !== disposition)
        problems.push(`call ${callSid}: ${ours.ended.outcome} by the carrier, ${disposition} by the guard`);
    }
  }
  if (listed !== seen.size) problems.push(`${seen.size} calls were made, the guard lists ${listed}`);
  return { disagreements: problems, stories: stories.sort((a, b) => a.planned.at - b.planned.at) };
}

async function blockedNumbers(
  customers: readonly Customer[],
  world: LabWorld,
): Promise<Simulation['blocked']> {
  const known = new Set<string>(customers.map(({ number }) => number));
  const blocked = { customers: 0, others: 0 };
  for await (const items of pages('listings.page', { list: 'block', limit: 100 }, world))
    for (const { pattern, source } of items)
      if (source === 'automatic') blocked[known.has(pattern) ? 'customers' : 'others'] += 1;
  return blocked;
}
