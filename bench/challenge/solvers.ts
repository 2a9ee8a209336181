// Programs that try to solve the keypad check. They know the wordings of the prompts, but not the key that draws codes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KINDS_IN, type ChallengePrompt, type Clue } from '../../core/screening/challenge-prompt.ts';
import type { Language } from '../../core/basics/language.ts';
import { CODE, codeIn } from '../../in-process/challenge-heard.ts';
import type { Chance } from '../../lab/chance.ts';
import { challengeWords } from '../../twiml/challenge-words.ts';
import {
  bestOf,
  featuresOf,
  resample,
  throughTelephone,
  warp,
  writeWav,
  type Features,
  type Sound,
} from './signal.ts';
import { speak, VOICE_COUNT } from './voice.ts';

export interface Heard {
  readonly line: Sound;
  readonly language: Language;
  /** How many keys are asked for, which anybody can find out by trying. */
  readonly length: number;
  readonly decibels: number;
}

/** Presses different keys from 1 to 9 without listening. */
export function guess(length: number, chance: Chance): string {
  const left = Array.from('123456789');
  return Array.from({ length }, () => left.splice(Math.floor(chance() * left.length), 1)[0]).join('');
}

// --- templates ------------------------------------------------------------------------------------------------------

/** Frames that belong to one word at least. */
const WORD_FRAMES = 30;

const SILENT = 0.02;
const withoutSilence = ({ rate, samples }: Sound): Sound => ({
  rate,
  samples: samples.slice(
    samples.findIndex((sample) => Math.abs(sample) > SILENT),
    samples.findLastIndex((sample) => Math.abs(sample) > SILENT),
  ),
});

/** Finds recordings of the nine figures in the prompt, made in one voice, and takes no notice of other words. */
export function templateMatcher(chance: Chance): (heard: Heard) => string {
  const recorded = new Map<string, readonly Features[]>();
  return ({ line, language, length, decibels }) => {
    const key = `${language} ${String(decibels)}`;
    const templates =
      recorded.get(key) ??
      Array.from('123456789').map((digit) =>
        featuresOf(throughTelephone(withoutSilence(speak(digit, language, 0)), decibels, chance)),
      );
    recorded.set(key, templates);
    const prompt = featuresOf(line);
    const hits = templates
      .flatMap((template, index) =>
        warp(template, prompt, 'anywhere').map((match) => ({ ...match, digit: String(index + 1) })),
      )
      .toSorted((one, other) => one.cost - other.cost);
    const taken: typeof hits = [];
    // The keys are said twice, so twice as many matches are kept. A digit that a clue names can be a false one.
    for (const hit of hits)
      if (taken.length < 2 * length && taken.every(({ end }) => Math.abs(end - hit.end) > WORD_FRAMES))
        taken.push(hit);
    return taken
      .toSorted((one, other) => one.end - other.end)
      .slice(0, length)
      .map(({ digit }) => digit)
      .join('');
  };
}

// --- analysis by synthesis ------------------------------------------------------------------------------------------

/** A key as it may be asked for. */
type Unit = { readonly kind: 'digit'; readonly digit: string } | Clue;

/** One way in which the prompt may have begun. */
interface Guess {
  readonly voice: number;
  readonly wording: number;
  readonly units: readonly Unit[];
}

const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8];
const DIGITS = Array.from('123456789').map((digit): Unit => ({ kind: 'digit', digit }));
const CLUES: readonly Clue[] = [
  ...NUMBERS.flatMap((one) =>
    NUMBERS.filter((other) => one + other <= 9).map((other): Clue => ({ kind: 'sum', of: [one, other] })),
  ),
  ...NUMBERS.map((number): Clue => ({ kind: 'after', number })),
  ...Array.from('AHLMRUW').map((letter): Clue => ({ kind: 'letters', letter })),
];
/** Up to the second time that the code is said, the third wording is as the first. */
const WORDINGS = [0, 1];
/** Frames by which the same words run apart. */
const BAND = 40;
const BEAM = 5;

/** What the hotline would say if these were the first keys of the code; the others do not matter. */
function wordsOf({ voice, wording, units }: Guess, length: number, language: Language): string {
  const all = [...units, ...DIGITS].slice(0, length);
  const clueAt = all.findIndex(({ kind }) => kind !== 'digit');
  const clue = all[clueAt];
  const named = all.map((unit) => (unit.kind === 'digit' ? unit.digit : '')).join('');
  const at = clueAt === 0 ? 'first' : 'last';
  const prompt: ChallengePrompt = {
    named,
    voice,
    wording,
    clue: clue === undefined || clue.kind === 'digit' ? undefined : { ...clue, at },
  };
  return challengeWords(named, prompt, language);
}

/** A voice makes each clause by itself, so that it sounds the same in every sentence. */
const clausesOf = (words: string): string[] => words.split(/(?<=[,.，。])\s*/).filter((one) => one !== '');

/** Renders what the prompt may be, clause by clause, and keeps what sounds most like it. */
export function analysisBySynthesis(chance: Chance): (heard: Heard) => string {
  const rendered = new Map<string, Features>();
  return ({ line, language, length, decibels }) => {
    const prompt = featuresOf(line);
    const sound = (clause: string, voice: number): Features => {
      const key = `${language} ${String(voice)} ${String(decibels)} ${clause}`;
      const features =
        rendered.get(key) ?? featuresOf(throughTelephone(speak(clause, language, voice), decibels, chance));
      rendered.set(key, features);
      return features;
    };
    const costOf = (one: Guess): number => {
      const words = wordsOf(one, length, language);
      const lead = clausesOf(words.slice(0, CODE.exec(words)?.index)).length - 1;
      const begun = clausesOf(words).slice(0, lead + one.units.length);
      const features = begun.flatMap((clause) => sound(clause, one.voice));
      return bestOf(warp(features, prompt, BAND)).cost;
    };
    let beam: readonly Guess[] = WORDINGS.flatMap((wording) =>
      Array.from({ length: VOICE_COUNT }, (_, voice) => ({ voice, wording, units: [] })),
    );
    for (let place = 0; place < length; place++) {
      const next = beam.flatMap((guess) =>
        unitsAt(place, guess, length, language).map((unit) => ({ ...guess, units: [...guess.units, unit] })),
      );
      beam = next
        .map((guess) => ({ guess, cost: costOf(guess) }))
        .toSorted((one, other) => one.cost - other.cost)
        .slice(0, BEAM)
        .map(({ guess }) => guess);
    }
    return beam[0] === undefined ? '' : codeIn(wordsOf(beam[0], length, language));
  };
}

/** A clue stands first or last, and there is one at most. */
function unitsAt(place: number, { units }: Guess, length: number, language: Language): readonly Unit[] {
  const possible = place === 0 || (place === length - 1 && units.every(({ kind }) => kind === 'digit'));
  const clues = CLUES.filter(({ kind }) => KINDS_IN[language].includes(kind));
  return possible ? [...DIGITS, ...clues] : DIGITS;
}

// --- a general recognizer -------------------------------------------------------------------------------------------

const FIGURES: Readonly<Record<string, string>> = {
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  zero: '0',
};

/** The sentences of the hotline, as the recognizer wants them. */
const GRAMMAR = `#JSGF V1.0;
grammar challenge;
<figure> = one | two | three | four | five | six | seven | eight | nine;
<clue> = <figure> plus <figure> | [the number] after <figure> | the letter (a | h | l | m | r | u | w);
<keys> = <figure> <figure>+ [then <clue>] | <clue> then <figure>+;
<person> = for a callback press zero;
public <prompt> = please press <keys> (again | i repeat) <keys> <person> | <person> please press <keys> now again <keys>;
`;
const RECOGNIZER = 'pocketsphinx_continuous';
const RECOGNIZER_RATE = 16_000;
/** With the usual ones the search loses the end of the sentence on such a voice. */
const WIDE_BEAMS = ['-beam', '1e-90', '-pbeam', '1e-90', '-wbeam', '1e-70'];
/** In frames: the breath between two keys does not end the sentence. */
const ONE_SENTENCE = ['-vad_postspeech', '300'];

/** @returns undefined where the language has no model */
export function generalRecognizer({ line, language, length }: Heard): string | undefined {
  if (language !== 'en-US') return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'challenge-'));
  try {
    const [wav, grammar] = [join(folder, 'prompt.wav'), join(folder, 'prompts.gram')];
    writeFileSync(wav, writeWav(resample(line, RECOGNIZER_RATE, 3_600)));
    writeFileSync(grammar, GRAMMAR);
    const said = execFileSync(
      RECOGNIZER,
      ['-infile', wav, '-jsgf', grammar, '-logfn', '/dev/null', ...WIDE_BEAMS, ...ONE_SENTENCE],
      {
        encoding: 'utf8',
      },
    );
    return keysIn(said).slice(0, length);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What was recognized, in the spelling of the catalog. */
function keysIn(said: string): string {
  const words = said
    .trim()
    .split(/\s+/)
    .map((word) => FIGURES[word] ?? word)
    .join(' ');
  const [once = ''] = words.split(/ (?:now )?(?:again|i repeat) /);
  const spelled = once
    .replaceAll(/the letter ([a-z])/g, (_, letter: string) => `the letter ${letter.toUpperCase()}`)
    .replaceAll(/(\d|letter [A-Z])(?= (?:\d|the|after|then))/g, '$1,')
    .replaceAll(/, then /g, ', then ');
  return codeIn(spelled);
}
