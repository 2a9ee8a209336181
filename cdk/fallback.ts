// What the carrier is answered when the functions are not there: two constant documents out of a mock integration.
// No code, no database, no bucket to leave open, and it exists in every region and partition. It shares the region with
// the functions; docs/deploy.md says how to keep a copy with the carrier itself.
import { EndpointType, MockIntegration, PassthroughBehavior, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { FALLBACK_DOCUMENTS } from '../twiml/fallback.ts';

/** The carrier asks with GET, or with POST where the number was configured so. */
const METHODS = ['GET', 'POST'] as const;

export class FallbackDocuments extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, stageName: string) {
    super(scope, id);
    this.api = new RestApi(this, 'Api', {
      restApiName: `hotline-guard-fallback-${stageName}`,
      endpointTypes: [EndpointType.REGIONAL],
      deployOptions: { stageName: 'v1', throttlingRateLimit: 200, throttlingBurstLimit: 400 },
    });
    for (const [name, document] of Object.entries(FALLBACK_DOCUMENTS)) {
      const resource = this.api.root.addResource(name);
      for (const method of METHODS) {
        resource.addMethod(method, constantAnswer(document), {
          methodResponses: [{ statusCode: '200', responseParameters: { [CONTENT_TYPE]: true } }],
        });
      }
    }
  }

  get url(): string {
    return this.api.urlForPath('/fallback.xml');
  }
}

const CONTENT_TYPE = 'method.response.header.Content-Type';
const ANSWER_200 = '{"statusCode":200}';

const constantAnswer = (document: string): MockIntegration =>
  new MockIntegration({
    passthroughBehavior: PassthroughBehavior.NEVER,
    requestTemplates: { 'application/json': ANSWER_200, 'application/x-www-form-urlencoded': ANSWER_200 },
    integrationResponses: [
      {
        statusCode: '200',
        responseParameters: { [CONTENT_TYPE]: "'text/xml; charset=utf-8'" },
        responseTemplates: { 'application/json': document },
      },
    ],
  });
