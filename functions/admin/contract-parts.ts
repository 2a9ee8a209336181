// What the contracts of several resources are made of: spellings of times, numbers and pages, and the shape of a contract.
import { LINE_PROBLEM_CODES } from '../../core/lists/list-file/line-problems.ts';
import { NUMBER_PROBLEMS } from '../../core/numbers/number-input.ts';
import { LANGUAGES } from '../../core/basics/language.ts';
import { MOST_REASON_CHARACTERS } from '../../core/lists/listing.ts';
import { tidyText, hasLostCharacters } from '../../core/numbers/number-cell.ts';
import * as z from 'zod';

/** Characters of a number or address as people write it. */
export const MAX_SPELLING = 250;

export const instant = z.iso.datetime({ offset: true }).describe('ISO 8601 with a time zone');
export const numberText = z.string().describe('E.164');

/** A day is one on the clocks of the default department (span.ts). */
/** Accepted at a person’s request; the record itself stays as it was. */
export const correctionSchema = z
  .object({ text: z.string(), by: z.string(), at: instant, request: z.string() })
  .describe('What is right, accepted at the person’s request');
export const instantOrDay = z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
  error: 'must be a date or a date-time with its zone, like 2026-11-24 or 2026-11-24T09:00:00Z',
});

export const bounds = {
  from: instantOrDay.optional().describe('A date-time, or a day from its beginning'),
  to: instantOrDay.optional().describe('A date-time, exclusive, or a day to its end'),
};

export const paging = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(2000).optional().describe('From the page before'),
};

export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    cursor: z.string().optional().describe('Present when there may be more'),
  });

/** One line, as an import reads it too; half of a character pair or U+FFFD would be stored as garbage. */
/** One line of text that people entered. @param most characters */
export const textLine = (most: number) =>
  z
    .string()
    .transform(tidyText)
    .pipe(z.string().min(1, { error: 'must not be empty' }).max(most))
    .refine((text) => !hasLostCharacters(text), {
      error: 'holds characters that were lost on the way; send it as UTF-8',
    });

export const reasonText = z
  .string()
  .transform(tidyText)
  .pipe(z.string().min(1, { error: 'must say why' }).max(MOST_REASON_CHARACTERS))
  .refine((text) => !hasLostCharacters(text), {
    error: 'holds characters that were lost on the way; send it as UTF-8',
  });

/**
 * What of an answer is not masked like everything else (masking.ts): `words` are a person's own and are hidden whole,
 * `plain` is a name that we or an authority gave, which may look like a number.
 */
export const MASKING = z.registry<{ readonly as: 'words' | 'plain' }>();

const ownWords = z.string().register(MASKING, { as: 'words' });
/** A file number or the name of a record: it may have many digits, and is nobody's telephone. */
export const plainText = z.string().register(MASKING, { as: 'plain' });

export const contentNoteSchema = z.object({
  score: z.number().describe('0 to 1; above 0.5 is rarer than one genuine text in a hundred'),
  words: z.array(ownWords).readonly().describe('What raised it, the heaviest first'),
});

export const inLanguages = z.object({ 'en-US': z.string(), 'zh-CN': z.string() });

export const spokenSchema = z.array(z.object({ language: z.enum(LANGUAGES), words: z.string() }));

export const versionNumber = z.int().describe('Goes up with each change, 0 before the first; the ETag too');

export const problemGroups = z
  .array(
    z.object({
      code: z.enum([...NUMBER_PROBLEMS, ...LINE_PROBLEM_CODES]),
      count: z.int(),
      problem: z.string().describe('In words'),
      examples: z.array(z.object({ line: z.int(), value: z.string() })),
    }),
  )
  .describe('Lines that are left out, by what is wrong with them');

export interface OperationContract {
  readonly summary: string;
  readonly query?: z.ZodType;
  /** JSON, unless `bodyType` says otherwise. */
  readonly body?: z.ZodType;
  readonly bodyType?: 'text/csv' | 'application/octet-stream';
  readonly answer?: z.ZodType;
  readonly answerType?:
    | 'text/csv'
    | 'audio/wav'
    | 'application/octet-stream'
    | 'application/schema+json'
    | 'application/pgp-keys'
    | 'application/taxii+json;version=2.1'
    | 'text/html'
    | 'text/*';
  /** Of a success, where it is not 200. */
  readonly status?: 201 | 202;
  /** Carries an ETag; a write takes `If-Match` and answers 412 when somebody else was first. */
  readonly versioned?: true;
}

export const noQuery = z.strictObject({});
export const spanAnswer = {
  from: instant,
  to: instant,
  complete: z.boolean().describe('False: there were more calls than are read for one answer'),
};
