// After an accepted appeal: the flags and reports about the number no longer count, and stay as history. Each step can be
// done twice.
import { counted } from '../../../core/basics/counted.ts';
import { caseExpiry, type CaseRecord } from '../../../core/cases/case.ts';
import type { Effect } from '../../../core/call/effect.ts';
import { unflagCall } from '../../../store/calls/flags.ts';
import { commit } from '../../commit.ts';
import type { Runtime } from '../../runtime.ts';
import { clearNumber } from '../../subscriptions/sightings.ts';
import { CaseConflictError } from '../../../store/cases/cases.ts';

type Withdrawal = Omit<Extract<Effect, { kind: 'withdraw-evidence' }>, 'kind'>;

export async function withdrawEvidence(withdrawal: Withdrawal, runtime: Runtime): Promise<void> {
  const { number, caseNumber, by, at } = withdrawal;
  const before = new Date(at);
  const {
    flaggedCalls = [],
    reporters: vouched = [],
    claimants = [],
  } = (await runtime.store.callers.get(number)) ?? {};
  const reporters = [...new Set([...vouched, ...claimants])];
  for (const callSid of flaggedCalls) await withdrawFlag(callSid, withdrawal, runtime);
  for (const reporter of reporters) await runtime.store.callers.withdrawReport(number, reporter, before);
  await runtime.store.callers.forgetBlocks(number);
  await clearNumber(number, at, runtime);
  const cases = await tellReporters(withdrawal, runtime);
  const detail = `appeal ${caseNumber}: ${counted(flaggedCalls.length, 'flag')}, ${counted(reporters.length, 'reporter')}, ${counted(cases, 'case')}`;
  const key = `evidence.withdraw:${caseNumber}`;
  const entry = { key, at, by, action: 'evidence.withdraw' as const, record: number, detail };
  await commit([{ kind: 'audit', entry }], runtime);
}

/** A flag that was given after the decision stands. */
async function withdrawFlag(
  callSid: string,
  { number, caseNumber, by, at }: Withdrawal,
  { store }: Runtime,
): Promise<void> {
  const reason = `appeal ${caseNumber} was accepted`;
  const change = { callSid, caller: number, by, at, reason };
  const gone = await unflagCall(change, store, (flag) => Date.parse(flag.at) <= Date.parse(at));
  // Where the call itself is no longer kept, its flag counts no less.
  if (gone === undefined && (await store.calls.get(callSid))?.flag === undefined)
    await store.callers.unflag(number, callSid, new Date(at));
}

const PAGE = 100;

/** Every report about the number says that it no longer counts. @returns how many there are */
async function tellReporters({ number, caseNumber, by, at }: Withdrawal, runtime: Runtime): Promise<number> {
  let told = 0;
  let cursor: string | undefined;
  do {
    const page = await runtime.store.cases.page({ reported: number, kind: 'report', limit: PAGE, cursor });
    for (const found of page.items.filter((one) => one.receivedAt <= at && one.mergedInto === undefined)) {
      await noteWithdrawn(found, { at, by, withdrawnFor: caseNumber }, runtime);
      told += 1;
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return told;
}

/** A person may be changing the same case: it is read again then. */
const MAX_TRIES = 3;

async function noteWithdrawn(
  found: CaseRecord,
  change: { readonly at: string; readonly by: string; readonly withdrawnFor: string },
  { store, settings, now }: Runtime,
): Promise<void> {
  const { reports } = await settings.current();
  let current: CaseRecord | undefined = found;
  for (let tries = 1; current !== undefined; tries++) {
    if (current.history.some(({ withdrawnFor }) => withdrawnFor === change.withdrawnFor)) return;
    try {
      const expiresAt = caseExpiry(current.status, now(), reports.retentionDays);
      await store.cases.change(current, { ...change, status: current.status }, undefined, expiresAt);
      return;
    } catch (error) {
      if (!(error instanceof CaseConflictError) || tries >= MAX_TRIES) throw error;
      current = error.standing;
    }
  }
}
