// Prompts as sounds: espeak-ng stands in for the carrier's voices, which cannot be had here.
import { execFileSync } from 'node:child_process';
import type { Language } from '../../core/basics/language.ts';
import { readWav, type Sound } from './signal.ts';

/** As many for each language as a call can have. */
const VOICES: Readonly<Record<Language, readonly string[]>> = {
  'en-US': ['en-us', 'en-us+m3', 'en-us+f3'],
  'zh-CN': ['cmn', 'cmn+m3', 'cmn+f3'],
};
export const VOICE_COUNT = 3;
const WORDS_A_MINUTE = '150';

export function isInstalled(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export function speak(words: string, language: Language, voice: number): Sound {
  const name = VOICES[language][voice % VOICE_COUNT] ?? 'en-us';
  const wav = execFileSync('espeak-ng', ['-v', name, '-s', WORDS_A_MINUTE, '--stdout', words], {
    maxBuffer: 64_000_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return readWav(wav);
}
