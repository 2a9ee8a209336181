// Who sees numbers whole, and the one place where they are masked for all others. The handler gives every answer through it,
// refusals too: a route cannot forget it. The strings of an answer are masked wherever a number stands in them; the schema of
// the answer says only what is left as it is, or is hidden whole.
import * as z from 'zod';
import { digitsOf, MASKED_WORD, maskText, type MaskedPart } from '../../core/numbers/masked-number.ts';
import { normaliseNumber } from '../../core/numbers/number-input.ts';
import { InvalidCursorError } from '../../store/database/cursor.ts';
import type { HttpResult } from '../http/lambda-http.ts';
import { Problem } from '../http/problem.ts';
import type { Subject } from '../http/subject.ts';
import { openWords, sealWords } from '../keyed/sealed-words.ts';
import type { AdminRouteId, Role } from '../routes.ts';
import type { Runtime, Secrets } from '../runtime.ts';
import { CONTRACT, type OperationContract } from './contract.ts';
import { MASKING } from './contract-parts.ts';

/**
 * THE table: where each role sees numbers whole. By routes (`calls.get`) or all routes of a resource (`calls`).
 * - A viewer watches how the hotline does, and needs nobody's number for it.
 * - An auditor checks what was done. The chain of the log can only be checked as it was written, and one record at a time can
 *   be shown whole, with a reason.
 * - An agent answers calls, messages and cases and calls people back; the lists, the staff's own telephones and statistics are
 *   not theirs.
 * - Editors, approvers and admins decide about numbers.
 */
const SEES_WHOLE: Readonly<Record<Role, 'everywhere' | readonly string[]>> = {
  viewer: [],
  auditor: ['audit.links', 'numbers.unmask'],
  agent: ['overview', 'calls', 'voicemails', 'cases', 'authorities', 'exercises', 'lookup'],
  editor: 'everywhere',
  approver: 'everywhere',
  admin: 'everywhere',
};

const seesWhole = ({ roles }: Pick<Subject, 'roles'>, id: AdminRouteId): boolean =>
  roles.some((role) => {
    const where = SEES_WHOLE[role];
    return where === 'everywhere' || where.includes(id) || where.includes(id.split('.')[0] ?? id);
  });

interface Asked {
  readonly path: Readonly<Record<string, string>>;
  readonly query: unknown;
}

/** Gives answers as somebody may see them. */
export interface View {
  /** What is asked, with a cursor that was sealed for this view. @throws {InvalidCursorError, Problem} */
  readonly asked: <Request extends Asked>(request: Request) => Promise<Request>;
  readonly shown: (result: HttpResult) => Promise<HttpResult>;
}

const WHOLE: View = {
  asked: (request) => Promise.resolve(request),
  shown: (result) => Promise.resolve(result),
};

export const viewOf = (id: AdminRouteId, subject: Subject, runtime: Runtime): View =>
  seesWhole(subject, id) ? WHOLE : maskedView(id, runtime);

function maskedView(id: AdminRouteId, runtime: Runtime): View {
  const { answer }: OperationContract = CONTRACT[id];
  let known: ReadonlySet<string> = digitsKnown({ path: {}, query: {} }, runtime);
  return {
    asked: async (request) => {
      known = digitsKnown(request, runtime);
      requireWholeSearch(request.query, runtime);
      return withOpenCursor(request, await runtime.secrets());
    },
    shown: async (result) => maskedResult(result, { schema: answer, known }, await runtime.secrets()),
  };
}

// --- what the reader knows already --------------------------------------------------------------------------------

const texts = (place: unknown): [string, string][] =>
  Object.entries(z.record(z.string(), z.unknown()).catch({}).parse(place)).flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'cursor' ? [[name, value]] : [],
  );

/** Digits of the hotline's own number, which everybody knows, and of those that the reader has typed. */
function digitsKnown({ path, query }: Asked, { settings }: Runtime): ReadonlySet<string> {
  const { hotline } = settings.lastGood();
  const typed = [...texts(path), ...texts(query)].flatMap(([, text]) => {
    const read = normaliseNumber(text, hotline);
    return read.ok ? [digitsOf(text), digitsOf(read.number), read.number] : [];
  });
  return new Set([digitsOf(hotline.number), ...typed]);
}

/** A search for a part of a number would find the hidden digits out, one after the other. */
function requireWholeSearch(query: unknown, { settings }: Runtime): void {
  const [, text] = texts(query).find(([name]) => name === 'q') ?? [];
  if (text === undefined || !/[\p{Nd}*]/u.test(text)) return;
  if (normaliseNumber(text, settings.lastGood().hotline).ok) return;
  throw new Problem(
    'invalid-request',
    'query /q: Your role sees numbers masked. Search for a whole number, or for words of the reason without digits.',
  );
}

// --- cursors, which name the last record of a page ------------------------------------------------------------------

function withOpenCursor<Request extends Asked>(request: Request, secrets: Secrets): Request {
  const { query } = request;
  const parsed = cursorSchema.safeParse(query);
  if (!parsed.success) return request;
  const [cursor] = openWords(secrets, parsed.data.cursor, 'cursor');
  if (cursor === undefined) throw new InvalidCursorError();
  return { ...request, query: { ...parsed.data, cursor } };
}

const cursorSchema = z.looseObject({ cursor: z.string() });

const sealedCursor = (secrets: Secrets, cursor: string): string => sealWords(secrets, [cursor], 'cursor');

// --- the answer -----------------------------------------------------------------------------------------------------

interface Shape {
  readonly schema: z.ZodType | undefined;
  readonly known: ReadonlySet<string>;
  readonly note?: (part: MaskedPart) => void;
}

/** Audio and other bytes stay: whoever may have them is told so by the route. */
function maskedResult(result: HttpResult, shape: Shape, secrets: Secrets): HttpResult {
  const { body, headers = {}, isBase64Encoded } = result;
  const shownHeaders = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, maskedHeader(name, value, shape.known, secrets)]),
  );
  if (body === undefined || isBase64Encoded === true) return { ...result, headers: shownHeaders };
  const type = String(headers['content-type']);
  if (!type.includes('json')) return { ...result, headers: shownHeaders, body: maskText(body, shape.known) };
  const ofProblem = type.startsWith('application/problem+json');
  const masked = maskedValue(JSON.parse(body), ofProblem ? { ...shape, schema: undefined } : shape);
  const page = cursorSchema.safeParse(masked);
  const whole = z.looseObject({ cursor: z.string() }).safeParse(JSON.parse(body));
  const shown =
    page.success && whole.success
      ? { ...page.data, cursor: sealedCursor(secrets, whole.data.cursor) }
      : masked;
  return { ...result, headers: shownHeaders, body: JSON.stringify(shown) };
}

function maskedHeader<Value>(name: string, value: Value, known: ReadonlySet<string>, secrets: Secrets) {
  if (typeof value !== 'string') return value;
  return name === 'x-next-cursor' ? sealedCursor(secrets, value) : maskText(value, known);
}

/** Numbers of a record, as they are shown masked and as they are. */
export function maskedParts(record: unknown): readonly MaskedPart[] {
  const parts = new Map<string, MaskedPart>();
  const note = (part: MaskedPart): void => void parts.set(part.whole, part);
  maskedValue(record, { schema: undefined, known: new Set(), note });
  return [...parts.values()];
}

function maskedValue(value: unknown, shape: Shape): unknown {
  const schema = innermost(shape.schema);
  const as = asOf(shape.schema);
  if (as === 'plain') return value;
  if (typeof value === 'string') return as === 'words' ? MASKED_WORD : maskedString(value, schema, shape);
  if (Array.isArray(value)) {
    const element = schema instanceof z.ZodArray ? (schema.element as z.ZodType) : undefined;
    return value.map((item) => maskedValue(item, { ...shape, schema: element }));
  }
  if (typeof value !== 'object' || value === null) return value;
  return maskedObject(value, fieldsOf(schema, value), shape);
}

const maskedObject = (
  value: object,
  fields: (name: string) => z.ZodType | undefined,
  shape: Shape,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const schema = fields(name);
      return [
        schema === undefined ? maskText(name, shape.known, shape.note) : name,
        maskedValue(field, { ...shape, schema }),
      ];
    }),
  );

/** Formats of strings in which nobody writes a number. */
const PLAIN_FORMATS: ReadonlySet<string | null> = new Set([
  'datetime',
  'date',
  'time',
  'base64',
  'base64url',
]);

const maskedString = (text: string, schema: z.ZodType | undefined, { known, note }: Shape): string =>
  (schema instanceof z.ZodStringFormat && PLAIN_FORMATS.has(schema.format)) ||
  schema instanceof z.ZodEnum ||
  schema instanceof z.ZodLiteral
    ? text
    : maskText(text, known, note);

function innermost(schema: z.ZodType | undefined): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodReadonly || schema instanceof z.ZodNullable)
    return innermost(schema.unwrap() as z.ZodType);
  return schema;
}

/** What is said of the schema itself, or of what it wraps. */
function asOf(schema: z.ZodType | undefined): 'words' | 'plain' | undefined {
  const inner = innermost(schema);
  return [schema, inner].flatMap((one) => (one === undefined ? [] : (MASKING.get(one)?.as ?? [])))[0];
}

/** The schema of each field; of a field that the contract does not name it is unknown, and everything in it is masked. */
function fieldsOf(schema: z.ZodType | undefined, value: object): (name: string) => z.ZodType | undefined {
  if (schema instanceof z.ZodUnion) {
    const options = schema.options as readonly z.ZodType[];
    return fieldsOf(
      options.find((option) => option.safeParse(value).success),
      value,
    );
  }
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Readonly<Record<string, z.ZodType>>;
    return (name) => shape[name];
  }
  if (schema instanceof z.ZodRecord)
    return (name) => (/\d/.test(name) ? undefined : (schema.valueType as z.ZodType));
  return () => undefined;
}
