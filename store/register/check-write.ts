// Compares what a request writes with the register.
import type { TableName } from '../tables.ts';
import type { Field, Parts } from './field.ts';
import { REGISTER } from './register.ts';

/** The value that a write puts at a path: `['seal', 'at']` is `at` inside of the attribute `seal`. */
export interface Written {
  readonly path: readonly [string, ...string[]];
  readonly value: unknown;
}

/** @returns what the register does not have, in words; undefined where it has everything */
export function unregistered(table: TableName, { path, value }: Written): string | undefined {
  const [attribute, ...inside] = path;
  const field = entryOf(REGISTER[table], attribute);
  if (field === undefined) return `${table}.${attribute} is not in the register (store/register/)`;
  return inspect(inside, value, field, `${table}.${attribute}`);
}

/** What the register says of a path; undefined where it does not have it, and inside of what is kept whole. */
export function partAt(
  table: TableName,
  [attribute = '', ...inside]: readonly string[],
): Pick<Field, 'kind' | 'parts'> | undefined {
  let found: Pick<Field, 'kind' | 'parts'> | undefined = entryOf(REGISTER[table], attribute);
  for (const name of inside) {
    const { parts } = found ?? {};
    const part = parts === undefined || parts === 'whole' ? undefined : entryOf(parts, name);
    found = typeof part === 'string' ? { kind: part } : part;
  }
  return found;
}

/** By its own name, or by the pattern that it begins with. */
function entryOf<Entry>(entries: Readonly<Record<string, Entry>>, name: string): Entry | undefined {
  if (Object.hasOwn(entries, name)) return entries[name];
  const pattern = Object.keys(entries).find((one) => one.endsWith('*') && name.startsWith(one.slice(0, -1)));
  return pattern === undefined ? undefined : entries[pattern];
}

function inspect(
  inside: readonly string[],
  value: unknown,
  { parts }: Pick<Field, 'parts'>,
  name: string,
): string | undefined {
  if (parts === 'whole') return undefined;
  const [next, ...rest] = inside;
  if (next !== undefined) return inspectPart(next, { inside: rest, value, parts, name });
  const maps = Array.isArray(value) ? value : [value];
  for (const map of maps.filter(isMap))
    for (const [key, one] of Object.entries(map).filter(([, present]) => present !== undefined)) {
      const problem = inspectPart(key, { inside: [], value: one, parts, name });
      if (problem !== undefined) return problem;
    }
  return undefined;
}

interface Place {
  readonly inside: readonly string[];
  readonly value: unknown;
  readonly parts: Exclude<Parts, 'whole'> | undefined;
  readonly name: string;
}

function inspectPart(key: string, { inside, value, parts, name }: Place): string | undefined {
  const part = parts === undefined ? undefined : entryOf(parts, key);
  if (part === undefined)
    return `${name}.${key} is not in the register: name it in the parts of ${name} (store/register/)`;
  return inspect(inside, value, typeof part === 'string' ? {} : part, `${name}.${key}`);
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Set) &&
  !ArrayBuffer.isView(value);
