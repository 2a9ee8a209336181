// Items become values of the domain here, and nowhere by assertion: an item that somebody else has written, or that is
// damaged, is named with its table and its key, and what is wrong with it.
//
// Attributes that a shape does not name are left out: one item serves several readers.
import type { Correction } from '../../core/basics/correction.ts';
import * as z from 'zod';
import { ATTESTATIONS } from '../../core/numbers/attestation.ts';
import { LANGUAGES } from '../../core/basics/language.ts';
import { parseIdentity, type Identity } from '../../core/numbers/identity.ts';
import { parsePattern, type ListingPattern } from '../../core/lists/listing.ts';
import { DamagedItemError } from './errors.ts';
import type { Item } from './items.ts';
import { TABLES, type KeySchema, type TableName } from '../tables.ts';

/** A schema for every member of a value, those included that may be missing. */
export type Shape<Value> = {
  readonly [Key in keyof Required<Value>]: z.ZodType<Value[Key]>;
};

/** A schema of the values of a type. Members that are not in the shape are left out of what is read. */
export const schemaOf = <Value>(shape: Shape<Value>): z.ZodType<Value> =>
  // The shape has a schema for each member, so that what is read is such a value; zod's own inference does not follow
  // a type that is a parameter.
  z.object<z.ZodRawShape>(shape) as unknown as z.ZodType<Value>;

/** Reads items of a table. @throws {DamagedItemError} */
export function parserOf<Value>(table: TableName, schema: z.ZodType<Value>): (item: Item) => Value {
  const read = partParserOf(table, schema);
  return (item) => read(item, item);
}

/** Reads parts of items; the whole item has the key that an error names. @throws {DamagedItemError} */
export const partParserOf =
  <Value>(table: TableName, schema: z.ZodType<Value>) =>
  (part: Item, whole: Item): Value => {
    const read = schema.safeParse(part);
    if (read.success) return read.data;
    throw new DamagedItemError(
      table,
      keyOf(table, whole),
      read.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`),
    );
  };

function keyOf(table: TableName, item: Item): Item {
  const { partition, sort }: KeySchema = TABLES[table].key;
  return {
    [partition]: item[partition],
    ...(sort === undefined ? {} : { [sort]: item[sort] }),
  };
}

// --- attributes that many items have ------------------------------------------------------------------------------

export const text = z.string();
export const optionalText = text.optional();
/** ISO 8601. A text that is no time would compare with none, and so never be over. */
export const time = z.custom<string>(
  (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  'is no time',
);
export const optionalTime = time.optional();
export const count = z.number();
export const texts = z.array(text);
/** A set of strings, read as a list. */
export const textSet = z.set(text).transform((set) => [...set]);

export const identity = z.custom<Identity>(
  (value) => typeof value === 'string' && parseIdentity(value) !== undefined,
  'is neither a number nor an address',
);
export const pattern = z.custom<ListingPattern>(
  (value) => typeof value === 'string' && parsePattern(value) !== undefined,
  'is neither a number nor a prefix rule',
);
export const language = z.enum(LANGUAGES);
export const attestation = z.enum(ATTESTATIONS);

/**
 * A value that one domain wrote as a whole and alone reads: it is known by one of its members, and not looked through.
 * @param tag the member, a text
 */
export const taggedBy = <Value>(tag: keyof Value & string) =>
  z.custom<Value>(
    (value) => typeof value === 'object' && value !== null && typeof (value as Item)[tag] === 'string',
    `has no ${tag}`,
  );

const NONE: ReadonlySet<string> = new Set();

/** DynamoDB's sets hold values of one kind. */
function isTextSet(value: unknown): value is ReadonlySet<string> {
  if (!(value instanceof Set)) return false;
  const entries: ReadonlySet<unknown> = value;
  const [first] = entries;
  return first === undefined || typeof first === 'string';
}

/** Entries of a set of strings; none where the attribute is anything else. */
export function entriesIn(item: Item | undefined, attribute: string): ReadonlySet<string> {
  const value = item?.[attribute];
  return isTextSet(value) ? value : NONE;
}

/** Beside a record of several tables. */
export const correction = schemaOf<Correction>({ text, by: text, at: time, request: text });
