// Pages of a list: where one ended, as opaque text that a client hands back for the next.
import * as z from 'zod';

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

export const encodeCursor = (place: object): string =>
  Buffer.from(JSON.stringify(place), 'utf8').toString('base64url');

/** @throws {InvalidCursorError} */
export function decodeCursor<Place>(cursor: string, schema: z.ZodType<Place>): Place {
  let place: unknown;
  try {
    place = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursorError();
  }
  const parsed = schema.safeParse(place);
  if (!parsed.success) throw new InvalidCursorError();
  return parsed.data;
}

/** DynamoDB's own key of the last item read: strings and numbers under a few names. */
export const keySchema = z.record(z.string().max(40), z.union([z.string().max(200), z.number()]));
