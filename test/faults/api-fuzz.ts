// Requests to every route of the API, made from its own OpenAPI document: what it asks for, and what it does not. None is
// answered with an error of ours; each answer is one that the document names, and has the shape that the contract says.
import * as z from 'zod';
import { CONTRACT, type OperationContract } from '../../functions/admin/contract.ts';
import { openApiDocument } from '../../functions/public/openapi.ts';
import type { HttpResult } from '../../functions/http/lambda-http.ts';
import { pick, type Random } from '../support/webhooks/rightly-signed.ts';
import { ADMIN_TOKEN, PUBLIC_URL } from '../support/twilio-values.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { randomFrom } from '../../training/random.ts';
import type { Found, Fuzz } from './found.ts';
import { PROMPT, StormyHotline } from './stormy-hotline.ts';
import { CALM } from './weather.ts';

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema?: Schema;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly responses: Readonly<Record<string, unknown>>;
}
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const OPERATIONS: readonly Asked[] = Object.entries(
  openApiDocument(PUBLIC_URL).paths as Readonly<Record<string, Readonly<Record<string, Operation>>>>,
).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);

/** After so many a hotline is new, so that its tables stay small. */
const OF_ONE_HOTLINE = 300;

export async function fuzzApi({ seed, goesOn }: Fuzz): Promise<Found> {
  const random = randomFrom(seed);
  const violations: string[] = [];
  let done = 0;
  let hotline = newHotline(random);
  while (goesOn(done)) {
    if (done % OF_ONE_HOTLINE === 0) hotline = newHotline(random);
    // Each route in turn, so that a small amount has them all.
    const asked = OPERATIONS[done % OPERATIONS.length];
    if (asked === undefined) break;
    const { target, body, headers } = requestFor(asked, random);
    const result = await hotline.request(asked.method, target, body, headers);
    const problem = problemIn(asked, result);
    if (problem !== undefined)
      violations.push(
        `${asked.method} ${target.slice(0, 300)}: ${problem}: ${body.slice(0, 600)} ${hotline.lines.at(-1)?.slice(0, 300) ?? ''}`,
      );
    done += 1;
  }
  return { done, violations };
}

const newHotline = (random: Random): StormyHotline =>
  new StormyHotline({
    settings: SEED_SETTINGS,
    start: new Date('2026-03-03T15:00:00Z'),
    rates: CALM,
    delivery: PROMPT,
    chance: random,
  });

// --- requests ------------------------------------------------------------------------------------------------------

function requestFor(
  { path, operation }: Asked,
  random: Random,
): { target: string; body: string; headers: Record<string, string> } {
  const { parameters = [], requestBody } = operation;
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  let filled = path;
  for (const { name, in: place, required, schema = {} } of parameters) {
    const value = textOf(valueOf(schema, random, 0));
    if (place === 'path') filled = filled.replace(new RegExp(`\\{${name}\\+?\\}`), encoded(value));
    else if (required === true || random() < 0.5) {
      if (place === 'query') query.append(name, value);
      else headers[name.toLowerCase()] = value.replaceAll(/[^\u0020-\u007e]/g, '?');
    }
  }
  filled = filled.replaceAll(/\{\w+\+?\}/g, () => encoded(pick(TEXTS, random)));
  if (random() < 0.05) query.append(pick(['__proto__', 'limit', 'cursor', 'x'], random), pick(TEXTS, random));
  if (random() < 0.95) headers.authorization = `Bearer ${ADMIN_TOKEN}`;
  if (random() < 0.9) headers['x-audit-reason'] = 'fuzzed';
  const body = bodyFor(requestBody, headers, random);
  const text = query.toString();
  return { target: text === '' ? filled : `${filled}?${text}`, body, headers };
}

/** A segment is never empty, and half of a pair has no encoding. */
const encoded = (text: string): string =>
  encodeURIComponent(text === '' ? 'x' : text.replaceAll(/[\ud800-\udfff]/g, '?'));

function bodyFor(
  requestBody: Operation['requestBody'],
  headers: Record<string, string>,
  random: Random,
): string {
  const [[type, { schema = {} }] = ['application/json', {}]] = Object.entries(requestBody?.content ?? {});
  if (requestBody === undefined) return random() < 0.05 ? pick(TEXTS, random) : '';
  headers['content-type'] = random() < 0.95 ? type : pick(['text/plain', 'application/xml', ''], random);
  if (!type.includes('json')) return bytesLike(random);
  const text = JSON.stringify(valueOf(schema, random, 0)) as string | undefined;
  return random() < 0.05 ? (text ?? '').slice(0, Math.floor(random() * 40)) : (text ?? '');
}

/** CSV, a ZIP archive, a WAV file, and each with its bytes changed. */
function bytesLike(random: Random): string {
  const whole = pick(FILES, random);
  if (random() < 0.3) return whole;
  const at = Math.floor(random() * whole.length);
  return (
    whole.slice(0, at) +
    pick(['\u0000', '"', '\r', '\ufeff', ',', '\n\n', '\ud800', 'x'.repeat(5_000)], random) +
    whole.slice(at + Math.floor(random() * 9))
  );
}

const FILES = [
  'number,reason,expiresAt\n+13125550199,nuisance,\n+13125550198,"a, b",2027-01-01\n',
  'number;reason\r\n(312) 555-0199;x\r\n',
  '\ufeffnumber,reason\n１３１２５５５０１９９,full width\n+1312555*,prefix\n911,emergency\n',
  'Company_Phone_Number,Created_Date,Violation_Date,Consumer_City,Consumer_State,Consumer_Area_Code,Subject,Recorded_Message_Or_Robocall\n3125550199,2026-01-01 00:00:00,2026-01-01 00:00:00,Chicago,Illinois,312,Other,N\n',
  'number\n=1+1\n@x\n-1\n',
  'PK\u0003\u0004\u0014\u0000\u0000\u0000\u0008\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000',
  'RIFF\u0024\u0000\u0000\u0000WAVEfmt \u0010\u0000\u0000\u0000',
  '',
];

const TEXTS = [
  '',
  'a',
  '+13125550199',
  '+1312555*',
  '13125550100',
  '911',
  '123459',
  `CA${'0'.repeat(32)}`,
  `RE${'1'.repeat(32)}`,
  '2026-03-03',
  '2026-03-03T00:00:00Z',
  '2026-13-45T99:99:99Z',
  '1',
  '"1"',
  '*',
  '-1',
  '1e400',
  '__proto__',
  '\u0000',
  '\ud800',
  '<script>alert(1)</script>',
  '../../x',
  'ü'.repeat(300),
  'x'.repeat(9_000),
  '%',
  'true',
  'null',
  'front-desk',
  'block',
  'en-US',
];

const MOST_DEEP = 6;

/** What the schema asks for, and in one of ten cases something else. */
function valueOf(schema: Schema, random: Random, depth: number): unknown {
  if (depth > MOST_DEEP || random() < 0.04)
    return pick<unknown>([null, true, -1, 1e21, '', [], {}, ...TEXTS], random);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return pick(schema.enum, random);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined && choices.length > 0) return valueOf(pick(choices, random), random, depth + 1);
  const type = typeof schema.type === 'string' ? schema.type : pick(schema.type ?? ['string'], random);
  switch (type) {
    case 'object':
      return objectOf(schema, random, depth);
    case 'array':
      return Array.from({ length: Math.floor(random() * 3) }, () =>
        valueOf(schema.items ?? {}, random, depth + 1),
      );
    case 'boolean':
      return random() < 0.5;
    case 'integer':
    case 'number':
      return pick([schema.minimum ?? 0, schema.maximum ?? 10, 1, 2, 30], random);
    case 'null':
      return null;
    default:
      return pick(TEXTS, random);
  }
}

function objectOf(
  { properties = {}, required = [], additionalProperties }: Schema,
  random: Random,
  depth: number,
): object {
  const known = Object.entries(properties).flatMap(([name, schema]): [string, unknown][] =>
    required.includes(name) || random() < 0.5 ? [[name, valueOf(schema, random, depth + 1)]] : [],
  );
  const more =
    typeof additionalProperties === 'object' && random() < 0.5
      ? [[pick(TEXTS, random), valueOf(additionalProperties, random, depth + 1)] as const]
      : [];
  const foreign = random() < 0.05 ? [['constructor', 'x'] as const] : [];
  return Object.fromEntries([...known, ...more, ...foreign]);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

// --- answers -------------------------------------------------------------------------------------------------------

const problemSchema = z.object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() });

/** Undefined where the answer is as it must be. */
function problemIn(
  { operation }: Asked,
  { statusCode = 200, headers = {}, body = '' }: HttpResult,
): string | undefined {
  if (statusCode >= 500) return `HTTP ${String(statusCode)} ${body.slice(0, 200)}`;
  const type = String(headers['content-type'] ?? '');
  if (statusCode >= 400) {
    // TAXII has a type of its own for its errors.
    if (type.startsWith('application/taxii+json')) return undefined;
    if (!type.startsWith('application/problem+json'))
      return statusCode === 404 ? undefined : `HTTP ${String(statusCode)} as ${type}`;
    return problemSchema.safeParse(JSON.parse(body)).success
      ? undefined
      : `is no problem: ${body.slice(0, 200)}`;
  }
  if (operation.responses[String(statusCode)] === undefined)
    return `HTTP ${String(statusCode)} is not in the document`;
  const contract = (CONTRACT as Readonly<Record<string, OperationContract>>)[operation.operationId];
  if (contract?.answer === undefined || !type.startsWith('application/json')) return undefined;
  const read = contract.answer.safeParse(JSON.parse(body));
  return read.success
    ? undefined
    : `is not as the contract says: ${JSON.stringify(read.error.issues.slice(0, 2))}`;
}
