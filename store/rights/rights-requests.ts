// Requests of people about their own data. A request is kept for as long as the law lets somebody ask what came of it; once
// its number is erased, only a key stands for it.
import * as z from 'zod';
import { DAY_SECONDS } from '../../core/basics/durations.ts';
import { PRIVACY_REQUEST_DAYS } from '../../core/holds/kept.ts';
import {
  KEPT_REASONS,
  REFUSAL_REASONS,
  RIGHTS_CHANNELS,
  RIGHTS_KINDS,
  RIGHTS_PROOFS,
  RIGHTS_STATUSES,
  type Erasure,
  type KeptData,
  type MadeCopy,
  type RightsEvent,
  type RightsRequest,
  type RightsStatus,
} from '../../core/rights/rights-request.ts';
import type { Change } from '../database/changes.ts';
import { absent, all, any, equals, isBelow } from '../database/conditions.ts';
import { decodeCursor, encodeCursor, fromCursor, keySchema, scopeOf, type Page } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import { tellingConflict, VersionConflictError, wasWritten } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import {
  count,
  identity,
  language,
  optionalText,
  optionalTime,
  parserOf,
  schemaOf,
  text,
  texts,
  time,
} from '../database/parse.ts';
import { openTable, type Table } from '../database/table.ts';

class RightsConflictError extends VersionConflictError<RightsRequest> {
  constructor(id: string, standing: RightsRequest | undefined) {
    super(`the request ${id}`, standing, standing?.version ?? 0);
  }
}

interface RightsQuery {
  readonly status: RightsStatus;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** What changes about a request; what is undefined stays. */
export type RightsChange = Partial<
  Pick<
    RightsRequest,
    'proof' | 'decidedBy' | 'decidedAt' | 'refusal' | 'answer' | 'erasure' | 'copy' | 'problem' | 'writeKey'
  >
> & {
  readonly event: RightsEvent;
  /** The number, the words and the text of the person go. */
  readonly forget?: true;
};

export interface RightsRequests {
  readonly get: (id: string) => Promise<RightsRequest | undefined>;
  /** Of one status, the one that is due first at first. */
  readonly page: (query: RightsQuery) => Promise<Page<RightsRequest>>;
  /** The one that stands there already where the id is taken. */
  readonly open: (opened: RightsRequest) => Promise<RightsRequest>;
  /** Raises the version. {@link RightsConflictError} */
  readonly change: (found: RightsRequest, change: RightsChange) => Promise<RightsRequest>;
  /** For one job alone, until the lease is over; undefined where another one has it. */
  readonly take: (id: string, now: string, leaseUntil: string) => Promise<RightsRequest | undefined>;
}

export function createRightsRequests(database: Database): RightsRequests {
  const table = openTable(database, 'rights');
  return {
    get: (id) => get(table, id),
    page: (query) => fromCursor(query.cursor, () => pageOfRequests(table, query)),
    open: async (opened) => {
      const made = await wasWritten(table.put('open request', { ...opened }, absent('id')));
      return made ? opened : ((await get(table, opened.id)) ?? opened);
    },
    change: (found, change) => changeRequest(table, found, change),
    take: async (id, now, leaseUntil) => {
      const only = all(equals('status', 'working'), any(absent('leaseUntil'), isBelow('leaseUntil', now)));
      const taken = await wasWritten(
        table.update('take request', { id }, { set: { leaseUntil }, add: { version: 1 } }, { only }),
      );
      return taken ? get(table, id) : undefined;
    },
  };
}

async function get(table: Table, id: string): Promise<RightsRequest | undefined> {
  const item = await table.get('read request', { id }, { consistent: true });
  return item === undefined ? undefined : requestOf(item);
}

async function changeRequest(
  table: Table,
  { id, version }: RightsRequest,
  { event, forget, ...values }: RightsChange,
): Promise<RightsRequest> {
  const isEnded = event.status === 'done' || event.status === 'refused';
  const change: Change = {
    set: {
      ...values,
      status: event.status,
      version: version + 1,
      ...(isEnded ? { ttl: epochSeconds(event.at) + PRIVACY_REQUEST_DAYS * DAY_SECONDS } : {}),
    },
    append: { history: [event] },
    remove: ['leaseUntil', ...(forget === undefined ? [] : ['number', 'words', 'text'])],
  };
  const changed = table.update('change request', { id }, change, {
    only: equals('version', version),
    returns: 'ALL_NEW',
  });
  return requestOf(
    await tellingConflict(changed, async () => new RightsConflictError(id, await get(table, id))),
  );
}

async function pageOfRequests(
  table: Table,
  { status, limit, cursor }: RightsQuery,
): Promise<Page<RightsRequest>> {
  const scope = scopeOf('rights', { status });
  const after =
    cursor === undefined ? undefined : decodeCursor(cursor, scope, keySchema(['id', 'dueAt'], { status }));
  const { items, next } = await table.query('page of requests', {
    index: 'byStatus',
    where: equals('status', status),
    limit,
    after,
  });
  const found = items.map(requestOf);
  return next === undefined ? { items: found } : { items: found, cursor: encodeCursor(scope, next) };
}

const requestOf: (item: Item) => RightsRequest = parserOf(
  'rights',
  schemaOf<RightsRequest>({
    id: text,
    kind: z.enum(RIGHTS_KINDS),
    status: z.enum(RIGHTS_STATUSES),
    number: identity.optional(),
    token: text,
    channel: z.enum(RIGHTS_CHANNELS),
    proof: z.enum(RIGHTS_PROOFS).optional(),
    language,
    receivedAt: time,
    dueAt: time,
    text: optionalText,
    words: texts.optional(),
    decidedBy: optionalText,
    decidedAt: optionalTime,
    refusal: z.enum(REFUSAL_REASONS).optional(),
    answer: optionalText,
    erasure: schemaOf<Erasure>({
      removed: count,
      redacted: count,
      objects: count,
      carrierCopies: count,
      kept: z.array(schemaOf<KeptData>({ reason: z.enum(KEPT_REASONS), records: count })),
      suppressed: z.literal(true).optional(),
    }).optional(),
    copy: schemaOf<MadeCopy>({ key: text, bytes: count, sha256: text, until: time }).optional(),
    problem: optionalText,
    leaseUntil: optionalTime,
    history: z.array(
      schemaOf<RightsEvent>({ at: time, by: text, status: z.enum(RIGHTS_STATUSES), note: optionalText }),
    ),
    version: count,
    writeKey: optionalText,
  }),
);
