// Tables and curves of docs/screening.md, between marks there: what `npm run evaluate` found, written by it alone.
import { readFileSync, writeFileSync } from 'node:fs';

export const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;
export const decimals = (value: number, digits = 3): string => value.toFixed(digits).replace(/^0\./, '.');

/** Columns as wide as their widest cell, as the formatter wants them. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width, fill)).join(' | ')} |`;
  return [line(head), line([], '-'), ...rows.map((cells) => line(cells))].join('\n');
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
export function writeSection(file: URL, name: string, content: string): void {
  const document = readFileSync(file, 'utf8');
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [document.indexOf(start), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file.pathname} has no ${start} ... ${end}`);
  writeFileSync(file, `${document.slice(0, from + start.length)}\n\n${content}\n\n${document.slice(to)}`);
}

export interface Curve {
  readonly name: string;
  /** False positives and recall, both as shares, from left to right. */
  readonly points: readonly (readonly [falsePositives: number, recall: number])[];
}

/** Dark enough on white, light enough on black. */
const COLOURS = ['#2f7ebc', '#c8642b', '#3d9a50', '#9a5fb5', '#b04a5a', '#7a7a2e'] as const;
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [640, 380, 60, 60, 40, 150];

/** Recall over false positives, these on a logarithmic axis: what matters happens below one in a hundred. */
export function curvesSvg(title: string, curves: readonly Curve[], least = 1e-4): string {
  const decades = -Math.log10(least);
  const x = (share: number) =>
    LEFT + (WIDTH - LEFT - RIGHT) * (1 + Math.log10(Math.max(share, least)) / decades);
  const y = (share: number) => HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * share;
  const text = (at: readonly [number, number], words: string, more = '') =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" ${more}>${words}</text>`;
  const grid = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (share) =>
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(share).toFixed(1)}" y2="${y(share).toFixed(1)}" class="grid"/>` +
      text([LEFT - 8, y(share) + 4], percent(share, 0), 'text-anchor="end"'),
  );
  const ticks = Array.from({ length: decades + 1 }, (_, i) => 10 ** (i - decades)).map((share) =>
    text(
      [x(share), HEIGHT - BOTTOM + 20],
      percent(share, Math.max(0, -2 - Math.round(Math.log10(share)))),
      'text-anchor="middle"',
    ),
  );
  const lines = curves.map(({ name, points }, i) => {
    const colour = COLOURS[i % COLOURS.length] ?? '#888';
    const path = points.map(([share, recall]) => `${x(share).toFixed(1)},${y(recall).toFixed(1)}`).join(' ');
    const label = text([WIDTH - RIGHT + 12, TOP + 14 + 18 * i], name, `fill="${colour}"`);
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${label}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">`,
    '<style>text{font:12px sans-serif}text:not([fill]){fill:#777}.grid{stroke:#777;stroke-opacity:.3}</style>',
    text([LEFT, 20], title, 'font-weight="bold"'),
    ...grid,
    ...ticks,
    text([LEFT + (WIDTH - LEFT - RIGHT) / 2, HEIGHT - 12], 'false positives', 'text-anchor="middle"'),
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}
