// What the two kinds of `score` have in common: a line in, an answer or none out.

export interface LineScorer {
  /** @throws LineError where the line is not of the format */
  answer(line: string): string | undefined;
  /** What is to be said when the lines end, on stderr. */
  note(): string | undefined;
}

/** A line that cannot be read; the message says what is wrong and what is expected. */
export class LineError extends Error {
  override readonly name = 'LineError';
}

/** Enough digits to tell numbers apart, few enough to read. */
export const written = (score: number): string => score.toFixed(6);

/** Part of a line, for a message: without control characters, and short. */
export const quoted = (text: string): string => JSON.stringify(text.slice(0, 60));
