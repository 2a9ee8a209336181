// Where the stack departs from the AwsSolutions and Serverless rules of cdk-nag, and why.
import { Stack, Validations } from 'aws-cdk-lib';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { hasDefaultDomain, type ConsoleSite } from './console-site.ts';
import type { FallbackDocuments } from './fallback.ts';
import type { Functions } from './functions.ts';
import type { HttpEndpoint } from './http.ts';
import type { SignIn } from './sign-in.ts';
import type { Storage } from './storage.ts';

interface Parts {
  readonly http: HttpEndpoint;
  readonly fallback: FallbackDocuments;
  readonly functions: Functions;
  readonly storage: Storage;
  readonly signIn: SignIn | undefined;
  readonly site: ConsoleSite | undefined;
}

/** Rule -> reason. Each reason is read by whoever reviews the deployment. */
type Reasons = Readonly<Record<string, string>>;

const UPLOAD =
  'The CDK’s own function puts the console’s files into their bucket, during a deployment only; its runtime and its permissions are the library’s.';

/** Part of the stack -> rule -> why it does not hold there. The permission to recordings is in `recordingObjects`. */
export const EXCEPTIONS = {
  http: {
    'AwsSolutions::AwsSolutions-APIG4':
      'Voice routes are authenticated by the carrier’s signature over the public URL, API routes by a bearer token of any OIDC issuer; both are checked in the functions, per row of the route table. Health, OpenAPI and the report page with its API are public on purpose; reports cost a proof of work and are limited.',
  },
  fallback: {
    'AwsSolutions::AwsSolutions-APIG4':
      'Two constant documents without any data; the carrier has to be able to fetch them when everything else is down.',
    'AwsSolutions::AwsSolutions-COG4':
      'Two constant documents without any data; the carrier has to be able to fetch them when everything else is down.',
    'AwsSolutions::AwsSolutions-APIG1':
      'Logs of a REST API need an account-wide role that this stack must not own; the requests carry callers’ numbers, which are better not logged.',
    'AwsSolutions::AwsSolutions-APIG2':
      'There is nothing to validate: the mock integration ignores the request and answers a constant.',
    'AwsSolutions::AwsSolutions-APIG3':
      'There is nothing behind the mock integration to protect; it is throttled, and a firewall could only keep the carrier out.',
    'AwsSolutions::AwsSolutions-APIG6':
      'Logs of a REST API need an account-wide role that this stack must not own; the requests carry callers’ numbers, which are better not logged.',
    'Serverless::Serverless-APIGWAccessLogging':
      'Logs of a REST API need an account-wide role that this stack must not own; the requests carry callers’ numbers, which are better not logged.',
    'Serverless::Serverless-APIGWXrayEnabled':
      'A constant answer of a mock integration has nothing to trace.',
  },
  functions: {
    'Serverless::Serverless-LambdaTracing':
      'X-Ray does not exist for Lambda in the China regions, and its client costs start time on the voice path; each webhook logs its own duration instead.',
    'Serverless::Serverless-LambdaDLQ':
      'Voice, admin and public functions are only invoked synchronously, where a dead-letter queue is never used; the jobs function has one.',
    'Serverless::Serverless-LambdaEventSourceMappingDestination':
      'The source is an SQS queue with a dead-letter queue of its own; a destination applies to streams.',
  },
  transcription: {
    'AwsSolutions::AwsSolutions-IAM5[Resource::*]':
      'Starting a transcription job knows no resources; conditions on its output bucket and key stand in their place.',
  },
  deadLetters: {
    'Serverless::Serverless-SQSRedrivePolicy': 'This is the dead-letter queue itself; an alarm watches it.',
  },
  secret: {
    'AwsSolutions::AwsSolutions-SMG4':
      'The auth token is rotated at the carrier by hand (two tokens are accepted meanwhile); rotating the master key would change every pseudonym.',
  },
  originSecret: {
    'AwsSolutions::AwsSolutions-SMG4':
      'It proves to the functions that CloudFront names the visitor, and opens nothing; a deployment that replaces it changes both ends together.',
  },
  signIn: {
    'AwsSolutions::AwsSolutions-COG8':
      'Threat protection needs the Plus plan, billed per user; multi-factor sign-in is required instead.',
  },
  site: {
    'AwsSolutions::AwsSolutions-CFR1':
      'Staff may work from anywhere; where they may not, the identity provider is the place to say so.',
    'AwsSolutions::AwsSolutions-CFR2':
      'The files are public and constant; the API behind them is throttled and checks a token on every route.',
    'AwsSolutions::AwsSolutions-CFR3':
      'The log would carry query strings, and with them callers’ numbers; the API has an access log without them.',
    'AwsSolutions::AwsSolutions-CFR4':
      'CloudFront fixes the policy of its own certificate; with consoleDomain it is TLS 1.2 and above.',
  },
  upload: {
    'AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
      UPLOAD,
    'AwsSolutions::AwsSolutions-IAM5[Action::s3:GetObject*]': UPLOAD,
    'AwsSolutions::AwsSolutions-IAM5[Action::s3:GetBucket*]': UPLOAD,
    'AwsSolutions::AwsSolutions-IAM5[Action::s3:List*]': UPLOAD,
    'AwsSolutions::AwsSolutions-IAM5[Action::s3:DeleteObject*]': UPLOAD,
    'AwsSolutions::AwsSolutions-IAM5[Action::s3:Abort*]': UPLOAD,
    'AwsSolutions::AwsSolutions-L1': UPLOAD,
    'Serverless::Serverless-LambdaDLQ': UPLOAD,
    'Serverless::Serverless-LambdaTracing': UPLOAD,
    'Serverless::Serverless-LambdaLatestVersion': UPLOAD,
  },
} as const satisfies Record<string, Reasons>;

export function noteExceptions({ http, fallback, functions, storage, signIn, site }: Parts): void {
  except(http, EXCEPTIONS.http);
  except(fallback, EXCEPTIONS.fallback);
  except(functions, { ...EXCEPTIONS.functions, ...storedObjects(storage) });
  except(functions.node.findChild('jobs-role'), EXCEPTIONS.transcription);
  for (const queue of [storage.deadLetters, ...Object.values(storage.shelves)])
    except(queue, EXCEPTIONS.deadLetters);
  except(storage.secret, EXCEPTIONS.secret);
  if (signIn !== undefined) except(signIn, EXCEPTIONS.signIn);
  if (site !== undefined) {
    except(site, EXCEPTIONS.site);
    except(site.originSecret, EXCEPTIONS.originSecret);
    if (!hasDefaultDomain(Stack.of(site).region)) except(site, IN_CHINA);
    except(uploadFunction(site), { ...EXCEPTIONS.upload, ...uploadedObjects(site) });
  }
}

const IN_CHINA: Reasons = {
  'AwsSolutions::AwsSolutions-CFR7':
    'Origin access control does not exist in the China regions; the bucket admits an origin access identity instead.',
};

/** One for the whole stack, beside the parts, under a name that the library makes. */
function uploadFunction(site: ConsoleSite): IConstruct {
  const found = Stack.of(site).node.children.find(({ node }) =>
    node.id.startsWith('Custom::CDKBucketDeployment'),
  );
  if (found === undefined) throw new Error('the stack uploads no files');
  return found;
}

/** The findings name the console's bucket, and the one that deployments come from. */
function uploadedObjects({ bucket }: ConsoleSite): Reasons {
  const stack = Stack.of(bucket);
  const id = stack.getLogicalId(bucket.node.defaultChild as CfnBucket);
  return {
    [`AwsSolutions::AwsSolutions-IAM5[Resource::<${id}.Arn>/*]`]: UPLOAD,
    [`AwsSolutions::AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-${stack.region}/*]`]:
      UPLOAD,
  };
}

/** The findings name the buckets by their logical ids. */
function storedObjects({ recordings, anchors, evidence }: Storage): Reasons {
  const evidenceId = Stack.of(evidence).getLogicalId(evidence.node.defaultChild as CfnBucket);
  const id = Stack.of(recordings).getLogicalId(recordings.node.defaultChild as CfnBucket);
  const anchorsId = Stack.of(anchors).getLogicalId(anchors.node.defaultChild as CfnBucket);
  return {
    [`AwsSolutions::AwsSolutions-IAM5[Resource::<${evidenceId}.Arn>/packages/*]`]:
      'Evidence packages are objects under one prefix of one bucket; their names are not known before they exist.',
    [`AwsSolutions::AwsSolutions-IAM5[Resource::<${evidenceId}.Arn>/copies/*]`]:
      'Copies of people’s own data are objects under one prefix of one bucket; their names are not known before they exist.',
    [`AwsSolutions::AwsSolutions-IAM5[Resource::<${anchorsId}.Arn>/erasures/*]`]:
      'Notes of erasures are objects under one prefix of one bucket; their names are not known before they exist.',
    [`AwsSolutions::AwsSolutions-IAM5[Resource::<${anchorsId}.Arn>/*]`]:
      'Anchors of the audit log are all objects of one bucket; they are named after days.',
    [`AwsSolutions::AwsSolutions-IAM5[Resource::<${id}.Arn>/held/*]`]:
      'Copies of recordings under a legal hold are objects under one prefix of one bucket; their names are not known before they exist.',
    [`AwsSolutions::AwsSolutions-IAM5[Resource::<${id}.Arn>/voicemail/*]`]:
      'Recordings are objects under one prefix of one bucket; their names are not known before they exist.',
    [`AwsSolutions::AwsSolutions-IAM5[Resource::<${id}.Arn>/snapshot/*]`]:
      'The copy of the lists and its label are the two objects under one prefix of one bucket.',
    [`AwsSolutions::AwsSolutions-IAM5[Resource::<${id}.Arn>/attachments/*]`]:
      'Attachments of cases are objects under one prefix of one bucket; their names are not known before they exist.',
    [`AwsSolutions::AwsSolutions-IAM5[Resource::<${id}.Arn>/transcripts/*]`]:
      'What Amazon Transcribe writes are objects under one prefix of one bucket; their names are not known before they exist.',
  };
}

function except(scope: IConstruct, reasons: Reasons): void {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(scope).acknowledge({ id, reason });
}
