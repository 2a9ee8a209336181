// A reporter: the ten test files that took longest, at the end of `npm test`, and which of those that should come first
// are not there any more.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { LONGEST } from './longest-first.mjs';

const SHOWN = 10;

export default class Slowest {
  #rootDir;

  constructor({ rootDir }) {
    this.#rootDir = rootDir;
  }

  onRunComplete(_contexts, { testResults }) {
    if (testResults.length <= SHOWN) return;
    const rows = testResults
      .map(({ testFilePath, perfStats }) => ({ testFilePath, seconds: perfStats.runtime / 1_000 }))
      .toSorted((a, b) => b.seconds - a.seconds)
      .slice(0, SHOWN)
      .map(({ testFilePath, seconds }) => {
        const file = relative(this.#rootDir, testFilePath);
        return `  ${seconds.toFixed(0).padStart(4)} s  ${file}`;
      });
    process.stderr.write(`\nThe ${SHOWN} slowest files:\n${rows.join('\n')}\n`);
    for (const file of LONGEST.filter((one) => !existsSync(join(this.#rootDir, one))))
      process.stderr.write(`test/support/longest-first.mjs names ${file}, which is not there.\n`);
  }
}
