// In which language the page answers: as its address says, else as the browser asks, else the hotline's own.
import { LANGUAGES, type Language } from '../../../core/basics/language.ts';

export const pageLanguage = (
  asked: string | undefined,
  accepted: string | undefined,
  own: Language,
): Language => languageOf(asked ?? '') ?? preferred(accepted ?? '') ?? own;

/** `zh`, `zh-TW` and `zh-Hans-CN` are Chinese, as far as we speak it. */
const languageOf = (tag: string): Language | undefined =>
  LANGUAGES.find((language) => primary(language) === primary(tag));

const primary = (tag: string): string => tag.trim().toLowerCase().split('-')[0] ?? '';

/** `zh-CN,zh;q=0.9,en;q=0.8`: the best weighted one that we speak. */
function preferred(accepted: string): Language | undefined {
  const wanted = accepted.split(',').map((part, order) => {
    const [tag = '', ...parameters] = part.split(';');
    const weight = parameters
      .map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1])
      .find((q) => q !== undefined);
    return { language: languageOf(tag), weight: Number(weight ?? 1), order };
  });
  return wanted
    .filter(({ language, weight }) => language !== undefined && weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.order - b.order)[0]?.language;
}
