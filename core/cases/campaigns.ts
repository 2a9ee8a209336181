// Campaigns: several reports about one number, or about numbers of one block. Carriers hand numbers out in blocks, so
// the numbers of one caller who changes them are neighbours.
import { blockOf, BLOCKS, type Block } from '../lists/number-blocks.ts';
import type { ListingPattern } from '../lists/listing.ts';
import type { CaseRecord } from './case.ts';
import { awaitsAnswer } from './case-work.ts';

export interface Campaign {
  /** `number`, or how many numbers the block has. */
  readonly kind: 'number' | Block;
  /** The number, or the prefix rule of the block. */
  readonly pattern: ListingPattern;
  /** Case numbers, the newest first. */
  readonly cases: readonly string[];
  /** Reported numbers. */
  readonly numbers: number;
  /** Reporters that are known by number. */
  readonly reporters: number;
  /** Cases that wait for an answer. */
  readonly open: number;
  /** When the first and the last report came in, ISO 8601. */
  readonly first: string;
  readonly last: string;
}

/** Reports about one number that make a campaign. */
const MIN_CASES = 2;
/** Different numbers of a block that make one: two strangers with a number in the same ten thousand are no campaign. */
const MIN_NUMBERS: Readonly<Record<Block, number>> = { hundred: 2, thousand: 3, 'ten-thousand': 5 };

/**
 * @param found reports and appeals of some time, in any order; appeals and duplicates are left out
 * @returns those with the most open cases first. A block is left out where a smaller one within it has the same cases.
 */
export function campaignsOf(found: readonly CaseRecord[]): readonly Campaign[] {
  const reports = found.filter(({ kind, mergedInto }) => kind === 'report' && mergedInto === undefined);
  const byNumber = groups(reports, ({ reported }) => reported);
  const campaigns = [...byNumber]
    .filter(([, cases]) => cases.length >= MIN_CASES)
    .map(([pattern, cases]) => campaign('number', pattern, cases));
  const seen = new Set(campaigns.map(keyOf));
  for (const block of BLOCKS) {
    for (const [pattern, cases] of groups(reports, ({ reported }) => reported && blockOf(reported, block))) {
      const one = campaign(block, pattern, cases);
      if (one.numbers < MIN_NUMBERS[block] || seen.has(keyOf(one))) continue;
      seen.add(keyOf(one));
      campaigns.push(one);
    }
  }
  return campaigns.sort(
    (one, other) =>
      other.open - one.open ||
      other.cases.length - one.cases.length ||
      one.pattern.localeCompare(other.pattern),
  );
}

const keyOf = ({ cases }: Campaign): string => cases.join(' ');

function groups(
  reports: readonly CaseRecord[],
  patternOf: (report: CaseRecord) => ListingPattern | undefined,
): ReadonlyMap<ListingPattern, readonly CaseRecord[]> {
  const grouped = new Map<ListingPattern, CaseRecord[]>();
  for (const report of reports) {
    const pattern = patternOf(report);
    if (pattern === undefined) continue;
    const group = grouped.get(pattern);
    if (group === undefined) grouped.set(pattern, [report]);
    else group.push(report);
  }
  return grouped;
}

function campaign(kind: Campaign['kind'], pattern: ListingPattern, reports: readonly CaseRecord[]): Campaign {
  const newestFirst = reports.toSorted(
    (one, other) =>
      other.receivedAt.localeCompare(one.receivedAt) || one.caseNumber.localeCompare(other.caseNumber),
  );
  return {
    kind,
    pattern,
    cases: newestFirst.map(({ caseNumber }) => caseNumber),
    numbers: new Set(reports.map(({ reported }) => reported)).size,
    reporters: new Set(reports.flatMap(({ reporter }) => reporter ?? [])).size,
    open: reports.filter(awaitsAnswer).length,
    first: newestFirst.at(-1)?.receivedAt ?? '',
    last: newestFirst[0]?.receivedAt ?? '',
  };
}
