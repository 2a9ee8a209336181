// The programs, built from the TypeScript at their first use and again when it has changed: what is built starts in a
// sixth of the time. Packages stay where npm has put them.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PROGRAMS = [
  'cli/hotline.ts',
  'local/main.ts',
  'local/parts/engine-main.ts',
  'local/parts/office-main.ts',
  'local/parts/voice-main.ts',
];
/** Names the build of a hotline to the processes that it starts: all of them are of one build. */
const BUILD_OF_PARENT = 'HOTLINE_GUARD_BUILD';
/** Builds by their hash, and a note of the last one: `{ hash, sources }`. */
const FOLDER = join(ROOT, 'dist');
const NOTE = join(FOLDER, 'last.json');
/** How it is built, and with which packages; beside the sources. */
const OTHER_SOURCES = ['local/built.mjs', 'package.json', 'package-lock.json'];
/** A program that runs may still load parts of the build before. */
const KEPT = 3;

/**
 * Runs a program, as if it had been named to Node. Where nothing can be written here, its TypeScript itself is run.
 * @param {string} program one of `PROGRAMS`
 */
export async function runProgram(program) {
  const folder = ofParent() ?? current() ?? (await build());
  if (folder === undefined) {
    const { register } = await import('tsx/esm/api');
    register();
    await import(pathToFileURL(join(ROOT, program)).href);
  } else {
    process.env[BUILD_OF_PARENT] = folder;
    await import(pathToFileURL(join(folder, program.replace(/\.ts$/, '.mjs'))).href);
  }
}

/** Unless it has been removed meanwhile. */
function ofParent() {
  const folder = process.env[BUILD_OF_PARENT];
  return folder !== undefined && dirname(folder) === FOLDER && existsSync(folder) ? folder : undefined;
}

/** Where the last build lies, if the sources are still those that it was made from. */
function current() {
  try {
    const { hash, sources } = JSON.parse(readFileSync(NOTE, 'utf8'));
    const folder = join(FOLDER, hash);
    return hashOf(sources) === hash && readdirSync(folder).length > 0 ? folder : undefined;
  } catch {
    // There is none, or a source is gone.
    return undefined;
  }
}

/** Of where they lie, names and contents: what git or an editor does to file times says nothing. */
function hashOf(sources) {
  const hash = createHash('sha256').update(ROOT);
  for (const file of [...sources, ...OTHER_SOURCES])
    hash.update(`\0${file}\0`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex').slice(0, 16);
}

/** @returns the folder; undefined where none can be written */
async function build() {
  let scratch;
  try {
    mkdirSync(FOLDER, { recursive: true });
    scratch = mkdtempSync(join(FOLDER, '.build-'));
  } catch {
    return undefined;
  }
  try {
    const sources = await bundle(scratch);
    const hash = hashOf(sources);
    const folder = join(FOLDER, hash);
    rename(scratch, folder);
    writeFileSync(`${scratch}.json`, JSON.stringify({ hash, sources }));
    renameSync(`${scratch}.json`, NOTE);
    removeOld(hash);
    return folder;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @returns what was read, relative to the root */
async function bundle(outdir) {
  const esbuild = await import('esbuild');
  const { metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: PROGRAMS,
    outbase: '.',
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    metafile: true,
    logLevel: 'error',
    plugins: [{ name: 'where a module lies', setup: keepAddresses }],
  });
  // Its service would stay beside the hotline for as long as that runs.
  await esbuild.stop();
  return Object.keys(metafile.inputs);
}

/** A module that looks for files beside itself finds them: its address stays that of its source. */
function keepAddresses({ onLoad }) {
  onLoad({ filter: /\.ts$/, namespace: 'file' }, ({ path }) => ({
    loader: 'ts',
    contents: readFileSync(path, 'utf8').replaceAll(
      'import.meta.url',
      JSON.stringify(pathToFileURL(path).href),
    ),
  }));
}

/** Two that build the same at once make the same files: the first to be ready wins. */
function rename(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  }
}

/** The time of a folder is when it was built. */
function removeOld(hash) {
  const others = readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[0-9a-f]{16}$/.test(entry.name) && entry.name !== hash)
    .map(({ name }) => ({ name, built: statSync(join(FOLDER, name)).mtimeMs }))
    .sort((a, b) => b.built - a.built);
  for (const { name } of others.slice(KEPT - 1)) rmSync(join(FOLDER, name), { recursive: true, force: true });
}
