// The code of one function: its entry and everything it imports in one CommonJS file, with the settings beside it.
// CommonJS, because as an ES module the AWS SDK's import of node:http loads undici, 30 ms of every cold start.
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { FunctionName } from '../functions/routes.ts';
import { pageFiles } from '../report-page/build.ts';

export const SETTINGS_FILE = 'settings.json';

/** @returns a folder to be deployed as it is; the same sources make the same bytes */
export function bundleFunction(name: FunctionName, settingsFile: string): string {
  const folder = mkdtempSync(join(tmpdir(), `hotline-${name}-`));
  buildSync({
    entryPoints: [`functions/${name}/handler.ts`],
    outfile: join(folder, 'index.js'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    // Names are kept, so that a stack trace in the log can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'error',
  });
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n');
  copyFileSync(settingsFile, join(folder, SETTINGS_FILE));
  if (name === 'public') writePage(join(folder, 'report'));
  return folder;
}

function writePage(folder: string): void {
  mkdirSync(folder);
  for (const [name, content] of Object.entries(pageFiles())) writeFileSync(join(folder, name), content);
}
