// Values that end too early, because their end was made the name of the next parameter, and values that go on too long,
// because they hold the next parameter. Both are measured by the value's shape, or by its twin: Twilio sends `From` again
// as `Caller`, and the places of each with it.
import {
  CHOSEN_BY_CALLERS,
  twinOf,
  wholeBeginnings,
  type PlacedPair,
  type SignedText,
} from './signed-text.ts';
import { isDocumented, isSipHeader, longerNames, shapeOf, type Shape } from './twilio-names.ts';

// --- Values that were cut --------------------------------------------------------------------------------------------

export function findCutValue(signed: SignedText): string | undefined {
  const { pairs } = signed;
  const cut = pairs.find((pair, index) => isCut(pair, index, signed));
  return cut === undefined ? undefined : `parameter ${cut.name} goes on in another one`;
}

function isCut(pair: PlacedPair, index: number, signed: SignedText): boolean {
  const { name, value, valueStart } = pair;
  const twin = twinOf(name, signed);
  if (twin !== undefined) return twin.length > value.length && signed.text.startsWith(twin, valueStart);
  const joined = joinedValues(index, signed);
  if (joined.length === 0) return false;
  const isRead = signed.reads.has(name);
  const shape = shapeOf(name);
  switch (shape?.kind) {
    case undefined:
      return CHOSEN_BY_CALLERS.has(name) && isCutName(pair, signed.pairs[index + 1]);
    case 'text':
      return isRead && isCutText(pair, signed.pairs[index + 1]);
    case 'address':
      return isRead && isCutAddress(value);
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
const isCutText = ({ value }: PlacedPair, next: PlacedPair | undefined): boolean =>
  next !== undefined && (!/[\p{L}\p{N}.?!。？！]$/u.test(value) || isOrdinaryText(next));

/** A caller's name, cut before or within a word: `''` and `D` = `igits Inc`, `A` and `D` = `A LOVELACE`. */
const isCutName = ({ value }: PlacedPair, next: PlacedPair | undefined): boolean =>
  next !== undefined &&
  ((/(?:^|[\s\p{P}]|\b(?:De|La|Le|Mac|Mc|Van))$/u.test(value) && isOrdinaryText(next)) ||
    (/(?:^|[\sA-Z])$/.test(value) && /^[A-Z]+$/.test(next.name) && /^(?:$|[\sA-Z])/.test(next.value)));

/** One word with what would follow it in a sentence; Twilio's names have two words, or a value that begins anew. */
const isOrdinaryText = ({ name, value }: PlacedPair): boolean =>
  !/^[A-Z][a-z]+[A-Z]/.test(name) && /^(?:$|[\s\p{P}\p{Ll}\p{Lo}])/u.test(value);

/** A documented value, or one that is new and was cut off from its name. */
const isWhole = (joined: string, left: string, { documented, possible }: Shape): boolean =>
  documented.test(joined) || (left === '' && joined.includes('-') && possible.test(joined));

/** A number is complete. Another address can have been cut, and there is no twin to tell. */
const isCutAddress = (value: string): boolean => /^(?:sips?|client|whatsapp|tel):/.test(value);

// --- Values that hold the next parameter -----------------------------------------------------------------------------

export function findGrownValue(signed: SignedText): string | undefined {
  const { pairs } = signed;
  const found = pairs.find((pair, index) => isGrown(pair, index, signed));
  return found === undefined ? undefined : `parameter ${found.name} holds another one`;
}

function isGrown(pair: PlacedPair, index: number, signed: SignedText): boolean {
  const { name, value } = pair;
  if (isSipHeader(name)) return false;
  const shape = shapeOf(name);
  const next = signed.pairs[index + 1]?.name;
  const canBeNext = (rest: string): boolean =>
    /^[A-Za-z_]/.test(rest) && rest > name && (next === undefined || rest < next);
  if (name === 'CallerName' && holdsNewName(value, canBeNext)) return true;
  const isRead = signed.reads.has(name);
  if (isRead && shape?.kind !== 'address' && shape?.kind !== 'text' && value.includes(name)) return true;
  return wholeValues(pair, shape, signed).some((whole) => canBeNext(value.slice(whole.length)));
}

/** The telephone network carries 15 characters of a caller's name, so that no caller can choose a longer one. */
const LONGEST_CALLER_NAME = 15;

const holdsNewName = (value: string, canBeNext: (rest: string) => boolean): boolean =>
  value.length > LONGEST_CALLER_NAME &&
  [...value.matchAll(/(?=[A-Z][a-z]{2})/g)].some(
    ({ index }) => isNewNameAt(index, value) && canBeNext(value.slice(index)),
  );

/** A word right behind another one (`ADA LOVELACECarrier…`), or a new name of a family that Twilio has (`CallerReputation`). */
function isNewNameAt(index: number, value: string): boolean {
  if (index > 0 && /^[\p{L}\p{N}]/u.test(value.slice(index - 1))) return true;
  const rest = value.slice(index);
  const family = /^(?:Caller|Digits|Dial)(?=[A-Z][a-z]{2})/.exec(rest)?.[0];
  return family !== undefined && !longerNames(family).some((name) => rest.startsWith(name));
}

/** What the value was if it has grown: its beginnings that are a whole value by themselves. */
function wholeValues({ name, value }: PlacedPair, shape: Shape | undefined, signed: SignedText): string[] {
  const twin = twinOf(name, signed);
  if (twin === '') return value === '' ? [] : [''];
  if (twin !== undefined)
    return [commonBeginning(value, twin)].filter(
      (beginning) => beginning !== '' || shape?.kind !== 'address',
    );
  if (shape === undefined || shape.kind === 'text' || shape.documented.test(value)) return [];
  return wholeBeginnings(shape, value);
}

/** Where both have swallowed what stood behind them, this is what was sent. */
function commonBeginning(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}
