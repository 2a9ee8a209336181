// A run in words and tables, the same for the same seed.
import { DAY_MS, HOUR_SECONDS, MINUTE_MS } from '../core/basics/durations.ts';
import { groupName, KINDS } from './mix.ts';
import { figure, goalLine, goalsOf, percent } from './goals.ts';
import { HARMS, OUTCOMES } from './outcome.ts';
import type { Simulation } from './simulate.ts';
import { decisionOf, mannerWords, type Story } from './story.ts';
import { quantile, sum, type GroupTally } from './tally.ts';
import type { LevelChange } from './world.ts';
import { START } from './world.ts';

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Section {
  readonly title: string;
  /** Lines, or a table. */
  readonly body: readonly string[] | Table;
}

export const isTable = (body: Section['body']): body is Table => 'header' in body;

export function reportOf(simulation: Simulation): readonly Section[] {
  const { groups } = simulation;
  return [
    { title: 'The run', body: theRun(simulation) },
    { title: 'Who got through', body: gotThrough(groups) },
    { title: 'Genuine callers whom the guard did not let through', body: harmed(groups) },
    { title: 'Robocalls that made a telephone of the staff ring', body: rangStaff(simulation.stories) },
    { title: 'Seconds to a person', body: waits(groups) },
    { title: 'Time and money', body: costs(simulation) },
    { title: 'Guard levels', body: levels(simulation) },
    { title: 'What the guard decided, and why', body: reasons(groups) },
    { title: 'Goals', body: goalsOf(simulation).map(goalLine) },
  ];
}

function theRun({ options, groups, blocked }: Simulation): string[] {
  const { mix, calls, days, seed, curve, fresh = false } = options;
  const genuine = groups.filter(({ group }) => KINDS[group.kind].genuine);
  return [
    ...(mix.description === undefined ? [] : [mix.description]),
    `${figure(calls)} calls in ${days} days from ${START.toISOString().slice(0, 10)}, seed ${seed}; ${percent(sum(genuine.map((group) => group.calls)), calls)} genuine; ${mix.staff.members} members of staff.`,
    `Arrivals: ${curve.name}. Settings of a new installation${fresh ? ', in its first weeks: scores are kept, and decide nothing' : ', past its first weeks: scores decide'}.`,
    `Automatic blocks at the end: ${figure(blocked.customers)} on customers, ${figure(blocked.others)} on others.`,
  ];
}

function gotThrough(groups: readonly GroupTally[]): Table {
  const used = OUTCOMES.filter((outcome) => groups.some(({ outcomes }) => (outcomes[outcome] ?? 0) > 0));
  return {
    header: ['callers', 'calls', 'challenged', 'to menu or staff', 'rang staff', ...used],
    rows: groups.map(({ name, calls, challenged, reach, outcomes }) => [
      name,
      figure(calls),
      percent(challenged, calls),
      percent((reach.menu ?? 0) + (reach.staff ?? 0), calls),
      percent(reach.staff ?? 0, calls),
      ...used.map((outcome) => figure(outcomes[outcome] ?? 0)),
    ]),
  };
}

function harmed(groups: readonly GroupTally[]): Table {
  const genuine = groups.filter(({ group }) => KINDS[group.kind].genuine);
  return {
    header: ['callers', 'calls', 'harmed', ...HARMS, '(pressed 0, called back)', '(nobody free)'],
    rows: genuine.map(({ name, calls, harms, askedForPerson, foundNobodyFree }) => [
      name,
      figure(calls),
      percent(sum(Object.values(harms)), calls),
      ...HARMS.map((harm) => figure(harms[harm] ?? 0)),
      figure(askedForPerson),
      figure(foundNobodyFree),
    ]),
  };
}

/** By what they did, and what the guard decided when they came in. `--out` has each of them. */
function rangStaff(stories: readonly Story[]): Table {
  const calls = new Map<string, { readonly cells: readonly string[]; count: number }>();
  for (const story of stories.filter(({ trouble }) => trouble === 'rang-staff')) {
    const { group, manner, attestation } = story.planned;
    const cells = [groupName(group), mannerWords(manner), attestation, decisionOf(story)];
    const row = calls.get(cells.join()) ?? { cells, count: 0 };
    row.count += 1;
    calls.set(cells.join(), row);
  }
  const rows = [...calls.values()].sort((a, b) => b.count - a.count);
  return {
    header: ['callers', 'manner', 'attestation', 'decision', 'calls'],
    rows: rows.map(({ cells, count }) => [...cells, figure(count)]),
  };
}

function waits(groups: readonly GroupTally[]): Table {
  const seconds = (values: readonly number[], part: number): string => {
    const value = quantile(values, part);
    return value === undefined ? '–' : value.toFixed(0);
  };
  return {
    header: ['callers', 'talked', 'median', '9 of 10 within', 'longest'],
    rows: groups
      .filter((group) => group.waits.length > 0)
      .map((group) => [
        group.name,
        figure(group.waits.length),
        seconds(group.waits, 0.5),
        seconds(group.waits, 0.9),
        seconds(group.waits, 1),
      ]),
  };
}

function costs({ options, groups }: Simulation): Table {
  const { currency, callMinute, legMinute, staffHour } = options.mix.money;
  const rows = groups.map((group) => {
    const carrier = group.billedMinutes * callMinute + group.legMinutes * legMinute;
    const staff = (group.staffSeconds / HOUR_SECONDS) * staffHour;
    return { group, carrier, staff };
  });
  const row = (
    name: string,
    calls: number,
    minutes: number,
    hours: number,
    money: readonly [number, number],
  ) => [name, figure(calls), figure(minutes), hours.toFixed(1), money[0].toFixed(2), money[1].toFixed(2)];
  return {
    header: [
      'callers',
      'calls',
      'minutes billed',
      'staff hours',
      `carrier, ${currency}`,
      `staff, ${currency}`,
    ],
    rows: [
      ...rows.map(({ group, carrier, staff }) =>
        row(
          group.name,
          group.calls,
          group.billedMinutes + group.legMinutes,
          group.staffSeconds / HOUR_SECONDS,
          [carrier, staff],
        ),
      ),
      row(
        'all',
        sum(groups.map(({ calls }) => calls)),
        sum(groups.map(({ billedMinutes, legMinutes }) => billedMinutes + legMinutes)),
        sum(groups.map(({ staffSeconds }) => staffSeconds)) / HOUR_SECONDS,
        [sum(rows.map(({ carrier }) => carrier)), sum(rows.map(({ staff }) => staff))],
      ),
    ],
  };
}

/** The last of these changes are shown. */
const MOST_CHANGES = 20;

function levels({ levels: changes, options }: Simulation): string[] {
  const end = options.days * DAY_MS;
  const minutes = changes.map(
    ({ at }, index) =>
      (Math.max(end, at) - at - (Math.max(end, at) - Math.min(end, changes[index + 1]?.at ?? end))) /
      MINUTE_MS,
  );
  const at = (level: LevelChange['level']): number =>
    sum(changes.map((change, index) => (change.level === level ? (minutes[index] ?? 0) : 0)));
  const words = changes.slice(1).map(({ at: when, level }) => `${moment(when)}  ${level}`);
  return [
    `normal ${percent(at('normal'), end / MINUTE_MS)} of the time, elevated ${figure(at('elevated'))} minutes, siege ${figure(at('siege'))} minutes.`,
    ...words.slice(-MOST_CHANGES),
    ...(words.length > MOST_CHANGES ? [`(${figure(words.length - MOST_CHANGES)} changes before these)`] : []),
  ];
}

/** `day 3 14:05`, in the hotline's own time: a run begins at midnight. */
function moment(at: number): string {
  const minutes = Math.floor(at / MINUTE_MS);
  const clock = [Math.floor(minutes / 60) % 24, minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `day ${Math.floor(minutes / 1_440) + 1} ${clock.join(':')}`;
}

const TOP_REASONS = 4;

function reasons(groups: readonly GroupTally[]): Table {
  const top = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .sort(([a, x], [b, y]) => y - x || a.localeCompare(b))
      .slice(0, TOP_REASONS)
      .map(([word, calls]) => `${word} ${figure(calls)}`)
      .join(', ');
  return {
    header: ['callers', 'verdicts', 'reasons'],
    rows: groups.map((group) => [groupName(group.group), top(group.verdicts), top(group.reasons)]),
  };
}
