// Form parameters -> the parameters that a route reads. What the route does not read decides nothing, an unknown value of
// what it reads is read as unknown, and over-long text is cut: a caller cannot choose to be refused.
import { CALL_STATUSES, type CallStatus, type RecordingStatus } from '../../../core/call/call-event.ts';
import { DIAL_CALL_STATUSES, type DialCallStatus } from '../../../core/departments/hunt-group.ts';
import { findMovedBorder, type Pair } from './moved-borders.ts';
import type { FormParams } from './signature.ts';
import { isDocumented, isSipHeader, SHAPES, type ParamName } from './twilio-names.ts';

export type { ParamName } from './twilio-names.ts';

/** A signed request that Twilio cannot have sent in this form: its borders were moved, or it is broken. */
export class WebhookShapeError extends Error {
  override readonly name = 'WebhookShapeError';
}

export type Params<Name extends ParamName = ParamName> = Readonly<Partial<Record<Name, string>>>;

/**
 * @param names what the route reads; nothing else is returned
 * @throws {WebhookShapeError} for a documented parameter that comes twice (Twilio repeats none of them), for a border
 *   that was moved, or an identifier without its shape. The message names documented parameters only, and no values, so
 *   that it can be logged.
 */
export function readParams<Name extends ParamName>(form: FormParams, names: readonly Name[]): Params<Name> {
  const repeated = Object.keys(form).find(
    (name) => isDocumented(name) && !isSipHeader(name) && typeof form[name] !== 'string',
  );
  if (repeated !== undefined) throw new WebhookShapeError(`parameter ${repeated} is repeated`);
  const problem = findMovedBorder(signedPairs(form), new Set(names));
  if (problem !== undefined) throw new WebhookShapeError(problem);
  const read = names.flatMap((name) => {
    const sent = form[name];
    const value = typeof sent === 'string' ? readValue(name, sent) : undefined;
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(read) as Params<Name>;
}

/** As they are signed: sorted by name, the values of a repeated name sorted and each once (the SDK does the same). */
const signedPairs = (form: FormParams): Pair[] =>
  Object.keys(form)
    .sort()
    .flatMap((name) => {
      const value = form[name] ?? '';
      return typeof value === 'string'
        ? [[name, value] as const]
        : [...new Set(value)].sort().map((one): Pair => [name, one]);
    });

/** Longer than every address that Twilio documents. */
const MAX_ADDRESS = 256;
const MAX_SPEECH = 2_000;
const MAX_TRANSCRIPT = 20_000;

/** The value as far as it can be used; undefined where the parameter counts as absent. */
function readValue(name: ParamName, value: string): string | undefined {
  const { kind, possible } = SHAPES[name];
  switch (kind) {
    case 'address':
      return cut(onOneLine(value), MAX_ADDRESS);
    case 'text':
      if (value === '') return undefined;
      return name === 'TranscriptionText'
        ? cut(onLines(value), MAX_TRANSCRIPT)
        : cut(onOneLine(value), MAX_SPEECH);
    case 'word':
    case 'count':
    case 'keys':
      return possible.test(value) ? value : undefined;
    case 'sid':
      if (value === '') return undefined;
      if (!possible.test(value)) throw new WebhookShapeError(`parameter ${name} does not have its shape`);
      return value;
  }
}

/** Without control characters. The mark keeps an address with such a character from being read as a number. */
const onOneLine = (text: string): string => text.replace(/\p{Cc}/gu, '\uFFFD');
const onLines = (text: string): string => text.replace(/[^\n\r\t\P{Cc}]/gu, '\uFFFD');

/** Whole characters only. */
const cut = (text: string, length: number): string =>
  text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/u, '');

/** The parameter, which this kind of request always has. @throws {WebhookShapeError} */
export function required<Name extends ParamName>(params: Params<Name>, name: Name): string {
  const value = params[name];
  if (value === undefined) throw new WebhookShapeError(`parameter ${name} is missing`);
  return value;
}

// --- Twilio's words as closed unions; a newer word is 'unknown' ----------------------------------------------------

const wordOf = <Word extends string>(words: readonly Word[], value: string | undefined): Word | 'unknown' =>
  words.find((word) => word === value) ?? 'unknown';

export const readCallStatus = (value: string | undefined): CallStatus => wordOf(CALL_STATUSES, value);
export const readDialCallStatus = (value: string | undefined): DialCallStatus =>
  wordOf(DIAL_CALL_STATUSES, value);
export const readRecordingStatus = (value: string | undefined): RecordingStatus =>
  wordOf(['in-progress', 'completed', 'absent', 'failed'] as const, value);

/** Whole seconds; absent and Twilio's -1 ("not known") read as 0. */
export const readSeconds = (value: string | undefined): number => Math.max(0, Number(value ?? 0));
