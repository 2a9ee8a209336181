// Pages of cases: of one status, about one number, or all.
import type { CaseKind, CaseRecord, CaseStatus } from '../../core/cases/case.ts';
import { equals } from '../database/conditions.ts';
import { decodeCursor, encodeCursor, keySchema, scopeOf, type Page } from '../database/cursor.ts';
import type { ItemPage, Query, Table } from '../database/table.ts';
import { caseFromItem } from './case-items.ts';

export interface CaseQuery {
  readonly status?: CaseStatus | undefined;
  readonly kind?: CaseKind | undefined;
  readonly reported?: string | undefined;
  /** `due`: those that wait longest come first. */
  readonly order?: 'newest' | 'due';
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page is filled from as many pieces as it takes, up to this many requests. */
const MAX_QUERIES = 20;

export async function pageOfCases(table: Table, query: CaseQuery): Promise<Page<CaseRecord>> {
  const { status, kind, reported, order, limit, cursor } = query;
  const scope = scopeOf('cases', { status, kind, reported, order });
  const items: CaseRecord[] = [];
  let after = cursor === undefined ? undefined : decodeCursor(cursor, scope, placeSchema(query));
  for (let requests = 0; requests < MAX_QUERIES; requests++) {
    const piece = await pieceOf(table, query, { limit: limit - items.length, after });
    items.push(...piece.items.map(caseFromItem).filter((found) => matches(found, query)));
    after = piece.next;
    if (after === undefined || items.length >= limit) break;
  }
  return after === undefined ? { items } : { items, cursor: encodeCursor(scope, after) };
}

function placeSchema({ status, reported }: CaseQuery) {
  if (reported !== undefined) return keySchema(['caseNumber', 'receivedAt'], { reported });
  return status === undefined
    ? keySchema(['caseNumber'])
    : keySchema(['caseNumber', 'receivedAt'], { status });
}

function pieceOf(table: Table, query: CaseQuery, part: Parameters<Table['scan']>[1]): Promise<ItemPage> {
  const index = indexFor(query);
  return index === undefined
    ? table.scan('page of cases', part)
    : table.query('page of cases', { ...index, newestFirst: query.order !== 'due', ...part });
}

function indexFor({ status, reported }: CaseQuery): Query | undefined {
  if (reported !== undefined) return { index: 'byReported', where: equals('reported', reported) };
  return status === undefined ? undefined : { index: 'byStatus', where: equals('status', status) };
}

const matches = (found: CaseRecord, { status, kind }: CaseQuery): boolean =>
  (status === undefined || found.status === status) && (kind === undefined || found.kind === kind);
