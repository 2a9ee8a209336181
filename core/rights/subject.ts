// The domain `rights` holds what people may ask about their own data: to see it, have a copy, have it corrected or erased,
// object, or have a decision explained (PIPL articles 44 to 50, GDPR articles 15 to 22). It rests on `basics` and `numbers`;
// `cases` and `call` import it, since a call can make a request and prove one.
//
// This file: whom a request is about, and how their number and name are found and taken out of what is kept, in any spelling
// that people and programs write.
import type { Identity } from '../numbers/identity.ts';
import { isNumber } from '../numbers/identity.ts';

/** Whom a request is about. */
export interface RightsSubject {
  readonly number: Identity;
  /** National digits, without a country code or trunk prefix, where the numbering plan is known: `3125550177`. */
  readonly national?: string | undefined;
  /** Names and other words that stand for them, as they told us: whole names, since they are taken out everywhere. */
  readonly words?: readonly string[] | undefined;
}

/** Stands where something was taken out. */
const ERASED = '[erased]';

type Fields = Readonly<Record<string, unknown>>;

export interface SubjectTexts {
  /** Whether a value mentions the number or a name, at any depth, in keys too. */
  readonly isIn: (value: unknown) => boolean;
  /**
   * The record without the number and the words: members of lists and sets that are the number itself are left out, as are
   * entries of maps under it; other texts say `[erased]` in its place.
   */
  readonly takenOut: (record: Fields) => Fields;
}

/** The same digit as it is typed, in full width, and as it is written in Chinese. */
const DIGITS = [
  '0０〇零',
  '1１一幺',
  '2２二两',
  '3３三',
  '4４四',
  '5５五',
  '6６六',
  '7７七',
  '8８八',
  '9９九',
];
/** Between digits, as people write them: `(312) 555-0177`. */
const BETWEEN = '[ \\t\\u00a0().·/–-]{0,3}';
/** A number that is shorter is told from others by its plus sign alone: 95188 is in many longer texts. */
const LEAST_NATIONAL_DIGITS = 7;

export function textsOf({ number, national, words = [] }: RightsSubject): SubjectTexts {
  const spellings = isNumber(number) ? numberPattern(number, national) : escaped(number);
  const all = [spellings, ...words.filter(isLongEnough).map(escaped)].join('|');
  const mention = new RegExp(spellings, 'iu');
  const removal = new RegExp(all, 'giu');
  const anyMention = new RegExp(all, 'iu');
  return {
    isIn: (value) => isMentioned(value, anyMention),
    takenOut: (record) => fieldsWithout(record, { number, mention, removal }),
  };
}

/** One letter, or an empty text, would be found everywhere. */
const isLongEnough = (word: string): boolean => [...word.trim()].length >= 2;

function numberPattern(number: string, national: string | undefined): string {
  const digits = number.slice(1);
  const whole = `(?<!\\d)(?:(?:\\+|%2B|＋|00|011)?${BETWEEN})?${spelled(digits)}(?!\\d)`;
  if (national === undefined || national.length < LEAST_NATIONAL_DIGITS) return whole;
  return `${whole}|(?<!\\d)[0０]?${BETWEEN}${spelled(national)}(?!\\d)`;
}

const spelled = (digits: string): string =>
  [...digits].map((digit) => `[${DIGITS[Number(digit)] ?? digit}]`).join(BETWEEN);

const escaped = (text: string): string => text.trim().replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

function isMentioned(value: unknown, mention: RegExp): boolean {
  if (typeof value === 'string') return mention.test(value);
  if (value instanceof Set || Array.isArray(value))
    return [...value].some((one) => isMentioned(one, mention));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false;
  return Object.entries(value).some(([key, inner]) => mention.test(key) || isMentioned(inner, mention));
}

interface Removal {
  readonly number: string;
  readonly mention: RegExp;
  readonly removal: RegExp;
}

function withoutMentions(value: unknown, removal: Removal): unknown {
  if (typeof value === 'string')
    return value === removal.number ? undefined : value.replaceAll(removal.removal, ERASED);
  if (value instanceof Set) return setWithout(value, removal);
  if (Array.isArray(value)) return membersWithout(value, removal);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return fieldsWithout(value as Fields, removal);
}

const fieldsWithout = (record: Fields, removal: Removal): Fields =>
  Object.fromEntries(
    Object.entries(record).flatMap(([key, inner]) => {
      if (removal.mention.test(key)) return [];
      const left = withoutMentions(inner, removal);
      return left === undefined ? [] : [[key, left]];
    }),
  );

/** DynamoDB knows no empty sets. */
function setWithout(set: ReadonlySet<unknown>, removal: Removal): Set<unknown> | undefined {
  const left = membersWithout(set, removal);
  return left.length === 0 ? undefined : new Set(left);
}

/** A member of a set that says the number among other things, such as `+1312…:unanswered`, stands for the number. */
const membersWithout = (members: Iterable<unknown>, removal: Removal): unknown[] =>
  [...members].flatMap((member) => {
    const left = withoutMentions(member, removal);
    return left === undefined ? [] : [left];
  });
