// The keypad challenge: which digits to press, and whether they were pressed. Nothing of it is stored or travels:
// the code is drawn again from (call, attempt) when the answer arrives.

import { equalInConstantTime } from '../basics/constant-time.ts';

/** Secret bytes for one attempt of one call: an HMAC made outside the core. At least 28 bytes. */
export type ChallengeSeed = (draw: number) => Uint8Array;

const PRESSABLE = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** How many different codes of this length there are. */
export const countCodes = (length: number): number =>
  Array.from({ length }, (_, index) => PRESSABLE.length - index).reduce((product, left) => product * left, 1);

/**
 * Different digits from 1 to 9: a repeated key is misheard, and 0, # and * always mean something else.
 * @param length 2 to 6
 */
export function drawCode(seed: Uint8Array, length: number): string {
  const view = new DataView(seed.buffer, seed.byteOffset, seed.byteLength);
  const left: string[] = [...PRESSABLE];
  let code = '';
  for (let index = 0; index < length; index++) {
    // 32 bits over at most 9 digits: the modulo favours none by more than 2 in a thousand million.
    code += left.splice(view.getUint32(index * 4) % left.length, 1).join('');
  }
  return code;
}

/** Draws are numbered below this; beyond it lie the second tries of the same draws. */
const DRAWS = 1000;
/** 72 codes of two digits, and at most some twenty draws a call: a few tries always find a new one. */
const MOST_TRIES = 20;

/**
 * The code of one draw of a call, different from those of all draws before it: whoever is asked again is asked
 * something else.
 */
export function codeOfDraw(seed: ChallengeSeed, draw: number, length: number): string {
  const codes: string[] = [];
  for (let current = 0; current <= draw; current++) {
    let code = drawCode(seed(current), length);
    for (let next = 1; codes.includes(code) && next < MOST_TRIES; next++) {
      code = drawCode(seed(current + next * DRAWS), length);
    }
    codes.push(code);
  }
  return codes[draw] ?? '';
}

export type ChallengeAnswer = 'right' | 'wrong' | 'silence' | 'person' | 'other-language';

/** Whether the keys try to answer the code; silence, a call for a person and the other language do not. */
export const isGuess = ({ digits, finishedOn }: Keys): boolean =>
  finishedOn !== '0' && digits !== '' && !/^[0*]/.test(digits);

/** What the keys mean. `0` first is always a call for a person, `*` first the other language. */
export function gradeAnswer(code: string, keys: Keys): ChallengeAnswer {
  if (keys.finishedOn === '0' || keys.digits.startsWith('0')) return 'person';
  if (keys.digits === '') return 'silence';
  if (keys.digits.startsWith('*')) return 'other-language';
  return equalInConstantTime(code, keys.digits) ? 'right' : 'wrong';
}

/** What a `<Gather>` brought back; no digits and no finishing key is silence. */
export interface Keys {
  readonly digits: string;
  /** The key that ended the gather, which is not among the digits. */
  readonly finishedOn?: string;
  /** What was said instead, where speech was asked for. */
  readonly speech?: string;
}

export const MOST_DIGITS = 6;
const HARDER_DIGITS = 2;

/**
 * The first code of a call.
 * @param harder a longer code; and of several attempts one is gone: who guesses, guesses less often
 */
export const firstCode = (
  usual: { readonly digits: number; readonly attempts: number },
  { extraDigits }: { readonly extraDigits: number },
  harder: boolean,
): { readonly digits: number; readonly attempt: number } => ({
  digits: Math.min(MOST_DIGITS, usual.digits + extraDigits + (harder ? HARDER_DIGITS : 0)),
  attempt: harder ? Math.min(2, usual.attempts) : 1,
});
