// What is kept beside the tables: recordings, secrets, and work put off.
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { PeriodSettings } from '../core/holds/kept.ts';
import { expiryRules } from './lifecycle.ts';
import { maxReceiveCount, perQueue, type QueueName } from '../functions/queue/lanes.ts';

export interface StorageProps {
  readonly settings: PeriodSettings;
  readonly jobTimeout: Duration;
}

/** The queue of the versions that had one: what waits in it at an update is still done. */
const FIRST_QUEUE = 'Deferred';
const KEPT_FOR_TWO_WEEKS = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  retentionPeriod: Duration.days(14),
};
/** An anchor outlasts the entries before it. */
const LOCKED_DAYS = 30;

export class Storage extends Construct {
  readonly key: Key;
  readonly recordings: Bucket;
  /** Evidence packages; who holds one answers for it, so that nothing removes it but a person. */
  readonly evidence: Bucket;
  /** Signs the packages; its private part never leaves KMS. */
  readonly signingKey: Key;
  /** Heads of the audit log. Nobody can delete or replace one before the entries that it vouches for are removed. */
  readonly anchors: Bucket;
  readonly accessLogs: Bucket;
  readonly secret: Secret;
  /** Work put off, in lanes: what waits for one neighbor does not hold up the others. */
  readonly queues: Readonly<Record<QueueName, Queue>>;
  /** Tasks that were given up, of each queue: retried or dropped by a person. */
  readonly shelves: Readonly<Record<QueueName, Queue>>;
  /** Events that a function never took. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { settings, jobTimeout }: StorageProps) {
    super(scope, id);
    this.key = this.#key();
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      ...PRIVATE,
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(365) }],
    });
    this.recordings = new Bucket(this, 'Recordings', {
      ...PRIVATE,
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      // The library's own types do not hold under exactOptionalPropertyTypes.
      serverAccessLogsBucket: this.accessLogs as IBucket,
      serverAccessLogsPrefix: 'recordings/',
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
        ...expiryRules('recordings', settings),
      ],
    });
    this.evidence = new Bucket(this, 'Evidence', {
      ...PRIVATE,
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      versioned: true,
      serverAccessLogsBucket: this.accessLogs as IBucket,
      serverAccessLogsPrefix: 'evidence/',
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
        ...expiryRules('evidence', settings),
      ],
    });
    this.signingKey = new Key(this, 'SigningKey', {
      description: 'Hotline Guard: signs evidence packages',
      keySpec: KeySpec.RSA_3072,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.anchors = new Bucket(this, 'Anchors', {
      ...PRIVATE,
      encryption: BucketEncryption.S3_MANAGED,
      serverAccessLogsBucket: this.accessLogs as IBucket,
      serverAccessLogsPrefix: 'anchors/',
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.compliance(
        Duration.days(settings.audit.retentionDays + LOCKED_DAYS),
      ),
    });
    this.secret = new Secret(this, 'Secret', {
      description: 'Hotline Guard: put the Twilio auth token into twilioAuthTokens; masterKey was made here.',
      encryptionKey: this.key,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ twilioAuthTokens: [] }),
        generateStringKey: 'masterKey',
        passwordLength: 64,
        excludePunctuation: true,
      },
    });
    this.deadLetters = new Queue(this, 'DeadLetters', KEPT_FOR_TWO_WEEKS);
    this.shelves = perQueue((name) => new Queue(this, `DeadLetters-${name}`, KEPT_FOR_TWO_WEEKS));
    this.queues = perQueue(
      (name) =>
        new Queue(this, name === 'work' ? FIRST_QUEUE : `Deferred-${name}`, {
          ...KEPT_FOR_TWO_WEEKS,
          // AWS recommends a visibility timeout of six times the function's timeout.
          visibilityTimeout: Duration.seconds(jobTimeout.toSeconds() * 6),
          deadLetterQueue: { queue: this.shelves[name], maxReceiveCount: maxReceiveCount(name) },
        }),
    );
  }

  /** One key for recordings, secret and alarms; CloudWatch has to be able to send the latter. */
  #key(): Key {
    const key = new Key(this, 'Key', {
      description: 'Hotline Guard: recordings, secret, alarms',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
      }),
    );
    return key;
  }
}

const PRIVATE = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
} as const;
