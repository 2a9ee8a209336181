// The browser's own voices, where it has any: what the hotline says, heard without a call.
import { useSyncExternalStore } from 'react';
import type { Language } from '../words/index.ts';

export interface Utterance {
  readonly language: Language;
  readonly words: string;
}

const subscribe = (listener: () => void): (() => void) => {
  if (!('speechSynthesis' in globalThis)) return () => undefined;
  speechSynthesis.addEventListener('voiceschanged', listener);
  return () => {
    speechSynthesis.removeEventListener('voiceschanged', listener);
  };
};

const voiceFor = (language: Language): SpeechSynthesisVoice | undefined =>
  'speechSynthesis' in globalThis
    ? speechSynthesis
        .getVoices()
        .find(({ lang }) => lang.replace('_', '-').toLowerCase().startsWith(language.slice(0, 2)))
    : undefined;

/** Whether the browser can speak the language; the text is there in any case. */
export const useVoice = (language: Language): boolean =>
  useSyncExternalStore(subscribe, () => voiceFor(language) !== undefined);

/** Ends what is being said, says the parts one after another, and tells when it is over. */
export function speak(parts: readonly Utterance[], onEnd: () => void): void {
  speechSynthesis.cancel();
  const spoken = parts.map(({ language, words }) => {
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.lang = language;
    utterance.voice = voiceFor(language) ?? null;
    return utterance;
  });
  const last = spoken.at(-1);
  if (last !== undefined) {
    last.onend = onEnd;
    last.onerror = onEnd;
  }
  for (const utterance of spoken) speechSynthesis.speak(utterance);
}

export function hush(): void {
  if ('speechSynthesis' in globalThis) speechSynthesis.cancel();
}
