// Reports and appeals: what came in, and what its reporter is told.
import type { CaseRecord, Decision } from '../../../core/case.ts';
import { normaliseNumber } from '../../../core/number-input.ts';
import type { Settings } from '../../../core/settings.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import type { CaseView } from '../contract.ts';
import { caseNews } from '../preview.ts';
import { answer, pathSegment, requireVersion, type Operations, type Outcome } from '../operation.ts';

type Routes = 'cases.page' | 'cases.get' | 'cases.patch' | 'cases.preview';

export const CASE_OPERATIONS: Operations<Routes> = {
  'cases.page': async ({ query, runtime }) => {
    const reported = query.reported === undefined ? undefined : await numberIn(query.reported, runtime);
    const { items, cursor } = await runtime.store.cases.page({ ...query, reported });
    return answer('cases.page', { items: items.map(caseView), ...(cursor === undefined ? {} : { cursor }) });
  },

  'cases.get': async ({ path, runtime }) => {
    const found = await requireCase(pathSegment(path, 'caseNumber'), runtime);
    return answer('cases.get', caseView(found), found.version);
  },

  'cases.patch': async ({ path, body, ifMatch, writeKey, subject, runtime }) => {
    const found = await requireCase(pathSegment(path, 'caseNumber'), runtime);
    if (writeKey !== undefined && found.writeKey === writeKey) {
      return patched(found);
    }
    requireVersion(ifMatch, found.version);
    const { decision, feedback, status = decision === undefined ? found.status : 'closed' } = body;
    if (decision !== undefined) await decideAppeal(found, decision, feedback, runtime);
    const change = {
      ...(decision === undefined ? {} : { decision }),
      at: runtime.now().toISOString(),
      by: subject.id,
      status,
      ...(feedback === undefined ? {} : { feedback }),
    };
    const changed = await runtime.store.cases.change(found, change, writeKey);
    await tellReporter(changed, feedback, runtime);
    return patched(changed);
  },

  'cases.preview': async ({ path, body, runtime }) => {
    const found = await requireCase(pathSegment(path, 'caseNumber'), runtime);
    const settings = await runtime.settings.current();
    const given = body.feedback === '' ? undefined : body.feedback;
    const { status = found.status } = body;
    const { language } = found;
    const sms = textOf(found, given, settings);
    const news = {
      spoken: caseNews({ status, feedback: given ?? found.feedback, language }, settings),
      ...(sms === undefined ? {} : { sms }),
    };
    return { ...answer('cases.preview', news), audit: 'nothing-done' };
  },
};

const patched = (changed: CaseRecord): Outcome => {
  const { status, decision, feedback } = changed.history.at(-1) ?? changed;
  const words = [status, decision, feedback].filter((word) => word !== undefined);
  return {
    ...answer('cases.patch', caseView(changed), changed.version),
    audit: { detail: words.join(', ') },
  };
};

/** Where the settings say so; by telephone it can be heard in any case. */
async function tellReporter(
  changed: CaseRecord,
  feedback: string | undefined,
  runtime: Runtime,
): Promise<void> {
  const body = textOf(changed, feedback, await runtime.settings.current());
  if (body === undefined || changed.reporter === undefined) return;
  await runtime.deferred.send({ kind: 'send-sms', to: changed.reporter, body });
}

/** Undefined where none is sent. */
function textOf(
  { caseNumber, reporter, language }: CaseRecord,
  feedback: string | undefined,
  { reports, hotline }: Settings,
): string | undefined {
  if (!reports.sms || reporter === undefined || feedback === undefined) return undefined;
  const company = hotline.company[language] ?? hotline.company[hotline.language] ?? '';
  return `${company} ${caseNumber}: ${feedback}`;
}

/** The block is lifted before the case says so: repeated, it is lifted still. */
async function decideAppeal(
  { kind, reported, decision: before }: CaseRecord,
  decision: Decision,
  feedback: string | undefined,
  runtime: Runtime,
): Promise<void> {
  if (kind !== 'appeal') throw new Problem('invalid-request', 'body /decision: only an appeal is decided.');
  if (before !== undefined) throw new Problem('conflict', `This appeal was ${before} already.`);
  if (decision === 'refused') {
    if (feedback !== undefined) return;
    throw new Problem('invalid-request', 'body /feedback: must say why the appeal is refused.');
  }
  if (reported === undefined) return;
  const { reports } = await runtime.settings.current();
  const until = new Date(runtime.now().getTime() + reports.appealProtectionDays * DAY_MS).toISOString();
  await runtime.store.callers.protect(reported, until);
  const block = (await runtime.store.listings.get(reported))?.listing;
  if (block?.source === 'automatic') await runtime.store.listings.remove(reported, block.version);
}

const DAY_MS = 86_400_000;

async function numberIn(text: string, runtime: Runtime): Promise<string> {
  const { hotline } = await runtime.settings.current();
  const read = normaliseNumber(text, hotline.region);
  if (read.ok) return read.number;
  throw new Problem('invalid-request', `query /reported: "${text}" ${read.problem}.`);
}

async function requireCase(caseNumber: string, runtime: Runtime): Promise<CaseRecord> {
  const found = await runtime.store.cases.get(caseNumber);
  if (found === undefined) throw new Problem('not-found', `There is no case ${caseNumber.slice(0, 20)}.`);
  return found;
}

const caseView = ({ writeKey: _, wrongPins: __, ...found }: CaseRecord): CaseView => ({
  ...found,
  history: [...found.history],
});
