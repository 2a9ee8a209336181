// The hotline's settings: read, replaced as a whole, every version kept.
import * as z from 'zod';
import { guardedChanges } from '../../../core/settings/second-approver.ts';
import { checkSettings } from '../../../core/settings/settings-check.ts';
import { settingsWarnings } from '../../../core/settings/settings-warnings.ts';
import { settingsSchema, type Settings } from '../../../core/settings/settings.ts';
import { DEPLOYED_BY } from '../../../store/settings/settings.ts';
import type { Proposal } from '../../../store/settings/proposals.ts';
import { requireResident } from '../../privacy/passages-now.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import {
  approve,
  approvedBefore,
  changedParts,
  propose,
  requireOtherPerson,
  proposalView,
  saveSettings,
  versionOf,
} from './proposals.ts';
import { outcomesOf, promptsOf } from './preview.ts';
import { answer, NO_CONTENT, pathSegment, requireReplacedVersion, type Operations } from '../operation.ts';

type Routes =
  | 'settings.warnings'
  | 'settings.get'
  | 'settings.put'
  | 'settings.schema'
  | 'settings.preview'
  | 'settings.versions'
  | 'settings.version'
  | 'settings.proposals'
  | 'settings.proposal.approve'
  | 'settings.proposal.delete';

export const SETTINGS_OPERATIONS: Operations<Routes> = {
  'settings.get': async ({ runtime }) => {
    const stored = await runtime.store.settings.newest();
    // Version 0 is what was deployed: in force until somebody saves.
    return answer('settings.get', stored?.settings ?? runtime.settings.lastGood(), stored?.revision ?? 0);
  },

  'settings.put': async ({ body, ifMatch, writeKey, subject, runtime }) => {
    const settings = requireSound(body);
    await requireResident(settings, runtime);
    const newest = await runtime.store.settings.newest();
    const revision = newest?.revision ?? 0;
    if (newest !== undefined && writeKey !== undefined && newest.writeKey === writeKey) {
      return answer('settings.put', newest.settings, revision);
    }
    requireReplacedVersion(ifMatch, revision);
    const before = newest?.settings ?? runtime.settings.lastGood();
    const changes = guardedChanges(before, settings);
    if (changes.length > 0)
      return propose({ before, settings, revision, changes, writeKey, subject }, runtime);
    await saveSettings(
      { settings, revision, first: newest === undefined, savedBy: subject.id, writeKey },
      runtime,
    );
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

  'settings.preview': async ({ body, runtime }) => {
    const settings = isEmpty(body) ? await runtime.settings.current() : requireSound(body);
    const callers = outcomesOf(settings, runtime.now()).map(({ digits, ...outcome }) => ({
      ...outcome,
      ...(digits === undefined ? {} : { digits }),
    }));
    const warnings = settingsWarnings(settings, runtime.now());
    return answer('settings.preview', { prompts: promptsOf(settings), callers, warnings });
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

  'settings.proposals': async ({ runtime }) => {
    const waiting = await runtime.store.proposals.waiting();
    const items = await Promise.all(waiting.map((one) => proposalView(one, runtime)));
    return answer('settings.proposals', { items });
  },

  'settings.proposal.approve': async ({ path, subject, runtime }) => {
    const repeated = await approvedBefore(pathSegment(path, 'proposal'), subject, runtime);
    if (repeated !== undefined) return repeated;
    const found = await requireProposal(path, runtime);
    requireOtherPerson(found.proposedBy, subject);
    return approve(found, subject, runtime);
  },

  'settings.proposal.delete': async ({ path, subject, runtime }) => {
    const { proposal, proposedBy } = await requireProposal(path, runtime);
    await runtime.store.proposals.remove(proposal);
    const done = proposedBy === subject.id ? 'withdrawn' : `of ${proposedBy}, refused`;
    return { ...NO_CONTENT, audit: { record: 'settings', detail: `proposal ${String(proposal)}: ${done}` } };
  },
};

/** @throws {Problem} not-found */
async function requireProposal(
  path: Readonly<Record<string, string>>,
  { store }: Runtime,
): Promise<Proposal> {
  const text = pathSegment(path, 'proposal');
  const found = /^\d{1,15}$/.test(text) ? await store.proposals.get(Number(text)) : undefined;
  if (found !== undefined) return found;
  throw new Problem(
    'not-found',
    `No proposal ${text.slice(0, 20)} is pending. It was approved, rejected, or withdrawn. See GET /api/settings/proposals.`,
  );
}

const DEPLOYED = { version: 0, savedBy: DEPLOYED_BY };

/** @throws {Problem} with every problem of the document, not only the first */
/** Of a request without a body, too. */
const isEmpty = (document: unknown): boolean =>
  typeof document === 'object' && document !== null && Object.keys(document).length === 0;

function requireSound(document: unknown): Settings {
  const checked = checkSettings(document);
  if (checked.ok) return checked.settings;
  const detail = checked.problems.map(({ at, problem }) => `${at === '' ? 'the document' : at}: ${problem}`);
  throw new Problem('invalid-settings', detail.join('; '), { problems: checked.problems });
}
