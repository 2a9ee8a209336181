// The code of one function: its entry and everything it imports in one CommonJS file, with the settings beside it.
// CommonJS, because as an ES module the AWS SDK's import of node:http loads undici, 30 ms of every cold start.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { FUNCTIONS, type FunctionName } from '../functions/routes.ts';
import { pageFiles } from '../report-page/build.ts';

export const SETTINGS_FILE = 'settings.json';

/** Settings file -> where the code of the functions with it lies. */
const bundles = new Map<string, string>();

/** @returns a folder to be deployed as it is, until this process ends; the same sources make the same bytes */
export function bundleFunction(name: FunctionName, settingsFile: string): string {
  let folder = bundles.get(settingsFile);
  if (folder === undefined) bundles.set(settingsFile, (folder = bundleAll(settingsFile)));
  return join(folder, name);
}

/** All in one build, which reads what several functions import only once. */
function bundleAll(settingsFile: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-functions-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  buildSync({
    entryPoints: FUNCTIONS.map((name) => ({ in: `functions/${name}/handler.ts`, out: `${name}/index` })),
    outdir: folder,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    // The form of it for ES modules asks where it lies, which a bundle in CommonJS does not know.
    alias: { pdfkit: resolve('node_modules/pdfkit/js/pdfkit.js') },
    // Names are kept, so that a stack trace in the log can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'error',
  });
  for (const name of FUNCTIONS) {
    writeFileSync(join(folder, name, 'package.json'), '{"type":"commonjs"}\n');
    copyFileSync(settingsFile, join(folder, name, SETTINGS_FILE));
  }
  writePage(join(folder, 'public', 'report'));
  copyFonts(join(folder, 'packages'));
  return folder;
}

/** What the report of an evidence package is printed with. */
function copyFonts(folder: string): void {
  for (const [name, file] of Object.entries(FONT_FILES)) copyFileSync(file, join(folder, name));
}

const font = (subset: string): string =>
  `node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-${subset}-400-normal.woff`;
const FONT_FILES = { 'chinese.woff': font('chinese-simplified'), 'latin.woff': font('latin') } as const;

function writePage(folder: string): void {
  mkdirSync(folder);
  for (const [name, content] of Object.entries(pageFiles())) writeFileSync(join(folder, name), content);
}
