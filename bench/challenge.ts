// How often programs solve a prompt of the challenge, and how long a person needs for it:
// `npm run bench:challenge -- --calls 12 --noise 20,5 --seed 1 --language en-US --kinds sum,after`.
// Prompts are spoken by espeak-ng and go through a telephone line: 300 to 3,400 hertz, 8,000 samples of µ-law a second,
// white noise.
import { createHmac } from 'node:crypto';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import {
  CHALLENGE_KINDS,
  drawPrompt,
  KINDS_IN,
  type ChallengeKind,
} from '../core/screening/challenge-prompt.ts';
import { drawCode } from '../core/screening/challenge-code.ts';
import { LANGUAGES, type Language } from '../core/basics/language.ts';
import { chanceOf } from '../lab/chance.ts';
import { SEED_SETTINGS } from '../local/seed/seed-settings.ts';
import { slowSpeechSeconds } from '../carrier/speech/speech-time.ts';
import { challengeWords } from '../twiml/challenge-words.ts';
import { CATALOGS } from '../twiml/prompts/index.ts';
import { throughTelephone } from './challenge/signal.ts';
import {
  analysisBySynthesis,
  generalRecognizer,
  guess,
  templateMatcher,
  type Heard,
} from './challenge/solvers.ts';
import { isInstalled, speak } from './challenge/voice.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '12' },
    noise: { type: 'string', default: '20,5' },
    seed: { type: 'string', default: '1' },
    language: { type: 'string', default: 'en-US' },
    kinds: { type: 'string', default: CHALLENGE_KINDS.join() },
  },
});
const calls = Number(values.calls);
const noises = values.noise.split(',').map(Number);
const language = LANGUAGES.find((one) => one === values.language);
if (!Number.isSafeInteger(calls) || calls < 1 || noises.some(Number.isNaN) || language === undefined)
  throw new Error(
    `--calls must be a whole number from 1, --noise decibels like 20,5, --language one of ${LANGUAGES.join(', ')}`,
  );

const spoken: Language = language;

const { digits: length, attempts } = SEED_SETTINGS.challenge;
const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const percent = (share: number): string => `${(share * 100).toFixed(share < 0.01 && share > 0 ? 3 : 0)} %`;
const chance = chanceOf(`bench ${values.seed}`);
const seedOf = (call: string): Uint8Array => createHmac('sha256', values.seed).update(call).digest();

interface Played {
  readonly code: string;
  readonly words: string;
  readonly voice: number;
}

function promptOf(kind: ChallengeKind, call: number): Played {
  const seed = seedOf(String(call));
  const code = drawCode(seed, length);
  const prompt = drawPrompt(code, seed, seed[28] ?? 0, { kinds: [kind], language: spoken, plain: false });
  return { code, words: challengeWords(code, prompt, spoken), voice: prompt.voice };
}

/** The whole prompt at the pace of an older listener, and half a second for each key. */
const personSeconds = (words: string): number =>
  slowSpeechSeconds(CATALOGS[spoken].challengeOpening.welcome(SEED_SETTINGS.hotline.company[spoken] ?? '')) +
  slowSpeechSeconds(words) +
  length / 2;

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

const GUESSED_CALLS = 100_000;
/** The share of calls in which one of the attempts is right; a kind decides only how the code is asked for. */
function guessedShare(kind: ChallengeKind): number {
  let passed = 0;
  for (let call = 0; call < GUESSED_CALLS; call++) {
    const code = drawCode(seedOf(`${kind} ${String(call)}`), length);
    const guesses = Array.from({ length: attempts }, () => guess(length, chance));
    if (guesses.includes(code)) passed += 1;
  }
  return passed / GUESSED_CALLS;
}

const hasVoice = isInstalled('espeak-ng');
const hasRecognizer = isInstalled('pocketsphinx_continuous');
const template = templateMatcher(chance);
const synthesis = analysisBySynthesis(chance);
const SOLVERS: Readonly<Record<string, (heard: Heard) => string | undefined>> = {
  template,
  synthesis,
  ...(hasRecognizer ? { pocketsphinx: generalRecognizer } : {}),
};

/** Of all prompts of the kind, how many each solver got right. */
function solvedShares(prompts: readonly Played[], decibels: number): string[] {
  const lines = prompts.map(({ words, voice }) =>
    throughTelephone(speak(words, spoken, voice), decibels, chance),
  );
  return Object.entries(SOLVERS).map(([name, solve]) => {
    const answers = lines.map((line) => solve({ line, language: spoken, length, decibels }));
    const right = answers.filter((answer, index) => answer === prompts[index]?.code).length;
    const share = answers.includes(undefined) ? 'no model' : percent(right / prompts.length);
    return `${name} ${share}`;
  });
}

say(
  `${cpus().length} cores, Node ${process.version}, seed ${values.seed}, ${language}, ${String(calls)} prompts of each kind`,
);
if (!hasVoice)
  say('espeak-ng is not installed: no prompt is spoken, and only guessing and seconds are measured.');
if (!hasRecognizer) say('pocketsphinx_continuous is not installed: no general recognizer is tried.');
for (const kind of KINDS_IN[language].filter((one) => values.kinds.split(',').includes(one))) {
  const prompts = Array.from({ length: calls }, (_, call) => promptOf(kind, call));
  const seconds = mean(prompts.map(({ words }) => personSeconds(words)));
  say(
    `${kind}: a person needs ${seconds.toFixed(1)} s; guessed in ${percent(guessedShare(kind))} of calls (${String(attempts)} attempts)`,
  );
  if (hasVoice)
    for (const decibels of noises)
      say(`  at ${String(decibels)} dB: ${solvedShares(prompts, decibels).join(', ')}`);
}
