// Recognizes the ways in which a carrier says that a caller shows no number. A withheld caller is nobody: it is checked
// before any number is read, since its keypad spellings would pass for Russian, Chinese or American numbers.
import { readAddress } from './address.ts';

/**
 * Words that carriers put where the number should be (https://www.twilio.com/docs/voice/twiml#request-parameters;
 * RFC 3323 section 4.1.1.3). Until 2022-11-16 Twilio passed them as keypad digits, and both still arrive.
 */
const WITHHELD_WORDS: ReadonlySet<string> = new Set([
  'anonymous',
  'restricted',
  'private',
  'blocked',
  'unknown',
  'unavailable',
  'withheld',
  'hidden',
]);

/** Words beside them that name nobody either: `Private Number`, `No Caller ID`, `Unknown Caller`. */
const FILLERS: ReadonlySet<string> = new Set([
  'caller',
  'call',
  'callers',
  'number',
  'id',
  'no',
  'name',
  'user',
  'the',
]);
const NOTHING_SAID: ReadonlySet<string> = new Set(['', 'null', 'undefined', 'none', 'n/a', 'na', 'nil']);

const KEYPAD = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'];
const keyOf = (letter: string): string => String(KEYPAD.findIndex((letters) => letters.includes(letter)) + 2);

/** `anonymous` is keyed 266696687. 7748433 is how PRIVATE has been seen, though it is not its keypad spelling. */
const KEYPAD_SPELLINGS: ReadonlySet<string> = new Set([
  ...[...WITHHELD_WORDS].map((word) => [...word].map(keyOf).join('')),
  '7748433',
]);

/** Hosts of addresses that hide the caller: RFC 3323 section 4.1.1.3, RFC 2606 section 2. */
const HIDING_HOST = /^(anonymous|unknown|restricted|private|unavailable|withheld)\.invalid$/;

/** True for every form in which a carrier says "no caller ID": a word, its keypad spelling, zeros, or an address. */
export function isWithheld(from: string): boolean {
  const address = readAddress(from);
  if (address === undefined) return isPlaceholder(from);
  const { host, user, scheme } = address;
  if (host !== undefined && HIDING_HOST.test(host)) return true;
  return scheme === 'sip' && user === '' ? false : isPlaceholder(user);
}

function isPlaceholder(text: string): boolean {
  const bare = text
    .normalize('NFKC')
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/^\+/, '')
    .toLowerCase();
  if (NOTHING_SAID.has(bare)) return true;
  const digits = bare.replaceAll(/[\s().\-/]/g, '');
  return /^\d+$/.test(digits) ? isPlaceholderNumber(digits) : namesNobody(bare);
}

/** A country code 1 is sometimes put before a spelling, and before ten zeros. China Telecom's 10000 is a number. */
function isPlaceholderNumber(digits: string): boolean {
  if (/^(0+|10{9,})$/.test(digits)) return true;
  return KEYPAD_SPELLINGS.has(digits) || (digits.startsWith('1') && KEYPAD_SPELLINGS.has(digits.slice(1)));
}

/** `Private Number` names nobody; `Private Bank` does. */
function namesNobody(text: string): boolean {
  const words = text.split(/[^\p{L}]+/u).filter((word) => word !== '');
  return (
    words.some((word) => WITHHELD_WORDS.has(word) || word === 'no') &&
    words.every((word) => WITHHELD_WORDS.has(word) || FILLERS.has(word))
  );
}
