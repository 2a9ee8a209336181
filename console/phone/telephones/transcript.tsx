// What is heard, said and pressed at one telephone; the sentence that is being spoken fills as it goes.
import { useEffect, useRef, type ReactNode } from 'react';
import type { Line, Telephone } from '../line/call-story.ts';
import { Icon } from '../icons.tsx';
import { useWords } from '../words/index.ts';

interface TranscriptProps {
  readonly phone: Telephone;
  readonly speed: number;
  /** Whom a telephone belongs to. */
  readonly nameOf: (sid: string) => string;
  readonly onPlay: (clip: string) => void;
}

export function Transcript({ phone, speed, nameOf, onPlay }: TranscriptProps): ReactNode {
  const words = useWords();
  const end = useRef<HTMLDivElement>(null);
  const { lines } = phone;
  useEffect(() => {
    const log = end.current;
    if (log === null) return;
    const toTheEnd = (): void => {
      log.scrollTo({ top: log.scrollHeight });
    };
    toTheEnd();
    // What appears below the log takes room from it: the newest line stays in sight.
    const watcher = new ResizeObserver(toTheEnd);
    watcher.observe(log);
    return () => {
      watcher.disconnect();
    };
  }, [lines.length]);
  const speaking = phone.stage !== 'over' && phone.waiting === undefined ? lines.at(-1)?.id : undefined;
  return (
    <div className="transcript" ref={end} role="log" aria-label={words.transcript} tabIndex={0}>
      <ol>
        {lines.map((line) => (
          <Entry key={line.id} {...{ line, speed, nameOf, onPlay }} speaking={line.id === speaking} />
        ))}
      </ol>
    </div>
  );
}

interface EntryProps extends Omit<TranscriptProps, 'phone'> {
  readonly line: Line;
  readonly speaking: boolean;
}

function Entry({ line, speed, nameOf, onPlay, speaking }: EntryProps): ReactNode {
  const words = useWords();
  switch (line.kind) {
    case 'prompt':
      return (
        <li className="heard" lang={line.language.startsWith('cmn') ? 'zh-CN' : line.language}>
          <span
            className={speaking ? 'filling' : undefined}
            style={speaking ? { animationDuration: `${String(line.seconds / speed)}s` } : undefined}
          >
            {line.text}
          </span>
        </li>
      );
    case 'keys':
      return (
        <li className="mine keys">
          <span className="sr">{`${words.you} ${words.pressed} `}</span>
          {Array.from(line.digits, (digit, index) => (
            <kbd key={index}>{digit}</kbd>
          ))}
        </li>
      );
    case 'speech':
      return (
        <li className={line.mine ? 'mine' : 'heard person'}>
          <span className={line.mine ? 'sr' : 'who'}>{line.mine ? words.you : nameOf(line.from)}</span>
          {line.text === '' ? words.voiceOf(Math.max(1, Math.round(line.seconds))) : line.text}
          {line.clip !== null && <PlayButton clip={line.clip} onPlay={onPlay} />}
        </li>
      );
    case 'sms':
      return (
        <li className="aside sms">
          <strong>{words.sms}</strong> {line.text}
        </li>
      );
    case 'beep':
      return <li className="aside">♪ {words.beep}</li>;
    case 'played':
      return <li className="aside">♪ {words.playsRecording}</li>;
    case 'nothing':
      return <li className="aside">{words.heardNothing}</li>;
    case 'recorded':
      return <li className="aside">{line.seconds > 0 ? words.recorded(line.seconds) : words.notRecorded}</li>;
    case 'trouble':
      return (
        <li className="aside trouble" lang="en">
          {line.text}
        </li>
      );
  }
}

function PlayButton({
  clip,
  onPlay,
}: {
  readonly clip: string;
  readonly onPlay: (clip: string) => void;
}): ReactNode {
  const words = useWords();
  return (
    <button
      className="small"
      aria-label={words.play}
      onClick={() => {
        onPlay(clip);
      }}
    >
      <Icon name="play" />
    </button>
  );
}
