// What spreadsheets do to the cell of a number, and how it is undone, in files and wherever somebody pastes one. Excel
// reads `+13125550100` in a CSV file as a figure, and the plus is gone when it saves the file.

/** Soft hyphen, zero-width space, direction marks, byte order mark: nobody sees or types them. */
const INVISIBLE = /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
/** Joiners belong to scripts and emoji in a text; within a number they are invisible marks as well. */
const JOINERS = /[\u200C\u200D]/g;

/** One line without invisible marks and without spaces at its ends. */
export const tidyText = (text: string): string =>
  text
    .replaceAll(INVISIBLE, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** Characters that were lost before the file reached us: U+FFFD, or half of a surrogate pair. */
export const hasLostCharacters = (text: string): boolean =>
  /[\uFFFD]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);

/** Why a cell that a spreadsheet has changed is no number any more. For people: what follows the line's number. */
export const CELL_PROBLEMS = {
  scientific:
    'has been rounded by a spreadsheet (scientific notation), so its last digits are lost; format the column as text in the original file and save it again',
  decimal: 'has digits behind a decimal point, which no telephone number has; format the column as text',
  'lost-characters':
    'holds characters that were lost before the file reached us; save the file as UTF-8 and send it again',
} as const satisfies Record<string, string>;
export type CellProblem = keyof typeof CELL_PROBLEMS;
export const CELL_PROBLEM_CODES = Object.keys(CELL_PROBLEMS) as CellProblem[];

export type NumberCell =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly code: CellProblem };

/**
 * The number in a cell as it was typed: protection of spreadsheets, invisible marks, and a decimal `.0` are taken off.
 * Still in any spelling: `normalisePattern` reads it.
 */
export function unwrapNumber(cell: string): NumberCell {
  if (hasLostCharacters(cell)) return { ok: false, code: 'lost-characters' };
  const text = unprotect(tidyText(cell.normalize('NFKC')).replaceAll(JOINERS, ''));
  if (/^\+?\d(?:[.,]\d+)?E\+?\d+$/i.test(text)) return { ok: false, code: 'scientific' };
  const whole = /^(\+?\d+)[.,]0+$/.exec(text)?.[1];
  if (whole !== undefined) return { ok: true, text: whole };
  if (/^\+?\d{7,}[.,]\d{1,2}$/.test(text)) return { ok: false, code: 'decimal' };
  return { ok: true, text: /^\d{1,3}(?:[,'’]\d{3}){2,}$/.test(text) ? text.replaceAll(/\D/g, '') : text };
}

/** `="+1…"`, `'+1…`, `"+1…"`, and these within each other. */
function unprotect(text: string): string {
  const inner = (/^="(.*)"$/.exec(text) ?? /^"(.*)"$/.exec(text) ?? /^['’‘`](.*)$/.exec(text))?.[1];
  return inner === undefined ? text : unprotect(inner.trim());
}

/**
 * How the export writes a number. Spreadsheets take a cell of a CSV file that begins with an apostrophe for text and
 * write it out unchanged, however often it is opened and saved; `="+1…"` is evaluated, and bare after the first time.
 */
export const protectNumber = (pattern: string): string => `'${pattern}`;
