// Answering in words where the hotline listens for them, in a browser that understands speech on this machine.
import { useCallback, useEffect, useRef, useState } from 'react';
import { MicrophoneError, type MicrophoneProblem } from '../sound/microphone.ts';
import { canUnderstand, understand, type Listening } from '../sound/recogniser.ts';
import type { Mouth } from './use-mouth.ts';

export interface Ear {
  /** Elsewhere one types. */
  readonly able: boolean;
  readonly listening: boolean;
  readonly problem: MicrophoneProblem | 'not-understood' | undefined;
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}

/** @param language in which the hotline listens, as the carrier writes it */
export function useEar(language: string, { begin, say }: Mouth): Ear {
  const [able, setAble] = useState(false);
  const [listening, setListening] = useState(false);
  const [problem, setProblem] = useState<Ear['problem']>();
  const running = useRef<Listening | undefined>(undefined);
  useEffect(() => void canUnderstand(language).then(setAble), [language]);

  const start = useCallback(async () => {
    setProblem(undefined);
    begin();
    const own = understand(language);
    running.current = own;
    setListening(true);
    try {
      const words = await own.words;
      // What is recognized after the call has ended is dropped.
      if (running.current !== own) return;
      if (words === '') setProblem('not-understood');
      else await say(words);
    } catch (error) {
      if (!(error instanceof MicrophoneError)) throw error;
      setProblem(error.problem);
    } finally {
      setListening(false);
    }
  }, [language, begin, say]);

  useEffect(
    () => () => {
      running.current?.stop();
      running.current = undefined;
    },
    [],
  );
  const stop = useCallback(() => running.current?.stop(), []);
  return { able, listening, problem, start, stop };
}
