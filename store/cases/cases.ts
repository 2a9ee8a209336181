// Reports and appeals as they are kept.
import {
  BatchGetCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  type ScanCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import {
  CASE_STATUSES,
  type CaseChange,
  type CaseKind,
  type CaseRecord,
  type CaseStatus,
} from '../../core/cases/case.ts';
import type { Effect } from '../../core/call/decision.ts';
import { decodeCursor, encodeCursor, fromCursor, keySchema, scopeOf, type Page } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict, StoreUnavailableError, wasWritten } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import type { Counted } from '../../core/basics/limit.ts';
import type { LockPolicy } from '../../core/basics/lock.ts';
import { locksBeside, takeTry } from '../limits/tries.ts';

/** None of the candidates is free. */
export class CaseNumbersTakenError extends Error {
  override readonly name = 'CaseNumbersTakenError';
  constructor() {
    super('no case number is free');
  }
}

interface CaseQuery {
  readonly status?: CaseStatus | undefined;
  readonly kind?: CaseKind | undefined;
  readonly reported?: string | undefined;
  /** `due`: those that wait longest come first. */
  readonly order?: 'newest' | 'due';
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface Cases {
  readonly get: (caseNumber: string) => Promise<CaseRecord | undefined>;
  /** Which of these numbers are taken, and by which call or request. */
  readonly owners: (caseNumbers: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Of one status, or about one number, in the order asked for; all of them in no order. */
  readonly page: (query: CaseQuery) => Promise<Page<CaseRecord>>;
  /** Appeals that came in between: how many, and how many of them have been accepted since. */
  readonly appealsBetween: (from: Date, to: Date) => Promise<{ received: number; accepted: number }>;
  /** Raises the version; {@link ConflictError} when the case is at another one. */
  readonly change: (
    found: CaseRecord,
    change: CaseChange,
    writeKey: string | undefined,
    /** When the record is to be removed, ISO 8601; undefined for a case that is open: it stays. */
    expiresAt?: string,
  ) => Promise<CaseRecord>;
  /** As it is kept, and whether this made it or found it. */
  readonly open: (
    effect: Omit<Extract<Effect, { kind: 'open-case' }>, 'kind'>,
  ) => Promise<{ readonly kept: CaseRecord; readonly made: boolean }>;
  /** Opened where it is the first report to join; each call joins once. A closed case is open again. */
  readonly join: (effect: Extract<Effect, { kind: 'join-case' }>) => Promise<void>;
  readonly describe: (effect: Extract<Effect, { kind: 'describe-case' }>) => Promise<void>;
  /**
   * Counts an answer before it is compared, so that of many at once no more are compared than the policy says.
   * @returns undefined where there is no such case, or while it is locked
   */
  readonly tryPin: (
    caseNumber: string,
    answer: Counted,
    policy: LockPolicy,
  ) => Promise<CaseRecord | undefined>;
  /** It was right: what was counted before is forgotten, and the lock with it. */
  readonly forgivePin: (caseNumber: string) => Promise<void>;
}

/** Reports that one case of a day takes; the item stays far below the 400 KB that DynamoDB takes. */
const MOST_JOINED = 1000;

export function createCases(database: Database): Cases {
  const TableName = database.table('cases');

  const get = async (caseNumber: string): Promise<CaseRecord | undefined> => {
    const { Item } = await database.run('read case', (client, options) =>
      client.send(new GetCommand({ TableName, Key: { caseNumber } }), options),
    );
    return Item === undefined ? undefined : caseFromItem(Item);
  };

  /** False when the number is taken. */
  const put = async (record: CaseRecord): Promise<boolean> => {
    const ConditionExpression = 'attribute_not_exists(caseNumber)';
    return wasWritten(
      database.run('open case', (client, options) =>
        client.send(new PutCommand({ TableName, Item: record, ConditionExpression }), options),
      ),
    );
  };

  /** Two calls that drew the same number in the same moment: the later one moves to its next candidate. */
  const open: Cases['open'] = async ({ candidates, report }) => {
    for (const caseNumber of candidates) {
      const kept = { ...report, caseNumber, history: [], version: 1 };
      if (await put(kept)) return { kept, made: true };
      const taken = await get(caseNumber);
      if (taken !== undefined && originOf(taken) === originOf(report)) return { kept: taken, made: false };
    }
    throw new CaseNumbersTakenError();
  };

  return {
    get,

    owners: async (caseNumbers) => {
      const { Responses = {}, UnprocessedKeys = {} } = await database.run('read cases', (client, options) =>
        client.send(
          new BatchGetCommand({
            RequestItems: {
              [TableName]: {
                Keys: caseNumbers.map((caseNumber) => ({ caseNumber })),
                ProjectionExpression: 'caseNumber, callSid, #request',
                ExpressionAttributeNames: { '#request': 'request' },
              },
            },
          }),
          options,
        ),
      );
      if (Object.keys(UnprocessedKeys).length > 0)
        throw new StoreUnavailableError('read cases', new Error('the table is throttled'), 'throttled');
      return new Map(
        (Responses[TableName] ?? []).map((item) => [String(item.caseNumber), originOf(item) ?? '']),
      );
    },

    page: (query) => fromCursor(query.cursor, () => pageOfCases(query, TableName, database)),

    appealsBetween: async (from, to) => {
      const pieces = await Promise.all(
        CASE_STATUSES.map((status) =>
          allBetween(indexOn('byStatus', 'status', status), { from, to }, (input) =>
            database.run('appeals', (client, options) =>
              client.send(new QueryCommand({ TableName, ...input }), options),
            ),
          ),
        ),
      );
      const appeals = pieces.flat().filter(({ kind }) => kind === 'appeal');
      return {
        received: appeals.length,
        accepted: appeals.filter(({ decision }) => decision === 'accepted').length,
      };
    },

    change: (found, change, writeKey, expiresAt) =>
      changeCase({ found, change, writeKey, expiresAt }, TableName, database),

    open,

    join: joinOf(TableName, database, open),

    describe: async ({ caseNumber, callSid, recordingSid }) => {
      await database.run('describe case', (client, options) =>
        client.send(
          new UpdateCommand({
            TableName,
            Key: { caseNumber },
            UpdateExpression: 'SET recordingSid = if_not_exists(recordingSid, :recording)',
            ConditionExpression: 'callSid = :call OR contains(joinedCalls, :call)',
            ExpressionAttributeValues: { ':recording': recordingSid, ':call': callSid },
          }),
          options,
        ),
      );
    },

    ...pinsOf(TableName, database),
  };
}

function joinOf(TableName: string, database: Database, open: Cases['open']): Cases['join'] {
  return async ({ candidates, report, joined }) => {
    const { kept } = await open({ candidates, report });
    await database
      .run('join case', (client, options) =>
        client.send(
          new UpdateCommand({
            TableName,
            Key: { caseNumber: kept.caseNumber },
            UpdateExpression:
              'SET joined = list_append(if_not_exists(joined, :none), :joined), #status = :received ADD joinedCalls :calls, version :one REMOVE #ttl',
            ConditionExpression:
              'attribute_exists(caseNumber) AND (attribute_not_exists(joinedCalls) OR (NOT contains(joinedCalls, :call) AND size(joinedCalls) < :most))',
            ExpressionAttributeNames: { '#status': 'status', '#ttl': 'ttl' },
            ExpressionAttributeValues: {
              ':none': [],
              ':joined': [joined],
              ':received': 'received',
              ':calls': new Set([joined.callSid]),
              ':call': joined.callSid,
              ':one': 1,
              ':most': MOST_JOINED,
            },
          }),
          options,
        ),
      )
      .catch(ignoreConflict);
  };
}

const WRONG_PINS = 'wrongPins';

function pinsOf(TableName: string, database: Database): Pick<Cases, 'tryPin' | 'forgivePin'> {
  return {
    tryPin: async (caseNumber, own, policy) => {
      const place = {
        TableName,
        Key: { caseNumber },
        attribute: WRONG_PINS,
        only: 'attribute_exists(caseNumber)',
        operation: 'try PIN',
      };
      const found = await takeTry(database, place, { own, policy }, async () => {
        const { Item: item } = await database.run('read case', (client, options) =>
          client.send(new GetCommand({ TableName, Key: { caseNumber } }), options),
        );
        return item;
      });
      return found === undefined ? undefined : caseFromItem(found);
    },

    forgivePin: async (caseNumber) => {
      await database.run('forgive PIN', (client, options) =>
        client.send(
          new UpdateCommand({
            TableName,
            Key: { caseNumber },
            UpdateExpression: `REMOVE ${WRONG_PINS}, ${locksBeside(WRONG_PINS)}`,
          }),
          options,
        ),
      );
    },
  };
}

/** The call or the request that made a case. */
const originOf = ({ callSid, request }: Item | CaseRecord): string | undefined =>
  (request ?? callSid) as string | undefined;

function caseFromItem({
  wrongPins,
  joinedCalls: _calls,
  ttl: _,
  [locksBeside(WRONG_PINS)]: __,
  ...item
}: Item): CaseRecord {
  const record = item as unknown as CaseRecord;
  return wrongPins instanceof Set ? { ...record, wrongPins: [...(wrongPins as Set<string>)] } : record;
}

interface CaseEdit {
  readonly found: CaseRecord;
  readonly change: CaseChange;
  readonly writeKey: string | undefined;
  readonly expiresAt: string | undefined;
}

async function changeCase(
  { found, change, writeKey, expiresAt }: CaseEdit,
  TableName: string,
  database: Database,
): Promise<CaseRecord> {
  const { status, feedback, decision, withdrawnFor } = change;
  const ttl = expiresAt === undefined ? undefined : epochSeconds(expiresAt);
  const version = found.version + 1;
  const set = Object.entries({ status, feedback, decision, withdrawnFor, writeKey, ttl, version }).filter(
    ([, value]) => value !== undefined,
  );
  // Somebody has moved the report on since: its status is the news again.
  const movedOn = withdrawnFor === undefined && status !== found.status;
  const removed = [...(movedOn ? ['withdrawnFor'] : []), ...(ttl === undefined ? ['ttl'] : [])];
  const { Attributes } = await database.run('change case', (client, options) =>
    client.send(
      new UpdateCommand({
        TableName,
        Key: { caseNumber: found.caseNumber },
        UpdateExpression: `SET #history = list_append(#history, :change), ${set.map(([name]) => `#${name} = :${name}`).join(', ')}${removed.length === 0 ? '' : ` REMOVE ${removed.map((name) => `#${name}`).join(', ')}`}`,
        ConditionExpression: '#version = :expected',
        ExpressionAttributeNames: Object.fromEntries(
          ['history', 'version', ...set.map(([name]) => name), ...removed].map((name) => [`#${name}`, name]),
        ),
        ExpressionAttributeValues: {
          ':change': [change],
          ':expected': found.version,
          ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
        },
        ReturnValues: 'ALL_NEW',
      }),
      options,
    ),
  );
  return caseFromItem(Attributes ?? {});
}

/** A page is filled from as many pieces as it takes, up to this many requests. */
const MAX_QUERIES = 20;

async function pageOfCases(
  query: CaseQuery,
  TableName: string,
  database: Database,
): Promise<Page<CaseRecord>> {
  const { status, kind, reported, order } = query;
  const scope = scopeOf('cases', { status, kind, reported, order });
  const items: CaseRecord[] = [];
  let start: Item | undefined =
    query.cursor === undefined ? undefined : decodeCursor(query.cursor, scope, keySchemaFor(query));
  for (let requests = 0; requests < MAX_QUERIES; requests++) {
    const piece: QueryCommandOutput | ScanCommandOutput = await database.run(
      'page of cases',
      (client, options) => {
        const common = { TableName, Limit: query.limit - items.length, ExclusiveStartKey: start };
        const index = indexFor(query);
        return index === undefined
          ? client.send(new ScanCommand(common), options)
          : client.send(
              new QueryCommand({ ...common, ...index, ScanIndexForward: query.order === 'due' }),
              options,
            );
      },
    );
    items.push(...(piece.Items ?? []).map(caseFromItem).filter((found) => matches(found, query)));
    start = piece.LastEvaluatedKey;
    if (start === undefined || items.length >= query.limit) break;
  }
  return start === undefined ? { items } : { items, cursor: encodeCursor(scope, start) };
}

function keySchemaFor({ status, reported }: CaseQuery) {
  if (reported !== undefined) return keySchema(['caseNumber', 'receivedAt'], { reported });
  return status === undefined
    ? keySchema(['caseNumber'])
    : keySchema(['caseNumber', 'receivedAt'], { status });
}

function indexFor({ status, reported }: CaseQuery) {
  if (reported !== undefined) return indexOn('byReported', 'reported', reported);
  return status === undefined ? undefined : indexOn('byStatus', 'status', status);
}

const indexOn = (IndexName: string, attribute: string, value: string) => ({
  IndexName,
  KeyConditionExpression: '#partition = :partition',
  ExpressionAttributeNames: { '#partition': attribute },
  ExpressionAttributeValues: { ':partition': value },
});

async function allBetween(
  index: ReturnType<typeof indexOn>,
  { from, to }: { readonly from: Date; readonly to: Date },
  run: (input: Omit<QueryCommandInput, 'TableName'>) => Promise<QueryCommandOutput>,
): Promise<CaseRecord[]> {
  const found: CaseRecord[] = [];
  let key: Item | undefined;
  do {
    const page = await run({
      ...index,
      KeyConditionExpression: `${index.KeyConditionExpression} AND receivedAt BETWEEN :from AND :to`,
      ExpressionAttributeValues: {
        ...index.ExpressionAttributeValues,
        ':from': from.toISOString(),
        // BETWEEN is inclusive, the span's end is not.
        ':to': new Date(to.getTime() - 1).toISOString(),
      },
      ExclusiveStartKey: key,
    });
    found.push(...(page.Items ?? []).map(caseFromItem));
    key = page.LastEvaluatedKey;
  } while (key !== undefined);
  return found;
}

const matches = (found: CaseRecord, { status, kind }: CaseQuery): boolean =>
  (status === undefined || found.status === status) && (kind === undefined || found.kind === kind);
