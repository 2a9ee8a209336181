// Decides about an automatic block after new evidence about a number. The decision rests on stored calls and reports, so
// it can be made again.
import { DAY_MS, HOUR_MS } from '../../../core/basics/durations.ts';
import { sealLater } from '../../commit.ts';
import {
  type BlockJudgement,
  isConversation,
  judgeBlock,
  type Signal,
  signalsOfCall,
} from '../../../core/evidence/automatic-block.ts';
import type { BlockReason } from '../../../core/lists/block-basis.ts';
import { basisWords, listingReason } from '../../../core/lists/listing-reason.ts';
import type { Act, AuditEntry } from '../../../core/call/audit.ts';
import { isProtected } from '../../../core/screening/caller.ts';
import type { CaseRecord } from '../../../core/cases/case.ts';
import type { Identity } from '../../../core/numbers/identity.ts';
import { judge as judgeLimit } from '../../../core/basics/limit.ts';
import { newListing } from '../../../core/lists/listing.ts';
import { type Settings } from '../../../core/settings/settings.ts';
import { ownNumbers } from '../../../core/departments/staff.ts';
import { modeInForce } from '../../../core/screening/treatment.ts';
import { ConflictError, ignoreConflict } from '../../../store/database/errors.ts';
import type { IncomingFacts } from '../../../store/incoming.ts';
import { commit } from '../../commit.ts';
import type { Runtime } from '../../runtime.ts';

/** Evidence is looked at for so long. */
const SPAN_DAYS = 30;
const MOST_CALLS = 500;
const MOST_REPORTS = 100;

export async function judgeNumber(number: Identity, runtime: Runtime): Promise<void> {
  const settings = await runtime.settings.current();
  if (!settings.screening.blocks.on || isOurs(number, settings)) return;
  const now = runtime.now();
  const incoming = await runtime.store.incoming(number, { members: [], now });
  const judgement = await judgementOn(number, incoming, runtime);
  if (!judgement.block) return;
  if (modeInForce(settings.screening.reputation, incoming.installedAt, now) === 'act')
    await block(number, judgement, settings, runtime);
  else await wouldBlock(number, judgement.reasons, runtime);
}

/**
 * Lifts an automatic block that no longer has a basis, since evidence was taken back. It is judged as it was when the
 * block was made: what has faded since is no reason to lift it.
 */
export async function reconsiderBlock(number: Identity, runtime: Runtime): Promise<void> {
  const found = (await runtime.store.listings.get(number))?.listing;
  if (found?.list !== 'block' || found.source !== 'automatic') return;
  const incoming = await runtime.store.incoming(number, { members: [], now: runtime.now() });
  const judgement = await judgementOn(number, unlisted(incoming), runtime, new Date(found.addedAt));
  if (judgement.block) return;
  try {
    await runtime.store.listings.remove(number, found.version);
  } catch (error) {
    ignoreConflict(error);
    return;
  }
  await note('automatic.unblock', number, found.basis ?? [], runtime, found.addedAt);
}

/** Leaves out the listings, because the block must not justify itself. */
const unlisted = ({ directory }: IncomingFacts): Pick<IncomingFacts, 'directory'> => ({
  directory: { ...directory, listings: [] },
});

/** The company's own lines, and those of its staff. */
const isOurs = (number: Identity, settings: Settings): boolean => ownNumbers(settings).includes(number);

/** Reads what is kept of the number's calls, and of reports about it. @param now until when: the present where absent */
async function judgementOn(
  number: Identity,
  { directory }: Pick<IncomingFacts, 'directory'>,
  runtime: Runtime,
  now = runtime.now(),
): Promise<BlockJudgement> {
  const from = new Date(now.getTime() - SPAN_DAYS * DAY_MS);
  const [calls, cases] = await Promise.all([
    runtime.store.calls.page({ caller: number, from, to: new Date(now.getTime() + 1), limit: MOST_CALLS }),
    runtime.store.cases.page({ reported: number, kind: 'report', limit: MOST_REPORTS }),
  ]);
  const { listings, caller } = directory;
  // Claims are among them: without a flag by staff nothing is enough, so a person agrees with them.
  const counted = new Set([...(caller?.reporters ?? []), ...(caller?.claimants ?? [])]);
  const reports = cases.items.filter(
    ({ reporter, receivedAt }) =>
      reporter !== undefined && counted.has(reporter) && Date.parse(receivedAt) >= from.getTime(),
  );
  return judgeBlock({
    signals: [...calls.items.flatMap(signalsOfCall), ...(await signalsOfReports(reports, runtime))],
    listings,
    bridgedLately: calls.items.some(isConversation),
    protected: isProtected(caller, now),
    before: caller?.automaticBlocks?.length ?? 0,
  });
}

/** A report weighs as much as the network vouched for the reporter. */
const signalsOfReports = (reports: readonly CaseRecord[], runtime: Runtime): Promise<Signal[]> =>
  Promise.all(
    reports.map(async ({ callSid, reporter = '', receivedAt }): Promise<Signal> => {
      const call = callSid === undefined ? undefined : await runtime.store.calls.get(callSid);
      return {
        kind: 'reported',
        day: receivedAt.slice(0, 10),
        by: reporter,
        attestation: call?.attestation ?? 'none',
      };
    }),
  );

type Block = Extract<BlockJudgement, { block: true }>;

/**
 * Blocks the number, or proposes the block if the hourly maximum is reached or a person must approve it. Many blocks
 * within an hour may be a fault, or an attack on customers whose numbers are spoofed. A proposed block does not count
 * toward the maximum.
 */
async function block(
  number: Identity,
  { days, reasons, approval }: Block,
  { screening }: Settings,
  runtime: Runtime,
): Promise<void> {
  const now = runtime.now();
  const inForce = !approval && (await hasRoom(number, screening.blocks.mostPerHour, runtime));
  const facts = { reason: '', basis: reasons, ...(approval ? { unvouched: true as const } : {}) };
  const listing = newListing({
    ...facts,
    pattern: number,
    list: 'block',
    // In English, for exports, the search, and programs. The console makes the words from the facts.
    reason: listingReason(facts, 'en-US'),
    source: 'automatic',
    addedBy: 'automatic',
    addedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + days * DAY_MS).toISOString(),
    pending: !inForce,
  });
  try {
    await runtime.store.listings.put(listing, 0);
  } catch (error) {
    if (error instanceof ConflictError) return;
    throw error;
  }
  await runtime.store.callers.noteBlock(number, now.toISOString());
  await note(inForce ? 'automatic.block' : 'automatic.block-to-approve', number, reasons, runtime);
  await sealCallsOf(number, runtime);
}

/** The calls on which the block rests are evidence from here on, as far as their webhooks are still kept. */
async function sealCallsOf(caller: Identity, runtime: Runtime): Promise<void> {
  const { items } = await runtime.store.calls.page({ caller, to: runtime.now(), limit: MOST_SEALED });
  for (const { callSid, seal } of items) if (seal === undefined) await sealLater(callSid, runtime);
}

/** A number is blocked after a few calls. */
const MOST_SEALED = 50;

async function hasRoom(number: Identity, mostPerHour: number, runtime: Runtime): Promise<boolean> {
  const now = runtime.now();
  const own = { id: number, at: now.getTime() };
  const expires = new Date(now.getTime() + 2 * HOUR_MS).toISOString();
  const counted = await runtime.store.limits.add('automatic-blocks', own, expires);
  return mostPerHour > 0 && judgeLimit(counted, own, mostPerHour).allowed;
}

/** Monitor only: the block is written to the audit log and not made. */
async function wouldBlock(
  number: Identity,
  reasons: readonly BlockReason[],
  runtime: Runtime,
): Promise<void> {
  const day = runtime.now().toISOString().slice(0, 10);
  await note('automatic.would-block', number, reasons, runtime, day);
}

async function note(
  action: Act,
  number: Identity,
  reasons: readonly BlockReason[],
  runtime: Runtime,
  key = runtime.now().toISOString(),
): Promise<void> {
  const at = runtime.now().toISOString();
  const entry: AuditEntry = {
    key: `${action}:${number}:${key}`,
    at,
    by: 'automatic',
    action,
    record: number,
    detail: basisWords(reasons, 'en-US'),
  };
  await commit([{ kind: 'audit', entry }], runtime);
}
