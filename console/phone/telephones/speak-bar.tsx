// Where one speaks into a telephone: type, or hold forth; for a message also a sentence that is ready.
import { useEffect, useState, type ReactNode } from 'react';
import { Icon } from '../icons.tsx';
import { useEar } from './use-ear.ts';
import { keptFocus } from './use-focus-kept.ts';
import type { Mouth } from './use-mouth.ts';
import { useWords } from '../words/index.ts';

interface SpeakBarProps {
  readonly mouth: Mouth;
  /** `message`: recorded after the beep. `answer`: understood as words. `talk`: to a person. */
  readonly occasion: 'message' | 'answer' | 'talk';
  /** In which an answer is understood, as the carrier writes it. */
  readonly language?: string;
  /** What to do when a spoken message is over. */
  readonly onDone?: () => void;
}

export function SpeakBar({ mouth, occasion, language, onDone }: SpeakBarProps): ReactNode {
  const { speak } = useWords();
  const [text, setText] = useState('');
  const say = (words: string): void => {
    setText('');
    void mouth.say(words);
  };
  return (
    <form
      className="speak-bar"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') say(text.trim());
      }}
    >
      {mouth.recording ? (
        <RecordingNow />
      ) : (
        <input
          {...(occasion === 'talk' ? keptFocus : {})}
          aria-label={speak.type}
          placeholder={speak.type}
          maxLength={500}
          value={text}
          onChange={({ target }) => {
            if (occasion !== 'talk' && text === '') mouth.begin();
            setText(target.value);
          }}
        />
      )}
      {text.trim() !== '' && (
        <button className="round" aria-label={speak.send}>
          <Icon name="send" />
        </button>
      )}
      {occasion !== 'answer' && text.trim() === '' && <MicrophoneButton mouth={mouth} onDone={onDone} />}
      {language !== undefined && text.trim() === '' && <AnswerButton mouth={mouth} language={language} />}
      {occasion !== 'talk' && !mouth.recording && (
        <button
          type="button"
          className="chip"
          onClick={() => {
            say(speak.sample);
          }}
        >
          {speak.forMe}
        </button>
      )}
      {mouth.problem !== undefined && (
        <p className="hint" role="status">
          {mouth.problem === 'none' ? speak.noMicrophone : speak.microphoneRefused}
        </p>
      )}
      {occasion === 'message' && mouth.problem === undefined && !mouth.recording && (
        <p className="hint">{speak.recordingHint}</p>
      )}
    </form>
  );
}

function MicrophoneButton({
  mouth,
  onDone,
}: {
  readonly mouth: Mouth;
  readonly onDone: (() => void) | undefined;
}): ReactNode {
  return (
    <SpeakButton
      on={mouth.recording}
      onStart={() => void mouth.startRecording()}
      onStop={() => void mouth.finish().then(onDone)}
    />
  );
}

interface SpeakButtonProps {
  /** Speech is being recognized. Pressing the button stops it. */
  readonly on: boolean;
  readonly onStart: () => void;
  readonly onStop: () => void;
}

function SpeakButton({ on, onStart, onStop }: SpeakButtonProps): ReactNode {
  const { speak } = useWords();
  return (
    <button
      type="button"
      className={on ? 'round live' : 'round'}
      aria-label={on ? speak.stop : speak.start}
      onClick={on ? onStop : onStart}
    >
      <Icon name={on ? 'stop' : 'microphone'} />
    </button>
  );
}

/** Speaks an answer; absent where the browser would have to ask others what was said. */
function AnswerButton({ mouth, language }: { readonly mouth: Mouth; readonly language: string }): ReactNode {
  const { speak } = useWords();
  const { able, listening, problem, start, stop } = useEar(language, mouth);
  if (!able) return null;
  return (
    <>
      <SpeakButton on={listening} onStart={() => void start()} onStop={stop} />
      {problem !== undefined && (
        <p className="hint" role="status">
          {speak.notHeard[problem]}
        </p>
      )}
    </>
  );
}

function RecordingNow(): ReactNode {
  const { speak } = useWords();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      setSeconds((value) => value + 1);
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return (
    <p className="on-air">
      <span className="dot" /> {speak.speaking(seconds)}
    </p>
  );
}
