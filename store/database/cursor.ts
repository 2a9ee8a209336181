// Pages of a list: where one ended, as opaque text that a client hands back for the next.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { StoreRefusedError } from './errors.ts';
import type { Item } from './items.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Present when there may be more. */
  readonly cursor?: string;
}

/** The text is no cursor of ours, or one of another list. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
  constructor() {
    super('the cursor is not one that this list handed out');
  }
}

/** Which list a cursor is of, and what was asked of it: a cursor of one question is none of another. */
export const scopeOf = (list: string, query: Readonly<Record<string, unknown>> = {}): string =>
  createHash('sha256')
    .update(JSON.stringify([list, Object.entries(query).toSorted(([a], [b]) => (a < b ? -1 : 1))]))
    .digest('base64url')
    .slice(0, 12);

export const encodeCursor = (scope: string, place: object): string =>
  Buffer.from(JSON.stringify({ scope, place }), 'utf8').toString('base64url');

/** @throws {InvalidCursorError} for text that {@link encodeCursor} did not make of this scope and shape */
export function decodeCursor<Place>(cursor: string, scope: string, schema: z.ZodType<Place>): Place {
  const bytes = Buffer.from(cursor, 'base64url');
  let read: unknown;
  try {
    read = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new InvalidCursorError();
  }
  const parsed = z.strictObject({ scope: z.literal(scope), place: schema }).safeParse(read);
  // Node's decoder passes over letters that are not of the alphabet.
  if (!parsed.success || bytes.toString('base64url') !== cursor) throw new InvalidCursorError();
  return parsed.data.place;
}

const text = z.string().min(1).max(500);

/**
 * DynamoDB's own key of the last item read.
 * @param fixed what the attributes must be that the query asked for
 * @param names the other attributes, each a text
 */
export const keySchema = (names: readonly string[], fixed: Readonly<Record<string, string>> = {}) =>
  z.strictObject(
    Object.fromEntries<z.ZodType>([
      ...names.map((name) => [name, text] as const),
      ...Object.entries(fixed).map(([name, value]) => [name, z.literal(value)] as const),
    ]),
  ) as z.ZodType<Item>;

/**
 * Reads a page that begins at a cursor. A key that has the right shape and lies outside the query is refused by DynamoDB
 * itself.
 * @throws {InvalidCursorError}
 */
export async function fromCursor<Result>(
  cursor: string | undefined,
  read: () => Promise<Result>,
): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    const isAboutKey = error instanceof StoreRefusedError && /start(ing)? ?key/i.test(error.message);
    if (cursor !== undefined && isAboutKey) throw new InvalidCursorError();
    throw error;
  }
}
