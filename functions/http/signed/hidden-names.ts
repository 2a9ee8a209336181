// A documented name that is absent, but can be read out of the text of other parameters: `CallerName` = `AdaDigits5`.
// Callers can write such texts, so the rules ask for more than the name (see moved-borders.ts).
import {
  hasTwinsValue,
  isCallersChoice,
  isMissed,
  wholeBeginnings,
  type PlacedPair,
  type SignedText,
} from './signed-text.ts';
import { DOCUMENTED, isDocumented, isSipHeader, shapeOf, type Shape } from './twilio-names.ts';

export function findHiddenName(signed: SignedText): string | undefined {
  const absent = DOCUMENTED.filter((name) => !signed.values.has(name));
  const found = absent.flatMap((name) => placesOf(name, signed.text).map((at) => ({ name, at })));
  const hidden = found.find((place) => isHidden(place, found, signed));
  return hidden === undefined ? undefined : `parameter ${hidden.name} is hidden within another one`;
}

/** An absent name that was found in the text. */
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
  const { pairs } = signed;
  const index = pairs.findIndex(({ end }) => place.at < end);
  const within = pairs[index];
  if (within === undefined) return false;
  const isInName = place.at < within.valueStart;
  if (!canStandThere(place, isInName ? index - 1 : index, signed)) return false;
  if (isInName && (isEndless(place, within, signed) || holdsIdentifier(place, within))) return true;
  const values = possibleValues(place, found, index, signed);
  const canBe = values.some((value) => isPossible(place.name, value, signed));
  if ((canBe || values.includes('')) && isGlued(place, within, signed)) return true;
  if (!canBe) return false;
  return isInName
    ? isHiddenInName(place, within, signed)
    : isHiddenInValue({ ...place, values }, within, found, signed);
}

/** Undocumented names can be pieces of a cut text, so a missed name is compared with the documented ones only. */
function canStandThere({ name }: Place, index: number, signed: SignedText): boolean {
  const earlier = signed.pairs.slice(0, index + 1);
  const before = isMissed(name, signed)
    ? earlier.findLast((pair) => isDocumented(pair.name))
    : earlier[earlier.length - 1];
  return before === undefined || before.name < name;
}

/**
 * Right behind a word: of what was said, where a space comes before each word, or of a parameter that is new, where two
 * words of Twilio's (`a1b2c3StirVerstat`) are no part of a value.
 */
function isGlued({ name, at }: Place, within: PlacedPair, { text, reads }: SignedText): boolean {
  if (at < within.valueStart) return false;
  if (shapeOf(within.name)?.kind === 'text' && reads.has(within.name)) return /^\S/.test(text.slice(at - 1));
  const isNew = !isDocumented(within.name);
  return (
    isNew &&
    at > within.valueStart &&
    /[A-Z][a-z]+[A-Z]/.test(name) &&
    /^[A-Za-z0-9]/.test(text.slice(at - 1))
  );
}

/** `Directioni` = `nbound`, without `Direction` among the parameters that always come with it. */
const isEndless = ({ name, at }: Place, within: PlacedPair, signed: SignedText): boolean =>
  at === within.start && !isDocumented(within.name) && isMissed(name, signed);

/** `ApplicationSidAP7bcf…BrandedCall` = `5`: no parameter has Twilio's identifier in its name. */
function holdsIdentifier({ name, at }: Place, within: PlacedPair): boolean {
  const shape = shapeOf(name);
  return (
    at === within.start &&
    shape?.kind === 'sid' &&
    wholeBeginnings(shape, within.name.slice(name.length)).length > 0
  );
}

/** An empty value of what is read changes nothing, unless Twilio sends the name with others that are there. */
function isPossible(name: string, value: string, signed: SignedText): boolean {
  if (value === '') return !signed.reads.has(name) || isMissed(name, signed);
  const shape = shapeOf(name);
  return shape === undefined || shape.kind === 'address' || shape.possible.test(value);
}

/**
 * What the hidden parameter's value would have been: it ends where a later pair begins, where the next hidden name does,
 * or, for a name that is missed, after a documented value. Only undocumented parameters can have been part of it.
 */
function possibleValues(
  { name, at }: Place,
  found: readonly Place[],
  index: number,
  signed: SignedText,
): string[] {
  const { text } = signed;
  const from = at + name.length;
  const { ends, last } = laterPairs(name, from, index, signed);
  if (ends.length === 0) return [];
  const headers = placesOf('SipHeader_', text).map((place) => ({ name: 'SipHeader_', at: place }));
  const others = [...found, ...headers].filter(
    (other) => other.at >= from && other.at < last && other.name > name,
  );
  const values = [...ends, ...others.map((other) => other.at)].map((end) => text.slice(from, end));
  return isMissed(name, signed) ? [...values, ...valuesBeforeNewName(name, text.slice(from, last))] : values;
}

/** Where pairs begin that can follow the name, up to the first documented one, where its value must have ended. */
function laterPairs(
  name: string,
  from: number,
  index: number,
  { text, pairs }: SignedText,
): { readonly ends: number[]; readonly last: number } {
  const after = pairs.slice(index + 1);
  const stop = after.findIndex((pair) => isDocumented(pair.name));
  const near = stop < 0 ? after : after.slice(0, stop + 1);
  const ends = near.filter((pair) => pair.name > name && pair.start >= from).map(({ start }) => start);
  return stop < 0
    ? { ends: [...ends, text.length], last: text.length }
    : { ends, last: after[stop]?.start ?? text.length };
}

/** `2010-04-01` of `2010-04-01CallReason…`: a whole value, and behind it what can be a new name. */
function valuesBeforeNewName(name: string, text: string): string[] {
  const shape = shapeOf(name);
  if (shape === undefined || shape.kind === 'text' || shape.kind === 'address') return [];
  return wholeBeginnings(shape, text).filter((value) => /^[A-Za-z_]/.test(text.slice(value.length)));
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
  if (signed.reads.has(name) || isMissed(name, signed)) return true;
  if (isNeighbourOfRead(within, shape, cut, signed)) return true;
  const isOurs = !isCallersChoice(within, signed);
  return values.some((value) => (isOurs && isMachines(name, value)) || isUnmistakable(name, value, within));
}

/** The value would have been whole without what follows, and is none with it. */
function isNeighbourOfRead(
  { name, value }: PlacedPair,
  shape: Shape | undefined,
  cut: string,
  { reads }: SignedText,
): boolean {
  if (shape === undefined || shape.kind === 'text') return false;
  if (shape.kind === 'address') return reads.has(name);
  return (cut === '' || shape.possible.test(cut)) && !shape.possible.test(value);
}

/** A whole value of a parameter that only machines fill. */
const isMachines = (name: string, value: string): boolean => {
  const shape = shapeOf(name);
  return (
    shape !== undefined && shape.kind !== 'text' && shape.kind !== 'address' && shape.documented.test(value)
  );
};

/** A name with an identifier or a token of Twilio's, which no new parameter can contain by chance. */
const isUnmistakable = (name: string, value: string, within: PlacedPair): boolean =>
  !isDocumented(within.name) && value.length >= 32 && isMachines(name, value);

/** The border between name and value was moved into the value: `FromZip6` = `0601`. Callers choose the names of headers. */
function isHiddenInName({ name, at }: Place, within: PlacedPair, signed: SignedText): boolean {
  const isRepeated = (signed.values.get(within.name)?.length ?? 0) > 1;
  if (isSipHeader(within.name)) return isMissed(name, signed);
  if (isDocumented(within.name) && !isRepeated) return false;
  if (signed.reads.has(name) || isMissed(name, signed)) return true;
  if (at !== within.start) return false;
  return shapeOf(name)?.kind !== 'address' || !isNewName(within.name.slice(name.length), within.value);
}

/** A name that Twilio may add tomorrow goes on with another word, and has a value that is not that word's end. */
const isNewName = (rest: string, value: string): boolean =>
  /^(?:[A-Z][a-z]+)+\d?$/.test(rest) && rest.length > 2 && /^(?:$|[^\sa-z]|[a-z]\S{2,}$)/u.test(value);
