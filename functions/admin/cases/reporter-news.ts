// What the reporter of a case is told when something becomes of it: as a text message, where the settings say so. By
// telephone and on the report page it can be heard and read in any case.
import { newsOf, type CaseRecord, type Decision, type Extension } from '../../../core/cases/case.ts';
import { canBeTexted } from '../../../core/numbers/numbering-plan.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { caseNewsWords, extensionWords } from '../../../twiml/documents/case-documents.ts';
import { CATALOGS } from '../../../twiml/prompts/index.ts';
import type { Runtime } from '../../runtime.ts';

export interface News {
  /** The decision of an appeal is told with or without an answer. */
  readonly decision?: Decision | undefined;
  readonly extension?: Extension | undefined;
  readonly feedback?: string | undefined;
}

/**
 * Tells the reporters of a case and of its duplicates, each number once and in the language of its own report.
 * @param group the case first
 */
export async function tellReporters(
  group: readonly CaseRecord[],
  news: News,
  runtime: Runtime,
): Promise<void> {
  const settings = await runtime.settings.current();
  const told = new Set<string>();
  for (const one of group) {
    const { reporter } = one;
    const body = textOf({ ...one, decision: news.decision }, news, settings);
    if (body === undefined || reporter === undefined || !canBeTexted(reporter) || told.has(reporter))
      continue;
    told.add(reporter);
    await runtime.deferred.send({ kind: 'send-sms', to: reporter, body });
  }
}

/** Undefined where nothing is sent. */
export function textOf(
  found: Pick<CaseRecord, 'kind' | 'status' | 'caseNumber' | 'reporter' | 'language'> & {
    readonly decision?: Decision | undefined;
  },
  { decision, extension, feedback }: News,
  settings: Settings,
): string | undefined {
  const { kind, status, caseNumber, reporter, language } = found;
  const words = [
    ...(decision === undefined ? [] : [caseNewsWords(newsOf({ kind, status, decision }), language)]),
    ...(extension === undefined ? [] : [extensionWords(extension, language, settings)]),
    ...(feedback === undefined ? [] : [feedback]),
  ];
  const { reports, hotline } = settings;
  if (!reports.sms || reporter === undefined || words.length === 0) return undefined;
  const company = hotline.company[language] ?? hotline.company[hotline.language] ?? '';
  return CATALOGS[language].newsSms[kind](company, caseNumber, words.join(language === 'zh-CN' ? '' : ' '));
}
