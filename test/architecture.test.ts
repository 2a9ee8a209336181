// Who may import whom: docs/architecture.md as a table, checked against every file.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';

interface Rule {
  /** Folders, or single files. */
  readonly own: readonly string[];
  /** Packages, by the beginning of their name; Node's own modules are `node:`. */
  readonly packages: readonly string[];
}

/** From the inside to the outside; nothing imports outwards. */
const RULES: Readonly<Record<string, Rule>> = {
  core: { own: ['core'], packages: ['zod', 'libphonenumber-js', 'csv-parse'] },
  twiml: { own: ['core', 'twiml'], packages: ['twilio/lib/twiml/VoiceResponse.js'] },
  store: {
    own: ['core', 'store'],
    packages: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb', 'node:crypto', 'zod'],
  },
  functions: {
    own: ['core', 'twiml', 'store', 'functions'],
    packages: [
      'node:',
      '@aws-sdk/',
      '@aws-lambda-powertools/batch',
      '@aws-lambda-powertools/logger',
      'aws-lambda',
      'chinese-days',
      'csv-parse',
      'csv-stringify',
      'date-holidays',
      'file-type',
      'ipaddr.js',
      'jose',
      'openpgp',
      'twilio/lib/webhooks/webhooks.js',
      'altcha-lib',
      '@peculiar/',
      'pdfkit',
      'zod',
    ],
  },
  'report-page/browser': {
    own: [
      'report-page/browser',
      'functions/public/report-page/words.ts',
      'functions/public/privacy-page/privacy-words.ts',
    ],
    packages: ['altcha-lib'],
  },
  'report-page': {
    own: ['report-page', 'functions/public/report-page/page-files.ts'],
    packages: ['node:', 'esbuild'],
  },
  cdk: {
    own: [
      'cdk',
      'report-page/build.ts',
      'functions/queue/lanes.ts',
      'functions/routes.ts',
      'functions/http/console-configuration.ts',
      'functions/http/console-headers.ts',
      'local/console-build.ts',
      'store/register/register.ts',
      'store/tables.ts',
      'twiml/fallback.ts',
      'core/holds/kept.ts',
      'core/privacy/deployment.ts',
      'core/privacy/passages.ts',
      'core/privacy/places.ts',
      'core/settings/settings-check.ts',
      'core/settings/settings.ts',
    ],
    packages: ['node:', 'aws-cdk-lib', 'constructs', 'cdk-nag', 'esbuild'],
  },
  carrier: { own: ['carrier'], packages: ['node:', 'twilio/lib/webhooks/webhooks.js', 'saxes'] },
  'in-process': {
    own: ['core', 'store', 'functions', 'carrier', 'in-process', 'twiml/fallback.ts', 'report-page/build.ts'],
    packages: [
      'node:',
      '@aws-sdk/client-dynamodb',
      // The engine in memory takes the store's commands without the SDK's client.
      '@aws-sdk/lib-dynamodb',
      'aws-lambda',
      'classic-level',
      'dynalite',
    ],
  },
  lab: {
    own: ['core', 'store', 'functions', 'api-client', 'carrier', 'in-process', 'lab', 'local/seed'],
    packages: ['node:', 'zod'],
  },
  'local/seed': { own: ['core', 'local/seed'], packages: [] },
  local: {
    own: [
      'core',
      'store',
      'functions',
      'carrier',
      'in-process',
      'local',
      'twiml/fallback.ts',
      'report-page/build.ts',
    ],
    packages: ['node:', '@node-rs/argon2', 'aws-lambda', 'jose', 'marked', 'otpauth', 'zod'],
  },
  'api-client': {
    own: ['api-client', 'functions/admin/contract.ts', 'functions/routes.ts'],
    packages: [],
  },
  console: {
    own: [
      'console',
      'api-client',
      'functions/admin/contract.ts',
      'functions/admin/settings/day-ranges.ts',
      'functions/http/console-configuration.ts',
      'functions/routes.ts',
      // Files are opened and cut into parts in the browser; dates mean the same on every side.
      // Of a call's steps: their titles.
      'core/call/steps/index.ts',
      'core/basics/counted.ts',
      // What people write for a record that is corrected.
      'core/basics/correction.ts',
      'core/basics/durations.ts',
      'core/lists/list-file',
      'core/lists/expiry.ts',
      // The words for why a number is listed, which follow the reader's language.
      'core/lists/listing-reason.ts',
      'core/numbers/number-format.ts',
      'core/numbers/masked-number.ts',
      'core/numbers/number-formats.json?url',
      // How many people approve an evidence package, and how long its period may be.
      'core/packages/evidence-package.ts',
      // The phone page: what the simulator sends, and how long it takes to say.
      'carrier/events.ts',
      'carrier/speech/speech-time.ts',
      'in-process/challenge-heard.ts',
    ],
    packages: [
      '@cloudscape-design/components',
      '@cloudscape-design/global-styles',
      'oauth4webapi',
      'react',
      'react-dom',
    ],
  },
  training: {
    own: ['core', 'training'],
    packages: ['node:', 'csv-parse', 'google-libphonenumber', 'prettier'],
  },
  cli: {
    own: [
      'cli',
      'api-client',
      'carrier',
      'in-process',
      'lab',
      'local',
      'functions/admin/contract.ts',
      'functions/admin/choices.ts',
      // An export of the audit log is verified without a hotline.
      'store/audit/audit-anchors.ts',
      'store/audit/audit-export.ts',
      'core/basics/correction.ts',
      'core/basics/counted.ts',
      'core/basics/durations.ts',
      'core/lists/list-file',
      'core/numbers/number-words.ts',
      'console/words/en-us',
    ],
    packages: ['node:', 'commander', 'listr2'],
  },
};

/**
 * The domains of core/, from the lowest rung to the highest. A domain imports from those before it alone, types included
 * (docs/decisions/0077-core-is-a-ladder.md).
 */
const LADDER = [
  'basics',
  'numbers',
  'hours',
  'lists',
  'evidence',
  'subscriptions',
  'content',
  'screening',
  'guard',
  'departments',
  'rights',
  'cases',
  'authorities',
  'messages',
  'holds',
  'privacy',
  'settings',
  'call',
  'records',
  'packages',
  'sharing',
  'exercises',
];

const folderOf = (file: string): string | undefined =>
  Object.keys(RULES).find((folder) => file.startsWith(`${folder}/`));

const files = [
  'core',
  'twiml',
  'store',
  'functions',
  'report-page',
  'cdk',
  'carrier',
  'in-process',
  'lab',
  'local',
  'training',
  'api-client',
  'console',
  'cli',
].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .filter((name) => name !== 'vite.config.ts')
    .map((name) => `${folder}/${name}`),
);

/** Static and dynamic imports, type imports, and re-exports. */
const importsOf = (file: string): string[] =>
  ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles.map(({ fileName }) => fileName);

const allowed = (file: string, name: string): boolean => {
  const rule = RULES[folderOf(file) ?? ''];
  if (rule === undefined) return false;
  if (!name.startsWith('.'))
    return rule.packages.some(
      (prefix) =>
        name === prefix ||
        name.startsWith(prefix.endsWith(':') || prefix.endsWith('/') ? prefix : `${prefix}/`),
    );
  const target = normalize(join(dirname(file), name));
  return rule.own.some((own) => target === own || target.startsWith(`${own}/`));
};

/** Files of the project that a file imports. */
const ownImportsOf = (file: string): string[] =>
  importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(dirname(file), name)));

/** Without lines that are comments. */
const codeOf = (file: string): string => readFileSync(file, 'utf8').replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, '');

const domainOf = (file: string): string => file.split('/')[1] ?? '';

const isUpTheLadder = (file: string, target: string): boolean =>
  target.startsWith('core/') && LADDER.indexOf(domainOf(target)) > LADDER.indexOf(domainOf(file));

/**
 * Cycles among files, by Tarjan's search for strongly connected components: each is a group of files that reach one
 * another.
 * @param imports for each file the files that it imports; a file without an entry imports nothing
 */
function cyclesIn(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const cycles: string[][] = [];
  const lower = (file: string, to = Infinity): void => {
    lowest.set(file, Math.min(lowest.get(file) ?? Infinity, to));
  };
  const visit = (file: string): void => {
    order.set(file, order.size);
    lower(file, order.get(file));
    open.push(file);
    for (const target of imports.get(file) ?? []) {
      if (!order.has(target)) {
        visit(target);
        lower(file, lowest.get(target));
      } else if (open.includes(target)) lower(file, order.get(target));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const group = open.splice(open.indexOf(file));
    if (group.length > 1 || (imports.get(file) ?? []).includes(file)) cycles.push(group.toSorted());
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return cycles;
}

/** Names that more than one of the files has; an `index.ts` may stand in every folder. */
const repeatedNames = (paths: readonly string[]): string[] => {
  const names = paths.map((path) => basename(path)).filter((name) => name !== 'index.ts');
  return [...new Set(names.filter((name, index) => names.indexOf(name) < index))];
};

const coreFiles = files.filter((file) => file.startsWith('core/'));

test.each(coreFiles)('%s imports only from its own domain and those below it', (file) => {
  expect(LADDER).toContain(domainOf(file));
  expect(ownImportsOf(file).filter((target) => isUpTheLadder(file, target))).toEqual([]);
});

test('no file reaches itself by its imports, types included', () => {
  expect(cyclesIn(new Map(files.map((file) => [file, ownImportsOf(file)])))).toEqual([]);
});

test.each(['core', 'store'])('no two files of %s have the same name', (folder) => {
  expect(repeatedNames(files.filter((file) => file.startsWith(`${folder}/`)))).toEqual([]);
});

test('items of the database become values by a parser, never by assertion', () => {
  const asserted = files
    .filter((file) => file.startsWith('store/') && !file.startsWith('store/database/'))
    .filter((file) => /\b[iI]tems?\b[\w.?[\]()]* as (?!const)/.test(codeOf(file)));
  expect(asserted).toEqual([]);
});

/** Each resource of the API has files of these names. */
const OF_A_RESOURCE = ['contract.ts', 'routes.ts', 'operations.ts'];

test('no two files of the functions have the same name, but for those that each resource has', () => {
  const others = files.filter(
    (file) => file.startsWith('functions/') && !OF_A_RESOURCE.includes(basename(file)),
  );
  // Each function has an entry of this name, and builds its name from the folder.
  expect(repeatedNames(others)).toEqual(['handler.ts']);
});

test('the ladder is the one that the documentation shows', () => {
  const rows = readFileSync('docs/architecture.md', 'utf8').matchAll(/^\| `core\/(\w+)\/` /gm);
  expect([...rows].map(([, domain]) => domain)).toEqual(LADDER);
});

test('every file and folder that the architecture names is there', () => {
  const text = readFileSync('docs/architecture.md', 'utf8');
  const named = [
    ...text.matchAll(
      /`((?:core|twiml|store|functions|carrier|in-process|lab|local|console|cli|cdk|test)\/[\w./-]+)`/g,
    ),
  ];
  const missing = named.map(([, path = '']) => path).filter((path) => !existsSync(path));
  expect(missing).toEqual([]);
});

test.each(files)('%s imports only what its folder may', (file) => {
  const forbidden = importsOf(file).filter((name) => !allowed(file, name));
  expect(forbidden).toEqual([]);
});

describe('the checker itself', () => {
  test('sees files in every folder', () => {
    for (const folder of [
      'core',
      'twiml',
      'store',
      'functions',
      'carrier',
      'in-process',
      'lab',
      'local',
      'training',
      'api-client',
      'console',
      'cli',
    ]) {
      expect(files.some((file) => folderOf(file) === folder)).toBe(true);
    }
  });

  test.each([
    ['core/call/decide.ts', '../../store/store.ts'],
    ['core/call/decide.ts', 'node:fs'],
    ['twiml/render.ts', '../functions/routes.ts'],
    ['store/calls/calls.ts', '../../twiml/render.ts'],
    ['functions/voice/webhook.ts', '../../local/server.ts'],
    ['carrier/carrier.ts', '../functions/routes.ts'],
    ['in-process/dynamo.ts', '../local/server.ts'],
    ['local/server.ts', '../lab/world.ts'],
    ['cli/hotline.ts', '../core/call/decide.ts'],
    ['console/main.tsx', '../core/call/decide.ts'],
    ['console/main.tsx', 'zod'],
    ['core/call/decide.ts', 'zodiac'],
    ['core/evidence/reputation.ts', '../../training/random.ts'],
    ['training/train.ts', '../store/tables.ts'],
  ])('%s may not import %s', (file, name) => {
    expect(allowed(file, name)).toBe(false);
  });

  test.each([
    ['core/numbers/e164.ts', 'core/lists/listing.ts', true],
    ['core/screening/screening.ts', 'core/guard/attack.ts', true],
    ['core/guard/attack.ts', 'core/screening/verdict.ts', false],
    ['core/call/decide.ts', 'core/records/call-record.ts', true],
    ['core/records/call-record.ts', 'core/call/decision.ts', false],
    ['core/lists/list-file/open.ts', 'core/lists/expiry.ts', false],
    ['core/lists/list-file/open.ts', 'core/evidence/feed.ts', true],
  ])('whether %s that needs %s looks up the ladder: %s', (file, target, expected) => {
    expect(isUpTheLadder(file, target)).toBe(expected);
  });

  test.each([
    ['two files', { a: ['b'], b: ['a'] }, [['a', 'b']]],
    ['a file and itself', { a: ['a'] }, [['a']]],
    ['a long way round', { a: ['b', 'x'], b: ['c'], c: ['d'], d: ['b'], x: [] }, [['b', 'c', 'd']]],
    ['two cycles with one file in common', { a: ['b', 'c'], b: ['a'], c: ['a'] }, [['a', 'b', 'c']]],
    [
      'two cycles, one of which reaches the other',
      { a: ['b'], b: ['a', 'c'], c: ['d'], d: ['c'] },
      [
        ['c', 'd'],
        ['a', 'b'],
      ],
    ],
    ['no cycle, though two ways lead to one file', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, []],
  ])('finds cycles: %s', (_, imports, expected) => {
    expect(cyclesIn(new Map(Object.entries(imports)))).toEqual(expected);
  });

  test('reads type imports, exports and imports that are made later', () => {
    const source =
      "import type { A } from './a.ts';\nexport { b } from './b.ts';\nexport type { C } from './c.ts';\n" +
      "import { type D } from './d.ts';\nconst e = () => import('./e.ts');\nlet f: import('./f.ts').F;";
    expect(ts.preProcessFile(source).importedFiles.map(({ fileName }) => fileName)).toEqual([
      './a.ts',
      './b.ts',
      './c.ts',
      './d.ts',
      './e.ts',
      './f.ts',
    ]);
  });

  test('sees a name that stands in two folders', () => {
    expect(repeatedNames(['core/a/one.ts', 'core/b/one.ts', 'core/a/index.ts', 'core/b/index.ts'])).toEqual([
      'one.ts',
    ]);
  });
});

test('the console and the client take types alone from the contract: the schemas stay on the server', () => {
  for (const file of files.filter((name) => /^(console|api-client)\//.test(name))) {
    const values = readFileSync(file, 'utf8')
      .split(/;\n/)
      .filter((statement) => statement.endsWith("admin/contract.ts'"))
      .filter((statement) => !/(^|\n)import type /.test(statement));
    expect([file, values]).toEqual([file, []]);
  }
});

test('core and twiml read no clock and no chance', () => {
  for (const file of files.filter((name) => /^(core|twiml)\//.test(name))) {
    const code = codeOf(file);
    expect([file, /Date\.now|new Date\(\)|Math\.random|process\.|randomUUID/.exec(code)?.[0]]).toEqual([
      file,
      undefined,
    ]);
  }
});

test('no file is named utils, and every file says first what it owns', () => {
  for (const file of files) {
    expect(file).not.toMatch(/util|helper|misc/i);
    const [first = ''] = readFileSync(file, 'utf8').split('\n');
    expect([file, first.startsWith('//')]).toEqual([file, true]);
  }
});
