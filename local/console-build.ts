// The console's files, built when they are absent or other than their sources would make them. In a process of its own,
// so that the hotline does not carry the build tool about; renamed into place, so that nobody is served half a console.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = join(ROOT, 'console');
export const CONSOLE_FOLDER = join(SOURCES, 'dist');
/** How it is built, and with which packages; beside the modules that go into the bundle. */
const HOW = ['local/console-build.ts', 'local/guide-pages.ts', 'package-lock.json'];
/** In the build: `{ modules }` by `console/vite.config.ts`, those of other folders; and what the hash of all sources was. */
const NOTE = '.sources';

interface Note {
  readonly modules: readonly string[];
  readonly hash?: string;
}

export class ConsoleBuildError extends Error {
  override readonly name = 'ConsoleBuildError';
}

/**
 * @param say told that it takes a moment, where it does
 * @throws {ConsoleBuildError}
 */
export async function buildConsole(say: (words: string) => void = () => undefined): Promise<void> {
  if (isCurrent()) return;
  say('Building the console, a few seconds…');
  // Under a folder named dist, which no other tool looks into.
  const scratch = mkdtempSync(join(SOURCES, '.build-'));
  try {
    const built = join(scratch, 'dist');
    await runVite(built);
    const { modules = [] } = readNote(built) ?? {};
    writeFileSync(join(built, NOTE), JSON.stringify({ modules, hash: hashOf(modules) } satisfies Note));
    replace(built, join(scratch, 'before'));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function runVite(outDir: string): Promise<void> {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  try {
    await promisify(execFile)(process.execPath, [vite, 'build', SOURCES, '--outDir', outDir], {
      cwd: ROOT,
      // Whoever builds: a test's environment would put the slow development build of React into everybody's files.
      env: { ...process.env, NODE_ENV: 'production' },
    });
  } catch (error) {
    const { stderr = '', message = '' } = error as { stderr?: string; message?: string };
    throw new ConsoleBuildError(`The console cannot be built: ${stderr.trim() || message}`);
  }
}

/**
 * Several may build at once, as the stack does for each of its regions, and make the same files: the first to be ready
 * wins. Folders are moved whole, never emptied where they stand: that would take files from whoever has just put them there.
 */
function replace(built: string, before: string): void {
  if (isCurrent()) return;
  try {
    renameSync(CONSOLE_FOLDER, before);
  } catch {
    // None was there, or somebody else has just moved it.
  }
  try {
    renameSync(built, CONSOLE_FOLDER);
  } catch (error) {
    if (!isCurrent()) throw error;
  }
}

/** Whether what is built was made from the sources as they are. */
function isCurrent(): boolean {
  const { modules, hash } = readNote(CONSOLE_FOLDER) ?? {};
  return modules !== undefined && hash !== undefined && hashOf(modules) === hash;
}

/** Undefined where there is none, or one of an older version. */
function readNote(folder: string): Note | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, NOTE), 'utf8')) as Note;
  } catch {
    return undefined;
  }
}

/** Of names and contents: what git or an editor does to file times says nothing. */
function hashOf(modules: readonly string[]): string {
  const own = readdirSync(SOURCES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(ROOT.length))
    .filter((file) => !/^console\/(dist|\.build-)/.test(file))
    .sort();
  const hash = createHash('sha256');
  for (const file of [...own, ...modules, ...HOW]) {
    const path = join(ROOT, file);
    hash
      .update(`${file}\0`)
      .update(existsSync(path) ? readFileSync(path) : 'gone')
      .update('\0');
  }
  return hash.digest('hex');
}

/** `npm run build:console` */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildConsole((words) => process.stdout.write(`${words}\n`));
}
