// The scenes that play by themselves: who calls, what they do each time that the hotline waits for them, how staff answer.
import type { CallerId } from '../line/callers.ts';
import type { PhoneWords } from '../words/phone-words.ts';

type Sentence = keyof PhoneWords['scenes']['lines'];

/** One for each time that the hotline waits; a script that has run out is a caller who does nothing any more. */
export type Step =
  /** The code that was heard, or as many other digits. `early`: over the prompt, the moment it is heard. */
  | { readonly do: 'code' | 'wrong'; readonly early?: true }
  | { readonly do: 'press'; readonly digits: string; readonly early?: true }
  /** The number that is reported: a new one each time, then hash. */
  | { readonly do: 'report-number' }
  | { readonly do: 'say'; readonly sentence: Sentence; readonly early?: true }
  | { readonly do: 'silence' | 'hang-up' };

export interface ScriptedCall {
  readonly caller: CallerId;
  /** The caller asks for the language of the page, where that is not the hotline's. */
  readonly asksForLanguage?: true;
  readonly steps: readonly Step[];
  /** Once the two are connected, in turn; then the caller hangs up. */
  readonly talk?: readonly { readonly by: 'caller' | 'staff'; readonly sentence: Sentence }[];
}

export const SCENES = ['robocaller', 'guesser', 'hurry', 'report', 'blocked', 'forged'] as const;
export type SceneId = (typeof SCENES)[number];

const GUESSES: ScriptedCall = {
  caller: 'stranger',
  steps: [
    { do: 'wrong', early: true },
    { do: 'wrong', early: true },
    { do: 'wrong', early: true },
    { do: 'hang-up' },
  ],
};

export const SCRIPTS: Readonly<Record<SceneId, readonly ScriptedCall[]>> = {
  robocaller: [{ caller: 'stranger', steps: [{ do: 'say', sentence: 'pitch', early: true }] }],
  guesser: [GUESSES, GUESSES, GUESSES, GUESSES],
  hurry: [
    {
      caller: 'stranger',
      asksForLanguage: true,
      steps: [
        { do: 'code', early: true },
        { do: 'press', digits: '1', early: true },
      ],
      talk: [
        { by: 'caller', sentence: 'hurryCaller' },
        { by: 'staff', sentence: 'hurryStaff' },
        { by: 'caller', sentence: 'hurryThanks' },
      ],
    },
  ],
  report: [
    {
      caller: 'stranger',
      asksForLanguage: true,
      steps: [
        { do: 'code' },
        { do: 'press', digits: '2' },
        { do: 'report-number' },
        // The number is right.
        { do: 'press', digits: '1' },
        // They asked for money in advance.
        { do: 'press', digits: '2' },
        { do: 'say', sentence: 'fraud' },
        // The case number has been heard.
        { do: 'hang-up' },
      ],
    },
  ],
  blocked: [{ caller: 'blocked', steps: [] }],
  forged: [{ caller: 'forged', steps: [{ do: 'silence' }, { do: 'hang-up' }] }],
};
