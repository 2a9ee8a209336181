// Who may import whom: docs/architecture.md as a table, checked against every file.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
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
      '@aws-lambda-powertools/logger',
      'aws-lambda',
      'chinese-days',
      'csv-parse',
      'csv-stringify',
      'date-holidays',
      'jose',
      'twilio/lib/webhooks/webhooks.js',
      'altcha-lib',
      'zod',
    ],
  },
  'report-page/browser': {
    own: ['report-page/browser', 'functions/public/report-page/words.ts'],
    packages: ['altcha-lib'],
  },
  'report-page': {
    own: ['report-page', 'functions/public/report-page/files.ts'],
    packages: ['node:', 'esbuild'],
  },
  cdk: {
    own: [
      'cdk',
      'report-page/build.ts',
      'functions/routes.ts',
      'functions/http/console-configuration.ts',
      'functions/http/console-headers.ts',
      'local/console-build.ts',
      'store/tables.ts',
      'twiml/fallback.ts',
      'core/settings/settings-check.ts',
      'core/settings/settings.ts',
    ],
    packages: ['node:', 'aws-cdk-lib', 'constructs', 'cdk-nag', 'esbuild'],
  },
  'local/twilio': { own: ['local/twilio'], packages: ['node:', 'twilio/lib/webhooks/webhooks.js', 'saxes'] },
  local: {
    own: ['core', 'store', 'functions', 'local', 'twiml/fallback.ts', 'report-page/build.ts'],
    packages: [
      'node:',
      '@aws-sdk/client-dynamodb',
      // The lab's engine takes the store's commands without the SDK's client.
      '@aws-sdk/lib-dynamodb',
      '@aws-sdk/util-dynamodb',
      '@node-rs/argon2',
      'aws-lambda',
      'dynalite',
      'jose',
      'otpauth',
      'zod',
    ],
  },
  console: {
    own: [
      'console',
      'functions/admin/contract.ts',
      'functions/admin/day-ranges.ts',
      'functions/http/console-configuration.ts',
      'functions/routes.ts',
      // Files are opened and cut into parts in the browser; dates mean the same on every side.
      'core/lists/list-file',
      'core/lists/expiry.ts',
      'core/numbers/number-format.ts',
      'core/numbers/number-formats.json?url',
      // The phone page: what the simulator sends, and how long it takes to say.
      'local/twilio/events.ts',
      'local/twilio/speech-time.ts',
      'local/challenge-heard.ts',
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
      'local',
      'functions/admin/contract.ts',
      'core/lists/list-file',
      'core/numbers/number-words.ts',
      'core/screening/screening.ts',
      'functions/routes.ts',
    ],
    packages: ['node:', 'commander', 'listr2'],
  },
};

const folderOf = (file: string): string | undefined =>
  Object.keys(RULES).find((folder) => file.startsWith(`${folder}/`));

const files = [
  'core',
  'twiml',
  'store',
  'functions',
  'report-page',
  'cdk',
  'local',
  'training',
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
      'local/twilio',
      'local',
      'training',
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
    ['store/calls.ts', '../twiml/render.ts'],
    ['functions/voice/webhook.ts', '../../local/server.ts'],
    ['local/twilio/carrier.ts', '../../functions/routes.ts'],
    ['cli/hotline.ts', '../core/call/decide.ts'],
    ['console/main.tsx', '../core/call/decide.ts'],
    ['console/main.tsx', 'zod'],
    ['core/call/decide.ts', 'zodiac'],
    ['core/evidence/reputation.ts', '../../training/random.ts'],
    ['training/train.ts', '../store/tables.ts'],
  ])('%s may not import %s', (file, name) => {
    expect(allowed(file, name)).toBe(false);
  });
});

test('the console takes types alone from the contract: the schemas behind them stay on the server', () => {
  for (const file of files.filter((name) => name.startsWith('console/'))) {
    const values = readFileSync(file, 'utf8')
      .split(/;\n/)
      .filter((statement) => statement.endsWith("admin/contract.ts'"))
      .filter((statement) => !/(^|\n)import type /.test(statement));
    expect([file, values]).toEqual([file, []]);
  }
});

test('core and twiml read no clock and no chance', () => {
  for (const file of files.filter((name) => /^(core|twiml)\//.test(name))) {
    const code = readFileSync(file, 'utf8').replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, '');
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
