// A signature covers the URL and then every name with its value, sorted by name, without anything between them. Whoever
// has seen one signed request can therefore present the same text divided elsewhere. These rules find the divisions that
// Twilio cannot have made. A request that Twilio did make passes whatever its texts contain, because a border can have
// been moved only to where the names remain sorted (docs/decisions/0057-words-decide-nothing.md).
import {
  companionsOf,
  DOCUMENTED,
  isDocumented,
  isSipHeader,
  shapeOf,
  TWINS,
  type Shape,
} from './twilio-names.ts';

export type Pair = readonly [name: string, value: string];

/** The signed text after the URL, with the places of its borders. */
interface SignedText {
  readonly text: string;
  readonly pairs: readonly PlacedPair[];
  /** The values of each name; more than one where it is repeated. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** The names that this route reads. */
  readonly reads: ReadonlySet<string>;
}

interface PlacedPair {
  readonly name: string;
  readonly value: string;
  /** Where the name begins in the signed text. */
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/**
 * @param pairs sorted by name, as they are signed
 * @param reads the names that the route reads
 * @returns what is wrong, in words that contain no value; undefined for a request that Twilio can have sent
 */
export function findMovedBorder(pairs: readonly Pair[], reads: ReadonlySet<string>): string | undefined {
  const signed = place(pairs, reads);
  return findOddName(signed) ?? findHiddenName(signed) ?? findCutValue(signed) ?? findSwallowedPair(signed);
}

function place(pairs: readonly Pair[], reads: ReadonlySet<string>): SignedText {
  const values = new Map<string, string[]>();
  let start = 0;
  const placed = pairs.map(([name, value]) => {
    values.set(name, [...(values.get(name) ?? []), value]);
    const valueStart = start + name.length;
    const pair = { name, value, start, valueStart, end: valueStart + value.length };
    start = pair.end;
    return pair;
  });
  return { text: pairs.flat().join(''), pairs: placed, values, reads };
}

// --- Names -----------------------------------------------------------------------------------------------------------

/** Letters and digits. The URL's end, a query, and most pieces of a value do not look like that. */
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
/** RFC 3261 allows these in the name of a header; `&` and `+`, which it allows too, would let a name hold a query. */
const HEADER_NAME = /^[A-Za-z0-9_.!#$%'*^`|~-]+$/;

const isName = (name: string): boolean => (isSipHeader(name) ? HEADER_NAME : PLAIN_NAME).test(name);

/** The name of a SIP header, cut before its underscore. */
const isCutHeader = ({ name, value }: PlacedPair): boolean =>
  'SipHeader_'.startsWith(name) && isSipHeader(name + value);

function findOddName({ pairs }: SignedText): string | undefined {
  const isOdd = pairs.some((pair) => !isName(pair.name) || (!isSipHeader(pair.name) && isCutHeader(pair)));
  return isOdd ? 'a parameter has a name that Twilio does not give' : undefined;
}

// --- A documented name that is absent, but can be read out of the text ----------------------------------------------

function findHiddenName(signed: SignedText): string | undefined {
  const absent = DOCUMENTED.filter((name) => !signed.values.has(name));
  const found = absent.flatMap((name) => placesOf(name, signed.text).map((at) => ({ name, at })));
  const hidden = found.find((place) => isHidden(place, found, signed));
  return hidden === undefined ? undefined : `parameter ${hidden.name} is hidden within another one`;
}

interface Place {
  readonly name: string;
  readonly at: number;
}

interface Hidden extends Place {
  /** What its value can have been. */
  readonly values: readonly string[];
}

function placesOf(name: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) places.push(at);
  return places;
}

/** Whether the request may have been signed with this name as a parameter of its own. */
function isHidden(place: Place, found: readonly Place[], signed: SignedText): boolean {
  const { pairs, reads } = signed;
  const index = pairs.findIndex(({ end }) => place.at < end);
  const within = pairs[index];
  if (within === undefined) return false;
  const isInName = place.at < within.valueStart;
  const before = isInName ? pairs[index - 1] : within;
  if (before !== undefined && before.name >= place.name) return false;
  if (isInName && (isBeginningOf(place.name, within) || isEndless(place, within, signed))) return true;
  const values = possibleValues(place, found, index, signed);
  if (values.includes('') && isGluedToText(place, within, signed)) return true;
  if (!values.some((value) => isPossible(place.name, value, reads))) return false;
  return isInName
    ? isHiddenInName(place, within, signed)
    : isHiddenInValue({ ...place, values }, within, found, signed);
}

/** `Fro` = `m+1312…` */
const isBeginningOf = (name: string, within: PlacedPair): boolean =>
  !isDocumented(within.name) && within.name.length < name.length && name.startsWith(within.name);

/** A name without a value, right behind a word of what was said: speech has a space before a word. */
const isGluedToText = (
  { at }: Place,
  { name, valueStart }: PlacedPair,
  { text, reads }: SignedText,
): boolean =>
  shapeOf(name)?.kind === 'text' && reads.has(name) && at >= valueStart && /^\S/.test(text.slice(at - 1));

/** `Directioni` = `nbound`, without `Direction` among the parameters that always come with it. */
const isEndless = ({ name, at }: Place, within: PlacedPair, signed: SignedText): boolean =>
  at === within.start && !isDocumented(within.name) && isMissed(name, within.name, signed);

/** An empty value of what is read changes nothing of what is believed. */
function isPossible(name: string, value: string, reads: ReadonlySet<string>): boolean {
  if (value === '') return !reads.has(name);
  const shape = shapeOf(name);
  return shape === undefined || shape.kind === 'address' || shape.possible.test(value);
}

/**
 * What the hidden parameter's value would have been: it ends where a later pair begins, or where the next hidden name
 * does, and only parameters that Twilio does not document can have been part of it.
 */
function possibleValues(
  { name, at }: Place,
  found: readonly Place[],
  index: number,
  { text, pairs }: SignedText,
): string[] {
  const from = at + name.length;
  const ends: number[] = [];
  let last = text.length;
  for (const pair of pairs.slice(index + 1)) {
    if (pair.name > name && pair.start >= from) ends.push(pair.start);
    if (!isDocumented(pair.name)) continue;
    last = pair.start;
    break;
  }
  if (last === text.length) ends.push(last);
  if (ends.length === 0) return [];
  const headers = placesOf('SipHeader_', text).map((place) => ({ name: 'SipHeader_', at: place }));
  const others = [...found, ...headers].filter(
    (other) => other.at >= from && other.at < last && other.name > name,
  );
  return [...ends, ...others.map((other) => other.at)].map((end) => text.slice(from, end));
}

/** The value of one parameter has swallowed the next one. */
function isHiddenInValue(
  { name, values }: Hidden,
  within: PlacedPair,
  found: readonly Place[],
  signed: SignedText,
): boolean {
  if (hasTwinsValue(within, signed)) return false;
  const first = found.filter((place) => place.at >= within.valueStart && place.name > within.name);
  const cut = signed.text.slice(within.valueStart, Math.min(...first.map((place) => place.at)));
  const shape = shapeOf(within.name);
  if (shape !== undefined && cut !== '' && !shape.possible.test(cut)) return false;
  if (signed.reads.has(name)) return true;
  if (isNeighbourOfRead(within, shape, cut, signed) || isMissed(name, within.name, signed)) return true;
  return !isCallersChoice(within, signed) && values.some((value) => isMachines(name, value));
}

/** The value would have been whole without what follows, and is none with it. */
function isNeighbourOfRead(
  { name, value }: PlacedPair,
  shape: Shape | undefined,
  cut: string,
  { reads }: SignedText,
): boolean {
  if (shape === undefined || shape.kind === 'text') return false;
  return shape.kind === 'address' ? reads.has(name) : shape.possible.test(cut) && !shape.possible.test(value);
}

/** Callers, and those who call through SIP or forward a call, choose what stands here. What was said is read, and is theirs too. */
const isCallersChoice = ({ name }: PlacedPair, { reads }: SignedText): boolean =>
  isSipHeader(name) ||
  !isDocumented(name) ||
  CHOSEN_BY_CALLERS.has(name) ||
  (shapeOf(name)?.kind === 'text' && !reads.has(name));

const CHOSEN_BY_CALLERS: ReadonlySet<string> = new Set([
  ...['AddOns', 'Called', 'CalledVia', 'Caller', 'CallerName', 'ForwardedFrom', 'From', 'SipCallId'],
  ...['SipUsername', 'StableSpeechResult', 'To', 'UnstableSpeechResult'],
]);

/** A whole value of a parameter that only machines fill. */
const isMachines = (name: string, value: string): boolean => {
  const shape = shapeOf(name);
  return (
    shape !== undefined && shape.kind !== 'text' && shape.kind !== 'address' && shape.documented.test(value)
  );
};

/** Twilio sends it together with names that are there. */
function isMissed(name: string, within: string, { values }: SignedText): boolean {
  const companions = companionsOf(name);
  return companions.includes(within) || companions.some((companion) => values.has(companion));
}

/** Twilio sends the same value under another name: this one is whole. */
const hasTwinsValue = ({ name, value }: PlacedPair, signed: SignedText): boolean =>
  twinOf(name, signed) === value && signed.values.get(name)?.length === 1;

/** The border between name and value was moved into the value: `FromZip6` = `0601`. */
function isHiddenInName({ name, at }: Place, within: PlacedPair, signed: SignedText): boolean {
  const isRepeated = (signed.values.get(within.name)?.length ?? 0) > 1;
  if (isDocumented(within.name) && !isRepeated) return false;
  if (signed.reads.has(name) || isMissed(name, within.name, signed)) return true;
  return at === within.start && !isNewName(within.name.slice(name.length), within.value);
}

/** A name that Twilio may add tomorrow goes on with another word, and has a value that is not that word's end. */
const isNewName = (rest: string, value: string): boolean =>
  /^(?:[A-Z][a-z]+)+\d?$/.test(rest) && rest.length > 2 && /^(?:[^\sa-z]|[a-z]\S{2,}$)/u.test(value);

// --- A value whose end was made the name of a parameter of its own --------------------------------------------------

function findCutValue(signed: SignedText): string | undefined {
  const { pairs } = signed;
  const cut = pairs.find((pair, index) => isCut(pair, index, signed));
  return cut === undefined ? undefined : `parameter ${cut.name} goes on in another one`;
}

function isCut(pair: PlacedPair, index: number, signed: SignedText): boolean {
  const { value, valueStart } = pair;
  const twin = twinOf(pair.name, signed);
  if (twin !== undefined) return twin.length > value.length && signed.text.startsWith(twin, valueStart);
  const joined = joinedValues(index, signed);
  if (joined.length === 0) return false;
  const shape = shapeOf(pair.name);
  switch (shape?.kind) {
    case undefined:
      return false;
    case 'text':
      return signed.reads.has(pair.name) && isCutText(pair, signed.pairs[index + 1]);
    case 'address':
      return signed.reads.has(pair.name) && isCutAddress(value);
    case 'sid':
    case 'word':
    case 'count':
    case 'keys':
      return !shape.documented.test(value) && joined.some((whole) => isWhole(whole, value, shape));
  }
}

/** The pair's value with one, two, … of the parameters behind it that Twilio does not document. */
function joinedValues(index: number, { text, pairs }: SignedText): string[] {
  const [pair, ...after] = pairs.slice(index);
  const firstDocumented = after.findIndex(({ name }) => isDocumented(name));
  const parts = after.slice(0, firstDocumented < 0 ? after.length : firstDocumented);
  return parts.map(({ end }) => text.slice(pair?.valueStart, end));
}

/**
 * What was heard ends with a letter, a digit or a full stop, and has no capital letter within a word. A text that ends
 * otherwise was cut, and so was one that goes on as a sentence behind a name of one word.
 */
function isCutText({ value }: PlacedPair, next: PlacedPair | undefined): boolean {
  if (next === undefined) return false;
  if (!/[\p{L}\p{N}.?!。？！]$/u.test(value)) return true;
  const isCompound = /^[A-Z][a-z]+[A-Z]/.test(next.name);
  return !isCompound && /^(?:$|[\s\p{P}\p{Ll}\p{Lo}])/u.test(next.value);
}

/** A documented value, or one that is new and was cut off from its name. */
const isWhole = (joined: string, left: string, { documented, possible }: Shape): boolean =>
  documented.test(joined) || (left === '' && joined.includes('-') && possible.test(joined));

/** A number is complete. Another address can have been cut, and there is no twin to tell. */
const isCutAddress = (value: string): boolean => /^(?:sips?|client|whatsapp|tel):/.test(value);

// --- A value that swallowed a parameter which Twilio does not document, or one of its own name ----------------------

function findSwallowedPair(signed: SignedText): string | undefined {
  const { pairs } = signed;
  const found = pairs.find((pair, index) => hasSwallowed(pair, index, signed));
  return found === undefined ? undefined : `parameter ${found.name} holds another one`;
}

function hasSwallowed(pair: PlacedPair, index: number, signed: SignedText): boolean {
  const { name, value } = pair;
  const shape = shapeOf(name);
  const isRead = signed.reads.has(name);
  if (isRead && shape?.kind !== 'address' && shape?.kind !== 'text' && value.includes(name)) return true;
  const next = signed.pairs[index + 1]?.name;
  return completeBeginnings(pair, shape, signed).some((beginning) => {
    const rest = value.slice(beginning.length);
    return /^[A-Za-z_]/.test(rest) && rest > name && (next === undefined || rest < next);
  });
}

/** The beginnings of the value that would be a whole value by themselves. */
function completeBeginnings(
  { name, value }: PlacedPair,
  shape: Shape | undefined,
  signed: SignedText,
): string[] {
  const twin = twinOf(name, signed);
  if (twin === '' && shape?.kind === 'address') return [''];
  if (twin !== undefined) return [commonBeginning(value, twin)].filter((beginning) => beginning !== '');
  if (shape === undefined || shape.kind === 'text' || shape.documented.test(value)) return [];
  const ends = Array.from({ length: Math.min(value.length, LONGEST_VALUE) }, (_, end) =>
    value.slice(0, end + 1),
  );
  return ends.filter((beginning) => shape.documented.test(beginning));
}

/** Where both have swallowed what stood behind them, this is what was sent. */
function commonBeginning(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}

const twinOf = (name: string, { values }: SignedText): string | undefined =>
  values.get(TWINS.get(name) ?? '')?.[0];

/** Longer than every value that is documented. */
const LONGEST_VALUE = 256;
