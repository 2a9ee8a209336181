// Pages of cases: of one status, about one number, or all.
import type { CaseKind, CaseRecord, CaseStatus, Priority } from '../../core/cases/case.ts';
import { isOverdue, priorityOf } from '../../core/cases/case-work.ts';
import { equals } from '../database/conditions.ts';
import { decodeCursor, encodeCursor, keySchema, scopeOf, type Page } from '../database/cursor.ts';
import type { ItemPage, Query, Table } from '../database/table.ts';
import { caseFromItem } from './case-items.ts';

export interface CaseQuery {
  readonly status?: CaseStatus | undefined;
  readonly kind?: CaseKind | undefined;
  readonly reported?: string | undefined;
  readonly assignee?: string | undefined;
  readonly priority?: Priority | undefined;
  /** Only those that wait for an answer and whose due date has passed at this time. */
  readonly overdueAt?: Date | undefined;
  /** `due`: those of a status that came in first, and so were due first before any extension, come first. */
  readonly order?: 'newest' | 'due';
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page is filled from as many pieces as it takes, up to this many requests. */
const MAX_QUERIES = 20;

export async function pageOfCases(table: Table, query: CaseQuery): Promise<Page<CaseRecord>> {
  const { limit, cursor, overdueAt, ...named } = query;
  const scope = scopeOf('cases', { ...named, overdue: overdueAt === undefined ? undefined : 'true' });
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

const matches = (found: CaseRecord, query: CaseQuery): boolean =>
  (query.status === undefined || found.status === query.status) &&
  (query.kind === undefined || found.kind === query.kind) &&
  (query.assignee === undefined || found.assignee === query.assignee) &&
  (query.priority === undefined || priorityOf(found) === query.priority) &&
  (query.overdueAt === undefined || isOverdue(found, query.overdueAt));
