// A synthesised assembly, brought up here: its tables in a real engine, its bundled code in processes of their own with
// its environment and its permissions, its routes in front.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  paginateScan,
  waitUntilTableExists,
  type CreateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { HttpResult } from '../../functions/http/lambda-http.ts';
import { matchRoute, splitTarget, toEvent } from '../../in-process/api-gateway.ts';
import type { Carrier } from '../../carrier/carrier.ts';
import { listed, referenceIn, type Assembly } from './assembly.ts';
import { resolve } from './cloudformation.ts';
import { SmallAws, type Permission } from './small-aws.ts';

export interface DeployedOptions {
  readonly assembly: Assembly;
  readonly aws: SmallAws;
  readonly awsUrl: string;
  /** Where the engine listens. */
  readonly database: string;
  readonly authToken: string;
}

export class DeployedHotline {
  readonly aws: SmallAws;
  readonly #assembly: Assembly;
  readonly #database: string;
  readonly #functions = new Map<string, Lambda>();
  readonly #carrierApi: Server;
  /** The simulated carrier whose REST API the functions reach. */
  carrier: Carrier | undefined;

  private constructor({ assembly, aws, database }: DeployedOptions) {
    this.#assembly = assembly;
    this.aws = aws;
    this.#database = database;
    this.#carrierApi = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://carrier');
      const { method = 'GET', headers } = request;
      const asked = {
        method,
        path: url.pathname,
        query: url.searchParams,
        authorization: headers.authorization,
      };
      void this.carrier?.handleRest(asked).then(({ status, contentType, body }) => {
        response.writeHead(status, { 'content-type': contentType }).end(body);
      });
    });
  }

  static async start(options: DeployedOptions): Promise<DeployedHotline> {
    const hotline = new DeployedHotline(options);
    await hotline.#createTables();
    hotline.#carrierApi.listen(0, '127.0.0.1');
    await once(hotline.#carrierApi, 'listening');
    options.aws.keep(hotline.#secrets(options.authToken));
    options.aws.permissions = hotline.#permissions();
    await Promise.all(
      options.assembly
        .functions()
        .map(
          async ([id]) => void hotline.#functions.set(id, await hotline.#startFunction(id, options.awsUrl)),
        ),
    );
    return hotline;
  }

  readonly stop = (): void => {
    for (const { stop } of this.#functions.values()) stop();
    this.#carrierApi.closeAllConnections();
    this.#carrierApi.close();
  };

  output(name: string): string {
    return resolve(this.#assembly.template, this.#assembly.template.Outputs?.[name]?.Value);
  }

  /** Through the routes of the template, as API Gateway would. */
  async request(
    method: string,
    target: string,
    body: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<HttpResult> {
    const matched = matchRoute(method, splitTarget(target).rawPath);
    const id = matched === undefined ? undefined : this.#functionBehind(`${method} ${matched.route.path}`);
    if (matched === undefined || id === undefined)
      return { statusCode: 404, body: '{"message":"Not Found"}' };
    const sourceIp = '192.0.2.1';
    return this.invoke(id, toEvent(matched, { method, target, headers, body: Buffer.from(body), sourceIp }));
  }

  /** Items of every table in which the text can be read, as JSON. */
  async itemsWith(text: string): Promise<readonly string[]> {
    const client = this.#client();
    const found: string[] = [];
    for (const [TableName] of this.#assembly.ofType('AWS::DynamoDB::Table'))
      for await (const { Items = [] } of paginateScan({ client }, { TableName }))
        found.push(
          ...Items.map((item) => `${TableName}: ${JSON.stringify(item)}`).filter((item) =>
            item.includes(text),
          ),
        );
    client.destroy();
    return found;
  }

  /** What the queue delivers: every message that was sent, once. */
  async deliverMessages(): Promise<unknown> {
    const [source] = this.#assembly.ofType('AWS::Lambda::EventSourceMapping');
    const attributes = { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now()) };
    const eventSourceARN = 'arn:aws:sqs:us-east-1:000000000000:Deferred';
    const Records = this.aws.queues
      .take()
      .map((body, index) => ({ messageId: String(index), body, attributes, eventSourceARN }));
    return this.invoke(referenceIn(source?.[1].Properties.FunctionName) ?? '', { Records });
  }

  /** Every schedule comes due, or that of one job alone. */
  async runSchedules(only?: string): Promise<void> {
    for (const [, { Properties }] of this.#assembly.ofType('AWS::Events::Rule')) {
      if (Properties.ScheduleExpression === undefined) continue;
      for (const { Arn, Input } of Properties.Targets as { Arn: unknown; Input: string }[]) {
        const event = JSON.parse(Input) as { readonly job?: string };
        if (only === undefined || event.job === only) await this.invoke(referenceIn(Arn) ?? '', event);
      }
    }
  }

  /** To the targets of every rule whose pattern it fits. */
  async sendEvent(event: Readonly<Record<string, unknown>>): Promise<number> {
    const targets = this.#assembly
      .ofType('AWS::Events::Rule')
      .filter(([, { Properties }]) => fits(event, Properties.EventPattern))
      .flatMap(([, { Properties }]) => Properties.Targets as { Arn: unknown }[]);
    for (const { Arn } of targets) await this.invoke(referenceIn(Arn) ?? '', event);
    return targets.length;
  }

  async invoke<Result>(functionId: string, event: unknown): Promise<Result> {
    const lambda = this.#functions.get(functionId);
    if (lambda === undefined) throw new Error(`no function ${functionId}`);
    return (await lambda.invoke(event)) as Result;
  }

  #functionBehind(key: string): string | undefined {
    const route = this.#assembly
      .ofType('AWS::ApiGatewayV2::Route')
      .find(([, { Properties }]) => Properties.RouteKey === key);
    const integration = referenceIn(route?.[1].Properties.Target);
    return integration === undefined
      ? undefined
      : referenceIn(this.#assembly.resource(integration).Properties.IntegrationUri);
  }

  #client(): DynamoDBClient {
    return new DynamoDBClient({
      endpoint: this.#database,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
  }

  async #createTables(): Promise<void> {
    const client = this.#client();
    for (const [TableName, { Properties }] of this.#assembly.ofType('AWS::DynamoDB::Table')) {
      const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode } =
        Properties as unknown as CreateTableCommandInput;
      await client.send(
        new CreateTableCommand({
          TableName,
          KeySchema,
          AttributeDefinitions,
          GlobalSecondaryIndexes,
          BillingMode,
        }),
      );
      await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.05 }, { TableName });
    }
    client.destroy();
  }

  /** As Secrets Manager makes it, and the operator then adds the token. */
  #secrets(authToken: string): Record<string, string> {
    const secrets = this.#assembly.ofType('AWS::SecretsManager::Secret').map(([id, { Properties }]) => {
      const { SecretStringTemplate, GenerateStringKey = '' } = Properties.GenerateSecretString as {
        SecretStringTemplate?: string;
        GenerateStringKey?: string;
      };
      const generated = 'made-by-secrets-manager';
      // A secret without a template is the generated string alone.
      if (SecretStringTemplate === undefined)
        return [resolve(this.#assembly.template, { Ref: id }), generated];
      const value = {
        ...(JSON.parse(SecretStringTemplate) as object),
        [GenerateStringKey]: generated,
        twilioAuthTokens: [authToken],
      };
      return [resolve(this.#assembly.template, { Ref: id }), JSON.stringify(value)];
    });
    return Object.fromEntries(secrets) as Record<string, string>;
  }

  #permissions(): Record<string, Permission[]> {
    const { template } = this.#assembly;
    return Object.fromEntries(
      this.#assembly.functions().map(([id]) => [
        id,
        this.#assembly.statementsOf(id).map(({ Action, Resource }) => ({
          actions: listed(Action),
          resources: listed(Resource).map((resource) => resolve(template, resource)),
        })),
      ]),
    );
  }

  async #startFunction(id: string, awsUrl: string): Promise<Lambda> {
    const { Properties } = this.#assembly.resource(id);
    const { Variables } = Properties.Environment as { Variables: Record<string, unknown> };
    const { S3Key } = Properties.Code as { S3Key: string };
    const folder = join(this.#assembly.folder, `asset.${S3Key.replace('.zip', '')}`);
    const { port } = this.#carrierApi.address() as AddressInfo;
    return Lambda.start(folder, {
      ...Object.fromEntries(
        Object.entries(Variables).map(([name, value]) => [
          name,
          // The SQS client takes the queue's URL for its endpoint, whatever else it is told.
          resolve(this.#assembly.template, value).replace('https://sqs.us-east-1.amazonaws.com', awsUrl),
        ]),
      ),
      LAMBDA_TASK_ROOT: folder,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: id,
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL: awsUrl,
      TWILIO_API_URL: `http://127.0.0.1:${String(port)}`,
      // The issuer and the time-stamp authority are on this machine.
      OUTGOING_ALLOW: 'localhost',
    });
  }
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html: values, prefixes, and what is inside. */
function fits(event: unknown, pattern: unknown): boolean {
  if (pattern === undefined) return false;
  if (Array.isArray(pattern)) {
    return pattern.some((one: unknown) =>
      typeof one === 'object' ? String(event).startsWith((one as { prefix: string }).prefix) : one === event,
    );
  }
  return Object.entries(pattern as Record<string, unknown>).every(([name, inside]) =>
    fits((event as Record<string, unknown>)[name], inside),
  );
}

class Lambda {
  readonly #process: ChildProcess;
  #sent = 0;

  private constructor(child: ChildProcess) {
    this.#process = child;
  }

  static async start(folder: string, env: Record<string, string>): Promise<Lambda> {
    const child = fork('test/support/lambda.mjs', [folder], {
      env,
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => void (said += String(chunk)));
    child.stdout?.on('data', (chunk: Buffer) => void (said += String(chunk)));
    const first = await Promise.race([
      once(child, 'message').then(() => 'ready'),
      once(child, 'exit').then(() => 'gone'),
    ]);
    if (first === 'gone') throw new Error(`the function does not start: ${said}`);
    return new Lambda(child);
  }

  readonly stop = (): void => void this.#process.kill();

  invoke(event: unknown): Promise<unknown> {
    const id = this.#sent++;
    return new Promise((resolve, reject) => {
      const listen = (answer: { id: number; result?: unknown; error?: string }): void => {
        if (answer.id !== id) return;
        this.#process.off('message', listen);
        if (answer.error === undefined) resolve(answer.result);
        else reject(new Error(answer.error));
      };
      this.#process.on('message', listen);
      this.#process.send({ id, event });
    });
  }
}
