// As much of AWS as the deployed functions talk to: DynamoDB (a real engine behind), Secrets Manager, SQS, SES, S3, KMS and
// Transcribe at one address. Every request is checked against the permissions of the function that sends it, and refused like IAM does.
import { constants, generateKeyPairSync, privateEncrypt, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { SmallSqs, type SqsRequest } from './small-sqs.ts';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Permission {
  readonly actions: readonly string[];
  /** ARNs; `*` at the end stands for anything. */
  readonly resources: readonly string[];
}

export interface Asked {
  readonly function: string;
  readonly action: string;
  readonly resource: string;
}

export interface SentEmail {
  readonly FromEmailAddress: string;
  readonly Destination: { readonly ToAddresses: readonly string[] };
  readonly Content: { readonly Simple: { readonly Subject: { readonly Data: string } } };
}

/** https://docs.aws.amazon.com/transcribe/latest/APIReference/API_StartTranscriptionJob.html, as far as it is asked for. */
export interface TranscriptionJob {
  readonly TranscriptionJobName: string;
  readonly LanguageCode: string;
  readonly Media: { readonly MediaFileUri: string };
  readonly OutputBucketName: string;
  readonly OutputKey: string;
  readonly OutputEncryptionKMSKeyId: string;
}

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
const SEND_EMAIL = '/v2/email/outbound-emails';

export interface SmallAwsOptions {
  readonly dynamodb: string;
  /** Secret ARN -> what is in it. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Public keys of the identity provider, served at `/jwks`. */
  readonly jwks: unknown;
  readonly bucketArn: (bucket: string) => string;
}

export class SmallAws {
  /** Function -> what its role may do; functions sign with their name as access key. */
  permissions: Readonly<Record<string, readonly Permission[]>> = {};
  readonly asked: Asked[] = [];
  readonly refused: Asked[] = [];
  readonly queues = new SmallSqs();
  readonly objects = new Map<string, Buffer>();
  /** Requests to send an e-mail, as SES gets them. */
  readonly emails: SentEmail[] = [];
  readonly transcriptions = new Map<string, TranscriptionJob>();
  /** Uploads in parts that are neither completed nor given up: id -> number -> part. */
  readonly uploads = new Map<string, Map<number, Buffer>>();
  readonly #signingKeys = new Map<string, { publicKey: KeyObject; privateKey: KeyObject }>();
  #options: SmallAwsOptions;
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });

  constructor(options: SmallAwsOptions) {
    this.#options = options;
  }

  keep(secrets: Readonly<Record<string, string>>): void {
    this.#options = { ...this.#options, secrets };
  }

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (request.url === '/jwks') {
      json(response, 200, this.#options.jwks);
      return;
    }
    const caller = callerOf(request);
    const [service = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    const wanted =
      request.url === SEND_EMAIL
        ? emailRequests(body)
        : service === ''
          ? this.#objectRequest(request)
          : service === 'Transcribe'
            ? this.#transcriptionRequests(JSON.parse(body.toString()) as TranscriptionJob)
            : serviceRequests(service, operation, JSON.parse(body.toString()) as Record<string, unknown>);
    for (const one of wanted) {
      const asked = { function: caller, ...one };
      this.asked.push(asked);
      if (this.#mayDo(asked)) continue;
      this.refused.push(asked);
      const message = `${caller} is not authorized to perform: ${one.action} on resource: ${one.resource}`;
      json(response, 400, { __type: 'AccessDeniedException', message });
      return;
    }
    if (service.startsWith('DynamoDB')) return this.#forward(request, body, response);
    if (service === 'secretsmanager') {
      this.#secret(body, response);
      return;
    }
    if (service === 'AmazonSQS') {
      json(response, 200, this.queues.answer(operation, JSON.parse(body.toString()) as SqsRequest));
      return;
    }
    if (service === KMS) {
      this.#useKey(operation, JSON.parse(body.toString()) as KeyUse, response);
      return;
    }
    if (service === 'Transcribe') {
      this.#transcribe(JSON.parse(body.toString()) as TranscriptionJob, response);
      return;
    }
    if (request.url === SEND_EMAIL) {
      this.emails.push(JSON.parse(body.toString()) as SentEmail);
      json(response, 200, { MessageId: String(this.emails.length) });
      return;
    }
    this.#object(request, body, response);
  }

  #mayDo({ function: name, action, resource }: Asked): boolean {
    const matches = (pattern: string): boolean =>
      pattern.endsWith('*') ? resource.startsWith(pattern.slice(0, -1)) : resource === pattern;
    return (this.permissions[name] ?? []).some(
      ({ actions, resources }) => actions.includes(action) && resources.some(matches),
    );
  }

  async #forward(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const headers = Object.fromEntries(
      ['content-type', 'authorization', 'x-amz-target', 'x-amz-date'].map((name) => [
        name,
        String(request.headers[name] ?? ''),
      ]),
    );
    const answer = await fetch(this.#options.dynamodb, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
    });
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }

  #secret(body: Buffer, response: ServerResponse): void {
    const { SecretId } = JSON.parse(body.toString()) as { SecretId: string };
    json(response, 200, { ARN: SecretId, SecretString: this.#options.secrets[SecretId] });
  }

  /** A key of RSA that signs is made when it is first asked for. */
  #useKey(operation: string, { KeyId, Message }: KeyUse, response: ServerResponse): void {
    const key = this.#signingKeys.get(KeyId) ?? generateKeyPairSync('rsa', { modulusLength: 3_072 });
    this.#signingKeys.set(KeyId, key);
    if (operation === 'GetPublicKey') {
      const PublicKey = key.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
      json(response, 200, { KeyId, PublicKey, KeyUsage: 'SIGN_VERIFY', KeySpec: 'RSA_3072' });
      return;
    }
    const digest = Buffer.concat([SHA256_DIGEST_INFO, Buffer.from(Message ?? '', 'base64')]);
    const padding = constants.RSA_PKCS1_PADDING;
    const Signature = privateEncrypt({ key: key.privateKey, padding }, digest).toString('base64');
    json(response, 200, { KeyId, Signature, SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256' });
  }

  #objectRequest({ method, url = '', headers }: IncomingMessage): Omit<Asked, 'function'>[] {
    const { pathname, searchParams } = new URL(url, 'http://s3');
    if (isListing(url))
      return [{ action: 's3:ListBucket', resource: this.#arnOf(pathname).split('/')[0] ?? '' }];
    if (searchParams.has('versions'))
      return [{ action: 's3:ListBucketVersions', resource: this.#arnOf(pathname).split('/')[0] ?? '' }];
    if (method === 'DELETE' && searchParams.has('versionId'))
      return [{ action: 's3:DeleteObjectVersion', resource: this.#arnOf(pathname) }];
    const isUpload = searchParams.has('uploadId');
    const action =
      method === 'DELETE' && isUpload
        ? 's3:AbortMultipartUpload'
        : (OBJECT_ACTIONS[method ?? ''] ?? 's3:GetObject');
    const source = copiedFrom(headers);
    return [
      { action, resource: this.#arnOf(pathname) },
      ...(source === undefined ? [] : [{ action: 's3:GetObject', resource: this.#arnOf(source) }]),
    ];
  }

  /** @param path `/bucket/key` */
  #arnOf(path: string): string {
    const [, bucket = '', ...key] = path.split('/');
    return [this.#options.bucketArn(bucket), ...key].join('/');
  }

  /** The job reads and writes with the permissions of whoever begins it. */
  #transcriptionRequests({
    Media,
    OutputBucketName,
    OutputKey,
  }: TranscriptionJob): Omit<Asked, 'function'>[] {
    const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.+)$/.exec(Media.MediaFileUri) ?? [];
    const { bucketArn } = this.#options;
    return [
      { action: 'transcribe:StartTranscriptionJob', resource: '*' },
      { action: 's3:GetObject', resource: `${bucketArn(bucket)}/${key}` },
      { action: 's3:PutObject', resource: `${bucketArn(OutputBucketName)}/${OutputKey}` },
    ];
  }

  #transcribe(job: TranscriptionJob, response: ServerResponse): void {
    const { TranscriptionJobName: name } = job;
    if (this.transcriptions.has(name)) {
      json(response, 400, { __type: 'ConflictException', Message: 'The requested job name already exists.' });
      return;
    }
    this.transcriptions.set(name, job);
    const TranscriptionJob = { TranscriptionJobName: name, TranscriptionJobStatus: 'IN_PROGRESS' };
    json(response, 200, { TranscriptionJob });
  }

  /** The job is done, and its output written: the part of it that anybody reads. */
  finishTranscription(name: string, transcript: string): void {
    const job = this.transcriptions.get(name);
    if (job === undefined) throw new Error(`no job ${name}`);
    const output = {
      jobName: name,
      status: 'COMPLETED',
      results: { transcripts: [{ transcript }], items: [] },
    };
    this.objects.set(`/${job.OutputBucketName}/${job.OutputKey}`, Buffer.from(JSON.stringify(output)));
  }

  #listing(bucketPath: string): string {
    const folder = bucketPath.endsWith('/') ? bucketPath : `${bucketPath}/`;
    const keys = [...this.objects.keys()].filter((path) => path.startsWith(folder)).sort();
    const contents = keys.map((path) => `<Contents><Key>${path.slice(folder.length)}</Key></Contents>`);
    return `<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
  }

  /** Each object has one: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
  #versions(bucketPath: string): string {
    const folder = bucketPath.endsWith('/') ? bucketPath : `${bucketPath}/`;
    const versions = [...this.objects.keys()]
      .filter((path) => path.startsWith(folder))
      .map((path) => `<Version><Key>${path.slice(folder.length)}</Key><VersionId>v1</VersionId></Version>`);
    return `<ListVersionsResult><IsTruncated>false</IsTruncated>${versions.join('')}</ListVersionsResult>`;
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html: there is no object before it is completed. */
  #uploadInParts({ method, url = '' }: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(url, 'http://s3');
    const id = searchParams.get('uploadId') ?? `upload-${String(this.asked.length)}`;
    const parts = this.uploads.get(id) ?? new Map<number, Buffer>();
    if (method === 'PUT') {
      parts.set(Number(searchParams.get('partNumber')), body);
      response.writeHead(200, { etag: `"${String(parts.size)}"` }).end();
      return;
    }
    if (!searchParams.has('uploadId')) this.uploads.set(id, parts);
    else this.uploads.delete(id);
    if (method === 'DELETE') {
      response.writeHead(204).end();
      return;
    }
    const inOrder = [...parts].toSorted(([a], [b]) => a - b).map(([, part]) => part);
    if (searchParams.has('uploadId')) this.objects.set(pathname, Buffer.concat(inOrder));
    const said = searchParams.has('uploadId')
      ? '<CompleteMultipartUploadResult><ETag>"1"</ETag></CompleteMultipartUploadResult>'
      : `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`;
    response.writeHead(200, { 'content-type': 'application/xml' }).end(said);
  }

  #copy(source: string, to: string, response: ServerResponse): void {
    const kept = this.objects.get(source);
    if (kept === undefined) {
      response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
      return;
    }
    this.objects.set(to, kept);
    const said = '<CopyObjectResult><ETag>"1"</ETag></CopyObjectResult>';
    response.writeHead(200, { 'content-type': 'application/xml' }).end(said);
  }

  #object(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const { method, url = '', headers } = request;
    const { pathname, searchParams } = new URL(url, 'http://s3');
    const source = copiedFrom(headers);
    if (searchParams.has('uploads') || searchParams.has('uploadId')) {
      this.#uploadInParts(request, body, response);
      return;
    }
    if (source !== undefined) {
      this.#copy(source, pathname, response);
      return;
    }
    if (method === 'PUT') {
      this.objects.set(pathname, body);
      response.writeHead(200, { etag: '"1"' }).end();
      return;
    }
    if (method === 'DELETE') {
      this.objects.delete(pathname);
      response.writeHead(204).end();
      return;
    }
    if (searchParams.has('versions')) {
      response.writeHead(200, { 'content-type': 'application/xml' }).end(this.#versions(pathname));
      return;
    }
    if (isListing(url)) {
      response.writeHead(200, { 'content-type': 'application/xml' }).end(this.#listing(pathname));
      return;
    }
    const kept = this.objects.get(pathname);
    if (kept === undefined) response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    else response.writeHead(200, { 'content-type': 'audio/wav' }).end(kept);
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const isListing = (url: string): boolean => new URL(url, 'http://s3').searchParams.get('list-type') === '2';

const OBJECT_ACTIONS: Readonly<Record<string, string>> = {
  PUT: 's3:PutObject',
  POST: 's3:PutObject',
  DELETE: 's3:DeleteObject',
};

/** `/bucket/key`; undefined for a request that copies nothing. */
function copiedFrom(headers: IncomingMessage['headers']): string | undefined {
  const source = headers['x-amz-copy-source'];
  return source === undefined ? undefined : `/${String(source).replace(/^\//, '')}`;
}

/** Who signed, in a header or in the address that was given to somebody. */
function callerOf({ headers: { authorization = '' }, url = '' }: IncomingMessage): string {
  const inAddress = new URL(url, 'http://s3').searchParams.get('X-Amz-Credential');
  return /Credential=([^/]+)\//.exec(authorization)?.[1] ?? inAddress?.split('/')[0] ?? 'nobody';
}

const KMS = 'TrentService';
/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html, for a digest. */
interface KeyUse {
  readonly KeyId: string;
  readonly Message?: string;
}
/** What stands before a SHA-256 that RSASSA-PKCS1-v1_5 signs (RFC 8017 section 9.2). */
const SHA256_DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

function emailRequests(body: Buffer): Omit<Asked, 'function'>[] {
  const { FromEmailAddress } = JSON.parse(body.toString()) as SentEmail;
  const resource = `arn:aws:ses:us-east-1:000000000000:identity/${FromEmailAddress}`;
  return [{ action: 'ses:SendEmail', resource }];
}

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/';

/** What IAM asks about a request: each table or index, the secret, the queue. */
function serviceRequests(
  service: string,
  operation: string,
  body: Record<string, unknown>,
): Omit<Asked, 'function'>[] {
  if (service === 'secretsmanager')
    return [{ action: `secretsmanager:${operation}`, resource: String(body.SecretId) }];
  if (service === KMS) return [{ action: `kms:${operation}`, resource: String(body.KeyId) }];
  if (service === 'AmazonSQS') {
    if (typeof body.SourceArn === 'string') return [{ action: `sqs:${operation}`, resource: body.SourceArn }];
    const queue = String(body.QueueUrl).split('/').at(-1) ?? '';
    return [{ action: `sqs:${operation}`, resource: `arn:aws:sqs:us-east-1:000000000000:${queue}` }];
  }
  const action = `dynamodb:${operation}`;
  const tables =
    body.RequestItems === undefined ? [String(body.TableName)] : Object.keys(body.RequestItems as object);
  const index = typeof body.IndexName === 'string' ? `/index/${body.IndexName}` : '';
  return tables.map((table) => ({ action, resource: `${TABLE}${table}${index}` }));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(value));
}
