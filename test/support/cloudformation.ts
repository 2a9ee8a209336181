// What CloudFormation makes of a template: references become names and ARNs.
import type { Template } from './assembly.ts';

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::AccountId': '000000000000',
  'AWS::URLSuffix': 'amazonaws.com',
};
const HERE = 'us-east-1:000000000000';

/** Resource type -> the ARN of the resource with a logical id; names are the logical ids. */
const ARNS: Readonly<Record<string, (id: string) => string>> = {
  'AWS::DynamoDB::Table': (id) => `arn:aws:dynamodb:${HERE}:table/${id}`,
  'AWS::SQS::Queue': (id) => `arn:aws:sqs:${HERE}:${id}`,
  'AWS::S3::Bucket': (id) => `arn:aws:s3:::${id.toLowerCase()}`,
  'AWS::SecretsManager::Secret': (id) => `arn:aws:secretsmanager:${HERE}:secret:${id}`,
  'AWS::KMS::Key': (id) => `arn:aws:kms:${HERE}:key/${id}`,
  'AWS::Logs::LogGroup': (id) => `arn:aws:logs:${HERE}:log-group:${id}:*`,
  'AWS::Lambda::Function': (id) => `arn:aws:lambda:${HERE}:function:${id}`,
};

/** What `Ref` gives where it is not the name. */
const REFS: Readonly<Record<string, (id: string) => string>> = {
  'AWS::SQS::Queue': (id) => `https://sqs.us-east-1.amazonaws.com/000000000000/${id}`,
  'AWS::S3::Bucket': (id) => id.toLowerCase(),
  'AWS::SecretsManager::Secret': (id) => `arn:aws:secretsmanager:${HERE}:secret:${id}`,
  'AWS::ApiGatewayV2::Api': (id) => id.toLowerCase(),
};

/** @throws where the template uses something that is not listed here */
export function resolve(template: Template, value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Record<string, unknown>;
  if (typeof Ref === 'string') return PSEUDO[Ref] ?? refOf(template, Ref);
  if (Array.isArray(attribute)) return attributeOf(template, String(attribute[0]), String(attribute[1]));
  if (Array.isArray(join)) {
    const [between, parts] = join as [string, unknown[]];
    return parts.map((part) => resolve(template, part)).join(between);
  }
  throw new Error(`cannot resolve ${JSON.stringify(value)}`);
}

/** Attributes other than ARNs. */
const ATTRIBUTES: Readonly<Record<string, (id: string) => string>> = {
  'AWS::ApiGatewayV2::Api.ApiEndpoint': (id) =>
    `https://${id.toLowerCase()}.execute-api.us-east-1.amazonaws.com`,
};

const typeOf = (template: Template, id: string): string => {
  const type = template.Resources[id]?.Type;
  if (type === undefined) throw new Error(`the template has no resource ${id}`);
  return type;
};

const refOf = (template: Template, id: string): string => REFS[typeOf(template, id)]?.(id) ?? id;

function attributeOf(template: Template, id: string, attribute: string): string {
  const type = typeOf(template, id);
  const known = attribute === 'Arn' ? ARNS[type] : ATTRIBUTES[`${type}.${attribute}`];
  if (known === undefined) throw new Error(`cannot resolve ${id}.${attribute}`);
  return known(id);
}
