// Speaking into one telephone: by the microphone where there is one, in typed words everywhere.
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { speechSeconds } from '../../../carrier/speech/speech-time.ts';
import type { Waiting } from '../line/call-story.ts';
import {
  MicrophoneError,
  startRecording,
  type MicrophoneProblem,
  type Recorder,
} from '../sound/microphone.ts';
import type { Switchboard } from '../line/switchboard.ts';

export interface Mouth {
  /** The microphone is on. */
  readonly recording: boolean;
  readonly problem: MicrophoneProblem | undefined;
  readonly startRecording: () => Promise<void>;
  /** Sends what the microphone has heard; nothing where it is off. */
  readonly finish: () => Promise<void>;
  /** Speech is about to start, so a recording waits for it. */
  readonly begin: () => void;
  readonly say: (text: string) => Promise<void>;
}

/** A recording that reaches its length is sent a second before. */
const MARGIN_SECONDS = 1;

export function useMouth(
  switchboard: Switchboard,
  sid: string,
  { waiting, speed }: { readonly waiting: Waiting | undefined; readonly speed: number },
): Mouth {
  const recorder = useRef<Promise<Recorder> | undefined>(undefined);
  const [recording, setRecording] = useState(false);
  const [problem, setProblem] = useState<MicrophoneProblem>();

  const begin = useCallback(() => void switchboard.act(sid, { do: 'start-speaking' }), [switchboard, sid]);

  const start = useCallback(async () => {
    if (recorder.current !== undefined) return;
    begin();
    const starting = startRecording();
    recorder.current = starting;
    setProblem(undefined);
    try {
      await starting;
      setRecording(true);
    } catch (error) {
      recorder.current = undefined;
      if (!(error instanceof MicrophoneError)) throw error;
      setProblem(error.problem);
    }
  }, [begin]);

  const finish = useCallback(async () => {
    const running = recorder.current;
    recorder.current = undefined;
    setRecording(false);
    if (running === undefined) return;
    const { seconds, audio } = await (await running).stop();
    await switchboard.act(sid, { do: 'speak', seconds: Math.max(0.1, seconds), audio });
  }, [switchboard, sid]);

  const say = useCallback(
    (text: string) =>
      switchboard.act(sid, { do: 'speak', seconds: Math.max(1, Math.ceil(speechSeconds(text))), text }),
    [switchboard, sid],
  );

  useDiscardedRecording(recorder, sid, setRecording);
  const maxSeconds = waiting?.for === 'recording' ? waiting.maxSeconds : undefined;
  useSentAtLength(recording ? maxSeconds : undefined, speed, finish);

  return { recording, problem, startRecording: start, finish, begin, say };
}

/** The audio is released once it is no longer needed. */
function useDiscardedRecording(
  recorder: RefObject<Promise<Recorder> | undefined>,
  sid: string,
  setRecording: (on: boolean) => void,
): void {
  useEffect(
    () => () => {
      const running = recorder.current;
      recorder.current = undefined;
      void running?.then((open) => {
        open.discard();
      });
      setRecording(false);
    },
    [recorder, sid, setRecording],
  );
}

/** @param maxSeconds of the hotline's recording; undefined while nothing is recorded */
function useSentAtLength(maxSeconds: number | undefined, speed: number, finish: () => Promise<void>): void {
  useEffect(() => {
    if (maxSeconds === undefined) return;
    const timer = setTimeout(() => void finish(), ((maxSeconds - MARGIN_SECONDS) * 1000) / speed);
    return () => {
      clearTimeout(timer);
    };
  }, [maxSeconds, speed, finish]);
}
