// The hotline's settings: read, replaced as a whole, every version kept.
import * as z from 'zod';
import { checkSettings } from '../../../core/settings-check.ts';
import { settingsWarnings } from '../../../core/settings-warnings.ts';
import { settingsSchema, type Settings } from '../../../core/settings.ts';
import { ItemTooLargeError, StoreRefusedError } from '../../../store/errors.ts';
import { MOST_ITEM_BYTES, storedBytes } from '../../../store/item-size.ts';
import { DEPLOYED_BY } from '../../../store/settings.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import { outcomesOf, promptsOf } from '../preview.ts';
import { answer, pathSegment, requireReplacedVersion, type Operations } from '../operation.ts';

type Routes =
  | 'settings.warnings'
  | 'settings.get'
  | 'settings.put'
  | 'settings.schema'
  | 'settings.preview'
  | 'settings.versions'
  | 'settings.version';

export const SETTINGS_OPERATIONS: Operations<Routes> = {
  'settings.get': async ({ runtime }) => {
    const stored = await runtime.store.settings.newest();
    // Version 0 is what was deployed: in force until somebody saves.
    return answer('settings.get', stored?.settings ?? runtime.settings.lastGood(), stored?.revision ?? 0);
  },

  'settings.put': async ({ body, ifMatch, writeKey, subject, runtime }) => {
    const settings = requireSound(body);
    const newest = await runtime.store.settings.newest();
    const revision = newest?.revision ?? 0;
    if (newest !== undefined && writeKey !== undefined && newest.writeKey === writeKey) {
      return answer('settings.put', newest.settings, revision);
    }
    requireReplacedVersion(ifMatch, revision);
    const savedAt = runtime.now().toISOString();
    await runtime.store.settings
      .save({
        settings,
        replaces: revision,
        deployed: newest === undefined ? runtime.settings.lastGood() : undefined,
        savedAt,
        savedBy: subject.id,
        writeKey,
      })
      .catch((error: unknown) => {
        throw tooLargeProblem(error, settings) ?? error;
      });
    runtime.settings.accept(settings);
    const detail = `version ${String(revision + 1)}: ${changedParts(newest?.settings, settings).join(', ') || 'as before'}`;
    return { ...answer('settings.put', settings, revision + 1), audit: { detail } };
  },

  'settings.warnings': async ({ runtime }) => {
    const items = settingsWarnings(await runtime.settings.current(), runtime.now());
    return answer('settings.warnings', { items });
  },

  'settings.schema': () =>
    Promise.resolve({
      statusCode: 200,
      headers: { 'content-type': 'application/schema+json' },
      body: JSON.stringify(z.toJSONSchema(settingsSchema, { io: 'input' })),
    }),

  'settings.preview': ({ body, runtime }) => {
    const settings = requireSound(body);
    const callers = outcomesOf(settings, runtime.now()).map(({ digits, ...outcome }) => ({
      ...outcome,
      ...(digits === undefined ? {} : { digits }),
    }));
    const warnings = settingsWarnings(settings, runtime.now());
    const result = answer('settings.preview', { prompts: promptsOf(settings), callers, warnings });
    return Promise.resolve(result);
  },

  'settings.versions': async ({ query, runtime }) => {
    const { items, cursor } = await runtime.store.settings.versions(query);
    const shown = items.length === 0 && query.cursor === undefined ? [DEPLOYED] : [...items];
    return answer('settings.versions', { items: shown, ...(cursor === undefined ? {} : { cursor }) });
  },

  'settings.version': async ({ path, runtime }) => {
    const version = pathSegment(path, 'version');
    const settings = /^\d{1,9}$/.test(version) ? await versionOf(Number(version), runtime) : undefined;
    if (settings === undefined)
      throw new Problem('not-found', `There is no version ${version.slice(0, 20)}.`);
    return answer('settings.version', settings);
  },
};

const DEPLOYED = { version: 0, savedBy: DEPLOYED_BY };

/** Version 0 is what was deployed: what is in force, until the first save keeps it. */
async function versionOf(version: number, { store, settings }: Runtime): Promise<Settings | undefined> {
  if (version > 0) return (await store.settings.version(version))?.settings;
  const { items } = await store.settings.versions({ limit: 1 });
  return items.length === 0 ? settings.lastGood() : store.settings.deployed();
}

/** Names of the top-level parts; all of them where nothing was saved before. */
const changedParts = (before: Settings | undefined, after: Settings): string[] =>
  Object.keys({ ...before, ...after }).filter((part) => {
    const key = part as keyof Settings;
    return JSON.stringify(before?.[key]) !== JSON.stringify(after[key]);
  });

/** Undefined for any other error. The largest part is where there is most to take away. */
function tooLargeProblem(error: unknown, settings: Settings): Problem | undefined {
  if (!(error instanceof StoreRefusedError && error.tooLarge)) return undefined;
  const bytes = error instanceof ItemTooLargeError ? error.bytes : storedBytes(settings);
  const [largest] = Object.entries(settings)
    .map(([part, value]) => ({ at: `/${part}`, bytes: storedBytes(value) }))
    .toSorted((a, b) => b.bytes - a.bytes);
  const limit = kilobytes(MOST_ITEM_BYTES);
  const problem = `the settings are too large to be stored: they take ${kilobytes(bytes)} and the limit is ${limit}; this part takes ${kilobytes(largest?.bytes ?? 0)}`;
  const problems = [{ at: largest?.at ?? '', problem }];
  return new Problem('invalid-settings', `${problems[0]?.at ?? ''}: ${problem}`, { problems });
}

const kilobytes = (bytes: number): string => `${String(Math.ceil(bytes / 1024))} KB`;

/** @throws {Problem} with every problem of the document, not only the first */
function requireSound(document: unknown): Settings {
  const checked = checkSettings(document);
  if (checked.ok) return checked.settings;
  const detail = checked.problems.map(({ at, problem }) => `${at === '' ? 'the document' : at}: ${problem}`);
  throw new Problem('invalid-settings', detail.join('; '), { problems: checked.problems });
}
