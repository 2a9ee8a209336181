// A piece of a package: its files, what the time line says of them, and what was left out. Other people's numbers are taken
// out here.
import type { Runtime } from '../runtime.ts';
import { type Redaction, redactNumbers, type RedactionReason } from '../../core/packages/people.ts';
import type { Collection } from './collection.ts';
import type { TimeLineEntry } from '../../core/packages/time-line.ts';
import { jsonFile, type BagFile } from './bag.ts';
import type { CaseAsOf } from '../../core/packages/as-of.ts';
import type { Scratch } from './scratch.ts';

/** A piece of the package: what is told of it, and its files. */
export interface Piece {
  readonly files: readonly BagFile[];
  readonly timeLine: readonly TimeLineEntry[];
  readonly redactions: readonly Redaction[];
  readonly recordings: number;
  readonly cases: readonly CaseAsOf[];
}

export interface Source {
  readonly collection: Collection;
  readonly moment: string;
  /** The last entry of the audit log that may be told. */
  readonly auditSequence: number;
  readonly runtime: Runtime;
  readonly scratch: Scratch;
}

export const NOTHING: Piece = { files: [], timeLine: [], redactions: [], recordings: 0, cases: [] };
export const together = (pieces: readonly Piece[]): Piece => ({
  files: pieces.flatMap(({ files }) => files),
  timeLine: pieces.flatMap(({ timeLine }) => timeLine),
  redactions: pieces.flatMap(({ redactions }) => redactions),
  recordings: pieces.reduce((sum, { recordings }) => sum + recordings, 0),
  cases: pieces.flatMap(({ cases }) => cases),
});

/** Texts of a reporter, a caller and the carrier stay as they are: they are the evidence, whomever they name. */
const IN_OWN_WORDS = new Set(['description', 'text', 'feedback', 'body', 'url']);

export function redacted(path: string, value: object, { shown: allowed }: Pick<Collection, 'shown'>): Piece {
  const { value: shown, places } = redactNumbers(value, allowed, IN_OWN_WORDS);
  return {
    ...NOTHING,
    files: [jsonFile(path, shown)],
    redactions: redactionsOf(path, 'other-person', places),
  };
}

export const redactionsOf = (file: string, reason: RedactionReason, places: number): readonly Redaction[] =>
  places === 0 ? [] : [{ file, reason, places }];
