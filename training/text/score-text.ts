// JSON lines `{"language":"en","text":"..."}`, a score each; `{"threshold":"1%"}` asks for the shipped threshold.
import { contentScore, CONTENT_THRESHOLDS } from '../../core/content/content.ts';
import { CONTENT_LANGUAGES, type ContentLanguage } from '../../core/content/content-text.ts';
import { LineError, quoted, written, type LineScorer } from '../line-scorer.ts';

export function textLines(): LineScorer {
  return {
    answer(line) {
      const question = read(line);
      if ('threshold' in question) return written(thresholdOf(question.threshold));
      const { language, text } = question;
      if (!isLanguage(language))
        throw new LineError(
          `language is ${quoted(String(language))}; it is one of ${CONTENT_LANGUAGES.join(', ')}`,
        );
      if (typeof text !== 'string') throw new LineError('text is missing, or not a text');
      return written(contentScore(text, language).score);
    },
    note: () => undefined,
  };
}

function read(line: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new LineError(`${quoted(line)} is not JSON`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new LineError(`${quoted(line)} is not {"language":"en","text":"..."} or {"threshold":"1%"}`);
  return value as Record<string, unknown>;
}

const isLanguage = (value: unknown): value is ContentLanguage =>
  CONTENT_LANGUAGES.some((language) => language === value);

function thresholdOf(share: unknown): number {
  if (share === '1%' || share === '5%') return CONTENT_THRESHOLDS[share];
  throw new LineError(
    `threshold is ${quoted(String(share))}; the shipped ones are ${Object.keys(CONTENT_THRESHOLDS).join(', ')}`,
  );
}
