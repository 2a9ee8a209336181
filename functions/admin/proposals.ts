// Saving the settings, at once or by way of a proposal that a second person approves.
import type { GuardedChange } from '../../core/settings/second-approver.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { ConflictError, ItemTooLargeError, StoreRefusedError } from '../../store/errors.ts';
import { MOST_ITEM_BYTES, storedBytes } from '../../store/item-size.ts';
import { MOST_PROPOSALS, type Proposal } from '../../store/proposals.ts';
import type { Subject } from '../http/subject.ts';
import { Problem } from '../http/problem.ts';
import type { Runtime } from '../runtime.ts';
import { answer, type Outcome } from './operation.ts';

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

/** Puts it in force on top of the version that its author saw, and on no other. @throws {Problem} */
export async function approve(found: Proposal, subject: Subject, runtime: Runtime): Promise<Outcome> {
  const { proposal, replaces, settings, proposedBy } = found;
  const writeKey = writeKeyOf(proposal);
  const newest = await runtime.store.settings.newest();
  const revision = newest?.revision ?? 0;
  const detail = `version ${String(replaces + 1)}: proposal ${String(proposal)} of ${proposedBy}`;
  if (revision !== replaces) throw new Problem('changed-meanwhile', stale(found, revision));
  const by = { savedBy: proposedBy, approvedBy: subject.id, writeKey };
  await saveSettings({ settings, revision, first: newest === undefined, ...by }, runtime);
  await runtime.store.proposals.remove(proposal);
  return {
    ...answer('settings.proposal.approve', settings, replaces + 1),
    audit: { record: 'settings', detail, act: writeKey },
  };
}

const stale = ({ replaces, proposedBy }: Proposal, revision: number): string =>
  `It was proposed for version ${String(replaces)}, and version ${String(revision)} is in force now. ` +
  `Refuse it, and have ${proposedBy} propose the change again.`;

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
