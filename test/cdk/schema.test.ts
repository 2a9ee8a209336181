// The template against AWS's own description of each resource type: no property that does not exist, none missing, each
// of the right shape. What `cdk deploy` would find out after ten minutes, without an account.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import type { PropertyType, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types';
import { Assembly, synthesise, type Synthesis } from '../support/assembly.ts';

let specification: SpecDatabase;
let synthesis: Synthesis;
let assembly: Assembly;

beforeAll(async () => {
  [specification, synthesis] = await Promise.all([
    loadAwsServiceSpec(),
    synthesise({ alarmEmail: 'duty@example.org' }, { CDK_VALIDATION: 'false' }),
  ]);
  assembly = new Assembly(synthesis.folder);
});
afterAll(() => {
  synthesis.remove();
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{Ref}`, `{Fn::…}`: known to CloudFormation only. */
const isIntrinsic = (value: unknown): boolean =>
  isObject(value) &&
  Object.keys(value).length === 1 &&
  /^(Ref|Condition|Fn::\w+)$/.test(Object.keys(value)[0] ?? '');

function problemsOf(value: unknown, type: PropertyType, at: string): string[] {
  if (isIntrinsic(value)) return [];
  const wrong = (what: string): string[] => [`${at}: ${JSON.stringify(value)} is not ${what}`];
  switch (type.type) {
    case 'string':
      return typeof value === 'string' ? [] : wrong('a string');
    case 'integer':
      return Number.isInteger(Number(value)) ? [] : wrong('an integer');
    case 'number':
      return Number.isFinite(Number(value)) ? [] : wrong('a number');
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong('a boolean');
    case 'date-time':
    case 'json':
    case 'tag':
    case 'null':
      return [];
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, index) => problemsOf(item, type.element, `${at}[${String(index)}]`))
        : wrong('a list');
    case 'map':
      return isObject(value)
        ? Object.entries(value).flatMap(([key, item]) => problemsOf(item, type.element, `${at}.${key}`))
        : wrong('a map');
    case 'union': {
      const tries = type.types.map((one) => problemsOf(value, one, at));
      return tries.find((problems) => problems.length === 0) ?? tries[0] ?? [];
    }
    case 'ref': {
      if (!isObject(value)) return wrong('an object');
      return propertyProblems(value, specification.get('typeDefinition', type.reference.$ref).properties, at);
    }
  }
}

function propertyProblems(
  given: Record<string, unknown>,
  properties: ResourceProperties,
  at: string,
): string[] {
  const missing = Object.entries(properties)
    .filter(([name, { required }]) => required === true && !(name in given))
    .map(([name]) => `${at}: ${name} is missing`);
  const wrong = Object.entries(given).flatMap(([name, value]) => {
    const property = properties[name];
    return property === undefined
      ? [`${at}: there is no property ${name}`]
      : problemsOf(value, property.type, `${at}.${name}`);
  });
  return [...missing, ...wrong];
}

const check = (type: string, given: Readonly<Record<string, unknown>>, at: string): string[] => {
  const [resource] = specification.lookup('resource', 'cloudFormationType', 'equals', type);
  return resource === undefined
    ? [`${at}: there is no type ${type}`]
    : propertyProblems(given, resource.properties, at);
};

test('every resource is one that CloudFormation knows', () => {
  const resources = Object.entries(assembly.template.Resources);
  // Custom resources are the CDK's own: their properties are read by its function, not by CloudFormation.
  const known = resources.filter(([, { Type }]) => !Type.startsWith('Custom::'));
  const problems = known.flatMap(([id, { Type, Properties }]) => check(Type, Properties, id));
  expect(problems).toEqual([]);
});

describe('the check itself finds', () => {
  test.each([
    ['AWS::SQS::Quene', {}, 'Q: there is no type AWS::SQS::Quene'],
    ['AWS::SQS::Queue', { VisibilityTimeouts: 3 }, 'Q: there is no property VisibilityTimeouts'],
    ['AWS::SQS::Queue', { VisibilityTimeout: 'long' }, 'Q.VisibilityTimeout: "long" is not an integer'],
    ['AWS::Lambda::Function', { Code: {} }, 'Q: Role is missing'],
    [
      'AWS::Lambda::Function',
      { Role: 'r', Code: { S3Buckets: 'x' } },
      'Q.Code: there is no property S3Buckets',
    ],
  ])('%s %j', (type, given, problem) => {
    expect(check(type, given, 'Q')).toContain(problem);
  });
});

test('an address for alarms subscribes it', () => {
  const [subscription] = assembly.ofType('AWS::SNS::Subscription');
  expect(subscription?.[1].Properties).toMatchObject({ Protocol: 'email', Endpoint: 'duty@example.org' });
});
