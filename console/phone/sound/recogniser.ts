// What is said, understood as words by the browser itself. Only where it does so on this machine: most recognisers send
// what they hear to their makers. https://webaudio.github.io/web-speech-api/#dom-speechrecognition-processlocally
import { browserLanguage } from './browser-language.ts';
import { MicrophoneError, type MicrophoneProblem } from './microphone.ts';

/** TypeScript's DOM library does not have it yet. */
interface SpeechRecognition extends EventTarget {
  lang: string;
  processLocally: boolean;
  start(): void;
  stop(): void;
}

interface SpeechRecognitionClass {
  new (): SpeechRecognition;
  available?(wanted: { langs: string[]; processLocally: true }): Promise<string>;
}

interface ResultEvent extends Event {
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>>;
}

const recogniserClass = (): SpeechRecognitionClass | undefined => {
  const known = globalThis as {
    SpeechRecognition?: SpeechRecognitionClass;
    webkitSpeechRecognition?: SpeechRecognitionClass;
  };
  return known.SpeechRecognition ?? known.webkitSpeechRecognition;
};

/** @param language as the carrier writes it */
export async function canUnderstand(language: string): Promise<boolean> {
  const langs = [browserLanguage(language)];
  try {
    return (await recogniserClass()?.available?.({ langs, processLocally: true })) === 'available';
  } catch {
    return false;
  }
}

export interface Listening {
  /** Empty where nothing was understood. */
  readonly words: Promise<string>;
  /** The speaker says that this was all. */
  readonly stop: () => void;
}

/** Listens until the speaker pauses. `words` rejects with a {@link MicrophoneError} where it cannot be heard. */
export function understand(language: string): Listening {
  const Recogniser = recogniserClass();
  if (Recogniser === undefined) throw new Error('canUnderstand() was not asked');
  const recogniser = new Recogniser();
  recogniser.lang = browserLanguage(language);
  recogniser.processLocally = true;
  const words = new Promise<string>((resolve, reject) => {
    let heard = '';
    recogniser.addEventListener('result', (event) => {
      heard = Array.from((event as ResultEvent).results, (result) => result[0]?.transcript ?? '').join(' ');
    });
    recogniser.addEventListener('error', (event) => {
      const problem = PROBLEMS[(event as Event & { readonly error: string }).error];
      if (problem !== undefined) reject(new MicrophoneError(problem));
    });
    recogniser.addEventListener('end', () => {
      resolve(heard.trim());
    });
  });
  recogniser.start();
  return {
    words,
    stop: () => {
      recogniser.stop();
    },
  };
}

/** Whatever else goes wrong is a sentence that was not understood. */
const PROBLEMS: Readonly<Record<string, MicrophoneProblem>> = {
  'not-allowed': 'refused',
  'service-not-allowed': 'refused',
  'audio-capture': 'none',
};
