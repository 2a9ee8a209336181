// Prompts read aloud by the browser's own voices. Only those on this machine: some browsers send the text of others to
// a server of theirs.

/** Faster than this nobody follows: captions alone then. */
const FASTEST = 2;

export class Voice {
  muted = false;

  /** Undefined where the browser has none for the language. */
  #voiceFor(language: string): SpeechSynthesisVoice | undefined {
    const wanted = language.startsWith('cmn') ? 'zh-CN' : language;
    const local =
      synthesis()
        ?.getVoices()
        .filter(({ localService }) => localService) ?? [];
    const tag = ({ lang }: SpeechSynthesisVoice): string => lang.replace('_', '-').toLowerCase();
    return (
      local.find((voice) => tag(voice) === wanted.toLowerCase()) ??
      local.find((voice) => tag(voice).split('-')[0] === wanted.split('-')[0])
    );
  }

  canSpeak(language: string): boolean {
    return this.#voiceFor(language) !== undefined;
  }

  /** After what is being said already. */
  say(text: string, language: string, speed: number): void {
    const voice = this.#voiceFor(language);
    if (this.muted || voice === undefined || speed > FASTEST) return;
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = speed;
    synthesis()?.speak(utterance);
  }

  stop(): void {
    synthesis()?.cancel();
  }
}

const synthesis = (): SpeechSynthesis | undefined =>
  'speechSynthesis' in globalThis ? speechSynthesis : undefined;
