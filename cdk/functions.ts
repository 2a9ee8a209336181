// The Lambda functions: their code, environment, limits and permissions.
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { FUNCTIONS, type FunctionName } from '../functions/routes.ts';
import { deadLettersVariable, QUEUES, queueVariable } from '../functions/queue/lanes.ts';
import { TABLE_NAMES, tableVariable } from '../store/tables.ts';
import { bundleFunction, SETTINGS_FILE } from './bundle.ts';
import { deploymentOf, type DeploymentConfiguration, type Issuer } from './configuration.ts';
import {
  anchorActions,
  beginsTranscription,
  emailStatement,
  copyActions,
  erasureLogActions,
  evidenceActions,
  hasTranscripts,
  movesFromShelf,
  listCopyActions,
  attachmentActions,
  recordingActions,
  sendsEmail,
  sendsToQueue,
  shelfActions,
  tableStatements,
  transcriptActions,
  transcriptionJobs,
  transcriptionStatement,
} from './permissions.ts';
import type { Storage } from './storage.ts';
import type { Tables } from './tables.ts';

interface Limits {
  readonly timeout: Duration;
  readonly memorySize: number;
}

/** More memory is more processor: a cold voice function should not be heard. */
export const LIMITS = {
  voice: { timeout: Duration.seconds(10), memorySize: 1024 },
  admin: { timeout: Duration.seconds(29), memorySize: 1024 },
  public: { timeout: Duration.seconds(10), memorySize: 256 },
  sharing: { timeout: Duration.seconds(20), memorySize: 1024 },
  jobs: { timeout: Duration.seconds(60), memorySize: 512 },
  packages: { timeout: Duration.minutes(15), memorySize: 1769 },
  rights: { timeout: Duration.minutes(15), memorySize: 1024 },
} as const satisfies Record<FunctionName, Limits>;

export interface FunctionsProps {
  readonly configuration: DeploymentConfiguration;
  readonly publicUrl: string;
  readonly issuer: Issuer | undefined;
  readonly tables: Tables;
  readonly storage: Storage;
  /** By which CloudFront is known; undefined where there is no console. */
  readonly originSecret: Secret | undefined;
}

export class Functions extends Construct {
  readonly all: Readonly<Record<FunctionName, LambdaFunction>>;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    this.all = Object.fromEntries(FUNCTIONS.map((name) => [name, this.#create(name, props)])) as Record<
      FunctionName,
      LambdaFunction
    >;
  }

  #create(name: FunctionName, props: FunctionsProps): LambdaFunction {
    const { configuration, storage } = props;
    const logGroup = new LogGroup(this, `${name}-log`, {
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    return new LambdaFunction(this, name, {
      description: `Hotline Guard (${configuration.stage}): ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(bundleFunction(name, configuration.settingsFile)),
      handler: 'index.handler',
      ...LIMITS[name],
      ...(name === 'voice' ? { reservedConcurrentExecutions: configuration.voiceConcurrency } : {}),
      ...(hasEvents(name) ? { deadLetterQueue: storage.deadLetters } : {}),
      role: this.#role(name, logGroup, props),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: {
        ...environmentOf(props),
        ...senderOf(name, configuration),
        ...transcriptionOf(name, props),
        ...originOf(name, props),
        ...(name === 'packages' ? { EVIDENCE_KEY_ARN: storage.signingKey.keyArn } : {}),
      },
    });
  }

  #role(name: FunctionName, logGroup: LogGroup, props: FunctionsProps): Role {
    const { tables, storage, configuration } = props;
    const role = new Role(this, `${name}-role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const allow = (actions: string[], resources: string[]): void => {
      if (actions.length > 0)
        role.addToPolicy(new PolicyStatement({ effect: Effect.ALLOW, actions, resources }));
    };
    for (const statement of tableStatements(name, tables.all)) role.addToPolicy(statement);
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    allow(['secretsmanager:GetSecretValue'], [storage.secret.secretArn]);
    const arns = (queues: Storage['queues']): string[] =>
      Object.values(queues).map(({ queueArn }) => queueArn);
    allow(sendsToQueue(name) || movesFromShelf(name) ? ['sqs:SendMessage'] : [], arns(storage.queues));
    allow(movesFromShelf(name) ? ['sqs:GetQueueAttributes'] : [], arns(storage.queues));
    allow(shelfActions(name), arns(storage.shelves));
    allow(recordingActions(name), [storage.recordings.arnForObjects('voicemail/*')]);
    allow(attachmentActions(name), [storage.recordings.arnForObjects('attachments/*')]);
    for (const place of ['voicemail/*', 'held/*'])
      allow(recordingActions(name), [storage.recordings.arnForObjects(place)]);
    // Without it S3 answers 403 in place of 404 for what is not there.
    allow(recordingActions(name).length === 0 ? [] : ['s3:ListBucket'], [storage.recordings.bucketArn]);
    allow(listCopyActions(name), [storage.recordings.arnForObjects('snapshot/*')]);
    allow(anchorActions(name), [storage.anchors.arnForObjects('*')]);
    allow(anchorActions(name).length === 0 ? [] : ['s3:ListBucket'], [storage.anchors.bucketArn]);
    allow(transcriptActions(name), [storage.recordings.arnForObjects('transcripts/*')]);
    if (beginsTranscription(name))
      role.addToPolicy(transcriptionStatement(storage.recordings.bucketName, storage.key.keyArn));
    allow(evidenceActions(name), [storage.evidence.arnForObjects('packages/*')]);
    allow(copyActions(name), [storage.evidence.arnForObjects('copies/*')]);
    allow(copyActions(name).includes('s3:DeleteObjectVersion') ? ['s3:ListBucketVersions'] : [], [
      storage.evidence.bucketArn,
    ]);
    allow(erasureLogActions(name), [storage.anchors.arnForObjects('erasures/*')]);
    allow(erasureLogActions(name).length === 0 ? [] : ['s3:ListBucket'], [storage.anchors.bucketArn]);
    allow(name === 'packages' ? ['kms:GetPublicKey', 'kms:Sign'] : [], [storage.signingKey.keyArn]);
    allow(keyActions(name), [storage.key.keyArn]);
    const sender = senderOf(name, configuration).NOTIFY_FROM;
    if (sender !== undefined) role.addToPolicy(emailStatement(Stack.of(this), sender));
    return role;
  }
}

/** Functions that something else than a request starts. */
const hasEvents = (name: FunctionName): boolean =>
  name === 'jobs' || name === 'packages' || name === 'rights';

/** The key opens the secret, and the recordings for those who may have them. */
const keyActions = (name: FunctionName): string[] =>
  [
    ...recordingActions(name),
    ...evidenceActions(name),
    ...copyActions(name),
    ...attachmentActions(name),
  ].includes('s3:PutObject')
    ? ['kms:Decrypt', 'kms:GenerateDataKey']
    : ['kms:Decrypt'];

/** For the function that sends e-mail, where a sender is named. */
const senderOf = (name: FunctionName, { notifyFrom }: DeploymentConfiguration): { NOTIFY_FROM?: string } =>
  notifyFrom === undefined || !sendsEmail(name) ? {} : { NOTIFY_FROM: notifyFrom };

/** What `functions/jobs/handler.ts` reads beside it. */
const transcriptionOf = (
  name: FunctionName,
  { configuration, storage }: FunctionsProps,
): Record<string, string> =>
  hasTranscripts(name)
    ? {
        TRANSCRIPTION_JOBS: transcriptionJobs(configuration.stage),
        TRANSCRIPTS_KEY_ARN: storage.key.keyArn,
      }
    : {};

/** For the function that counts visitors. CloudFormation puts the value in: it is in no template. */
const originOf = (name: FunctionName, { originSecret }: FunctionsProps): Record<string, string> =>
  name === 'public' && originSecret !== undefined
    ? { ORIGIN_SECRET: originSecret.secretValue.unsafeUnwrap() }
    : {};

/** What `functions/runtime-aws.ts` reads. */
function environmentOf({
  configuration,
  publicUrl,
  issuer,
  tables,
  storage,
}: FunctionsProps): Record<string, string> {
  return {
    ...Object.fromEntries(TABLE_NAMES.map((table) => [tableVariable(table), tables.all[table].tableName])),
    PUBLIC_URL: publicUrl,
    TWILIO_ACCOUNT_SID: configuration.twilioAccountSid,
    TWILIO_REGION: configuration.twilioRegion,
    ...(deploymentOf(configuration).cloudFront === true ? { CLOUDFRONT: 'yes' } : {}),
    SECRETS_ARN: storage.secret.secretArn,
    SETTINGS_FILE,
    ...Object.fromEntries(QUEUES.map((name) => [queueVariable(name), storage.queues[name].queueUrl])),
    ...Object.fromEntries(QUEUES.map((name) => [deadLettersVariable(name), storage.shelves[name].queueUrl])),
    RECORDINGS_BUCKET: storage.recordings.bucketName,
    EVIDENCE_BUCKET: storage.evidence.bucketName,
    ANCHORS_BUCKET: storage.anchors.bucketName,
    ...(issuer === undefined
      ? {}
      : {
          OIDC_ISSUER: issuer.issuer,
          OIDC_AUDIENCE: issuer.audience,
          OIDC_ROLES_CLAIM: issuer.rolesClaim,
          OIDC_JWKS_URL: issuer.jwksUrl,
        }),
  };
}
