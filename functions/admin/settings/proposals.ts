// Saving the settings, at once or by way of a proposal that a second person approves.
import type { GuardedChange } from '../../../core/settings/second-approver.ts';
import { checkSettings } from '../../../core/settings/settings-check.ts';
import { rebaseSettings } from '../../../core/settings/settings-rebase.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { ConflictError, ItemTooLargeError, StoreRefusedError } from '../../../store/database/errors.ts';
import { MOST_ITEM_BYTES, storedBytes } from '../../../store/database/item-size.ts';
import { MOST_PROPOSALS, type Proposal } from '../../../store/settings/proposals.ts';
import type { Subject } from '../../http/subject.ts';
import { requireResident } from '../../privacy/passages-now.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import type { ProposalView } from '../contract.ts';
import { answer, type Outcome } from '../operation.ts';

export interface Save {
  readonly settings: Settings;
  /** The version that it replaces; 0 where none was ever saved. */
  readonly revision: number;
  readonly first: boolean;
  readonly savedBy: string;
  readonly approvedBy?: string;
  readonly writeKey: string | undefined;
}

/** @throws {Problem} invalid-settings, when they are too large; {ConflictError} when somebody else saved first */
export async function saveSettings(
  { settings, revision, first, ...by }: Save,
  runtime: Runtime,
): Promise<void> {
  await runtime.store.settings
    .save({
      settings,
      replaces: revision,
      deployed: first ? runtime.settings.lastGood() : undefined,
      savedAt: runtime.now().toISOString(),
      ...by,
    })
    .catch((error: unknown) => {
      throw tooLargeProblem(error, settings) ?? error;
    });
  runtime.settings.accept(settings);
}

interface Proposed {
  readonly before: Settings;
  readonly settings: Settings;
  readonly revision: number;
  readonly changes: readonly GuardedChange[];
  readonly writeKey: string | undefined;
  readonly subject: Subject;
}

/** Kept, and answered with 202 and the settings that stay in force until somebody else approves. */
export async function propose(
  { before, settings, revision, changes, writeKey, subject }: Proposed,
  runtime: Runtime,
): Promise<Outcome> {
  const proposedAt = runtime.now().toISOString();
  const kept = await runtime.store.proposals
    .keep({ settings, replaces: revision, changes, proposedBy: subject.id, proposedAt }, writeKey)
    .catch((error: unknown) => {
      throw error instanceof ConflictError
        ? new Problem('conflict', TOO_MANY)
        : (tooLargeProblem(error, settings) ?? error);
    });
  const name = String(kept.proposal);
  const { headers, ...result } = answer('settings.put', before, revision);
  return {
    ...result,
    statusCode: 202,
    headers: { ...headers, 'x-proposal': name },
    audit: {
      detail: `proposal ${name} waits for a second person (${changes.join(', ')}): ${changedParts(before, settings).join(', ')}`,
      act: `proposal ${name}`,
    },
  };
}

const TOO_MANY = `${String(MOST_PROPOSALS)} proposals wait already, or another one was made at this moment. Have one of them approved or refused, then save again.`;

/**
 * The admin token stands for nobody in particular, so that it cannot be the second person.
 * @throws {Problem} not-allowed
 */
export function requireOtherPerson(proposedBy: string, subject: Subject): void {
  if (subject.kind === 'token') throw new Problem('not-allowed', TOKEN_CANNOT_APPROVE);
  if (proposedBy === subject.id) {
    throw new Problem(
      'not-allowed',
      'You proposed this yourself: another person with the role approver or admin has to approve it.',
    );
  }
}

export const TOKEN_CANNOT_APPROVE =
  'The admin token stands for nobody in particular, so it cannot approve as a second person. ' +
  'Sign in as a person with the role approver or admin; on one machine, add people with "npx hotline users add".';

const writeKeyOf = (proposal: number | string): string => `proposal:${String(proposal)}`;

/** The answer to an approval that is delivered twice, while nothing else was saved since. */
export async function approvedBefore(
  proposal: string,
  { id }: Subject,
  { store }: Runtime,
): Promise<Outcome | undefined> {
  const newest = await store.settings.newest();
  if (newest?.writeKey !== writeKeyOf(proposal) || newest.approvedBy !== id) return undefined;
  await store.proposals.remove(Number(proposal));
  return {
    ...answer('settings.proposal.approve', newest.settings, newest.revision),
    audit: 'nothing-done',
  };
}

/**
 * Puts it in force on top of what has been saved since it was made. It is stale where the same was changed meanwhile.
 * @throws {Problem} changed-meanwhile
 */
export async function approve(found: Proposal, subject: Subject, runtime: Runtime): Promise<Outcome> {
  const { proposal, proposedBy } = found;
  const { settings, onto, first, stale } = await onPresent(found, runtime);
  if (stale.length > 0) throw new Problem('changed-meanwhile', staleWords(found, onto, stale));
  await requireResident(settings, runtime);
  const writeKey = writeKeyOf(proposal);
  const by = { savedBy: proposedBy, approvedBy: subject.id, writeKey };
  await saveSettings({ settings, revision: onto, first, ...by }, runtime);
  await runtime.store.proposals.remove(proposal);
  const detail = `version ${String(onto + 1)}: proposal ${String(proposal)} of ${proposedBy}`;
  return {
    ...answer('settings.proposal.approve', settings, onto + 1),
    audit: { record: 'settings', detail, act: writeKey },
  };
}

/** What approving it now would put in force, or why it cannot be. */
export async function proposalView(found: Proposal, runtime: Runtime): Promise<ProposalView> {
  const { settings, onto, stale } = await onPresent(found, runtime);
  return { ...found, settings, onto, ...(stale.length === 0 ? {} : { stale: [...stale] }) };
}

interface OnPresent {
  readonly settings: Settings;
  /** The version in force, on which `settings` stand. */
  readonly onto: number;
  /** Whether nothing was ever saved. */
  readonly first: boolean;
  /** JSON pointers of what keeps it from being put in force; `settings` are then those that were proposed. */
  readonly stale: readonly string[];
}

async function onPresent({ replaces, settings }: Proposal, runtime: Runtime): Promise<OnPresent> {
  const newest = await runtime.store.settings.newest();
  const [onto, first] = [newest?.revision ?? 0, newest === undefined];
  if (onto === replaces) return { settings, onto, first, stale: [] };
  const base = await versionOf(replaces, runtime);
  const present = newest?.settings ?? runtime.settings.lastGood();
  if (base === undefined) return { settings, onto, first, stale: [''] };
  const { value, conflicts } = rebaseSettings({ base, changed: settings, present });
  if (conflicts.length > 0) return { settings, onto, first, stale: conflicts };
  const checked = checkSettings(value);
  return checked.ok
    ? { settings: checked.settings, onto, first, stale: [] }
    : { settings, onto, first, stale: checked.problems.map(({ at }) => at) };
}

const staleWords = ({ replaces, proposedBy }: Proposal, onto: number, stale: readonly string[]): string =>
  `It was proposed for version ${String(replaces)}, and version ${String(onto)}, which is in force now, has changed the same: ` +
  `${stale.slice(0, 10).join(', ')}. Refuse it, and have ${proposedBy} propose the change again.`;

/** Version 0 is what was deployed: what is in force, until the first save keeps it. */
export async function versionOf(
  version: number,
  { store, settings }: Runtime,
): Promise<Settings | undefined> {
  if (version > 0) return (await store.settings.version(version))?.settings;
  const { items } = await store.settings.versions({ limit: 1 });
  return items.length === 0 ? settings.lastGood() : store.settings.deployed();
}

/** Names of the top-level parts; all of them where nothing was saved before. */
export const changedParts = (before: Settings | undefined, after: Settings): string[] =>
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
