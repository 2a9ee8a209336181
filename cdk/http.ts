// The HTTP endpoint: one route per row of the route table, throttled, with an access log that names no number.
import { RemovalPolicy } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ROUTES, type FunctionName, type Route } from '../functions/routes.ts';

/** Well above what a hotline's webhooks need; a flood is cut off here, not at DynamoDB. */
const THROTTLE = { rateLimit: 500, burstLimit: 1_000 } as const;

export class HttpEndpoint extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;

  constructor(scope: Construct, id: string, stageName: string) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      apiName: `hotline-guard-${stageName}`,
      createDefaultStage: false,
    });
    const log = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      detailedMetricsEnabled: true,
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: ACCESS_LOG },
    });
  }

  /** After the functions exist: their environment carries this endpoint's address. */
  connect(functions: Readonly<Record<FunctionName, LambdaFunction>>): void {
    const integrations = new Map<FunctionName, HttpLambdaIntegration>();
    for (const { method, path, function: name } of Object.values<Route>(ROUTES)) {
      const integration =
        integrations.get(name) ??
        new HttpLambdaIntegration(`${name}-integration`, functions[name], { scopePermissionToRoute: false });
      integrations.set(name, integration);
      this.api.addRoutes({ path, methods: [HttpMethod[method]], integration });
    }
  }
}

/** The route, never the path or the query: both carry numbers. */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    latency: '$context.responseLatency',
    integrationError: '$context.integrationErrorMessage',
  }),
);
