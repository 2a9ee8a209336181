// How a code is asked for. The keys to be pressed are always the code itself, so every kind is as hard to guess; kind,
// order, wording and voice are drawn for each prompt, so that no prompt can be recognized by its sound as a whole.
import type { Language } from '../basics/language.ts';

/** `digits`: every key is named. In the others one key has to be worked out from a clue. */
export const CHALLENGE_KINDS = ['digits', 'sum', 'after', 'letters'] as const;
export type ChallengeKind = (typeof CHALLENGE_KINDS)[number];

/** `letters` is missing in Chinese: callers there do not dial by the Latin letters on the keys. */
export const KINDS_IN: Readonly<Record<Language, readonly ChallengeKind[]>> = {
  'en-US': ['digits', 'sum', 'after', 'letters'],
  'zh-CN': ['digits', 'sum', 'after'],
};

/** What is said instead of one key. */
export type Clue =
  | { readonly kind: 'sum'; readonly of: readonly [number, number] }
  /** The key is the number that follows this one. */
  | { readonly kind: 'after'; readonly number: number }
  | { readonly kind: 'letters'; readonly letter: string };

export interface ChallengePrompt {
  /** The keys that are named, in order. */
  readonly named: string;
  /** Undefined where all keys are named. */
  readonly clue: (Clue & { readonly at: 'first' | 'last' }) | undefined;
  /** A catalog takes its wording and its voice by the remainder of these. */
  readonly wording: number;
  readonly voice: number;
}

/**
 * Letters that are not mistaken on the telephone for a letter of another key. Key 3 has none, since D, E and F sound
 * like B, P and S; O could be taken for zero.
 */
const CLEAR_LETTERS: Readonly<Record<string, string>> = {
  2: 'A',
  4: 'H',
  5: 'L',
  6: 'M',
  7: 'R',
  8: 'U',
  9: 'W',
};

/** The bytes before decide the code. */
const FIRST_BYTE = 24;

interface Choice {
  /** Of the settings. */
  readonly kinds: readonly ChallengeKind[];
  readonly language: Language;
  /** Somebody who did not manage one prompt hears all keys named, where that kind is allowed. */
  readonly plain: boolean;
}

/**
 * @param chance at least 28 bytes, for this prompt
 * @param voice the same number for all prompts of a call
 */
export function drawPrompt(code: string, chance: Uint8Array, voice: number, choice: Choice): ChallengePrompt {
  const [kindAt = 0, place = 0, detail = 0, wording = 0] = chance.subarray(FIRST_BYTE);
  const allowed = choice.kinds.filter((kind) => KINDS_IN[choice.language].includes(kind));
  const drawn = allowed[kindAt % allowed.length] ?? 'digits';
  const kind = choice.plain && allowed.includes('digits') ? 'digits' : drawn;
  const places = place % 2 === 0 ? (['first', 'last'] as const) : (['last', 'first'] as const);
  for (const at of places) {
    const key = code.at(at === 'first' ? 0 : -1) ?? '';
    const clue = clueFor(kind, key, detail);
    if (clue !== undefined)
      return {
        named: at === 'first' ? code.slice(1) : code.slice(0, -1),
        clue: { ...clue, at },
        wording,
        voice,
      };
  }
  return { named: code, clue: undefined, wording, voice };
}

/** Undefined where the key cannot be asked for in this way: no sum of two numbers is 1, and none comes before it. */
function clueFor(kind: ChallengeKind, key: string, detail: number): Clue | undefined {
  const value = Number(key);
  switch (kind) {
    case 'digits':
      return undefined;
    case 'sum': {
      if (value < 2) return undefined;
      const first = 1 + (detail % (value - 1));
      return { kind, of: [first, value - first] };
    }
    case 'after':
      return value < 2 ? undefined : { kind, number: value - 1 };
    case 'letters': {
      const letter = CLEAR_LETTERS[key];
      return letter === undefined ? undefined : { kind, letter };
    }
  }
}
