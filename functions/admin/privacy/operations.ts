// The record of processing activities and the impact assessment, made when they are asked for.
import type { Language } from '../../../core/basics/language.ts';
import { controllerIn } from '../../../core/privacy/spoken-notice.ts';
import { impactAssessment } from '../../privacy/assessment.ts';
import type { Crossing } from '../../../core/privacy/residency.ts';
import { bordersNow } from '../../privacy/borders.ts';
import { findingWords } from '../../privacy/finding-words.ts';
import { assessmentMarkdown, recordsMarkdown, type DocumentHead } from '../../privacy/markdown.ts';
import { recordInWords } from '../../privacy/record-words.ts';
import type { Runtime } from '../../runtime.ts';
import { answer, type Operations } from '../operation.ts';

export const PRIVACY_OPERATIONS: Operations<'privacy.records' | 'privacy.assessment' | 'privacy.borders'> = {
  'privacy.records': async ({ query: { language }, runtime }) => {
    const head = await headOf(language, runtime);
    return answer('privacy.records', { ...head, markdown: recordsMarkdown(head, language) });
  },

  'privacy.assessment': async ({ query: { language }, runtime }) => {
    const head = await headOf(language, runtime);
    const { findings } = impactAssessment(await runtime.settings.current());
    const told = findings.map((finding) => ({
      ...finding,
      words: findingWords(finding, language),
    }));
    const markdown = assessmentMarkdown({ ...head, findings: told }, language);
    return answer('privacy.assessment', { ...head, findings: told, markdown });
  },

  'privacy.borders': async ({ runtime }) => {
    const { crossings, count, warnings, ...borders } = await bordersNow(runtime);
    return answer('privacy.borders', {
      at: runtime.now().toISOString(),
      ...borders,
      ...count,
      crossings: crossings.map(crossingView),
      warnings: [...warnings],
    });
  },
};

const crossingView = ({ flow, at, name, country, articles, exception }: Crossing) => ({
  flow,
  at,
  name,
  articles,
  ...(country === undefined ? {} : { country }),
  ...(exception === undefined
    ? {}
    : { exception: { basis: exception.basis, reference: exception.reference } }),
});

async function headOf(language: Language, { settings, now }: Runtime): Promise<DocumentHead> {
  const current = await settings.current();
  const { notice, records } = impactAssessment(current);
  const { contact, officer } = current.privacy;
  return {
    at: now().toISOString(),
    controller: controllerIn(current, language),
    contact,
    officer,
    notice,
    records: records.map((record) => ({ ...record, words: recordInWords(record, language) })),
  };
}
