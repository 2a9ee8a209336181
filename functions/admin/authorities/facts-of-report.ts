// What is known of reports, gathered from the case, the call it is about, and what was said.
import type { ReportFacts } from '../../../core/authorities/report-facts.ts';
import type { CaseRecord } from '../../../core/cases/case.ts';
import { departmentOrDefault } from '../../../core/departments/department.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import type { Runtime } from '../../runtime.ts';

/** Requests to the store that are under way at once. */
const AT_ONCE = 20;

export async function factsOf(reports: readonly CaseRecord[], runtime: Runtime): Promise<ReportFacts[]> {
  const settings = await runtime.settings.current();
  const facts: ReportFacts[] = [];
  for (let start = 0; start < reports.length; start += AT_ONCE) {
    const some = reports.slice(start, start + AT_ONCE);
    facts.push(...(await Promise.all(some.map((report) => factsOfOne(report, settings, runtime)))));
  }
  return facts;
}

async function factsOfOne(
  report: CaseRecord,
  { hotline, ...settings }: Settings,
  runtime: Runtime,
): Promise<ReportFacts> {
  const [description, call] = await Promise.all([wordsOf(report, runtime), nuisanceCallOf(report, runtime)]);
  const { timeZone } = departmentOrDefault(settings, undefined);
  return { report, description, call, hotline: { ...hotline, timeZone }, now: runtime.now() };
}

async function wordsOf(
  { description, recordingSid }: CaseRecord,
  { store }: Runtime,
): Promise<string | undefined> {
  if (description !== undefined || recordingSid === undefined) return description;
  const message = await store.voicemails.get(recordingSid);
  return message?.dropped === undefined ? message?.transcript?.text : undefined;
}

/**
 * The call in which a report was made is the reporter's own; when the reported number called the reporter is not known.
 * Only where the reported number itself called the hotline is the call the one to complain about.
 */
async function nuisanceCallOf(
  { callSid, reported }: CaseRecord,
  { store }: Runtime,
): Promise<ReportFacts['call']> {
  const call = callSid === undefined ? undefined : await store.calls.get(callSid);
  return call?.caller !== undefined && call.caller === reported ? call : undefined;
}
