// A caller who follows a script: one word for each time that the hotline waits for keys or a message.
import { CommandError } from '../connection.ts';

/** What the caller does at one prompt. */
export type ScriptStep =
  | { readonly do: 'press'; readonly digits: string }
  /** Keys in the code that was just heard. */
  | { readonly do: 'challenge' }
  /** Keys in as many digits that are not the code. */
  | { readonly do: 'wrong' }
  | { readonly do: 'silence' }
  | { readonly do: 'message'; readonly seconds: number }
  | { readonly do: 'say'; readonly text: string }
  | { readonly do: 'hang-up' };

export const SCRIPT_HELP =
  'one word per prompt, separated by commas: keys (73, 0, *), challenge (the code that was heard), wrong, silence, ' +
  'message or message:20 (seconds), say:words, hangup';

const WORDS: Readonly<Record<string, ScriptStep>> = {
  challenge: { do: 'challenge' },
  wrong: { do: 'wrong' },
  silence: { do: 'silence' },
  message: { do: 'message', seconds: 8 },
  hangup: { do: 'hang-up' },
};

/** @throws {CommandError} naming the word that is not understood */
export function parseScript(text: string): readonly ScriptStep[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map(parseWord);
}

function parseWord(word: string): ScriptStep {
  const known = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  if (known !== undefined) return known;
  if (/^[0-9*#]+$/.test(word)) return { do: 'press', digits: word };
  const said = /^say:(.+)$/.exec(word)?.[1];
  if (said !== undefined) return { do: 'say', text: said };
  const seconds = /^message:(\d{1,3})$/.exec(word)?.[1];
  if (seconds !== undefined && Number(seconds) > 0) return { do: 'message', seconds: Number(seconds) };
  throw new CommandError(`"${word}" is not a valid step. --keys takes ${SCRIPT_HELP}.`);
}
