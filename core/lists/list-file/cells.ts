// Cells of words: a spreadsheet must not run them as formulas, and reads back what was written.
import { tidyText } from '../../numbers/number-cell.ts';

/** Signs with which a spreadsheet begins a formula, full-width ones included (OWASP, CSV injection). */
const FORMULA = /^'*[\s]*[=+\-@＝＋－＠\t\r]/;

/** A text that no spreadsheet runs as a formula: an apostrophe before it. `readText` takes exactly that off again. */
export const inertText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** A cell of words, without the apostrophe of `inertText`. */
export function readText(cell: string): string {
  const text = tidyText(cell);
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1).trim() : text;
}
