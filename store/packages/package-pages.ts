// Pages of evidence packages, newest first. The index has an order within each status, so that a page of all of them is
// made of the newest of each; a package that changes its status between two pages keeps its place.
import {
  PACKAGE_STATUSES,
  type EvidencePackage,
  type PackageStatus,
} from '../../core/packages/evidence-package.ts';
import { all, equals, isAtMost } from '../database/conditions.ts';
import { decodeCursor, encodeCursor, keySchema, scopeOf, type Page } from '../database/cursor.ts';
import type { Item } from '../database/items.ts';
import type { Table } from '../database/table.ts';

export interface PackageQuery {
  readonly status?: PackageStatus | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The last package of the page before. */
interface Place {
  readonly requestedAt: string;
  readonly id: string;
}

type Read = (item: Item) => EvidencePackage;

export async function pageOfPackages(
  table: Table,
  { status, limit, cursor }: PackageQuery,
  read: Read,
): Promise<Page<EvidencePackage>> {
  const scope = scopeOf('packages', { status });
  const after =
    cursor === undefined ? undefined : placeOf(decodeCursor(cursor, scope, keySchema(['id', 'requestedAt'])));
  const statuses = status === undefined ? PACKAGE_STATUSES : [status];
  const newest = await Promise.all(
    statuses.map((one) => newestOf(table, { status: one, limit, after }, read)),
  );
  // One that changed its status while they were read is found twice.
  const found = [...new Map(newest.flat().map((one) => [one.id, one])).values()].toSorted(newestFirst);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  if (last === undefined || found.length <= limit) return { items };
  return { items, cursor: encodeCursor(scope, { id: last.id, requestedAt: last.requestedAt }) };
}

/** One more than fits, which shows that there are more, and all of the moment at which the page ends. */
async function newestOf(
  table: Table,
  {
    status,
    limit,
    after,
  }: { readonly status: PackageStatus; readonly limit: number; readonly after: Place | undefined },
  read: Read,
): Promise<EvidencePackage[]> {
  const found: EvidencePackage[] = [];
  const ofStatus = equals('status', status);
  const where = after === undefined ? ofStatus : all(ofStatus, isAtMost('requestedAt', after.requestedAt));
  let next: Item | undefined;
  do {
    const piece = await table.query('page of packages', {
      index: 'byStatus',
      where,
      newestFirst: true,
      limit: limit + 1,
      after: next,
    });
    const entries = piece.items.map(read);
    found.push(...entries.filter((one) => after === undefined || newestFirst(after, one) < 0));
    next = piece.next;
    const end = found[limit];
    if (end !== undefined && entries.at(-1)?.requestedAt !== end.requestedAt) break;
  } while (next !== undefined);
  return found;
}

/** By id within one moment, so that no two stand at one place. */
const newestFirst = (a: Place, b: Place): number =>
  compare(b.requestedAt, a.requestedAt) || compare(b.id, a.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const placeOf = ({ id, requestedAt }: Item): Place => ({ id: String(id), requestedAt: String(requestedAt) });
