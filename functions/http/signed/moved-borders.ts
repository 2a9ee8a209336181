// Twilio signs the URL followed by every parameter's name and value, sorted by name, with nothing between them. The text
// `Digits5From+1312…` is therefore signed alike whether it was sent as `Digits=5`, `From=+1312…` or as `Digits=5From+1312…`.
//
// The attack: somebody who has seen one signed request sends the same text again, with the borders between names and
// values moved. The signature is valid, but the call now seems to come from somebody else, or to lack its attestation.
//
// The rule: a request is refused if its borders are where Twilio cannot have put them. Four things tell:
//   names    a name is no name, or is cut off from its end (`Fro` = `m+1312…`)            this file
//   hidden   a documented name is absent, but stands in the text of another parameter       hidden-names.ts
//   cut      a value ends too early, and goes on in the name of the next parameter          cut-values.ts
//   grown    a value goes on after its end, so that it holds the next parameter             cut-values.ts
//
// Callers choose some texts themselves, such as their name. A caller must not be able to have the call refused by being
// called "Digits Inc", because a refused call is answered by the fallback document. So a text decides only with other
// evidence: the names would still be sorted with the border moved back, the value would have its documented shape, Twilio
// sends that parameter together with others that are there, or sends the same value under a second name.
//
// Which divisions cannot be told apart is said in docs/decisions/0057-words-decide-nothing.md.
import { findCutValue, findGrownValue } from './cut-values.ts';
import { findHiddenName } from './hidden-names.ts';
import {
  CHOSEN_BY_CALLERS,
  isMissed,
  signedText,
  twinOf,
  type Pair,
  type PlacedPair,
  type SignedText,
} from './signed-text.ts';
import { isDocumented, isSipHeader, longerNames, shapeOf } from './twilio-names.ts';

export type { Pair } from './signed-text.ts';

/**
 * @param pairs sorted by name, as they are signed
 * @param reads the names that the route reads
 * @returns what is wrong, in words that contain no value; undefined for a request that Twilio can have sent
 */
export function findMovedBorder(pairs: readonly Pair[], reads: ReadonlySet<string>): string | undefined {
  const signed = signedText(pairs, reads);
  return (
    findOddName(signed) ??
    findCutName(signed) ??
    findHiddenName(signed) ??
    findCutValue(signed) ??
    findGrownValue(signed)
  );
}

/** Letters and digits. The URL's end, a query, and most pieces of a value do not look like that. */
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
/** RFC 3261 allows these in the name of a header; `&` and `+`, which it allows too, would let a name hold a query. */
const HEADER_NAME = /^(?:Dial)?SipHeader_[A-Za-z0-9_.!#$%'*^`|~-]+$/;

const isName = (name: string): boolean => (isSipHeader(name) ? HEADER_NAME : PLAIN_NAME).test(name);

/** The name of a SIP header, cut before its underscore. */
const isCutHeader = ({ name, value }: PlacedPair): boolean =>
  !isSipHeader(name) &&
  ['SipHeader_', 'DialSipHeader_'].some((prefix) => prefix.startsWith(name)) &&
  isSipHeader(name + value);

function findOddName({ pairs }: SignedText): string | undefined {
  const isOdd = pairs.some((pair) => !isName(pair.name) || isCutHeader(pair));
  return isOdd ? 'a parameter has a name that Twilio does not give' : undefined;
}

/** A name that gave its end to its value: name and value together begin with a longer name, which is documented. */
function findCutName(signed: SignedText): string | undefined {
  for (const [index, pair] of signed.pairs.entries()) {
    const joined = pair.name + pair.value;
    const whole = longerNames(pair.name).find((name) => joined.startsWith(name));
    if (whole !== undefined && isCutFrom(whole, pair, signed))
      return `parameter ${whole} is hidden within another one`;
    if (isCutFromNewName(pair, signed) || isWordOfName(pair, signed.pairs[index - 1]))
      return `parameter ${pair.name} is cut off from its name`;
  }
  return undefined;
}

/** `Fro` = `m+1312…`, or `From` = `CityCHICAGO` without `FromCity` among the places. */
function isCutFrom(whole: string, pair: PlacedPair, signed: SignedText): boolean {
  if (!isDocumented(pair.name)) return true;
  if (signed.values.has(whole)) return false;
  if (isMissed(whole, signed)) return true;
  const twin = twinOf(pair.name, signed);
  return (twin !== undefined && twin !== pair.value) || isImpossible(pair);
}

const isImpossible = ({ name, value }: Pick<PlacedPair, 'name' | 'value'>): boolean => {
  const shape = shapeOf(name);
  return shape !== undefined && !shape.possible.test(value);
};

/**
 * `Digits` = `Sourcekeypad`: the name was `DigitsSource`, which Twilio may add tomorrow. The address of a
 * caller can be a word, and so tells only where the parameters are absent that each call has.
 */
function isCutFromNewName(pair: PlacedPair, signed: SignedText): boolean {
  const kind = shapeOf(pair.name)?.kind;
  if (!/^[A-Z][a-z]{3}/.test(pair.value)) return false;
  switch (kind) {
    case 'sid':
    case 'count':
    case 'keys':
      return isImpossible(pair) && pair.name !== 'msg';
    case 'address':
      return isMissedAlone(pair.name, signed) || (pair.name === 'To' && isImpossible(pair));
    case 'word':
    case 'text':
    case undefined:
      return false;
  }
}

/** `Digits` = ` Inc`, behind the name of a caller who is called "Digits Inc". No value of Twilio's begins with a space. */
const isWordOfName = ({ name, value }: PlacedPair, before: PlacedPair | undefined): boolean =>
  before !== undefined &&
  CHOSEN_BY_CALLERS.has(before.name) &&
  shapeOf(name) !== undefined &&
  /^\s/.test(value) &&
  isImpossible({ name, value });

/** Of the parameters of every call, this is the only one. */
const isMissedAlone = (name: string, signed: SignedText): boolean =>
  twinOf(name, signed) === undefined && CALL_ENDS.has(name) && !isMissed(name, signed);

const CALL_ENDS: ReadonlySet<string> = new Set(['Called', 'Caller', 'From', 'To']);
