// What a step may carry in its action URL: how each field is read back, and an example of it.
import { CASE_KINDS, isCaseNumber } from '../../cases/case.ts';
import { isCallBackId } from '../../messages/call-back-id.ts';
import { parseIdentity, type Identity } from '../../numbers/identity.ts';

export interface Field<Value extends string | number> {
  /** In words that follow "must be". */
  readonly shape: string;
  /** Undefined where the text is not of this shape. */
  readonly read: (text: string) => Value | undefined;
  readonly examples: readonly [Value, ...Value[]];
  /** What a URL without the field says, such as one of a call that began before the field existed. */
  readonly absent?: Value;
}

export type Fields = Readonly<Record<string, Field<string> | Field<number>>>;

/** The values of a step, by the names of its fields. */
export type Carried<Some extends Fields> = {
  readonly [Name in keyof Some]: Some[Name] extends Field<infer Value> ? Value : never;
};

export const oneOf = <const Word extends string>(
  words: readonly [Word, ...Word[]] | readonly Word[],
): Field<Word> => ({
  shape: `one of ${words.join(', ')}`,
  read: (text) => words.find((word) => word === text),
  examples: words as readonly [Word, ...Word[]],
});

export const count = (least: number, most: number): Field<number> => ({
  shape: `a whole number from ${least} to ${most}`,
  read: (text) => {
    const number = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
  },
  examples: [least, most],
});

const text = (
  shape: string,
  holds: (text: string) => boolean,
  ...examples: readonly [string, ...string[]]
): Field<string> => ({ shape, read: (value) => (holds(value) ? value : undefined), examples });

/** The field, or a word that stands for none. */
const orElse = <Value extends string, const None extends string>(
  field: Field<Value>,
  none: None,
): Field<Value | None> => ({
  shape: none === '' ? field.shape : `${field.shape}, or ${none}`,
  read: (value) => (value === none ? none : field.read(value)),
  examples: [...field.examples, none],
});

/** Twilio's identifiers (https://www.twilio.com/docs/glossary/what-is-a-sid); `CB` is a call-back request of ours. */
const sidOf = (prefix: 'CA' | 'CB' | 'RE'): Field<string> => {
  const pattern = new RegExp(`^${prefix}[0-9a-f]{32}$`);
  return text(
    `a SID that begins with ${prefix}`,
    (value) => pattern.test(value),
    `${prefix}0123456789abcdef0123456789abcdef`,
  );
};

/** Which notice the caller has heard, see `core/privacy/spoken-notice.ts`; empty where none is known. */
export const notice: Field<string> = {
  ...text('the version of a notice', (value) => /^[a-z0-9.-]{0,30}$/.test(value), '2026-11-28.0a1b2c3d', ''),
  absent: '',
};

export const attempt = count(1, 9);
/** How often the caller, or a member behind the PIN, has been told something. */
export const turn = count(1, 9);
export const behindPin = count(1, 99);

/** URLs carry words. */
const FLAGS = ['no', 'yes'] as const;
export type Flag = (typeof FLAGS)[number];
export const flag = oneOf(FLAGS);
export const flagOrNo: Field<Flag> = { ...flag, absent: 'no' };

export const department = text('the id of a department', (value) => /^[a-z0-9-]{1,40}$/.test(value), 'loans');
export const words = text(
  '80 characters at most',
  (value) => [...value].length <= 80,
  'Ada, about my loan',
  '',
);
/** Places of members in their department, a digit each. */
export const places = text('places of members', (value) => /^\d{1,10}$/.test(value), '012');

export const number: Field<Identity> = {
  shape: 'a number in E.164 form or an address',
  read: parseIdentity,
  examples: ['+13125550177' as Identity],
};
export const numberOrUnknown = orElse(number, 'unknown');
export const numberOrNone = orElse(number, 'none');

export const caseNumber = text('a case number', isCaseNumber, '123459');
export const caseKind = oneOf(CASE_KINDS);

export const call = sidOf('CA');
export const callOrNone = orElse(call, '');
export const recording = sidOf('RE');
export const recordingOrNone = orElse(recording, '');

const callBack = sidOf('CB');
/** A message, or a request to be called back. */
export const message: Field<string> = {
  shape: `${recording.shape}, or ${callBack.shape}`,
  read: (value) => (isCallBackId(value) ? callBack.read(value) : recording.read(value)),
  examples: [recording.examples[0], callBack.examples[0]],
};
