// A file that is imported in parts. What the parts before came to travels in a sealed `continue` from answer to request:
// all parts are checked before the first is written, and the audit log has one entry for the whole.
import { DAY_SECONDS } from '../../../core/basics/durations.ts';
import { randomUUID } from 'node:crypto';
import { addTallies, NO_TALLY, type CountryTally } from '../../../core/lists/list-file/country.ts';
import type { AuditEntry } from '../../../core/call/audit.ts';
import type { List } from '../../../core/lists/listing.ts';
import { defer } from '../../commit.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import { laterEntry } from '../audit-entry.ts';
import type { QueryOf } from '../contract.ts';
import type { AuditNote } from '../operation.ts';
import { seal, unseal } from '../../keyed/seal.ts';

export interface Counts {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly repeated: number;
  readonly rejected: number;
}

const NOTHING: Counts = { added: 0, updated: 0, unchanged: 0, repeated: 0, rejected: 0 };

/** Where an import in parts stands: what was done before the request at hand. */
export interface PartsSoFar {
  readonly id: string;
  /** Subject of the token; nobody else can go on with it. */
  readonly by: string;
  /** What the import was begun with; it cannot change on the way. */
  readonly asked: Asked;
  readonly phase: 'check' | 'write';
  readonly parts: number;
  readonly done: number;
  /** Of this phase. */
  readonly counts: Counts;
  /** Of the whole file, once it is checked. */
  readonly checked?: Counts;
  readonly tally: CountryTally;
}

interface Asked {
  readonly list: List | undefined;
  readonly source?: string;
  readonly reason?: string;
  readonly country?: string;
}

type Query = QueryOf<'listings.import'>;

/** A part that is written may be followed by the next one this long. It is the longest delay that SQS knows. */
const PATIENCE_SECONDS = 900;
const CLAIM_SECONDS = DAY_SECONDS;
/** A claim is kept longer than any task that asks for it. @returns ISO 8601, UTC */
export const claimExpiry = (now: Date): string =>
  new Date(now.getTime() + CLAIM_SECONDS * 1_000).toISOString();

/** Undefined for a file that is sent as a whole. @throws {Problem} */
export async function partsSoFar(
  query: Query,
  by: string,
  runtime: Runtime,
): Promise<PartsSoFar | undefined> {
  if (query.continue !== undefined) return goOn(query.continue, query, by, runtime);
  if (query.parts === undefined) return undefined;
  if (!query.dryRun) throw refused('parts', 'all parts of a file are checked first: begin with dryRun=true');
  const begin = { id: randomUUID(), by, asked: askedIn(query), parts: query.parts };
  return { ...begin, phase: 'check', done: 0, counts: NOTHING, tally: NO_TALLY };
}

async function goOn(sealed: string, query: Query, by: string, runtime: Runtime): Promise<PartsSoFar> {
  const sofar = await unseal<PartsSoFar>('import', sealed, runtime);
  if (sofar?.by !== by) throw refused('continue', 'is none that this hotline handed out to you');
  if (JSON.stringify(askedIn(query)) !== JSON.stringify(sofar.asked))
    throw refused('continue', 'belongs to an import with another list, source, reason or country');
  const isChecked = sofar.done === sofar.parts;
  if (query.dryRun && sofar.phase === 'check' && !isChecked) return sofar;
  if (!query.dryRun && sofar.phase === 'write' && !isChecked) return sofar;
  if (!query.dryRun && sofar.phase === 'check' && isChecked)
    return { ...sofar, phase: 'write', done: 0, counts: NOTHING, checked: sofar.counts, tally: NO_TALLY };
  throw refused('continue', 'is not what comes next: check all parts with dryRun=true, then write them');
}

const refused = (name: string, problem: string): Problem =>
  new Problem('invalid-request', `query /${name}: ${problem}.`);

const askedIn = ({ list, source, reason, country }: Query): Asked => ({
  list,
  ...(source === undefined ? {} : { source }),
  ...(reason === undefined ? {} : { reason }),
  ...(country === undefined ? {} : { country }),
});

const isLast = ({ done, parts }: PartsSoFar): boolean => done + 1 === parts;

/** What the numbers say about their country, once all are known; undefined before. */
export function wholeTally(sofar: PartsSoFar | undefined, tally: CountryTally): CountryTally | undefined {
  if (sofar === undefined) return tally;
  return sofar.phase === 'check' && isLast(sofar) ? addTallies(sofar.tally, tally) : undefined;
}

/** The token that continues the import; undefined for a file that came whole, or whose last part was written. */
export async function sealedNext(
  sofar: PartsSoFar | undefined,
  counts: Counts,
  tally: CountryTally,
  runtime: Runtime,
): Promise<string | undefined> {
  if (sofar === undefined || (sofar.phase === 'write' && isLast(sofar))) return undefined;
  const next: PartsSoFar = {
    ...sofar,
    done: sofar.done + 1,
    counts: add(sofar.counts, counts),
    tally: sofar.phase === 'check' ? addTallies(sofar.tally, tally) : NO_TALLY,
  };
  return seal('import', next, runtime);
}

const add = (one: Counts, other: Counts): Counts => ({
  added: one.added + other.added,
  updated: one.updated + other.updated,
  unchanged: one.unchanged + other.unchanged,
  repeated: one.repeated + other.repeated,
  rejected: one.rejected + other.rejected,
});

// --- the one entry of the audit log -------------------------------------------------------------------------------

const claimOf = (id: string, part: number): string => `import:${id}:${String(part)}`;

/**
 * Before a part is written. It claims that the import went on after the part before, so that the entry which that one
 * put off is not written; and it puts off an entry of its own, for the case that no further part comes.
 * @throws {Problem} where the import was ended meanwhile
 */
export async function beginPart(
  sofar: PartsSoFar | undefined,
  counts: Counts,
  list: List,
  runtime: Runtime,
): Promise<void> {
  if (sofar === undefined) return;
  const { id, by, done, parts } = sofar;
  const now = runtime.now();
  if (done > 0 && !(await runtime.store.limits.claim(claimOf(id, done), 'went on', claimExpiry(now))))
    throw refused('continue', 'the import was ended after 15 minutes without a part; send the file again');
  if (isLast(sofar)) return;
  const detail = `interrupted after part ${String(done + 1)} of ${String(parts)}: ${inWords(add(sofar.counts, counts))}`;
  const entry: AuditEntry = laterEntry('listings.import', {
    by,
    at: now,
    key: keyOf(id),
    record: list,
    detail,
  });
  await defer({ kind: 'end-import', claim: claimOf(id, done + 1), entry }, runtime, PATIENCE_SECONDS);
}

/** What the request at hand leaves in the audit log: one entry for all parts, with the last one. */
export function importNote(
  sofar: PartsSoFar | undefined,
  counts: Counts,
  list: List,
): AuditNote | 'nothing-done' {
  if (sofar === undefined) return { record: list, detail: inWords(counts) };
  if (!isLast(sofar)) return 'nothing-done';
  return { record: list, detail: inWords(add(sofar.counts, counts)), key: keyOf(sofar.id) };
}

const keyOf = (id: string): string => `import:${id}`;

const inWords = ({ added, updated, unchanged, rejected }: Counts): string =>
  `added ${added}, updated ${updated}, unchanged ${unchanged}, rejected ${rejected}`;
