// The OpenAPI 3.1 document, made from the table of routes and the contract: it cannot say what the API does not do.
import * as z from 'zod';
import { CONTRACT, type OperationContract } from '../admin/contract.ts';
import { PROBLEM_STATUSES, statusOf } from '../http/problem.ts';
import {
  ROUTES,
  type AdminRouteId,
  type PublicRouteId,
  type Route,
  type RouteId,
  type SharingRouteId,
} from '../routes.ts';
import { SHARING_CONTRACT, type SharingContract } from '../sharing/contract.ts';
import { PUBLIC_CONTRACT, type PublicContract } from './contract.ts';

type Json = Readonly<Record<string, unknown>>;

export function openApiDocument(publicUrl: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [id, route] of Object.entries(ROUTES) as [RouteId, Route][]) {
    if (route.function === 'voice') continue;
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(id, route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hotline Guard',
      version: '1',
      description: 'Lists, calls, messages and settings of a guarded hotline.',
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        partner: { type: 'http', scheme: 'bearer', description: 'The token of a partner' },
        partnerBasic: { type: 'http', scheme: 'basic', description: 'Name and token of a partner' },
      },
      schemas: { Problem: PROBLEM_SCHEMA },
    },
  };
}

const PROBLEM_SCHEMA: Json = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong, where, and what to do' },
    problems: {
      type: 'array',
      items: { type: 'object', properties: { at: { type: 'string' }, problem: { type: 'string' } } },
    },
  },
};

function operation(id: RouteId, route: Route): Json {
  const contract = contractOf(id);
  const parameters = [
    ...pathParameters(route),
    ...queryParameters(contract),
    ...headerParameters(route, contract),
    ...('headers' in contract ? publicHeaders(contract) : []),
  ];
  return {
    operationId: id,
    summary: contract.summary,
    ...securityOf(route),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBody(contract),
    responses: { ...success(contract), ...problems(contract) },
  };
}

function securityOf({ auth }: Route): Json {
  if (auth === 'partner') return { security: [{ partner: [] }, { partnerBasic: [] }] };
  return Array.isArray(auth)
    ? { security: [{ bearer: [] }], description: `Roles: ${auth.join(', ')}` }
    : { security: [] };
}

type Contract = OperationContract | PublicContract | SharingContract;

function contractOf(id: RouteId): Contract {
  if (id in PUBLIC_CONTRACT) return PUBLIC_CONTRACT[id as PublicRouteId];
  return id in SHARING_CONTRACT ? SHARING_CONTRACT[id as SharingRouteId] : CONTRACT[id as AdminRouteId];
}

const schemaOf = (schema: z.ZodType): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
};

const pathParameters = ({ path }: Route): Json[] =>
  [...path.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters({ query }: OperationContract): Json[] {
  const { properties = {}, required = [] }: ObjectSchema = query === undefined ? {} : schemaOf(query);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
}

/** What each of these headers does, `operation.ts` and `audit-entry.ts` say. */
const headerParameters = (
  { method, needsReason }: Route,
  { versioned, query }: OperationContract,
): Json[] => [
  ...(versioned === undefined || method === 'GET'
    ? []
    : ['If-Match', 'Idempotency-Key'].map((name) => ({ name, in: 'header', schema: { type: 'string' } }))),
  ...(needsReason !== undefined && !(query instanceof z.ZodObject && 'why' in query.shape)
    ? [reasonHeader(needsReason)]
    : []),
];

const reasonHeader = (needed: NonNullable<Route['needsReason']>): Json => ({
  name: 'X-Audit-Reason',
  in: 'header',
  required: needed === true,
  description: `Why; goes into the audit log. Percent-encoded UTF-8${needed === true ? '' : '. Required of people, optional with the admin token'}`,
  schema: { type: 'string' },
});

const publicHeaders = ({ headers = {} }: PublicContract): Json[] =>
  Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  }));

function requestBody({ body, bodyType }: OperationContract): Json {
  return body === undefined
    ? {}
    : {
        requestBody: {
          required: true,
          content:
            bodyType === undefined
              ? { 'application/json': { schema: schemaOf(body) } }
              : { [bodyType]: { schema: schemaOf(body) }, 'application/octet-stream': {} },
        },
      };
}

function success({ answer, answerType, status, versioned }: OperationContract): Json {
  if (answer === undefined && answerType === undefined) return { 204: { description: 'Done' } };
  const schema = answer === undefined ? {} : { schema: schemaOf(answer) };
  return {
    [status ?? 200]: {
      description: status === 201 ? 'Made' : 'OK',
      ...(versioned === undefined ? {} : { headers: { ETag: { schema: { type: 'string' } } } }),
      content: { [answerType ?? 'application/json']: schema },
    },
  };
}

const problems = (contract: Contract): Json =>
  Object.fromEntries(
    ('problems' in contract ? contract.problems.map(statusOf) : PROBLEM_STATUSES).map((status) => [
      status,
      {
        description: 'Problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
