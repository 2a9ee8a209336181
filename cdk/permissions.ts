// What each function may do, derived from the route table and the jobs: the union over its rows, and no more.
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { JOBS, ROUTES, type Access, type FunctionName, type Job, type Route } from '../functions/routes.ts';
import {
  SWEEP_OPERATIONS,
  TABLE_NAMES,
  TABLES,
  type TableDefinition,
  type TableName,
} from '../store/tables.ts';

/** Every row that a function answers. */
const accessOf = (name: FunctionName): readonly Access[] =>
  name === 'jobs' || name === 'packages' || name === 'rights'
    ? Object.values<Job>(JOBS).filter((job) => (job.function ?? 'jobs') === name)
    : Object.values<Route>(ROUTES).filter((route) => route.function === name);

export function tableStatements(
  name: FunctionName,
  tables: Readonly<Record<TableName, Table>>,
): PolicyStatement[] {
  const rows = accessOf(name);
  return TABLE_NAMES.flatMap((table) => {
    const definition: TableDefinition = TABLES[table];
    const reads = rows.some((row) => row.reads.includes(table)) ? definition.reads : [];
    const writes = rows.some((row) => row.writes.includes(table)) ? definition.writes : [];
    const sweeps = rows.flatMap((row) => (row.sweeps === undefined ? [] : SWEEP_OPERATIONS[row.sweeps]));
    const operations = [...new Set([...reads, ...writes, ...sweeps])];
    if (operations.length === 0) return [];
    return [
      new PolicyStatement({
        actions: operations.map((operation) => `dynamodb:${operation}`),
        resources: resourcesOf(tables[table], definition, reads.length > 0),
      }),
    ];
  });
}

/** Indexes are only read. */
function resourcesOf(table: Table, { indexes = {} }: TableDefinition, reads: boolean): string[] {
  const names = reads ? Object.keys(indexes) : [];
  return [table.tableArn, ...names.map((index) => indexArn(table, index))];
}

const indexArn = (table: Table, index: string): string =>
  Stack.of(table).formatArn({
    service: 'dynamodb',
    resource: 'table',
    resourceName: `${table.tableName}/index/${index}`,
  });

export const sendsToQueue = (name: FunctionName): boolean =>
  accessOf(name).some(({ queue }) => queue === 'sends');

export const shelfActions = (name: FunctionName): string[] => {
  const wanted = accessOf(name).flatMap(({ shelf }) => (shelf === undefined ? [] : SHELF_ACTIONS[shelf]));
  return [...new Set(wanted)].sort();
};

/** Whether its tasks go back to the queue that they came from. */
export const movesFromShelf = (name: FunctionName): boolean =>
  accessOf(name).some(({ shelf }) => shelf === 'retries');

const LOOKS = ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'];
const SHELF_ACTIONS = {
  counts: ['sqs:GetQueueAttributes'],
  puts: ['sqs:SendMessage'],
  looks: LOOKS,
  drops: [...LOOKS, 'sqs:DeleteMessage'],
  retries: [...LOOKS, 'sqs:DeleteMessage', 'sqs:StartMessageMoveTask'],
} as const satisfies Record<NonNullable<Access['shelf']>, readonly string[]>;

export const recordingActions = (name: FunctionName): string[] => {
  const wanted = accessOf(name).map(({ recordings }) => recordings);
  if (wanted.includes('writes')) return ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'];
  return wanted.includes('reads') ? ['s3:GetObject'] : [];
};

/** A part of an upload that is given up is taken away by the bucket's own rule. */
export const evidenceActions = (name: FunctionName): string[] => {
  const wanted = accessOf(name).map(({ evidence }) => evidence);
  if (wanted.includes('writes')) return ['s3:PutObject', 's3:AbortMultipartUpload'];
  return wanted.includes('links') ? ['s3:GetObject'] : [];
};

export const copyActions = (name: FunctionName): string[] => {
  const wanted = accessOf(name).map(({ copies }) => copies);
  // An erasure takes earlier copies of the same person away, in all versions.
  if (wanted.includes('writes'))
    return ['s3:PutObject', 's3:AbortMultipartUpload', 's3:DeleteObject', 's3:DeleteObjectVersion'];
  return wanted.includes('links') ? ['s3:GetObject'] : [];
};

export const erasureLogActions = (name: FunctionName): string[] =>
  accessOf(name).some(({ erasures }) => erasures === 'writes') ? ['s3:PutObject', 's3:GetObject'] : [];

export const attachmentActions = (name: FunctionName): string[] => {
  const wanted = accessOf(name).flatMap(({ attachments = [] }) => attachments);
  return [...new Set(wanted)].map((act) => ATTACHMENT_ACTIONS[act]).sort();
};

const ATTACHMENT_ACTIONS = {
  puts: 's3:PutObject',
  gets: 's3:GetObject',
  removes: 's3:DeleteObject',
} as const;

export const listCopyActions = (name: FunctionName): string[] => {
  const wanted = accessOf(name).map(({ listCopies }) => listCopies);
  if (wanted.includes('writes')) return ['s3:PutObject', 's3:GetObject'];
  return wanted.includes('reads') ? ['s3:GetObject'] : [];
};

/** Nobody may delete an anchor, nor change when it may be deleted. */
export const anchorActions = (name: FunctionName): string[] => {
  const wanted = accessOf(name).map(({ anchors }) => anchors);
  if (wanted.includes('writes')) return ['s3:PutObject', 's3:GetObject'];
  return wanted.includes('reads') ? ['s3:GetObject'] : [];
};

/** How the names of a stage's transcription jobs begin: they are shared by everything in the account. */
export const transcriptionJobs = (stage: string): string => `hotline-guard-${stage}-`;

export const hasTranscripts = (name: FunctionName): boolean =>
  accessOf(name).some(({ transcription }) => transcription !== undefined);

/** Amazon Transcribe reads the recording and writes its output with the permissions of whoever begins the job. */
export const transcriptActions = (name: FunctionName): string[] =>
  hasTranscripts(name) ? ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'] : [];

/** The action knows no resources: these conditions take their place. Output goes nowhere but into this bucket, under this key. */
export const transcriptionStatement = (bucketName: string, keyArn: string): PolicyStatement =>
  new PolicyStatement({
    actions: ['transcribe:StartTranscriptionJob'],
    resources: ['*'],
    conditions: {
      StringEquals: {
        'transcribe:OutputBucketName': bucketName,
        'transcribe:OutputEncryptionKMSKeyId': keyArn,
      },
    },
  });

export const beginsTranscription = (name: FunctionName): boolean =>
  accessOf(name).some(({ transcription }) => transcription === 'begins');

export const sendsEmail = (name: FunctionName): boolean =>
  accessOf(name).some(({ email }) => email === 'sends');

/** From this one address, which SES knows by itself or by its domain. */
export function emailStatement(stack: Stack, from: string): PolicyStatement {
  const identities = [from, from.slice(from.lastIndexOf('@') + 1)];
  return new PolicyStatement({
    actions: ['ses:SendEmail'],
    resources: identities.map((resourceName) =>
      stack.formatArn({ service: 'ses', resource: 'identity', resourceName }),
    ),
    conditions: { StringEquals: { 'ses:FromAddress': from } },
  });
}
