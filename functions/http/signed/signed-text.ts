// The text that Twilio signs after the URL, and what is known of its parts. It is every name with its value, sorted by
// name, with nothing between them.
import { companionsOf, isDocumented, isSipHeader, shapeOf, TWINS, type Shape } from './twilio-names.ts';

export type Pair = readonly [name: string, value: string];

export interface SignedText {
  readonly text: string;
  /** In the order of the text. */
  readonly pairs: readonly PlacedPair[];
  /** The values of each name; more than one where it is repeated. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** The names that this route reads. */
  readonly reads: ReadonlySet<string>;
}

export interface PlacedPair {
  readonly name: string;
  readonly value: string;
  /** Where the name begins in the signed text. */
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/** @param pairs sorted by name, as they are signed */
export function signedText(pairs: readonly Pair[], reads: ReadonlySet<string>): SignedText {
  const values = new Map<string, string[]>();
  let text = '';
  const placed = pairs.map(([name, value]) => {
    const earlier = values.get(name);
    if (earlier === undefined) values.set(name, [value]);
    else earlier.push(value);
    const start = text.length;
    const valueStart = start + name.length;
    text += name + value;
    return { name, value, start, valueStart, end: text.length };
  });
  return { text, pairs: placed, values, reads };
}

/** The value that Twilio sends a second time under another name; undefined where that name is absent. */
export const twinOf = (name: string, { values }: SignedText): string | undefined =>
  values.get(TWINS.get(name) ?? '')?.[0];

/** Twilio sends the same value under another name: this one is whole. */
export const hasTwinsValue = ({ name, value }: PlacedPair, signed: SignedText): boolean =>
  twinOf(name, signed) === value && signed.values.get(name)?.length === 1;

/** Whether an absent name is one that Twilio sends together with names that are there. */
export const isMissed = (name: string, { values }: SignedText): boolean =>
  companionsOf(name).some((companion) => values.has(companion));

/** Callers, and those who call through SIP or forward a call, choose what stands here. What was said is theirs too. */
export const isCallersChoice = ({ name }: PlacedPair, { reads }: SignedText): boolean =>
  isSipHeader(name) ||
  !isDocumented(name) ||
  CHOSEN_BY_CALLERS.has(name) ||
  (shapeOf(name)?.kind === 'text' && !reads.has(name));

export const CHOSEN_BY_CALLERS: ReadonlySet<string> = new Set([
  ...['AddOns', 'Called', 'CalledVia', 'Caller', 'CallerName', 'ForwardedFrom', 'From', 'SipCallId'],
  ...['SipUsername', 'StableSpeechResult', 'To', 'UnstableSpeechResult'],
]);

/** The beginnings of a text that are a documented value by themselves. */
export function wholeBeginnings({ documented }: Shape, text: string): string[] {
  const ends = Array.from({ length: Math.min(text.length, LONGEST_VALUE) }, (_, end) =>
    text.slice(0, end + 1),
  );
  return ends.filter((beginning) => documented.test(beginning));
}

/** Longer than every value that is documented. */
const LONGEST_VALUE = 256;
