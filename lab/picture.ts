// A run as a picture: calls by hour and kind, the guard's level beneath, and who got through. SVG without a script, light
// and dark.
import { HOUR_MS } from '../core/basics/durations.ts';
import { KINDS } from './mix.ts';
import { figure, goalsOf, percent } from './goals.ts';
import type { Simulation } from './simulate.ts';
import { sum, type GroupTally } from './tally.ts';

const WIDTH = 960;
const LEFT = 48;
const RIGHT = 16;
const CHART_TOP = 64;
const CHART_HEIGHT = 190;
const BARS_TOP = 330;
const BAR_HEIGHT = 22;
const BAR_LEFT = 190;

/** Okabe and Ito's colours, which colour-blind readers can tell apart. */
const BANDS = [
  { name: 'genuine', colour: '#009e73', has: ({ group }: GroupTally) => KINDS[group.kind].genuine },
  { name: 'nuisance', colour: '#e69f00', has: ({ group }: GroupTally) => group.kind === 'nuisance' },
  { name: 'robots', colour: '#d55e00', has: ({ group }: GroupTally) => KINDS[group.kind].robot },
] as const;
const LEVEL_COLOURS = { normal: 'none', elevated: '#f0e442', siege: '#cc3311' } as const;

export function pictureOf(simulation: Simulation): string {
  const { groups } = simulation;
  const height = BARS_TOP + groups.length * (BAR_HEIGHT + 6) + 44;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(labelOf(simulation))}">`,
    STYLE,
    `<rect class="paper" width="${WIDTH}" height="${height}"/>`,
    `<text x="${LEFT}" y="26" class="title">${escaped(labelOf(simulation))}</text>`,
    ...legend(),
    ...chart(simulation),
    ...levelBand(simulation),
    ...bars(groups),
    '</svg>',
    '',
  ].join('\n');
}

const STYLE = `<style>
text { font: 13px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600; font-size: 15px }
.faint { fill: #57606a; font-size: 11px }
.paper { fill: #fff }
.rail { fill: #eaeef2 }
.axis { stroke: #d0d7de }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .faint { fill: #8b949e }
  .paper { fill: #0d1117 }
  .rail { fill: #21262d }
  .axis { stroke: #30363d }
}
</style>`;

function labelOf({ options, groups, disagreements }: Simulation): string {
  const passed = goalsOf({ groups, disagreements }).filter(({ state }) => state === 'passed').length;
  return `${figure(options.calls)} calls in ${options.days} days, seed ${options.seed}: ${passed} of 4 goals`;
}

const legend = (): string[] =>
  BANDS.map(
    ({ name, colour }, index) =>
      `<rect x="${LEFT + index * 110}" y="38" width="12" height="12" fill="${colour}"/><text x="${LEFT + 18 + index * 110}" y="49">${name}</text>`,
  );

/** Calls by hour, stacked. */
function chart({ hours, groups }: Simulation): string[] {
  const bands = BANDS.map(({ has }) =>
    hours.map(({ calls }) => sum(groups.map((group, index) => (has(group) ? (calls[index] ?? 0) : 0)))),
  );
  const most = Math.max(1, ...hours.map((_, hour) => sum(bands.map((band) => band[hour] ?? 0))));
  const width = (WIDTH - LEFT - RIGHT) / hours.length;
  const y = (calls: number): number => CHART_TOP + CHART_HEIGHT * (1 - calls / most);
  const columns = bands.map((band, index) => {
    const path = band.map((calls, hour) => {
      const below = sum(bands.slice(0, index).map((other) => other[hour] ?? 0));
      if (calls === 0) return '';
      const x = LEFT + hour * width;
      return `M${short(x)} ${short(y(below))}V${short(y(below + calls))}H${short(x + width)}V${short(y(below))}Z`;
    });
    return `<path d="${path.join('')}" fill="${BANDS[index]?.colour ?? ''}"/>`;
  });
  return [
    `<text x="${LEFT - 8}" y="${CHART_TOP + 8}" class="faint" text-anchor="end">${figure(most)}</text>`,
    `<text x="${LEFT - 8}" y="${CHART_TOP + CHART_HEIGHT}" class="faint" text-anchor="end">0</text>`,
    `<text x="${LEFT}" y="${CHART_TOP - 4}" class="faint">calls an hour</text>`,
    ...columns,
    `<line class="axis" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${CHART_TOP + CHART_HEIGHT}" y2="${CHART_TOP + CHART_HEIGHT}"/>`,
  ];
}

function levelBand({ levels, hours, options }: Simulation): string[] {
  const end = hours.length * HOUR_MS;
  const x = (at: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * Math.min(at, end)) / end;
  const top = CHART_TOP + CHART_HEIGHT + 6;
  const spans = levels.flatMap(({ at, level }, index) => {
    const until = levels[index + 1]?.at ?? end;
    if (level === 'normal' || at >= end) return [];
    const width = Math.max(1.5, x(until) - x(at));
    return [
      `<rect x="${short(x(at))}" y="${top}" width="${short(width)}" height="10" fill="${LEVEL_COLOURS[level]}"><title>${level}</title></rect>`,
    ];
  });
  const days = Array.from(
    { length: options.days },
    (_, day) =>
      `<text x="${short(x((day + 0.5) * 24 * HOUR_MS))}" y="${top + 26}" class="faint" text-anchor="middle">${options.days <= 14 ? 'day ' : ''}${day + 1}</text>`,
  );
  return [
    `<rect class="rail" x="${LEFT}" y="${top}" width="${WIDTH - LEFT - RIGHT}" height="10"/>`,
    ...spans,
    ...(options.days <= 31 ? days : []),
    `<text x="${WIDTH - RIGHT}" y="${top + 42}" class="faint" text-anchor="end">guard level: yellow elevated, red siege</text>`,
  ];
}

/** How far each group came. */
function bars(groups: readonly GroupTally[]): string[] {
  const width = WIDTH - BAR_LEFT - RIGHT - 190;
  return groups.flatMap(({ name, calls, reach, group }, index) => {
    const top = BARS_TOP + index * (BAR_HEIGHT + 6);
    const through = (reach.menu ?? 0) + (reach.staff ?? 0);
    const colour = BANDS.find(({ has }) => has({ group } as GroupTally))?.colour ?? '';
    return [
      `<text x="${BAR_LEFT - 10}" y="${top + 15}" text-anchor="end">${escaped(name)}</text>`,
      `<rect class="rail" x="${BAR_LEFT}" y="${top}" width="${width}" height="${BAR_HEIGHT}"/>`,
      `<rect x="${BAR_LEFT}" y="${top}" width="${short((width * through) / Math.max(1, calls))}" height="${BAR_HEIGHT}" fill="${colour}"/>`,
      `<text x="${BAR_LEFT + width + 10}" y="${top + 15}">${percent(through, calls)} of ${figure(calls)} got through</text>`,
    ];
  });
}

const short = (value: number): string => String(Math.round(value * 10) / 10);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
