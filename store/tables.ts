// The tables, as data: the CDK stack and the embedded database both create exactly these.

export interface KeySchema {
  readonly partition: string;
  readonly sort?: string;
}

export interface TableDefinition {
  readonly key: KeySchema;
  /** Attributes used in keys are strings unless named here. */
  readonly numbers?: readonly string[];
  readonly indexes?: Readonly<Record<string, KeySchema>>;
  /** Every table may hold items with this attribute, epoch seconds; DynamoDB deletes them some time after. */
  readonly timeToLive: 'ttl';
}

export const TABLES = {
  listings: {
    key: { partition: 'pattern' },
    indexes: { byList: { partition: 'list', sort: 'pattern' } },
    timeToLive: 'ttl',
  },
  callers: { key: { partition: 'number' }, timeToLive: 'ttl' },
  calls: {
    key: { partition: 'callSid' },
    indexes: {
      byCaller: { partition: 'caller', sort: 'startedAt' },
      byDay: { partition: 'day', sort: 'startedAt' },
      byListing: { partition: 'listing', sort: 'startedAt' },
    },
    timeToLive: 'ttl',
  },
  voicemails: {
    key: { partition: 'recordingSid' },
    indexes: { byStatus: { partition: 'status', sort: 'receivedAt' } },
    timeToLive: 'ttl',
  },
  settings: { key: { partition: 'name', sort: 'version' }, numbers: ['version'], timeToLive: 'ttl' },
} as const satisfies Record<string, TableDefinition>;

export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** The environment variable that carries a table's name to a function: `LISTINGS_TABLE`. */
export const tableVariable = (table: TableName): string => `${table.toUpperCase()}_TABLE`;
