// The tables, as data: the CDK stack and the embedded database both create exactly these.

export interface KeySchema {
  readonly partition: string;
  readonly sort?: string;
}

type ReadOperation = 'GetItem' | 'BatchGetItem' | 'Query' | 'Scan';
type WriteOperation = 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'BatchWriteItem';

/** What looking for one person in a whole table takes, and taking them out of it; see `Access.sweeps`. */
export const SWEEP_OPERATIONS = {
  reads: ['Scan'],
  writes: ['Scan', 'UpdateItem', 'DeleteItem'],
} as const satisfies Record<string, readonly (ReadOperation | WriteOperation)[]>;

export interface TableDefinition {
  readonly key: KeySchema;
  /** Attributes used in keys are strings unless named here. */
  readonly numbers?: readonly string[];
  readonly indexes?: Readonly<Record<string, KeySchema>>;
  /** DynamoDB operations that the repositories use on it, and so all that a reader or writer is allowed. */
  readonly reads: readonly ReadOperation[];
  readonly writes: readonly WriteOperation[];
  /** Every table may hold items with this attribute, epoch seconds; DynamoDB deletes them some time after. */
  readonly timeToLive: 'ttl';
}

export const TABLES = {
  listings: {
    key: { partition: 'pattern' },
    indexes: { byList: { partition: 'list', sort: 'pattern' } },
    reads: ['GetItem', 'BatchGetItem', 'Query'],
    writes: ['PutItem', 'DeleteItem', 'BatchWriteItem'],
    timeToLive: 'ttl',
  },
  callers: {
    key: { partition: 'number' },
    reads: ['GetItem', 'BatchGetItem'],
    writes: ['UpdateItem'],
    timeToLive: 'ttl',
  },
  calls: {
    key: { partition: 'callSid' },
    indexes: {
      byCaller: { partition: 'caller', sort: 'startedAt' },
      byDay: { partition: 'day', sort: 'startedAt' },
      byListing: { partition: 'listing', sort: 'startedAt' },
    },
    reads: ['GetItem', 'Query'],
    writes: ['UpdateItem'],
    timeToLive: 'ttl',
  },
  voicemails: {
    key: { partition: 'recordingSid' },
    indexes: { byStatus: { partition: 'status', sort: 'receivedAt' } },
    reads: ['GetItem', 'Query', 'Scan'],
    writes: ['UpdateItem'],
    timeToLive: 'ttl',
  },
  cases: {
    key: { partition: 'caseNumber' },
    indexes: {
      byStatus: { partition: 'status', sort: 'receivedAt' },
      byReported: { partition: 'reported', sort: 'receivedAt' },
    },
    reads: ['GetItem', 'BatchGetItem', 'Query', 'Scan'],
    writes: ['PutItem', 'UpdateItem'],
    timeToLive: 'ttl',
  },
  /** Notes, attachments and links of cases. */
  casefiles: {
    key: { partition: 'caseNumber', sort: 'entry' },
    reads: ['GetItem', 'Query', 'Scan'],
    writes: ['PutItem', 'DeleteItem'],
    timeToLive: 'ttl',
  },
  /** Results of training mode: who took which exercise, and what came of each rule. */
  exercises: {
    key: { partition: 'trainee', sort: 'taken' },
    reads: ['Query', 'Scan'],
    writes: ['PutItem'],
    timeToLive: 'ttl',
  },
  /** Short-lived counts and claims of the report page. */
  limits: {
    key: { partition: 'name' },
    reads: ['GetItem'],
    writes: ['PutItem', 'UpdateItem'],
    timeToLive: 'ttl',
  },
  /** Complaint files: the record of the feeds, the pieces of their files, and their complaints by blocks of numbers. */
  feeds: {
    key: { partition: 'key' },
    reads: ['GetItem', 'BatchGetItem'],
    writes: ['PutItem', 'BatchWriteItem'],
    timeToLive: 'ttl',
  },
  settings: {
    key: { partition: 'name', sort: 'version' },
    numbers: ['version'],
    reads: ['GetItem', 'BatchGetItem', 'Query'],
    writes: ['PutItem', 'UpdateItem', 'DeleteItem'],
    timeToLive: 'ttl',
  },
  /** The carrier's webhooks as they came, for evidence. */
  webhooks: {
    key: { partition: 'callSid', sort: 'arrival' },
    reads: ['Query'],
    writes: ['PutItem', 'UpdateItem'],
    timeToLive: 'ttl',
  },
  /** Requests for evidence packages. */
  packages: {
    key: { partition: 'id' },
    indexes: { byStatus: { partition: 'status', sort: 'requestedAt' } },
    reads: ['GetItem', 'Query'],
    writes: ['PutItem', 'UpdateItem'],
    timeToLive: 'ttl',
  },
  /** Legal holds, and beside each the records that are under it. */
  holds: {
    key: { partition: 'hold', sort: 'record' },
    indexes: { byStatus: { partition: 'status', sort: 'at' } },
    reads: ['GetItem', 'BatchGetItem', 'Query'],
    writes: ['PutItem', 'UpdateItem', 'DeleteItem'],
    timeToLive: 'ttl',
  },
  /** Requests of people about their own data. */
  rights: {
    key: { partition: 'id' },
    indexes: { byStatus: { partition: 'status', sort: 'dueAt' } },
    reads: ['GetItem', 'Query'],
    writes: ['PutItem', 'UpdateItem'],
    timeToLive: 'ttl',
  },
  /** Partners that numbers are shared with, what each has fetched and reported. */
  partners: {
    key: { partition: 'partner', sort: 'record' },
    indexes: { byRecord: { partition: 'record', sort: 'partner' } },
    reads: ['GetItem', 'Query'],
    writes: ['PutItem', 'UpdateItem'],
    timeToLive: 'ttl',
  },
  /** Numbers that are shared with partners, and the tombstones of those that were. */
  shares: {
    key: { partition: 'feed', sort: 'entry' },
    reads: ['GetItem', 'Query'],
    writes: ['UpdateItem', 'BatchWriteItem'],
    timeToLive: 'ttl',
  },
  audit: {
    key: { partition: 'day', sort: 'sequence' },
    numbers: ['sequence'],
    reads: ['GetItem', 'Query'],
    writes: ['PutItem', 'UpdateItem'],
    timeToLive: 'ttl',
  },
} as const satisfies Record<string, TableDefinition>;

export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** The environment variable that carries a table's name to a function: `LISTINGS_TABLE`. */
export const tableVariable = (table: TableName): string => `${table.toUpperCase()}_TABLE`;
