// Whole files of listings, in and out. An import is judged to its last line before anything is written.
import type { List, Listing, ListingPattern } from '../../../core/listing.ts';
import type { Settings } from '../../../core/settings.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import type { ImportReport, QueryOf } from '../contract.ts';
import { LINE_PROBLEMS, type LineProblem } from '../line-problems.ts';
import {
  CsvError,
  readListingCsv,
  writeListingCsv,
  type ListingLine,
  type RejectedLine,
} from '../listing-csv.ts';
import { answer, type Operations } from '../operation.ts';
import { changeOf, MOST_CHANGES, sealWrite, type Change } from '../undo.ts';
import { isOwnNumber } from './listings.ts';

export const LISTING_FILE_OPERATIONS: Operations<'listings.import' | 'listings.export'> = {
  'listings.import': async ({ query, body, subject, runtime }) => {
    const settings = await runtime.settings.current();
    const file = await readFile(body, settings, runtime);
    const standing = await runtime.store.listings.getMany([...file.lines.keys()]);
    const judged = judge(file, standing, query.list, settings);
    const provenance = { query, by: subject.id, now: runtime.now() };
    const writes = judged.wanted.map((line) => toListing(line, standing.get(line.pattern), provenance));
    const changes = writes.filter((listing) => differs(listing, standing.get(listing.pattern)));
    const report = toReport(changes, writes.length, standing, { ...file, rejected: judged.rejected });
    if (query.dryRun) return { ...answer('listings.import', report), audit: 'nothing-done' };
    if (report.rejected.length > 0 && !query.partial) refuse(report);
    await runtime.store.listings.putMany(changes);
    const written = changes.map(({ pattern, version }) => changeOf(pattern, standing.get(pattern), version));
    return {
      ...answer('listings.import', { ...report, ...(await wayBack(query.list, written, runtime)) }),
      audit: { record: query.list, detail: inWords(report) },
    };
  },

  'listings.export': async ({ query, runtime }) => {
    const listings: Listing[] = [];
    let { cursor } = query;
    do {
      const limit = Math.min(1_000, query.limit - listings.length);
      const page = await runtime.store.listings.page({ list: query.list, limit, cursor });
      listings.push(...page.items);
      ({ cursor } = page);
    } while (cursor !== undefined && listings.length < query.limit);
    return {
      statusCode: 200,
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${query.list ?? 'listings'}.csv"`,
        'cache-control': 'no-store',
        ...(cursor === undefined ? {} : { 'x-next-cursor': cursor }),
      },
      body: writeListingCsv(listings),
      audit: { record: query.list ?? 'listings', detail: `${String(listings.length)} lines` },
    };
  },
};

async function wayBack(
  list: List,
  changes: readonly Change[],
  runtime: Runtime,
): Promise<Pick<ImportReport, 'undo'>> {
  if (changes.length === 0 || changes.length > MOST_CHANGES) return {};
  return { undo: await sealWrite({ record: list, changes }, runtime) };
}

const inWords = ({ added, updated, unchanged, rejected }: ImportReport): string =>
  `added ${added}, updated ${updated}, unchanged ${unchanged}, rejected ${rejected.length}`;

interface ListingFile {
  /** One line a pattern: of several, the last. */
  readonly lines: ReadonlyMap<ListingPattern, ListingLine>;
  readonly repeated: number;
  readonly rejected: readonly RejectedLine[];
}

async function readFile(text: string, { hotline }: Settings, runtime: Runtime): Promise<ListingFile> {
  const lines = new Map<ListingPattern, ListingLine>();
  const rejected: RejectedLine[] = [];
  let repeated = 0;
  try {
    for await (const line of readListingCsv(text, { home: hotline, now: runtime.now() })) {
      if (line.kind === 'rejected') {
        rejected.push(line.rejected);
        continue;
      }
      if (lines.has(line.listing.pattern)) repeated += 1;
      lines.set(line.listing.pattern, line.listing);
    }
  } catch (error) {
    if (error instanceof CsvError) throw new Problem('invalid-request', error.message);
    throw error;
  }
  return { lines, repeated, rejected };
}

type Standing = ReadonlyMap<ListingPattern, Listing>;

/** A file must not take a number from those whom somebody has vouched for, nor from our own staff. */
function judge(
  { lines, rejected }: ListingFile,
  standing: Standing,
  list: List,
  settings: Settings,
): { wanted: ListingLine[]; rejected: RejectedLine[] } {
  const wanted: ListingLine[] = [];
  const refused: RejectedLine[] = [];
  for (const line of lines.values()) {
    const problem =
      list === 'block' ? objection(line.pattern, standing.get(line.pattern), settings) : undefined;
    if (problem === undefined) wanted.push(line);
    else
      refused.push({ line: line.line, value: line.pattern, code: problem, problem: LINE_PROBLEMS[problem] });
  }
  return { wanted, rejected: [...rejected, ...refused].sort((a, b) => a.line - b.line) };
}

function objection(
  pattern: ListingPattern,
  standing: Listing | undefined,
  settings: Settings,
): LineProblem | undefined {
  if (isOwnNumber(pattern, settings)) return 'own';
  if (standing?.list === 'allow') return 'allowlisted';
  if (standing?.list === 'never-block') return 'never-block';
  return undefined;
}

interface Provenance {
  readonly query: QueryOf<'listings.import'>;
  readonly by: string;
  readonly now: Date;
}

const toListing = (
  { pattern, reason, expiresAt }: ListingLine,
  standing: Listing | undefined,
  { query, by, now }: Provenance,
): Listing => ({
  pattern,
  list: query.list,
  reason,
  source: query.source === undefined ? 'admin' : `feed:${query.source}`,
  addedBy: by,
  addedAt: now.toISOString(),
  ...(expiresAt === undefined ? {} : { expiresAt }),
  version: (standing?.version ?? 0) + 1,
});

/** The same file twice changes nothing. */
const differs = (listing: Listing, standing: Listing | undefined): boolean =>
  standing?.list !== listing.list ||
  standing.reason !== listing.reason ||
  standing.expiresAt !== listing.expiresAt ||
  standing.source !== listing.source;

function toReport(
  changes: readonly Listing[],
  wanted: number,
  standing: Standing,
  { repeated, rejected }: ListingFile,
): ImportReport {
  const updated = changes.filter(({ pattern }) => standing.has(pattern)).length;
  return {
    added: changes.length - updated,
    updated,
    unchanged: wanted - changes.length,
    repeated,
    rejected: [...rejected],
  };
}

function refuse({ rejected, ...report }: ImportReport): never {
  const good = report.added + report.updated + report.unchanged + report.repeated;
  const detail =
    `${rejected.length} of ${rejected.length + good} lines are rejected. ` +
    'Mend them, or send the file with partial=true to import the others.';
  throw new Problem('import-rejected', detail, { added: 0, updated: 0, unchanged: 0, repeated: 0, rejected });
}
