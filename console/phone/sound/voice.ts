// Prompts read aloud, by the voices that the console has too.
import { hush, voiceFor } from '../../speech/voices.ts';
import { browserLanguage } from './browser-language.ts';

/** Above this playback speed, only the captions are shown, because speech cannot be followed. */
const FASTEST = 2;

export class Voice {
  muted = false;

  canSpeak(language: string): boolean {
    return voiceFor(browserLanguage(language)) !== undefined;
  }

  /** After what is being said already. */
  say(text: string, language: string, speed: number): void {
    const voice = voiceFor(browserLanguage(language));
    if (this.muted || voice === undefined || speed > FASTEST) return;
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = speed;
    speechSynthesis.speak(utterance);
  }

  stop(): void {
    hush();
  }
}
