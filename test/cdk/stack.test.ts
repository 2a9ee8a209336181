// The template that `cdk synth` writes, against the tables that the whole project is built from.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { RETRIES } from '../../functions/queue/attempts.ts';
import { QUEUES } from '../../functions/queue/lanes.ts';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readDeployments } from '../../cdk/configuration.ts';
import { EXCEPTIONS } from '../../cdk/exceptions.ts';
import {
  cacheControl,
  CONSOLE_HEADERS,
  contentSecurityPolicy,
} from '../../functions/http/console-headers.ts';
import {
  FUNCTIONS,
  JOBS,
  routeKey,
  ROUTES,
  type Access,
  type FunctionName,
  type Job,
  type Route,
} from '../../functions/routes.ts';
import {
  SWEEP_OPERATIONS,
  TABLE_NAMES,
  TABLES,
  tableVariable,
  type TableDefinition,
  type TableName,
} from '../../store/tables.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { FALLBACK_DOCUMENTS } from '../../twiml/fallback.ts';
import {
  Assembly,
  listed,
  referenceIn,
  synthesise,
  type Statement,
  type CfnResource,
  type Synthesis,
} from '../support/assembly.ts';

const REGIONS = ['us-east-1', 'eu-central-1', 'cn-north-1', 'cn-northwest-1'] as const;
let everywhere: Synthesis;
let assembly: Assembly;

beforeAll(async () => {
  everywhere = await synthesise({ region: REGIONS.join(',') });
  assembly = inRegion('us-east-1');
});
afterAll(() => {
  everywhere.remove();
});

const inRegion = (region: string): Assembly => new Assembly(everywhere.folder, region);

/** What the command warned of in one region: each warning is followed by a line with its stack. */
const warningsOf = (region: string): string =>
  [...everywhere.output.matchAll(/^WARNING (.*)\n +HotlineGuard-dev-(\S+)$/gm)]
    .flatMap(([, words = '', where]) => (where === region ? [words] : []))
    .join('\n');

/** Logical id of each function, found by the words that it is described with. */
const functionIds = (): Record<FunctionName, string> =>
  Object.fromEntries(
    FUNCTIONS.map((name) => {
      const found = assembly
        .functions()
        .filter(([, { Properties }]) => String(Properties.Description).endsWith(`: ${name}`));
      expect(found).toHaveLength(1);
      return [name, found[0]?.[0] ?? ''];
    }),
  ) as Record<FunctionName, string>;

/** Logical id of each table, as the functions are told it. */
const tableIds = (): Record<TableName, string> => {
  const { Variables } = assembly.resource(functionIds().voice).Properties.Environment as {
    Variables: Record<string, unknown>;
  };
  return Object.fromEntries(
    TABLE_NAMES.map((table) => [table, referenceIn(Variables[tableVariable(table)]) ?? '']),
  ) as Record<TableName, string>;
};

/** Everything that a function's role may do. */
const statementsOf = (name: FunctionName): Statement[] => {
  const role = referenceIn(assembly.resource(functionIds()[name]).Properties.Role);
  const { ManagedPolicyArns, Policies } = assembly.resource(role ?? '').Properties;
  expect([ManagedPolicyArns, Policies]).toEqual([undefined, undefined]);
  return assembly.statementsOf(functionIds()[name]);
};

describe.each(Object.entries<Route>(ROUTES))('route %s', (_id, route) => {
  test('is on the endpoint, and its function answers', () => {
    const routes = assembly
      .ofType('AWS::ApiGatewayV2::Route')
      .filter(([, { Properties }]) => Properties.RouteKey === routeKey(route));
    expect(routes).toHaveLength(1);
    const integration = assembly.resource(referenceIn(routes[0]?.[1].Properties.Target) ?? '').Properties;
    expect(integration).toMatchObject({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' });
    expect(referenceIn(integration.IntegrationUri)).toBe(functionIds()[route.function]);
  });

  test('its function may use the tables of the row', () => {
    const granted = grantedTables(route.function);
    const wanted = [
      ...route.reads.map((table) => [table, TABLES[table].reads] as const),
      ...route.writes.map((table) => [table, TABLES[table].writes] as const),
    ];
    for (const [table, operations] of wanted) {
      expect(granted[table]).toEqual(expect.arrayContaining(operations.map((name) => `dynamodb:${name}`)));
    }
  });
});

/** Table -> actions that the function's role has on it. */
function grantedTables(name: FunctionName): Partial<Record<TableName, string[]>> {
  const ids = Object.entries(tableIds()) as [TableName, string][];
  const granted: Partial<Record<TableName, string[]>> = {};
  for (const { Action, Resource } of statementsOf(name)) {
    const actions = listed(Action).filter((action) => action.startsWith('dynamodb:'));
    if (actions.length === 0) continue;
    for (const resource of listed(Resource)) {
      const table = ids.find(([, id]) => id === referenceIn(resource))?.[0];
      if (table === undefined) throw new Error(`${name} is granted ${JSON.stringify(resource)}`);
      granted[table] = [...new Set([...(granted[table] ?? []), ...actions])];
    }
  }
  return granted;
}

const rowsOf = (name: FunctionName): Access[] => [
  ...Object.values<Route>(ROUTES).filter((route) => route.function === name),
  ...Object.values<Job>(JOBS).filter((job) => (job.function ?? 'jobs') === name),
];

/** What the function may do with the objects of a bucket whose keys begin so. */
const actionsUnder = (name: FunctionName, prefix: string): string[] =>
  statementsOf(name)
    .filter(({ Resource }) => JSON.stringify(Resource).includes(`/${prefix}/*`))
    .flatMap(({ Action }) => listed(Action));

describe.each([...FUNCTIONS])('the function %s', (name) => {
  test('may use exactly the tables of its rows', () => {
    const wanted = TABLE_NAMES.flatMap((table) => {
      const definition: TableDefinition = TABLES[table];
      const reads = rowsOf(name).some((row) => row.reads.includes(table)) ? definition.reads : [];
      const writes = rowsOf(name).some((row) => row.writes.includes(table)) ? definition.writes : [];
      const sweeps = rowsOf(name).flatMap((row) =>
        row.sweeps === undefined ? [] : SWEEP_OPERATIONS[row.sweeps],
      );
      const actions = [...new Set([...reads, ...writes, ...sweeps])].map((one) => `dynamodb:${one}`);
      return actions.length === 0 ? [] : [[table, actions.toSorted()]];
    });
    const granted = Object.entries(grantedTables(name)).map(([table, actions]) => [
      table,
      actions.toSorted(),
    ]);
    expect(Object.fromEntries(granted)).toEqual(Object.fromEntries(wanted));
  });

  test('uses queue and recordings as its rows say', () => {
    const actions = statementsOf(name).flatMap(({ Action }) => listed(Action));
    const rows = rowsOf(name);
    const dead = name === 'jobs' || name === 'packages' || name === 'rights';
    expect(actions.includes('sqs:SendMessage')).toBe(dead || rows.some(({ queue }) => queue === 'sends'));
    const shelf = rows.flatMap((row) => row.shelf ?? []);
    expect(actions.includes('sqs:StartMessageMoveTask')).toBe(shelf.includes('retries'));
    expect(actions.includes('sqs:DeleteMessage')).toBe(
      name === 'jobs' || shelf.includes('retries') || shelf.includes('drops'),
    );
    const recordings = actionsUnder(name, 'voicemail');
    expect(recordings.includes('s3:PutObject')).toBe(rows.some((row) => row.recordings === 'writes'));
    expect(recordings.includes('s3:GetObject')).toBe(rows.some((row) => row.recordings !== undefined));
    const acts = rows.flatMap(({ attachments = [] }) => attachments);
    const ofActs = { puts: 's3:PutObject', gets: 's3:GetObject', removes: 's3:DeleteObject' } as const;
    expect(actionsUnder(name, 'attachments').toSorted()).toEqual(
      [...new Set(acts.map((act) => ofActs[act]))].toSorted(),
    );
    const copies = rows.flatMap(({ listCopies = [] }) => listCopies);
    expect(actionsUnder(name, 'snapshot')).toEqual([
      ...(copies.includes('writes') ? ['s3:PutObject'] : []),
      ...(copies.length === 0 ? [] : ['s3:GetObject']),
    ]);
    expect(actions).toContain('secretsmanager:GetSecretValue');
  });

  test('sends e-mail only where a sender is named', () => {
    const actions = statementsOf(name).flatMap(({ Action }) => listed(Action));
    expect(actions.filter((action) => action.startsWith('ses:'))).toEqual([]);
  });

  test('is granted nothing by wildcard but prefixes of the recordings and packages, the anchors, and an action that knows no resources', () => {
    for (const { Effect, Action, Resource } of statementsOf(name)) {
      expect(Effect).toBe('Allow');
      expect(listed(Action).filter((action) => action.includes('*'))).toEqual([]);
      if (Action === 'transcribe:StartTranscriptionJob') continue;
      const text = JSON.stringify(Resource);
      expect(
        text.replace(
          /\/(voicemail|held|transcripts|attachments|packages|copies|snapshot)\/\*|Anchors.*\/\*/,
          '',
        ),
      ).not.toContain('*');
    }
  });
});

test('the endpoint has no route that the table does not have', () => {
  const keys = assembly.ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties.RouteKey);
  expect(keys.toSorted()).toEqual(Object.values<Route>(ROUTES).map(routeKey).toSorted());
});

test.each(TABLE_NAMES)('the table %s is as its row says, and outlives mistakes', (name) => {
  const definition: TableDefinition = TABLES[name];
  const table = assembly.resource(tableIds()[name]);
  const schema = ({ partition, sort }: { partition: string; sort?: string }) => [
    { AttributeName: partition, KeyType: 'HASH' },
    ...(sort === undefined ? [] : [{ AttributeName: sort, KeyType: 'RANGE' }]),
  ];
  const indexes = Object.entries(definition.indexes ?? {});
  const attributes = [definition.key, ...indexes.map(([, key]) => key)].flatMap(({ partition, sort }) =>
    sort === undefined ? [partition] : [partition, sort],
  );
  expect(table.DeletionPolicy).toBe('Retain');
  expect(table.Properties).toMatchObject({
    KeySchema: schema(definition.key),
    BillingMode: 'PAY_PER_REQUEST',
    DeletionProtectionEnabled: true,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    SSESpecification: { SSEEnabled: true },
  });
  expect(sorted(table.Properties.AttributeDefinitions, 'AttributeName')).toEqual(
    sorted(
      [...new Set(attributes)].map((AttributeName) => ({
        AttributeName,
        AttributeType: definition.numbers?.includes(AttributeName) === true ? 'N' : 'S',
      })),
      'AttributeName',
    ),
  );
  expect(sorted(table.Properties.GlobalSecondaryIndexes ?? [], 'IndexName')).toEqual(
    sorted(
      indexes.map(([IndexName, key]) => ({
        IndexName,
        KeySchema: schema(key),
        Projection: { ProjectionType: 'ALL' },
      })),
      'IndexName',
    ),
  );
});

const sorted = (items: unknown, by: string): Record<string, unknown>[] =>
  (items as Record<string, unknown>[]).toSorted((a, b) => String(a[by]).localeCompare(String(b[by])));

describe('what is kept', () => {
  test('recordings: encrypted with our key, private, logged, deleted with their calls', () => {
    const variables = (assembly.resource(functionIds().jobs).Properties.Environment as { Variables: object })
      .Variables as Record<string, unknown>;
    const { Properties } = assembly.resource(referenceIn(variables.RECORDINGS_BUCKET) ?? '');
    expect(JSON.stringify(Properties.BucketEncryption)).toContain('aws:kms');
    expect(Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    const { Rules } = Properties.LifecycleConfiguration as { Rules: Record<string, unknown>[] };
    const expiring = Rules.filter(({ ExpirationInDays }) => ExpirationInDays !== undefined);
    // Nothing ends what lies under held/.
    expect(expiring.map(({ Prefix }) => Prefix)).toEqual(['voicemail/', 'transcripts/', 'snapshot/']);
    expect(Properties.LoggingConfiguration).toBeDefined();
  });

  test('the secret is made by AWS and in no template or environment', () => {
    const [secret] = assembly.ofType('AWS::SecretsManager::Secret');
    expect(secret?.[1].Properties.GenerateSecretString).toMatchObject({
      GenerateStringKey: 'masterKey',
      SecretStringTemplate: '{"twilioAuthTokens":[]}',
    });
    for (const [, { Properties }] of assembly.functions()) {
      const { Variables } = Properties.Environment as { Variables: Record<string, unknown> };
      expect(Object.keys(Variables).filter((name) => /TOKEN|PASSWORD|_KEY$/.test(name))).toEqual([]);
    }
  });

  test('each queue has a lane of its own, dead letters of its own, and somebody is told of them', () => {
    const sources = assembly.ofType('AWS::Lambda::EventSourceMapping');
    expect(sources).toHaveLength(QUEUES.length);
    const dead = sources.map(([, { Properties }]) => {
      expect(referenceIn(Properties.FunctionName)).toBe(functionIds().jobs);
      expect(Properties).toMatchObject({
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 10 },
      });
      const queue = assembly.resource(referenceIn(Properties.EventSourceArn) ?? '');
      const { maxReceiveCount, deadLetterTargetArn } = queue.Properties.RedrivePolicy as Record<
        string,
        unknown
      >;
      // SQS takes no more than 1,000; and the function gives a task up before SQS does, so that it can say why.
      expect(maxReceiveCount).toBeLessThanOrEqual(1_000);
      expect(maxReceiveCount).toBeGreaterThan(RETRIES.outside.attempts);
      return referenceIn(deadLetterTargetArn);
    });
    expect(new Set(dead).size).toBe(QUEUES.length);
    for (const name of dead) {
      const watched = assembly
        .ofType('AWS::CloudWatch::Alarm')
        .filter(([, { Properties }]) => JSON.stringify(Properties.Dimensions).includes(`"${String(name)}"`));
      expect(watched.map(([, { Properties }]) => Properties.MetricName)).toEqual([
        'ApproximateNumberOfMessagesVisible',
      ]);
    }
  });

  test('every alarm watches something of this stack and tells somebody', () => {
    const alarms = assembly.ofType('AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThanOrEqual(8 + 2 * TABLE_NAMES.length);
    const [topic] = assembly.ofType('AWS::SNS::Topic');
    for (const [, { Properties }] of alarms) {
      expect(
        referenceIn((Properties.Dimensions as { Value: unknown }[]).map(({ Value }) => Value)),
      ).toBeDefined();
      expect(referenceIn(Properties.AlarmActions)).toBe(topic?.[0]);
    }
  });

  /** In the largest unit that is whole, as EventBridge writes it; one is singular. */
  function rateOf(minutes: number): string {
    const [unit, long] = (
      [
        ['day', 1_440],
        ['hour', 60],
      ] as const
    ).find(([, each]) => minutes % each === 0) ?? ['minute', 1];
    const count = minutes / long;
    return `rate(${String(count)} ${unit}${count === 1 ? '' : 's'})`;
  }

  test('jobs run as often as the table of jobs says', () => {
    const wanted = Object.entries<Job>(JOBS).flatMap(([job, { trigger, function: name = 'jobs' }]) =>
      typeof trigger === 'string'
        ? []
        : [[`{"job":"${job}"}`, rateOf(trigger.everyMinutes), functionIds()[name]]],
    );
    const scheduled = assembly
      .ofType('AWS::Events::Rule')
      .filter(([, { Properties }]) => Properties.ScheduleExpression !== undefined);
    const rules = scheduled.map(([, { Properties }]) => {
      const [target] = Properties.Targets as { Input: string; Arn: unknown }[];
      return [target?.Input, Properties.ScheduleExpression, referenceIn(target?.Arn)];
    });
    expect(rules).toEqual(wanted);
  });
});

describe('recordings that Amazon Transcribe writes down', () => {
  const environment = (name: FunctionName): Record<string, unknown> =>
    (assembly.resource(functionIds()[name]).Properties.Environment as { Variables: Record<string, unknown> })
      .Variables;

  test('word of their end comes to the jobs function, of this stage’s own jobs alone', () => {
    const rules = assembly
      .ofType('AWS::Events::Rule')
      .filter(([, { Properties }]) => Properties.EventPattern !== undefined);
    expect(rules).toHaveLength(1);
    const { EventPattern, Targets } = rules[0]?.[1].Properties ?? {};
    expect(EventPattern).toEqual({
      source: ['aws.transcribe'],
      'detail-type': ['Transcribe Job State Change'],
      detail: {
        TranscriptionJobName: [{ prefix: environment('jobs').TRANSCRIPTION_JOBS }],
        TranscriptionJobStatus: ['COMPLETED', 'FAILED'],
      },
    });
    const [target] = Targets as { Arn: unknown; Input?: string; DeadLetterConfig?: unknown }[];
    expect(referenceIn(target?.Arn)).toBe(functionIds().jobs);
    expect([target?.Input, target?.DeadLetterConfig]).toEqual([undefined, expect.anything()]);
  });

  test('are begun by the jobs function, into our bucket and under our key', () => {
    for (const name of FUNCTIONS) {
      const begins = statementsOf(name).filter(({ Action }) =>
        listed(Action).some((action) => action.startsWith('transcribe:')),
      );
      if (name !== 'jobs') expect([name, begins]).toEqual([name, []]);
      else
        expect(begins).toEqual([
          {
            Effect: 'Allow',
            Action: 'transcribe:StartTranscriptionJob',
            Resource: '*',
            Condition: {
              StringEquals: {
                'transcribe:OutputBucketName': environment(name).RECORDINGS_BUCKET,
                'transcribe:OutputEncryptionKMSKeyId': environment(name).TRANSCRIPTS_KEY_ARN,
              },
            },
          },
        ]);
    }
  });

  test('leave nothing behind: what no word came of is deleted after a day', () => {
    const bucket = assembly.resource(referenceIn(environment('jobs').RECORDINGS_BUCKET) ?? '').Properties;
    const { Rules } = bucket.LifecycleConfiguration as { Rules: { Prefix?: string }[] };
    expect(Rules.find(({ Prefix }) => Prefix === 'transcripts/')).toMatchObject({ ExpirationInDays: 1 });
  });
});

test('the fallback is a constant, for either method, and needs none of our code', () => {
  const methods = assembly.ofType('AWS::ApiGateway::Method').map(([, { Properties }]) => Properties);
  const answers = methods.map(({ HttpMethod, ResourceId, Integration }) => {
    const { PathPart } = assembly.resource(referenceIn(ResourceId) ?? '').Properties;
    const { Type, IntegrationResponses } = Integration as {
      Type: string;
      IntegrationResponses: { ResponseTemplates: Record<string, string> }[];
    };
    return [HttpMethod, PathPart, Type, IntegrationResponses[0]?.ResponseTemplates['application/json']];
  });
  const wanted = Object.entries(FALLBACK_DOCUMENTS).flatMap(([name, document]) =>
    ['GET', 'POST'].map((method) => [method, name, 'MOCK', document]),
  );
  expect(answers).toEqual(wanted);
  // API Gateway's mapping language would read these two characters as its own.
  expect(Object.values(FALLBACK_DOCUMENTS).join('')).not.toMatch(/[#$]/);
});

describe('the console', () => {
  interface Behavior {
    readonly PathPattern?: string;
    readonly TargetOriginId: string;
    readonly ResponseHeadersPolicyId?: unknown;
    readonly OriginRequestPolicyId?: unknown;
    readonly ViewerProtocolPolicy: string;
  }
  interface Config {
    readonly DefaultCacheBehavior: Behavior;
    readonly CacheBehaviors: readonly Behavior[];
    readonly Origins: readonly {
      readonly Id: string;
      readonly DomainName: unknown;
      readonly OriginAccessControlId?: unknown;
    }[];
  }
  const config = (): Config =>
    assembly.ofType('AWS::CloudFront::Distribution')[0]?.[1].Properties.DistributionConfig as Config;

  test('every route of the API is on its origin, no voice route is', () => {
    const { CacheBehaviors, Origins } = config();
    const files = new Set(
      Origins.filter(({ OriginAccessControlId }) => OriginAccessControlId !== undefined).map(({ Id }) => Id),
    );
    const toApi = (path: string): boolean => {
      const behavior = CacheBehaviors.find(({ PathPattern = '' }) =>
        new RegExp(`^${PathPattern.replaceAll('*', '.*')}$`).test(path),
      );
      return behavior !== undefined && !files.has(behavior.TargetOriginId);
    };
    for (const { path, function: name } of Object.values<Route>(ROUTES)) {
      expect([path, toApi(path)]).toEqual([path, name !== 'voice']);
    }
    expect(toApi('/assets/a.js')).toBe(false);
  });

  test('the report page is told whose browser it is, by CloudFront and nobody else', () => {
    const { CacheBehaviors, Origins } = config();
    for (const path of ['/api/public/*', '/report*', '/privacy']) {
      const behavior = CacheBehaviors.find(({ PathPattern }) => PathPattern === path);
      const policy = assembly.resource(referenceIn(behavior?.OriginRequestPolicyId) ?? '').Properties;
      expect(JSON.stringify(policy)).toContain('"CloudFront-Viewer-Address"');
      const origin = Origins.find(({ Id }) => Id === behavior?.TargetOriginId);
      expect(JSON.stringify(origin)).toMatch(/"HeaderName":"x-hotline-origin".*resolve:secretsmanager/);
    }
    // Before the routes of the console, which would fit too.
    const order = CacheBehaviors.map(({ PathPattern }) => PathPattern);
    expect(order.indexOf('/api/public/*')).toBeLessThan(order.indexOf('/api/*'));
    const counts = assembly
      .ofType('AWS::Lambda::Function')
      .filter(([, { Properties }]) => JSON.stringify(Properties).includes('"ORIGIN_SECRET"'))
      .map(([, { Properties }]) => String(Properties.Description));
    expect(counts).toEqual([expect.stringContaining(': public')]);
  });

  test('its files are private, and sent with the headers of the local server', () => {
    const { DefaultCacheBehavior, CacheBehaviors, Origins } = config();
    const origin = Origins.find(({ Id }) => Id === DefaultCacheBehavior.TargetOriginId);
    const bucket = assembly.resource(referenceIn(origin?.DomainName) ?? '').Properties;
    expect(bucket.PublicAccessBlockConfiguration).toMatchObject({ BlockPublicPolicy: true });
    expect(origin?.OriginAccessControlId).toBeDefined();
    const assets = CacheBehaviors.find(({ PathPattern }) => PathPattern === 'assets/*');
    const headersOf = (behavior: Behavior | undefined): string =>
      JSON.stringify(assembly.resource(referenceIn(behavior?.ResponseHeadersPolicyId) ?? '').Properties);
    for (const [behavior, file] of [
      [DefaultCacheBehavior, 'index.html'],
      [assets, 'assets/a.js'],
    ] as const) {
      expect(behavior?.ViewerProtocolPolicy).toBe('redirect-to-https');
      const headers = headersOf(behavior);
      // Cognito's two origins, one named by region, the other by account, and nothing else beside our own.
      const [before, after] = contentSecurityPolicy(['https://cognito-idp.us-east-1.']).split('1.;') as [
        string,
        string,
      ];
      expect(headers).toContain(`${before}1.`);
      expect(headers).toContain(after);
      expect(headers.split('https://')).toHaveLength(3);
      expect(headers).toMatch(
        /https:\/\/hotline-guard-dev-",\{"Ref":"AWS::AccountId"\},"\.auth\.us-east-1\.amazoncognito\.com;/,
      );
      expect(headers).toContain(cacheControl(file));
      expect(headers).toContain(CONSOLE_HEADERS['permissions-policy']);
    }
  });
});

describe('signing in to the console', () => {
  const client = () => assembly.ofType('AWS::Cognito::UserPoolClient')[0]!;

  test('Cognito sends codes to the console alone, by PKCE, and knows no secret', () => {
    const [, { Properties }] = client();
    expect(Properties).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
    });
    const console = JSON.stringify(assembly.template.Outputs?.ConsoleUrl?.Value);
    const address = console.replace(/"\]\]\}$/, '","/"]]}').replace(/\}\]\]\}$/, '},"/"]]}');
    expect(JSON.stringify(Properties.CallbackURLs)).toBe(`[${address}]`);
    expect(JSON.stringify(Properties.LogoutURLs)).toBe(`[${address}]`);
  });

  test('the functions check the client that the access tokens name', () => {
    for (const [, { Properties }] of assembly.functions()) {
      const { Variables } = Properties.Environment as { Variables: Record<string, unknown> };
      expect(Variables.OIDC_AUDIENCE).toEqual({ Ref: client()[0] });
      expect(Variables.OIDC_ROLES_CLAIM).toBe('cognito:groups');
    }
  });

  test('config.json announces it', () => {
    const [[, upload] = []] = assembly.ofType('Custom::CDKBucketDeployment');
    const told = JSON.stringify(upload?.Properties.SourceMarkers);
    expect(told).toContain(JSON.stringify({ Ref: client()[0] }));
  });
});

describe('the rule packs', () => {
  test.each(REGIONS)('are clean in %s', (region) => {
    const { exitCode, output } = everywhere;
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.not.stringContaining('ERROR') });
    const { reports } = inRegion(region);
    // Both packs have looked at the stack of this region: each finds the exceptions that it declares.
    for (const pack of ['AwsSolutions', 'Serverless'])
      expect(reports.find(({ pluginName }) => pluginName === pack)?.suppressedViolations).not.toEqual([]);
    expect(
      reports.map(({ pluginName, conclusion, violations }) => [pluginName, conclusion, violations]),
    ).toEqual(
      expect.arrayContaining([
        ['AwsSolutions', 'success', []],
        ['Serverless', 'success', []],
      ]),
    );
  });

  test('every exception has a reason that can be read, and covers something', () => {
    const used = assembly.reports.flatMap(({ suppressedViolations = [] }) => suppressedViolations);
    for (const { reason } of used) expect(reason).toMatch(/^\p{Lu}.{40,}\.$/u);
    const declared = Object.values(EXCEPTIONS).flatMap((reasons) => Object.keys(reasons));
    const covered = new Set(used.map(({ acknowledgedId }) => acknowledgedId));
    expect(declared.filter((id) => !covered.has(id))).toEqual([]);
  });
});

describe.each(REGIONS)('in %s', (region) => {
  test('no partition is written down', () => {
    const text = JSON.stringify(inRegion(region).template);
    expect(text).not.toMatch(/arn:aws[:-]/);
    expect(text).not.toContain('amazonaws.com.cn');
  });

  test('people sign in through Cognito where it exists, else the operator is told to name an issuer', () => {
    const output = warningsOf(region);
    expect(output).toContain('twilioAccountSid');
    const pools = inRegion(region).ofType('AWS::Cognito::UserPool');
    const china = region.startsWith('cn-');
    expect(pools).toHaveLength(china ? 0 : 1);
    expect(output.includes('oidcIssuer')).toBe(china);
    expect(output.includes('consoleDomain')).toBe(china);
  });
});

/** What the browser will read, out of the assets that are uploaded. */
function configurationIn(folder: string): unknown {
  const file = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('config.json'),
  );
  return JSON.parse(readFileSync(join(folder, file ?? ''), 'utf8'));
}

describe('what the operator gives', () => {
  test('an issuer of his own replaces Cognito and reaches the functions', async () => {
    const synthesis = await synthesise({
      region: 'cn-north-1',
      oidcIssuer: 'https://login.example.cn/',
      oidcAudience: 'hotline',
      oidcClientId: 'console',
      oidcScopes: 'openid offline_access',
      oidcTokenOrigin: 'https://tokens.example.cn',
      twilioAccountSid: `AC${'1'.repeat(32)}`,
      publicUrl: 'https://hotline.example.cn',
      consoleDomain: 'console.example.cn',
      consoleCertificate: 'ASCAEXAMPLE',
    });
    const own = new Assembly(synthesis.folder);
    expect(synthesis.output).not.toContain('WARNING');
    const functions: [string, CfnResource][] = own.functions();
    for (const [, { Properties }] of functions) {
      expect((Properties.Environment as { Variables: unknown }).Variables).toMatchObject({
        OIDC_ISSUER: 'https://login.example.cn/',
        OIDC_AUDIENCE: 'hotline',
        OIDC_JWKS_URL: 'https://login.example.cn/.well-known/jwks.json',
        PUBLIC_URL: 'https://hotline.example.cn',
        TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
      });
    }
    const [[, distribution] = []] = own.ofType('AWS::CloudFront::Distribution');
    expect(distribution?.Properties.DistributionConfig).toMatchObject({
      Aliases: ['console.example.cn'],
      ViewerCertificate: { IamCertificateId: 'ASCAEXAMPLE', MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
    const policies = JSON.stringify(own.ofType('AWS::CloudFront::ResponseHeadersPolicy'));
    expect(policies).toContain("connect-src 'self' https://login.example.cn https://tokens.example.cn;");
    expect(configurationIn(synthesis.folder)).toEqual({
      signIn: 'redirect',
      issuer: 'https://login.example.cn/',
      clientId: 'console',
      scopes: 'openid offline_access',
      audience: 'hotline',
    });
    synthesis.remove();
    expect(own.template.Outputs?.ConsoleUrl?.Value).toBe('https://console.example.cn');
    expect(own.template.Outputs?.VoiceUrl?.Value).toBe('https://hotline.example.cn/voice/incoming');
  });

  test('a sender of e-mail reaches the jobs function alone, which may send as nobody else', async () => {
    const { folder, remove } = await synthesise(
      { notifyFrom: 'guard@example.org' },
      { CDK_VALIDATION: 'false' },
    );
    const own = new Assembly(folder);
    remove();
    for (const [id, { Properties }] of own.ofType('AWS::Lambda::Function')) {
      const isJobs = String(Properties.Description).endsWith(': jobs');
      const { Variables } = Properties.Environment as { Variables: Record<string, unknown> };
      expect(Variables.NOTIFY_FROM).toBe(isJobs ? 'guard@example.org' : undefined);
      const may = own
        .statementsOf(id)
        .filter(({ Action }) => listed(Action).some((one) => one.startsWith('ses:')));
      expect(may.map(({ Action }) => Action)).toEqual(isJobs ? ['ses:SendEmail'] : []);
      if (!isJobs) continue;
      expect(may).toMatchObject([
        { Condition: { StringEquals: { 'ses:FromAddress': 'guard@example.org' } } },
      ]);
      const resources = listed(may[0]?.Resource).map((resource) => JSON.stringify(resource));
      expect(resources.map((resource) => /:identity\/([^"]+)/.exec(resource)?.[1])).toEqual([
        'guard@example.org',
        'example.org',
      ]);
    }
  });

  test.each([
    [
      { notifyFrom: 'Guard <g@x.org>' },
      'context "notifyFrom" is "Guard <g@x.org>"; it must be a plain e-mail address',
    ],
    [
      { twilioAccountSid: 'AC123' },
      'context "twilioAccountSid" is "AC123"; it must be AC and 32 hexadecimal digits',
    ],
    [{ publicUrl: 'http://x/' }, 'context "publicUrl" is "http://x/"; it must be an https URL'],
    [{ oidcIssuer: 'https://x' }, 'are given together or not at all'],
    [{ oidcIssuer: 'http://x', oidcClientId: 'c' }, 'it must be an https URL without query or fragment'],
    [
      {
        oidcIssuer: 'https://x',
        oidcClientId: 'c',
        oidcTokenOrigin: "https://y; script-src 'unsafe-inline'",
      },
      'it must be an https origin without a path',
    ],
    [{ settingsFile: 'package.json' }, 'package.json has problems'],
    [{ twilioRegion: 'us2' }, 'context "twilioRegion" is "us2"; it must be one of us1, ie1, au1'],
    [{ console: 'no' }, 'context "console" is "no"; it must be yes or none'],
    [{ region: 'us-east-1,banana' }, 'context "region" is "banana"; it must be an AWS region'],
    [{ region: 'us-east-1,cn-north-1,us-east-1' }, 'context "region" names us-east-1 twice'],
    [
      { region: 'us-east-1,cn-north-1', publicUrl: 'https://hotline.example.org' },
      'context "publicUrl" is the address of one region, and "region" names 2',
    ],
  ])('%j is refused in words', (context: Readonly<Record<string, string>>, words) => {
    expect(() => readDeployments((name) => context[name])).toThrow(words);
  });

  test('a stack that takes data out of the area of its settings is refused with the article, and one within is not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-residency-'));
    const settingsFile = join(folder, 'settings.json');
    writeFileSync(
      settingsFile,
      JSON.stringify({ ...SEED_SETTINGS, privacy: { residency: { within: 'EEA' } } }),
    );
    const read = (context: Readonly<Record<string, string>>) => () =>
      readDeployments((name) => ({ settingsFile, ...context })[name]);
    const refused = read({ region: 'us-east-1' });
    expect(refused).toThrow('keeps data within EEA, and the stack in us-east-1 does not');
    expect(refused).toThrow(/us-east-1 is in US, outside of EEA, .*\(GDPR 44–46\)/);
    expect(refused).toThrow(/Twilio US1 is in US, outside of EEA/);
    expect(refused).toThrow(/CloudFront is in many countries/);
    const within = { region: 'eu-central-1', twilioRegion: 'ie1', console: 'none' };
    expect(read(within)()).toHaveLength(1);
    expect(read({ ...within, region: 'eu-central-1,us-east-1' })).toThrow('the stack in us-east-1');
    rmSync(folder, { recursive: true });
  });

  test('the command fails with the words of what is refused', async () => {
    const { exitCode, output, remove } = await synthesise({ publicUrl: 'http://x/' });
    remove();
    expect(exitCode).not.toBe(0);
    expect(output).toContain('context "publicUrl" is "http://x/"; it must be an https URL');
  });
});
