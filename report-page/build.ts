// The report page's script, worker and style, bundled for browsers: for the deployed function and for the local server.
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { FILE_NAMES, type PageFiles } from '../functions/public/report-page/page-files.ts';

/** Browsers of the last five years, old telephones among them. */
const TARGET = ['chrome90', 'firefox90', 'safari15'];

let built: PageFiles | undefined;

/** Once a process; the same sources make the same bytes. */
export const pageFiles = (): PageFiles => (built ??= build());

function build(): PageFiles {
  const entries = [
    { in: 'report-page/browser/page.ts', out: 'page' },
    { in: 'report-page/browser/privacy.ts', out: 'privacy' },
    { in: 'report-page/browser/solver.ts', out: 'solver' },
    { in: 'report-page/browser/page.css', out: 'page' },
  ];
  const { outputFiles } = buildSync({
    entryPoints: entries,
    outdir: 'report',
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
    bundle: true,
    format: 'esm',
    target: TARGET,
    minify: true,
    legalComments: 'none',
    write: false,
    logLevel: 'error',
  });
  return Object.fromEntries(
    FILE_NAMES.map((name) => {
      const file = outputFiles.find(({ path }) => path.endsWith(`/${name}`) || path.endsWith(`\\${name}`));
      if (file === undefined) throw new Error(`${name} was not built`);
      return [name, file.text];
    }),
  ) as PageFiles;
}
