// A case as the API answers with it.
import type { CaseRecord } from '../../../core/cases/case.ts';
import { isOverdue, nextStep, priorityOf, spokesman } from '../../../core/cases/case-work.ts';
import { shownStanding } from '../../../core/cases/claims.ts';
import { contentNote, suggestedCategory } from '../../../core/content/content-note.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import type { CaseView } from '../contract.ts';

/** @throws {Problem} not-found */
export async function requireCase(caseNumber: string, runtime: Runtime): Promise<CaseRecord> {
  const found = await runtime.store.cases.get(caseNumber);
  if (found === undefined) throw new Problem('not-found', `There is no case ${caseNumber.slice(0, 20)}.`);
  return found;
}

/** Of a case and its duplicates, the case first. */
export const groupOf = async (
  found: CaseRecord,
  { store }: Pick<Runtime, 'store'>,
): Promise<readonly CaseRecord[]> => [found, ...(await duplicatesOf(found, store))];

const duplicatesOf = async (
  { caseNumber, merged = [] }: CaseRecord,
  { cases }: Runtime['store'],
): Promise<readonly CaseRecord[]> =>
  (await cases.getMany(merged)).filter(({ mergedInto }) => mergedInto === caseNumber);

/** With what was said of it, where that has been written down. */
export async function wholeView(found: CaseRecord, runtime: Runtime): Promise<CaseView> {
  const { description, recordingSid } = found;
  const [settings, message, group] = await Promise.all([
    runtime.settings.current(),
    recordingSid === undefined ? undefined : runtime.store.voicemails.get(recordingSid),
    groupOf(found, runtime),
  ]);
  const spoken = message?.dropped === undefined ? message?.transcript?.text : undefined;
  const view = caseView(found, description ?? spoken, { settings, now: runtime.now() });
  return { ...view, ...standingShown(found, group) };
}

interface Seen {
  readonly settings: Settings;
  readonly now: Date;
}

export const caseView = (found: CaseRecord, words: string | undefined, { settings, now }: Seen): CaseView => {
  const { writeKey: _, wrongPins: __, request: ___, dueTold: ____, ...known } = found;
  const { standing: _____, joined, merged, ...shown } = known;
  return {
    channel: 'phone',
    ...shown,
    ...standingShown(found, [found]),
    ...soundOf(words, found, settings),
    overdue: isOverdue(found, now),
    priority: priorityOf(found),
    priorityBy: found.priority === undefined ? 'rule' : 'person',
    next: nextStep(found, now),
    ...(joined === undefined ? {} : { joined: [...joined] }),
    ...(merged === undefined ? {} : { merged: [...merged] }),
    history: [...found.history],
  };
};

/** A case and its duplicates count once, as the one of them that says the most; a duplicate alone counts nothing. */
const standingShown = (
  { mergedInto }: CaseRecord,
  group: readonly CaseRecord[],
): Pick<CaseView, 'standing'> => {
  const speaker = mergedInto === undefined ? spokesman(group) : undefined;
  const standing = speaker && shownStanding(speaker);
  return standing === undefined ? {} : { standing };
};

/** Read from the words each time: better weights judge old cases too. Only a report has a category to suggest. */
function soundOf(
  words: string | undefined,
  { kind }: Pick<CaseRecord, 'kind'>,
  { screening }: Settings,
): Pick<CaseView, 'content' | 'suggestedCategory'> {
  if (words === undefined || !screening.content.on) return {};
  const suggested = kind === 'report' ? suggestedCategory(words) : undefined;
  return {
    content: contentNote(words),
    ...(suggested === undefined ? {} : { suggestedCategory: suggested }),
  };
}
