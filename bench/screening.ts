// How fast the scores are: `tsx bench/screening.ts`. Fails below the floor that docs/screening.md promises, on one core.
import { readFileSync } from 'node:fs';
import { contentScore } from '../core/content/content.ts';
import type { ContentLanguage } from '../core/content/content-text.ts';
import { randomFrom } from '../training/random.ts';
import { numberLines } from '../training/numbers/score-numbers.ts';

const LEAST_LINES_A_SECOND = 20_000;
const MOST_MS_A_TEXT = 1;

/** Of the processor: other programs do not count. */
function secondsOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function linesASecond(): number {
  const random = randomFrom(1);
  const lines = Array.from({ length: 400_000 }, (_, i) => {
    const day = new Date(Date.UTC(2026, 0, 1 + Math.floor(i / 20_000))).toISOString().slice(0, 10);
    const number = `+1${String(2_000_000_000 + Math.floor(random() * 7_999_999_999))}`.slice(0, 12);
    return `${i % 20_000 < 10_000 ? 'score' : 'learn'},${day},${number}`;
  });
  const scorer = numberLines();
  return (
    lines.length /
    secondsOf(() => {
      for (const line of lines) scorer.answer(line);
    })
  );
}

function millisecondsAText(): number {
  const texts = JSON.parse(
    readFileSync(new URL('../test/core/content/hard-texts.json', import.meta.url), 'utf8'),
  ) as {
    language: ContentLanguage;
    text: string;
  }[];
  const rounds = 20;
  const seconds = secondsOf(() => {
    for (let round = 0; round < rounds; round++)
      for (const { text, language } of texts) contentScore(text, language);
  });
  return (seconds * 1_000) / (rounds * texts.length);
}

const lines = linesASecond();
const text = millisecondsAText();
process.stdout.write(
  `${Math.round(lines)} lines a second (floor ${LEAST_LINES_A_SECOND}), ${text.toFixed(3)} ms a text (most ${MOST_MS_A_TEXT})\n`,
);
if (lines < LEAST_LINES_A_SECOND || text > MOST_MS_A_TEXT) process.exitCode = 1;
