// How a client imports a file in parts: all of them checked, then all of them written, each request with the `continue`
// of the answer before. The connection is the client's own.
import type { RejectedLine } from './line-problems.ts';
import type { FilePart } from './parts.ts';

interface PartQuery {
  readonly dryRun: boolean;
  readonly parts?: number;
  readonly continue?: string;
}

/** What the hotline answers to one part, with lines counted within the part. */
export interface PartAnswer {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly repeated: number;
  readonly rejected: RejectedLine[];
  readonly continue?: string | undefined;
}

export type SendPart<Answer extends PartAnswer> = (part: FilePart, query: PartQuery) => Promise<Answer>;

/** What the parts come to together, with lines counted within the whole file. */
export interface PartsReport {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly repeated: number;
  /** In the order of the file. */
  readonly rejected: RejectedLine[];
  /** With it the next round begins: the one that writes. */
  readonly next: string | undefined;
}

export const EMPTY_REPORT: PartsReport = {
  added: 0,
  updated: 0,
  unchanged: 0,
  repeated: 0,
  rejected: [],
  next: undefined,
};

interface Round<Answer extends PartAnswer> {
  readonly send: SendPart<Answer>;
  /** `continue` of the round that checked; undefined for that round itself. */
  readonly checked: string | undefined;
  /** Told after each part. */
  readonly told: (answer: Answer, done: number) => void;
}

/** One round over all parts: checks them, or writes what was checked. */
export async function sendParts<Answer extends PartAnswer>(
  parts: readonly FilePart[],
  { send, checked, told }: Round<Answer>,
): Promise<PartsReport> {
  let report: PartsReport = { ...EMPTY_REPORT, next: checked };
  for (const [index, part] of parts.entries()) {
    const begin = index === 0 && checked === undefined ? { parts: parts.length } : {};
    const token = report.next === undefined ? {} : { continue: report.next };
    const answer = await send(part, { dryRun: checked === undefined, ...begin, ...token });
    report = add(report, answer, part);
    told(answer, index + 1);
  }
  return { ...report, rejected: report.rejected.toSorted((a, b) => a.line - b.line) };
}

const add = (sum: PartsReport, answer: PartAnswer, { lines }: FilePart): PartsReport => ({
  added: sum.added + answer.added,
  updated: sum.updated + answer.updated,
  unchanged: sum.unchanged + answer.unchanged,
  repeated: sum.repeated + answer.repeated,
  rejected: [
    ...sum.rejected,
    ...answer.rejected.map((one) => ({ ...one, line: lines[one.line - 1] ?? one.line })),
  ],
  next: answer.continue,
});
