// Who Twilio says is calling. A withheld caller is recognised before any number parsing: the sentinels below
// would otherwise pass for Russian and Chinese numbers.
import { parseE164, type E164 } from './e164.ts';

export type CallerId =
  | { readonly kind: 'number'; readonly number: E164 }
  | { readonly kind: 'withheld' }
  /** Neither a number nor a known word for "withheld": a SIP address, a short code, a client name. */
  | { readonly kind: 'other'; readonly raw: string };

/**
 * Twilio once translated the words to keypad digits and since 2022-11-16 passes the word itself; both still arrive
 * (https://www.twilio.com/docs/voice/twiml#request-parameters). Keypad spellings of ANONYMOUS, RESTRICTED
 * (also seen with a country code 1), BLOCKED, UNKNOWN and UNAVAILABLE.
 */
const WITHHELD_KEYPAD_SPELLINGS: ReadonlySet<string> = new Set([
  '266696687',
  '7378742833',
  '17378742833',
  '2562533',
  '8656696',
  '86282452253',
]);

const WITHHELD_WORDS: ReadonlySet<string> = new Set([
  '',
  'anonymous',
  'restricted',
  'blocked',
  'unknown',
  'unavailable',
  'private',
  'withheld',
]);

/** True for every form in which Twilio has been seen to say "no caller ID"; case and a leading plus do not matter. */
export function isWithheld(from: string): boolean {
  const bare = from.trim().replace(/^\+/, '').toLowerCase();
  return WITHHELD_WORDS.has(bare) || WITHHELD_KEYPAD_SPELLINGS.has(bare);
}

/** Reads Twilio's `From`. Total: whatever arrives has a kind. */
export function readCallerId(from: string): CallerId {
  if (isWithheld(from)) return { kind: 'withheld' };
  const number = parseE164(from);
  return number === undefined ? { kind: 'other', raw: from.slice(0, 64) } : { kind: 'number', number };
}
