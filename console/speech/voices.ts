// The browser's own voices, where it has any: what the hotline says, heard without a call. Only those on this machine:
// some browsers send the text of others to a server of theirs.
import { useSyncExternalStore } from 'react';
import type { Language } from '../words/index.ts';

export interface Utterance {
  readonly language: Language;
  readonly words: string;
}

const synthesis = (): SpeechSynthesis | undefined =>
  'speechSynthesis' in globalThis ? speechSynthesis : undefined;

/** @param language a BCP 47 tag; a voice of the same language elsewhere is better than none */
export function voiceFor(language: string): SpeechSynthesisVoice | undefined {
  const local = (synthesis()?.getVoices() ?? []).filter(({ localService }) => localService);
  const tag = ({ lang }: SpeechSynthesisVoice): string => lang.replace('_', '-').toLowerCase();
  const wanted = language.toLowerCase();
  return (
    local.find((voice) => tag(voice) === wanted) ??
    local.find((voice) => tag(voice).split('-')[0] === wanted.split('-')[0])
  );
}

const subscribe = (listener: () => void): (() => void) => {
  synthesis()?.addEventListener('voiceschanged', listener);
  return () => synthesis()?.removeEventListener('voiceschanged', listener);
};

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

export const hush = (): void => {
  synthesis()?.cancel();
};
