// Where one speaks into a telephone: type, or hold forth; for a message also a sentence that is ready.
import { useEffect, useState, type ReactNode } from 'react';
import { Icon } from './icons.tsx';
import type { Mouth } from './use-mouth.ts';
import { useWords } from './words/index.ts';

interface SpeakBarProps {
  readonly mouth: Mouth;
  /** `message`: recorded after the beep. `answer`: understood as words, so typed. `talk`: to a person. */
  readonly occasion: 'message' | 'answer' | 'talk';
  /** What to do when a spoken message is over. */
  readonly onDone?: () => void;
}

export function SpeakBar({ mouth, occasion, onDone }: SpeakBarProps): ReactNode {
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
          aria-label={speak.type}
          placeholder={speak.type}
          maxLength={500}
          value={text}
          onChange={({ target }) => {
            if (occasion === 'message' && text === '') mouth.begin();
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
  const { speak } = useWords();
  const { recording } = mouth;
  return (
    <button
      type="button"
      className={recording ? 'round live' : 'round'}
      aria-label={recording ? speak.stop : speak.start}
      onClick={() => {
        if (recording) void mouth.finish().then(onDone);
        else void mouth.startRecording();
      }}
    >
      <Icon name={recording ? 'stop' : 'microphone'} />
    </button>
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
