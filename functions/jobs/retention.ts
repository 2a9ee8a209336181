// Periods that no time to live can hold by itself: the audit log begins later without losing its seals, what an open case
// rests on stays while the case is open, what was added to a case goes with it, legal holds keep what they cover, and
// members of staff keep their PINs.
import { DAY_MS } from '../../core/basics/durations.ts';
import { CALLER_DAYS } from '../../core/holds/kept.ts';
import { OPEN_STATUSES } from '../../core/cases/case.ts';
import { staffNumbers } from '../../core/departments/staff.ts';
import { keepHolds } from '../holds/keep-held.ts';
import type { Runtime } from '../runtime.ts';

/** Longer than this job can fail without anybody noticing. */
const KEEP_DAYS = 7;
const PAGE = 100;

export async function keepPeriods(runtime: Runtime): Promise<void> {
  const until = new Date(runtime.now().getTime() + KEEP_DAYS * DAY_MS).toISOString();
  await keepWhatCasesRestOn(until, runtime);
  await keepPins(runtime);
  await removeFilesOfGoneCases(runtime);
  await removeAuditEntries(await keepHolds(runtime), runtime);
}

async function keepWhatCasesRestOn(until: string, { store }: Runtime): Promise<void> {
  for (const status of OPEN_STATUSES) {
    let cursor: string | undefined;
    do {
      const page = await store.cases.page({ status, limit: PAGE, cursor });
      for (const { callSid, recordingSid } of page.items) {
        if (callSid !== undefined) {
          await store.periods.keepCall(callSid, until);
          await store.webhooks.keepUntil(callSid, until);
        }
        if (recordingSid !== undefined) await store.periods.keepVoicemail(recordingSid, until);
      }
      ({ cursor } = page);
    } while (cursor !== undefined);
  }
}

/** The file goes before its entry, so that a failure in between leaves the entry by which the file is found again. */
async function removeFilesOfGoneCases({ store, recordings }: Runtime): Promise<void> {
  await store.caseFiles.eachPage(async (entries) => {
    const opened = await store.cases.openedAt(entries.map(({ caseNumber }) => caseNumber));
    for (const entry of entries.filter((one) => opened.get(one.caseNumber) !== one.opened)) {
      if (entry.kind === 'attachment') await recordings.remove(entry.key);
      await store.caseFiles.remove(entry);
    }
  });
}

/** What is known of a member ends so long after they have left the settings. */
async function keepPins({ store, settings, now }: Runtime): Promise<void> {
  const until = new Date(now().getTime() + CALLER_DAYS * DAY_MS).toISOString();
  for (const member of staffNumbers(await settings.current())) await store.periods.keepPin(member, until);
}

/** @param heldFrom the day from which legal holds keep it */
async function removeAuditEntries(
  heldFrom: string | undefined,
  { store, settings, now, log }: Runtime,
): Promise<void> {
  const { audit } = await settings.current();
  const past = new Date(now().getTime() - audit.retentionDays * DAY_MS).toISOString().slice(0, 10);
  const before = heldFrom !== undefined && heldFrom < past ? heldFrom : past;
  const report = await store.audit.removeBefore(before, now());
  if (report?.intact === false)
    log.error('the audit log is not as it was written; nothing of it is removed', {
      problem: report.broken.problem,
    });
}
