// `npm run expressions`: no regular expression of the product can be made to run for long. recheck finds the texts on which
// one takes polynomial or exponential time (https://makenowjust-labs.github.io/recheck/). A minute of work, so that it is
// no part of `npm test`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from 'recheck';
import ts from 'typescript';

/** Where texts from outside arrive: what callers, the carrier, partners and files say. */
const FOLDERS = ['api-client', 'core', 'functions', 'store', 'twiml'];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|tsx|mjs)$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name)),
);

// In this process: no other is left running.
process.env.RECHECK_BACKEND = 'pure';
/** For one expression, most of which take some milliseconds; what is not decided by then is not counted. */
const EACH_MS = 1_500;

interface Found {
  readonly source: string;
  readonly flags: string;
  readonly place: string;
}

/** Literals; an expression that is put together while the program runs has no text here. */
function expressionsIn(path: string): Found[] {
  const text = readFileSync(path, 'utf8');
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const found: Found[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      found.push({
        source: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
        place: `${path}:${String(line)}`,
      });
    }
    ts.forEachChild(node, look);
  };
  look(file);
  return found;
}

const found = [
  ...new Map(files.flatMap(expressionsIn).map((one) => [`${one.source}/${one.flags}`, one])).values(),
];

const doubtful: string[] = [];
let undecided = 0;
for (const { source, flags, place } of found) {
  const result = await check(source, flags.replace('v', 'u'), { timeout: EACH_MS });
  if (result.status === 'unknown') undecided += 1;
  if (result.status === 'vulnerable')
    doubtful.push(`${place}: /${source}/${flags} ${result.complexity.summary}`);
}
process.stdout.write(
  `${String(found.length)} expressions, ${String(undecided)} of them not decided in time, ${String(doubtful.length)} take more than linear time\n`,
);
for (const one of doubtful) process.stdout.write(`${one}\n`);
if (doubtful.length > 0 || found.length === 0) process.exitCode = 1;
