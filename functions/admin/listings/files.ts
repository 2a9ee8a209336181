// Whole files of listings, in and out. An import is judged to its last line before anything is written.
import { counted } from '../../../core/basics/counted.ts';
import { NO_TALLY, readingsInDoubt, tallyCountries } from '../../../core/lists/list-file/country.ts';
import {
  LINE_PROBLEMS,
  LineProblems,
  type RejectedLine,
} from '../../../core/lists/list-file/line-problems.ts';
import type { LayoutName } from '../../../core/lists/list-file/layouts.ts';
import type { ListFile } from '../../../core/lists/list-file/open.ts';
import { namesSeveralLists } from '../../../core/lists/list-file/parts.ts';
import { readLines, type ListingLine, type ReadingRules } from '../../../core/lists/list-file/read-lines.ts';
import {
  isExpired,
  type List,
  type Listing,
  type ListingPattern,
  newListing,
} from '../../../core/lists/listing.ts';
import { lineRefusal, needsSecondPerson } from '../../../core/settings/listing-rules.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { departmentOrDefault } from '../../../core/departments/department.ts';
import type { Subject } from '../../http/subject.ts';
import { Problem } from '../../http/problem.ts';
import { inSlices, pauses } from '../../pauses.ts';
import type { Runtime } from '../../runtime.ts';
import { tellPartners } from '../../sharing/list-changed.ts';
import type { ImportReport, QueryOf } from '../contract.ts';
import {
  beginPart,
  importNote,
  partsSoFar,
  sealedNext,
  wholeTally,
  type Counts,
  type PartsSoFar,
} from './import-parts.ts';
import { writeListingCsv } from './listing-csv.ts';
import { openFile } from './open-file.ts';
import { answer, type Operations, type Outcome } from '../operation.ts';
import { askWhichCountry } from './which-country.ts';
import { changeOf, MOST_CHANGES, sealWrite, type Change } from './sealed-write.ts';
import { auditOf, takeComplaints } from '../feeds/operations.ts';

type Query = QueryOf<'listings.import'>;

export const LISTING_FILE_OPERATIONS: Operations<'listings.import' | 'listings.export'> = {
  'listings.import': async ({ query, body, subject, runtime }) => {
    const file = await openFile(body);
    if (query.as === 'complaints' || isComplaintLayout(file.layout))
      return importComplaints(file, query, subject, runtime);
    const list = requireList(query.list);
    const settings = await runtime.settings.current();
    const sofar = await partsSoFar(query, subject.id, runtime);
    const { region } = settings.hotline;
    const tally = query.country === undefined ? await inSlices(tallyCountries(file, region)) : NO_TALLY;
    askWhichCountry(readingsInDoubt(wholeTally(sofar, tally) ?? NO_TALLY, region));
    const found = await collect(file, rulesOf(file, { query, settings, sofar, runtime }));
    const standing = await runtime.store.listings.getMany([...found.lines.keys()]);
    const wanted = await judge(found, standing, list, settings);
    const provenance = { query, list, by: subject, now: runtime.now(), settings };
    const writes = wanted.map((line) => toListing(line, standing.get(line.pattern), provenance));
    const changes = writes.filter((listing) => differs(listing, standing.get(listing.pattern), query));
    const counts = countsOf(changes, writes.length, standing, found);
    const report = toReport(counts, found.rejected, file);
    const next = await sealedNext(sofar, counts, tally, runtime);
    const told = { ...report, ...(next === undefined ? {} : { continue: next }) };
    if (query.dryRun) return { ...answer('listings.import', told), audit: 'nothing-done' };
    if (!query.partial) refuseRejected(report, counts, sofar?.checked ?? counts);
    const written = changes.map(({ pattern, version }) => changeOf(pattern, standing.get(pattern), version));
    // Sealed before anything is written: without secrets nothing is.
    const back = await wayBack(list, written, runtime);
    await beginPart(sofar, counts, list, runtime);
    await runtime.store.listings.putMany(changes);
    await tellPartners(runtime);
    return {
      ...answer('listings.import', { ...told, ...back }),
      audit: importNote(sofar, counts, list),
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
      body: await inSlices(writeListingCsv(listings.filter((listing) => !isExpired(listing, runtime.now())))),
      audit: { record: query.list ?? 'listings', detail: counted(listings.length, 'line') },
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

const requireList = (list: List | undefined): List => {
  if (list !== undefined) return list;
  throw new Problem('invalid-request', 'query /list: must name the list that the numbers go to.');
};

/** Whatever list it is sent to, a file of complaints becomes evidence: a complaint is no reason to block by itself. */
async function importComplaints(
  file: ListFile,
  { list, source, dryRun, mode, blockFrom, within, expiresDays, country, parts, continue: next }: Query,
  subject: Subject,
  runtime: Runtime,
): Promise<Outcome> {
  if (list === 'allow' || list === 'never-block') {
    throw new Problem(
      'invalid-request',
      `query /list: this is a file of complaints, which does not belong on the ${list} list.`,
    );
  }
  const name = source ?? (isComplaintLayout(file.layout) ? file.layout : 'complaints');
  if (parts !== undefined || next !== undefined) {
    throw new Problem(
      'invalid-request',
      `This is a file of complaints; send its parts to /api/feeds/${name}/complaints.`,
    );
  }
  const request = { name, dryRun, mode, blockFrom, within, expiresDays, country };
  const complaints = await takeComplaints(file, request, subject, runtime);
  const report = { added: 0, updated: 0, unchanged: 0, repeated: 0, rejected: [], complaints };
  return { ...answer('listings.import', report), audit: auditOf(complaints) };
}

const isComplaintLayout = (layout: LayoutName): boolean => layout === 'ftc' || layout === 'fcc';

// --- reading --------------------------------------------------------------------------------------------------------

interface Import {
  readonly query: Query;
  readonly settings: Settings;
  readonly sofar: PartsSoFar | undefined;
  readonly runtime: Runtime;
}

/** The column `list` of a file decides nothing but where it names several lists; a part keeps it only then. */
function rulesOf({ columns, records }: ListFile, { query, settings, sofar, runtime }: Import): ReadingRules {
  const isBinding =
    columns.list !== undefined && (sofar !== undefined || namesSeveralLists(records, columns.list));
  return {
    home: settings.hotline,
    timeZone: departmentOrDefault(settings, undefined).timeZone,
    now: runtime.now(),
    country: query.country,
    reason: query.reason,
    onlyList: isBinding ? query.list : undefined,
  };
}

interface FoundLines {
  /** One line a pattern: of several, the last. */
  readonly lines: ReadonlyMap<ListingPattern, ListingLine>;
  readonly repeated: number;
  readonly rejected: LineProblems<RejectedLine>;
}

/** Of more, the groups have the counts: an answer of Lambda has 6 MB. */
const MOST_REJECTED = 2_000;

async function collect(file: ListFile, rules: ReadingRules): Promise<FoundLines> {
  const lines = new Map<ListingPattern, ListingLine>();
  const rejected = new LineProblems<RejectedLine>(MOST_REJECTED);
  const pause = pauses();
  let repeated = 0;
  for (const line of readLines(file, rules)) {
    await pause();
    if (line.kind === 'rejected') {
      const { kind: _, ...rest } = line;
      rejected.add(rest);
      continue;
    }
    // A file of complaints does not come here.
    if (line.kind === 'complaint') continue;
    if (lines.has(line.pattern)) repeated += 1;
    lines.set(line.pattern, line);
  }
  return { lines, repeated, rejected };
}

// --- judging --------------------------------------------------------------------------------------------------------

type Standing = ReadonlyMap<ListingPattern, Listing>;

/** The lines that the lists and the settings allow; the others join the rejected ones. */
async function judge(
  { lines, rejected }: FoundLines,
  standing: Standing,
  list: List,
  settings: Settings,
): Promise<ListingLine[]> {
  const wanted: ListingLine[] = [];
  const pause = pauses();
  for (const line of lines.values()) {
    await pause();
    const code = lineRefusal({ ...line, list }, standing.get(line.pattern), settings);
    if (code === undefined) wanted.push(line);
    else rejected.add({ line: line.line, value: line.pattern, code, problem: LINE_PROBLEMS[code] });
  }
  return wanted;
}

interface Provenance {
  readonly query: Query;
  readonly list: List;
  readonly by: Subject;
  readonly now: Date;
  readonly settings: Settings;
}

function toListing(
  line: ListingLine,
  standing: Listing | undefined,
  { query, list, by, now, settings }: Provenance,
): Listing {
  // A file without these columns says nothing about them.
  const kept = standing?.list === list ? standing : undefined;
  const department = line.department ?? kept?.department ?? '';
  const ringThrough = line.ringThrough ?? kept?.ringThrough ?? false;
  return newListing(
    {
      pattern: line.pattern,
      list,
      reason: line.reason,
      source: query.source === undefined ? 'admin' : `feed:${query.source}`,
      addedBy: by.id,
      addedAt: now.toISOString(),
      expiresAt: line.expiresAt,
      department: department === '' ? undefined : department,
      ringThrough: ringThrough ? true : undefined,
      pending: needsSecondPerson(line.pattern, list, { by, standing, settings }),
    },
    standing?.version,
  );
}

/**
 * The same file twice changes nothing, nor does an export over what it was made of: who added a listing, and whether it
 * waits for approval, is no matter of a file that does not name a source.
 */
const differs = (listing: Listing, standing: Listing | undefined, { source }: Query): boolean =>
  standing?.list !== listing.list ||
  standing.reason !== listing.reason ||
  standing.expiresAt !== listing.expiresAt ||
  standing.department !== listing.department ||
  standing.ringThrough !== listing.ringThrough ||
  (source !== undefined && standing.source !== listing.source);

// --- telling --------------------------------------------------------------------------------------------------------

function countsOf(
  changes: readonly Listing[],
  wanted: number,
  standing: Standing,
  { repeated, rejected }: Pick<FoundLines, 'repeated' | 'rejected'>,
): Counts {
  const updated = changes.filter(({ pattern }) => standing.has(pattern)).length;
  return {
    added: changes.length - updated,
    updated,
    unchanged: wanted - changes.length,
    repeated,
    rejected: rejected.count,
  };
}

function toReport(
  { rejected: _, ...counts }: Counts,
  rejected: FoundLines['rejected'],
  { encoding }: ListFile,
): ImportReport {
  return {
    ...counts,
    rejected: rejected.first(),
    ...(rejected.count === 0 ? {} : { groups: rejected.groups() }),
    ...(encoding === 'utf-8' ? {} : { encoding }),
  };
}

/** @param whole of the file, of which the report may be about one part. @throws {Problem} */
function refuseRejected(report: ImportReport, counts: Counts, whole: Counts): void {
  const rejected = Math.max(counts.rejected, whole.rejected);
  if (rejected === 0) return;
  const { added, updated, unchanged, repeated } = whole;
  const lines = added + updated + unchanged + repeated + rejected;
  const detail =
    `${rejected} of ${counted(lines, 'line')} ${rejected === 1 ? 'is' : 'are'} rejected. ` +
    'Mend the file, or send the file with partial=true to import the others.';
  const nothing = { added: 0, updated: 0, unchanged: 0, repeated: 0 };
  throw new Problem('import-rejected', detail, {
    ...nothing,
    rejected: report.rejected,
    groups: report.groups,
  });
}
