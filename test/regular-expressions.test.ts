// No regular expression of the product can be made to run for long: each is proven so by recheck, which finds the texts on
// which an expression takes polynomial or exponential time (https://makenowjust-labs.github.io/recheck/).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
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
const EACH_MS = 10_000;
const LIMIT_MS = 900_000;

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

test('there are expressions to look at', () => {
  expect(found.length).toBeGreaterThan(150);
});

test(
  'none of them takes more than linear time',
  async () => {
    const doubtful: string[] = [];
    for (const { source, flags, place } of found) {
      const result = await check(source, flags.replace('v', 'u'), { timeout: EACH_MS });
      if (result.status === 'vulnerable')
        doubtful.push(`${place}: /${source}/${flags} ${result.complexity.summary}`);
    }
    expect(doubtful).toEqual([]);
  },
  LIMIT_MS,
);
