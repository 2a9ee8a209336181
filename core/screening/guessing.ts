// How often somebody who presses digits without listening gets through: the attempts of a call, divided by the codes.
import type { SettingsProblem } from '../basics/settings-problem.ts';
import { countCodes, firstCode, MOST_DIGITS } from './challenge-code.ts';
import type { ChallengeSettings, ScreeningSettings } from './screening-settings.ts';

/** At the level `normal`, guessing may succeed in this share of calls (0.5 %, docs/challenge.md). */
const MAX_GUESSED_SHARE = 1 / 200;

interface GuessedSettings {
  readonly challenge: Pick<ChallengeSettings, 'digits' | 'attempts'>;
  readonly screening: Pick<ScreeningSettings, 'levels'>;
}

/**
 * Warns of a code that guessing beats too often, which is how a hotline may still be set that was set up when two
 * digits were the default. The attempts are named as well where fewer of them are enough.
 */
export function guessingWarnings({ challenge, screening }: GuessedSettings): SettingsProblem[] {
  const { digits, attempts } = challenge;
  const codesOf = (length: number): number =>
    countCodes(firstCode({ digits: length, attempts }, screening.levels.normal, false).digits);
  if (attempts / codesOf(digits) <= MAX_GUESSED_SHARE) return [];
  const rate = `guessing the code succeeds in 1 call in ${Math.round(codesOf(digits) / attempts)}`;
  const enoughDigits = lengthsAbove(digits).find((length) => attempts / codesOf(length) <= MAX_GUESSED_SHARE);
  const enoughAttempts = Math.floor(codesOf(digits) * MAX_GUESSED_SHARE);
  return [
    ...(enoughDigits === undefined
      ? []
      : [{ at: '/challenge/digits', problem: `${rate}: set at least ${enoughDigits} digits` }]),
    ...(enoughAttempts < 1
      ? []
      : [
          {
            at: '/challenge/attempts',
            problem: `${rate}: set at most ${enoughAttempts} ${enoughAttempts === 1 ? 'attempt' : 'attempts'}, or more digits`,
          },
        ]),
  ];
}

const lengthsAbove = (digits: number): number[] =>
  Array.from({ length: MOST_DIGITS - digits }, (_, index) => digits + 1 + index);
