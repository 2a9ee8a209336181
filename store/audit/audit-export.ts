// The audit log as a file: JSON lines, which anybody can verify without the hotline. The first line says what the log
// begins with, then come the anchors, and then each link as it was written. Pure.
import * as z from 'zod';
import {
  checkAnchors,
  followAnchors,
  sha256Of,
  type AnchorCheck,
  type AnchorFile,
  type AnchorProblem,
} from './audit-anchors.ts';
import { ErasedEntries } from './audit-erasures.ts';
import {
  endOf,
  flawOf,
  GENESIS,
  type ChainEnd,
  type Link,
  type LinkPlace,
  type RemovedPart,
} from './audit-chain.ts';

const FORMAT = 'hotline-guard-audit';

export interface ExportHead {
  /** ISO 8601, UTC. */
  readonly exportedAt: string;
  readonly removed?: RemovedPart | undefined;
}

export const headLine = ({ exportedAt, removed }: ExportHead): string =>
  JSON.stringify({
    kind: 'log',
    format: FORMAT,
    version: 1,
    exportedAt,
    ...(removed === undefined ? {} : { removed }),
  });

export const anchorLine = ({ name, bytes, stamp }: AnchorFile): string =>
  JSON.stringify({
    kind: 'anchor',
    name,
    file: base64(bytes),
    ...(stamp === undefined ? {} : { stamp: base64(stamp) }),
  });

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const headSchema = z.object({
  kind: z.literal('log'),
  format: z.literal(FORMAT),
  version: z.literal(1),
  removed: z.object({ sequence: z.number(), hash: z.string() }).optional(),
});
const anchorSchema = z.object({
  kind: z.literal('anchor'),
  name: z.string(),
  file: z.base64(),
  stamp: z.base64().optional(),
});
const placed = {
  day: z.string(),
  sequence: z.number(),
  previous: z.string(),
  hash: z.string(),
  form: z.unknown().optional(),
};
const linkSchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('entry'), ...placed }),
  z.looseObject({ kind: z.literal('day-closed'), next: z.string(), ...placed }),
]);

export interface ProvenLog {
  /** Entries that were found in order. */
  readonly entries: number;
  /** Anchors that name a link of the log. */
  readonly anchors: number;
  readonly removedThrough?: number;
  readonly broken?: LinkPlace & { readonly problem: string };
  readonly anchorProblem?: AnchorProblem;
}

/** What a line of an export says; undefined for one that is none of ours. */
type Line =
  | { readonly kind: 'log'; readonly removed: RemovedPart | undefined }
  | { readonly kind: 'link'; readonly link: Link }
  | { readonly kind: 'anchor'; readonly file: AnchorFile };

function readLine(line: string): Line | undefined {
  const value = parsed(line);
  const head = headSchema.safeParse(value);
  if (head.success) return { kind: 'log', removed: head.data.removed };
  const anchor = anchorSchema.safeParse(value);
  if (anchor.success) return { kind: 'anchor', file: fileOf(anchor.data) };
  // A field that is wrong or missing has another hash, which is what is looked for.
  return linkSchema.safeParse(value).success ? { kind: 'link', link: value as Link } : undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const fileOf = ({ name, file, stamp }: z.output<typeof anchorSchema>): AnchorFile => ({
  name,
  bytes: Buffer.from(file, 'base64'),
  ...(stamp === undefined ? {} : { stamp: Buffer.from(stamp, 'base64') }),
});

/**
 * Verifies an export, or the lines of one as they come from the API.
 * @param others anchors that were kept elsewhere; they count as much as those of the export
 */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  others: readonly AnchorFile[] = [],
): Promise<ProvenLog> {
  const proof = new Proof(others);
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (text.trim() !== '') proof.take(readLine(text), number);
  }
  return proof.end();
}

/** A log as far as it has been read. */
class Proof {
  readonly #others: readonly AnchorFile[];
  readonly #files: AnchorFile[] = [];
  #checks: AnchorCheck[] | undefined;
  #removed: RemovedPart | undefined;
  #end: ChainEnd | undefined;
  #entries = 0;
  readonly #erased = new ErasedEntries();
  #broken: ProvenLog['broken'];
  #anchorProblem: AnchorProblem | undefined;

  constructor(others: readonly AnchorFile[]) {
    this.#others = others;
  }

  take(line: Line | undefined, number: number): void {
    const isExpected =
      (line?.kind === 'log') === (number === 1) && !(line?.kind === 'anchor' && this.#checks);
    if (line === undefined || !isExpected) this.#breakAt(number);
    else if (line.kind === 'log') this.#removed = line.removed;
    else if (line.kind === 'anchor') this.#files.push(line.file);
    else this.#follow(line.link);
  }

  #breakAt(number: number): void {
    const { day = '', sequence = 0 } = this.#end ?? {};
    this.#broken ??= {
      day,
      sequence,
      problem: `line ${String(number)} is no line of an export of the audit log`,
    };
  }

  /** What comes behind a break proves nothing. */
  #follow(link: Link): void {
    this.#checks ??= this.#begin();
    if (this.#broken !== undefined) return;
    this.#end ??= { ...(this.#removed ?? GENESIS), day: link.day };
    const problem = flawOf(link, this.#end);
    if (problem !== undefined) {
      this.#broken = { day: link.day, sequence: link.sequence, problem };
      return;
    }
    this.#end = endOf(link);
    this.#erased.pass(link);
    if (link.kind === 'entry') this.#entries += 1;
    for (const check of this.#checks) this.#anchorProblem ??= check.pass(link);
  }

  /** The anchors of the export, unless it has none and others are at hand. */
  #begin(): AnchorCheck[] {
    const sets = [this.#files, this.#others];
    const given = sets.filter((files) => files.length > 0);
    return (given.length === 0 ? [[]] : given).map((files) =>
      followAnchors(checkAnchors(files), this.#removed),
    );
  }

  end(): ProvenLog {
    const untold = this.#erased.problem();
    if (untold !== undefined && this.#end !== undefined)
      this.#broken ??= { day: this.#end.day, sequence: this.#end.sequence, problem: untold };
    const checks = (this.#checks ??= this.#begin());
    const problem =
      this.#anchorProblem ??
      differenceOf(this.#files, this.#others) ??
      (this.#broken === undefined
        ? checks.map((check) => check.end()).find((one) => one !== undefined)
        : undefined);
    return {
      entries: this.#entries,
      anchors: Math.max(...checks.map((check) => check.passed())),
      ...(this.#removed === undefined ? {} : { removedThrough: this.#removed.sequence }),
      ...(this.#broken === undefined ? {} : { broken: this.#broken }),
      ...(problem === undefined ? {} : { anchorProblem: problem }),
    };
  }
}

/** The same anchor in two places has the same bytes. */
function differenceOf(
  files: readonly AnchorFile[],
  others: readonly AnchorFile[],
): AnchorProblem | undefined {
  const kept = new Map(others.map(({ name, bytes }) => [name, sha256Of(bytes)]));
  const other = files.find(({ name, bytes }) => (kept.get(name) ?? sha256Of(bytes)) !== sha256Of(bytes));
  return other && { on: other.name, problem: 'the anchor is another one in the place where a copy is kept' };
}
