// The composition root on AWS: everything a handler is given, from the environment. Read once, when the function
// starts; a missing variable stops it there with its name, never in the middle of a call.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Deployment } from '../core/privacy/deployment.ts';
import { parseSettings, type Settings } from '../core/settings/settings.ts';
import { openDatabase } from '../store/database/database.ts';
import { openStore } from '../store/store.ts';
import { TABLE_NAMES, tableVariable, type TableName } from '../store/tables.ts';
import { createCarrierApi } from './carrier/carrier-api.ts';
import { CARRIER_API, readCarrierRegion } from './carrier/carrier-region.ts';
import { createLog, type Log } from './log.ts';
import { residencyGuard } from './privacy/residency-guard.ts';
import { createOutgoing } from './outgoing/outgoing.ts';
import { readReach } from './outgoing/reach.ts';
import type { FunctionName } from './routes.ts';
import {
  STORE_LIMITS,
  type AnchorStore,
  type ErasureLog,
  type EvidenceStore,
  type OidcConfig,
  type RecordingStore,
  type Runtime,
  type Secrets,
} from './runtime.ts';
import { anchorsIn } from './anchors/anchor-files.ts';
import { createSecretsSource } from './secrets-source.ts';
import { createSettingsSource } from './settings-source.ts';
import { deadLettersVariable, perQueue, queueVariable } from './queue/lanes.ts';
import { sqsFrom, type QueueUrls, type SqsRuntime } from './queue/sqs.ts';
import type { CopyFile, CopyPlace } from './snapshot/list-copies.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export function runtimeFromEnvironment(
  name: FunctionName,
  env: Environment = process.env,
): Runtime & SqsRuntime {
  const log = createLog(name, 'INFO');
  const now = (): Date => new Date();
  const store = openStore(
    openDatabase({ tables: tablesFrom(env), endpoint: env.DYNAMODB_ENDPOINT, ...STORE_LIMITS[name] }),
    now,
  );
  const { secrets, newerSecrets } = secretsFrom(env, log);
  const accountSid = needed(env, 'TWILIO_ACCOUNT_SID');
  const settings = createSettingsSource({
    read: store.settings.current,
    deployed: deployedSettings(env),
    now,
    log,
  });
  return {
    publicUrl: needed(env, 'PUBLIC_URL').replace(/\/$/, ''),
    accountSid,
    oidc: oidcFrom(env),
    ...(env.ORIGIN_SECRET === undefined ? {} : { originSecret: env.ORIGIN_SECRET }),
    store,
    settings,
    deployment: deploymentFrom(env),
    ...sqsFrom(queueUrls(env)),
    recordings: bucketNamed(needed(env, 'RECORDINGS_BUCKET')),
    evidence: evidenceBucket(needed(env, 'EVIDENCE_BUCKET')),
    anchors: anchorBucket(needed(env, 'ANCHORS_BUCKET')),
    carrier: createCarrierApi({
      baseUrl: env.TWILIO_API_URL ?? CARRIER_API[readCarrierRegion(env.TWILIO_REGION)],
      accountSid,
      secrets,
    }),
    outgoing: createOutgoing(readReach(env.OUTGOING_ALLOW), { guard: residencyGuard(settings) }),
    secrets,
    newerSecrets,
    now,
    log,
  };
}

/** @throws with its name */
export function needed(env: Environment, name: string): string {
  const value = env[name];
  if (value === undefined || value === '') throw new Error(`environment variable ${name} is not set`);
  return value;
}

const queueUrls = (env: Environment): QueueUrls => ({
  queues: perQueue((queue) => needed(env, queueVariable(queue))),
  deadLetters: perQueue((queue) => needed(env, deadLettersVariable(queue))),
});

const tablesFrom = (env: Environment): Record<TableName, string> =>
  Object.fromEntries(TABLE_NAMES.map((table) => [table, needed(env, tableVariable(table))])) as Record<
    TableName,
    string
  >;

/** What `cdk/functions.ts` sets; AWS itself sets the region. */
const deploymentFrom = (env: Environment): Deployment => ({
  cloudRegion: env.AWS_REGION,
  carrierRegion: readCarrierRegion(env.TWILIO_REGION),
  issuer: env.OIDC_ISSUER,
  cloudFront: env.CLOUDFRONT === 'yes',
});

function oidcFrom(env: Environment): OidcConfig | undefined {
  if (env.OIDC_ISSUER === undefined) return undefined;
  return {
    issuer: env.OIDC_ISSUER,
    audience: needed(env, 'OIDC_AUDIENCE'),
    rolesClaim: needed(env, 'OIDC_ROLES_CLAIM'),
    jwksUrl: needed(env, 'OIDC_JWKS_URL'),
    reach: readReach(env.OUTGOING_ALLOW),
  };
}

/** The document that lies beside the bundle. */
function deployedSettings(env: Environment): Settings {
  const file = join(env.LAMBDA_TASK_ROOT ?? '.', needed(env, 'SETTINGS_FILE'));
  const parsed = parseSettings(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.ok) return parsed.settings;
  throw new Error(`${file}: ${parsed.problems.map(({ at, problem }) => `${at} ${problem}`).join('; ')}`);
}

// --- secrets ----------------------------------------------------------------------------------------------------

/** From Secrets Manager; from the environment where it names none. */
function secretsFrom(env: Environment, log: Log): Required<Pick<Runtime, 'secrets' | 'newerSecrets'>> {
  const SecretId = env.SECRETS_ARN;
  if (SecretId === undefined || SecretId === '')
    return {
      secrets: () => Promise.resolve(secretsInEnvironment(env)),
      newerSecrets: () => Promise.resolve(undefined),
    };
  const client = new SecretsManagerClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 500, requestTimeout: 900, throwOnRequestTimeout: true },
  });
  return createSecretsSource({
    clock: Date.now,
    log,
    ask: async () => {
      const { SecretString = '{}' } = await client.send(new GetSecretValueCommand({ SecretId }));
      return readSecret(SecretString);
    },
  });
}

/** What the stack puts there: the auth token is added by the operator, the key is made with the secret. */
interface StoredSecret {
  readonly twilioAuthTokens: readonly string[];
  readonly masterKey: string;
}

function readSecret(text: string): Secrets {
  const { twilioAuthTokens, masterKey } = JSON.parse(text) as StoredSecret;
  const derive = (purpose: string): string =>
    createHmac('sha256', masterKey).update(purpose).digest('base64url');
  return {
    twilioAuthTokens,
    challengeKey: derive('challenge'),
    pseudonymKey: derive('pseudonym'),
    webhookKey: derive('webhook'),
    sharingKey: derive('sharing'),
  };
}

const secretsInEnvironment = (env: Environment): Secrets => ({
  twilioAuthTokens: needed(env, 'TWILIO_AUTH_TOKEN').split(','),
  challengeKey: needed(env, 'CHALLENGE_KEY'),
  pseudonymKey: needed(env, 'PSEUDONYM_KEY'),
  webhookKey: needed(env, 'WEBHOOK_KEY'),
  sharingKey: needed(env, 'SHARING_KEY'),
  ...(env.ADMIN_TOKEN === undefined ? {} : { adminToken: env.ADMIN_TOKEN }),
});

// --- buckets ----------------------------------------------------------------------------------------------------

// Loaded when first used: most calls need neither, and a caller should not wait for their start.

/** One client for a bucket, made when it is first asked for. */
function connectsToS3() {
  const connect = async () => {
    const s3 = await import('@aws-sdk/client-s3');
    return { s3, client: new s3.S3Client({}) };
  };
  let connected: ReturnType<typeof connect> | undefined;
  return () => (connected ??= connect());
}

/** Undefined where there is none. */
async function readObject(
  connected: ReturnType<typeof connectsToS3>,
  Bucket: string,
  Key: string,
): Promise<Uint8Array | undefined> {
  const { s3, client } = await connected();
  try {
    const { Body } = await client.send(new s3.GetObjectCommand({ Bucket, Key }));
    return await Body?.transformToByteArray();
  } catch (error) {
    if (error instanceof s3.NoSuchKey) return undefined;
    throw error;
  }
}

function bucketNamed(Bucket: string): RecordingStore {
  const connected = connectsToS3();
  const read = (Key: string): Promise<Uint8Array | undefined> => readObject(connected, Bucket, Key);
  return {
    put: async (Key, Body, ContentType = 'audio/wav') => {
      const { s3, client } = await connected();
      await client.send(new s3.PutObjectCommand({ Bucket, Key, Body, ContentType }));
    },
    get: async (Key) => (await read(Key)) ?? (await read(heldKey(Key))),
    remove: async (Key) => {
      const { s3, client } = await connected();
      await client.send(new s3.DeleteObjectCommand({ Bucket, Key }));
    },
    hold: async (key) => {
      const { s3, client } = await connected();
      const CopySource = `${Bucket}/${key}`;
      await client
        .send(new s3.CopyObjectCommand({ Bucket, CopySource, Key: heldKey(key) }))
        .catch((error: unknown) => {
          if (!(error instanceof s3.S3ServiceException && error.name === 'NoSuchKey')) throw error;
        });
    },
    release: async (key) => {
      const { s3, client } = await connected();
      await client.send(new s3.DeleteObjectCommand({ Bucket, Key: heldKey(key) }));
    },
  };
}

/** The copy of the lists, for the voice function. The bucket keeps no versions: what is replaced is gone. */
export function listCopiesInBucket(Bucket: string): CopyPlace {
  const connected = connectsToS3();
  const keyOf = (name: CopyFile): string => `snapshot/${name}`;
  return {
    read: (name) => readObject(connected, Bucket, keyOf(name)),
    write: async (name, Body) => {
      const { s3, client } = await connected();
      await client.send(new s3.PutObjectCommand({ Bucket, Key: keyOf(name), Body }));
    },
  };
}

type S3 = typeof import('@aws-sdk/client-s3');

/** A bucket with versions keeps what is deleted, until each version is. */
async function removeVersions(Key: string, Bucket: string, s3: S3, client: S3Client): Promise<void> {
  const { Versions = [], DeleteMarkers = [] } = await client.send(
    new s3.ListObjectVersionsCommand({ Bucket, Prefix: Key }),
  );
  for (const { Key: found, VersionId } of [...Versions, ...DeleteMarkers])
    if (found === Key) await client.send(new s3.DeleteObjectCommand({ Bucket, Key, VersionId }));
}

/** Beside the anchors of the audit log, where nothing can be deleted before its time. */
export function erasuresInBucket(Bucket: string): ErasureLog {
  const connected = connectsToS3();
  const keyOf = (id: string): string => `erasures/${id}.json`;
  return {
    list: async () => {
      const { s3, client } = await connected();
      const names: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await client.send(
          new s3.ListObjectsV2Command({ Bucket, Prefix: 'erasures/', ContinuationToken }),
        );
        names.push(
          ...(page.Contents ?? []).flatMap(({ Key }) => /^erasures\/(.+)\.json$/.exec(Key ?? '')?.[1] ?? []),
        );
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
      return names;
    },
    read: async (id) => {
      const { s3, client } = await connected();
      const { Body } = await client.send(new s3.GetObjectCommand({ Bucket, Key: keyOf(id) }));
      return Body?.transformToByteArray();
    },
    keep: async (id, Body) => {
      const { s3, client } = await connected();
      await client.send(
        // Object Lock wants a checksum with each object.
        new s3.PutObjectCommand({
          Bucket,
          Key: keyOf(id),
          Body,
          ContentType: 'application/json',
          ChecksumAlgorithm: 'SHA256',
        }),
      );
    },
  };
}

/** Parts of a package that are on their way at the same time: 5 MB each, held in memory. */
const PARTS_AT_ONCE = 3;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html */
function evidenceBucket(Bucket: string): EvidenceStore {
  const connected = connectsToS3();
  return {
    write: async (Key, Body) => {
      const [{ Upload }, { client }] = await Promise.all([import('@aws-sdk/lib-storage'), connected()]);
      const params = { Bucket, Key, Body, ContentType: 'application/zip' };
      await new Upload({ client, params, queueSize: PARTS_AT_ONCE }).done();
    },
    remove: async (Key) => {
      const { s3, client } = await connected();
      await removeVersions(Key, Bucket, s3, client);
    },
    link: async (Key, fileName, expiresIn) => {
      const [{ getSignedUrl }, { s3, client }] = await Promise.all([
        import('@aws-sdk/s3-request-presigner'),
        connected(),
      ]);
      const ResponseContentDisposition = `attachment; filename="${fileName}"`;
      return getSignedUrl(client, new s3.GetObjectCommand({ Bucket, Key, ResponseContentDisposition }), {
        expiresIn,
      });
    },
  };
}

/** The bucket's periods end what lies under `voicemail/`; what lies here stays. */
const heldKey = (key: string): string => `held/${key}`;

/** A bucket with Object Lock: an object that was kept can neither be replaced nor deleted within its period. */
function anchorBucket(Bucket: string): AnchorStore {
  const connected = connectsToS3();
  return anchorsIn({
    list: async () => {
      const { s3, client } = await connected();
      const found: string[] = [];
      for await (const { Contents = [] } of s3.paginateListObjectsV2({ client }, { Bucket }))
        found.push(...Contents.flatMap(({ Key }) => Key ?? []));
      return found;
    },
    read: async (Key) => {
      const { s3, client } = await connected();
      const { Body } = await client.send(new s3.GetObjectCommand({ Bucket, Key }));
      if (Body === undefined) throw new Error(`the anchor ${Key} is empty`);
      return Body.transformToByteArray();
    },
    write: async (Key, Body) => {
      const { s3, client } = await connected();
      // Object Lock wants a checksum with each object.
      const put = { Bucket, Key, Body, IfNoneMatch: '*', ChecksumAlgorithm: 'SHA256' } as const;
      await client.send(new s3.PutObjectCommand(put)).catch((error: unknown) => {
        if (!(error instanceof s3.S3ServiceException && error.name === 'PreconditionFailed')) throw error;
      });
    },
  });
}
