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
} from '../core/case.ts';
import type { Effect } from '../core/decision.ts';
import { decodeCursor, encodeCursor, fromCursor, keySchema, scopeOf, type Page } from './cursor.ts';
import type { Database } from './database.ts';
import { ConflictError, StoreUnavailableError } from './errors.ts';
import { epochSeconds, type Item } from './items.ts';

/** None of the candidates is free. */
export class CaseNumbersTakenError extends Error {
  override readonly name = 'CaseNumbersTakenError';
  constructor() {
    super('no case number is free');
  }
}

export interface CaseQuery {
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
  /** Which of these numbers are taken, and by which call. */
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
  readonly describe: (effect: Extract<Effect, { kind: 'describe-case' }>) => Promise<void>;
  readonly countWrongPin: (effect: Extract<Effect, { kind: 'count-wrong-pin' }>) => Promise<void>;
  /**
   * Counts an answer as wrong before it is compared, so that many at once get no more than `most`.
   * @returns undefined where there is no such case, or it has stood too many
   */
  readonly tryPin: (caseNumber: string, answer: string, most: number) => Promise<CaseRecord | undefined>;
  /** It was right. */
  readonly forgivePin: (caseNumber: string, answer: string) => Promise<void>;
}

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
    try {
      const ConditionExpression = 'attribute_not_exists(caseNumber)';
      await database.run('open case', (client, options) =>
        client.send(new PutCommand({ TableName, Item: record, ConditionExpression }), options),
      );
      return true;
    } catch (error) {
      if (error instanceof ConflictError) return false;
      throw error;
    }
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
                ProjectionExpression: 'caseNumber, callSid',
              },
            },
          }),
          options,
        ),
      );
      if (Object.keys(UnprocessedKeys).length > 0)
        throw new StoreUnavailableError('read cases', new Error('the table is throttled'), 'throttled');
      return new Map(
        (Responses[TableName] ?? []).map((item) => [String(item.caseNumber), String(item.callSid)]),
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

    /** Two calls that drew the same number in the same moment: the later one moves to its next candidate. */
    open: async ({ candidates, report }) => {
      for (const caseNumber of candidates) {
        const kept = { ...report, caseNumber, history: [], version: 1 };
        if (await put(kept)) return { kept, made: true };
        const taken = await get(caseNumber);
        if (taken !== undefined && originOf(taken) === originOf(report)) return { kept: taken, made: false };
      }
      throw new CaseNumbersTakenError();
    },

    describe: async ({ caseNumber, callSid, recordingSid }) => {
      await database.run('describe case', (client, options) =>
        client.send(
          new UpdateCommand({
            TableName,
            Key: { caseNumber },
            UpdateExpression: 'SET recordingSid = if_not_exists(recordingSid, :recording)',
            ConditionExpression: 'callSid = :call',
            ExpressionAttributeValues: { ':recording': recordingSid, ':call': callSid },
          }),
          options,
        ),
      );
    },

    ...pinsOf(TableName, database),
  };
}

function pinsOf(
  TableName: string,
  database: Database,
): Pick<Cases, 'countWrongPin' | 'tryPin' | 'forgivePin'> {
  return {
    countWrongPin: async ({ caseNumber, answer }) => {
      await database.run('count wrong PIN', (client, options) =>
        client.send(
          new UpdateCommand({
            TableName,
            Key: { caseNumber },
            UpdateExpression: 'ADD wrongPins :answer',
            ConditionExpression: 'attribute_exists(caseNumber)',
            ExpressionAttributeValues: { ':answer': new Set([answer]) },
          }),
          options,
        ),
      );
    },

    tryPin: async (caseNumber, answer, most) => {
      try {
        const { Attributes } = await database.run('try PIN', (client, options) =>
          client.send(
            new UpdateCommand({
              TableName,
              Key: { caseNumber },
              UpdateExpression: 'ADD wrongPins :answer',
              ConditionExpression:
                'attribute_exists(caseNumber) AND (attribute_not_exists(wrongPins) OR size(wrongPins) < :most)',
              ExpressionAttributeValues: { ':answer': new Set([answer]), ':most': most },
              ReturnValues: 'ALL_NEW',
            }),
            options,
          ),
        );
        return caseFromItem(Attributes ?? {});
      } catch (error) {
        if (error instanceof ConflictError) return undefined;
        throw error;
      }
    },

    forgivePin: async (caseNumber, answer) => {
      await database.run('forgive PIN', (client, options) =>
        client.send(
          new UpdateCommand({
            TableName,
            Key: { caseNumber },
            UpdateExpression: 'DELETE wrongPins :answer',
            ExpressionAttributeValues: { ':answer': new Set([answer]) },
          }),
          options,
        ),
      );
    },
  };
}

/** The call or the request that made a case. */
const originOf = ({ callSid, request }: Pick<CaseRecord, 'callSid' | 'request'>): string | undefined =>
  request ?? callSid;

function caseFromItem({ wrongPins, ttl: _, ...item }: Item): CaseRecord {
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
