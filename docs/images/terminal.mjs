// Draws what a command printed as a picture of a terminal: `… | node docs/images/terminal.mjs 'title' > picture.svg`
import { text } from 'node:stream/consumers';

const [title = ''] = process.argv.slice(2);
const COLUMNS = 112;
const LINE = 19;
const TOP = 52;

/** Broken at spaces; what follows is set in. */
function wrapped(line) {
  if (line.length <= COLUMNS) return [line];
  const at = line.lastIndexOf(' ', COLUMNS);
  return [line.slice(0, at), ...wrapped(`        ${line.slice(at + 1)}`)];
}

const escaped = (line) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The caller, the staff, and what the hotline says, apart by colour. */
const COLOURS = [
  [/^\$ /, '#7ee787'],
  [/caller presses|leaves a message/, '#ffa657'],
  [/\[\+\d+\]/, '#a5b4fc'],
  [/says "/, '#e6edf3'],
];
const colourOf = (line) => COLOURS.find(([pattern]) => pattern.test(line))?.[1] ?? '#8b949e';

const lines = (await text(process.stdin))
  .trimEnd()
  .split('\n')
  .flatMap((line) => {
    const colour = colourOf(line);
    return wrapped(line).map((part) => ({ part, colour }));
  });
const height = TOP + lines.length * LINE + 16;
process.stdout
  .write(`<svg xmlns="http://www.w3.org/2000/svg" width="920" height="${height}" viewBox="0 0 920 ${height}" role="img" aria-label="${escaped(title)}">
<rect width="920" height="${height}" rx="10" fill="#0d1117"/>
<circle cx="22" cy="20" r="6" fill="#ff5f57"/><circle cx="42" cy="20" r="6" fill="#febc2e"/><circle cx="62" cy="20" r="6" fill="#28c840"/>
<text x="460" y="25" fill="#8b949e" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13" text-anchor="middle">${escaped(title)}</text>
<g font-family="ui-monospace, Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace" font-size="13" xml:space="preserve">
${lines.map(({ part, colour }, row) => `<text x="20" y="${TOP + row * LINE}" fill="${colour}" xml:space="preserve">${escaped(part)}</text>`).join('\n')}
</g>
</svg>
`);
