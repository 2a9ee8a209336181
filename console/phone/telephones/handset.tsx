// The caller's phone: who calls; then what is heard, the keys, and the way out; then what can be done next.
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { CallStory } from '../line/call-story.ts';
import { mayBeBlocked } from '../line/callers.ts';
import type { Hotline } from '../line/hotline.ts';
import { Icon } from '../icons.tsx';
import { Keypad } from './keypad.tsx';
import { NewTab } from '../new-tab.tsx';
import { ProblemLine } from '../problem-line.tsx';
import type { CallSounds } from '../sound/call-sounds.ts';
import { SpeakBar } from './speak-bar.tsx';
import { stateLine } from '../line/state-line.ts';
import type { Switchboard } from '../line/switchboard.ts';
import { Transcript } from './transcript.tsx';
import type { Desk } from '../line/use-desk.ts';
import { keptFocus, useFocusKept } from './use-focus-kept.ts';
import { useMouth, type Mouth } from './use-mouth.ts';
import { WhoCalls } from './who-calls.tsx';
import { usePhoneLanguage, useWords } from '../words/index.ts';
import type { PhoneWords } from '../words/phone-words.ts';

export interface HandsetProps {
  readonly hotline: Hotline;
  readonly switchboard: Switchboard;
  readonly sounds: CallSounds;
  readonly desk: Desk;
  readonly story: CallStory | undefined;
  readonly nameOf: (sid: string) => string;
}

export function Handset(props: HandsetProps): ReactNode {
  const { story, desk, hotline } = props;
  const { words, language } = usePhoneLanguage();
  const { number, company, language: usual } = hotline.settings.hotline;
  const handset = useRef<HTMLElement>(null);
  useFocusKept(handset, story === undefined ? 'before' : `${story.stage} ${story.waiting?.for ?? ''}`);
  return (
    <section ref={handset} className="handset" aria-label={words.views.caller}>
      <div className="screen">
        <header>
          <p className="from">
            {story === undefined
              ? (company[language] ?? company[usual])
              : callerWords(story.from, words, hotline)}
          </p>
          <h2>{hotline.written(number)}</h2>
        </header>
        {story === undefined ? (
          <WhoCalls desk={desk} hotline={hotline} />
        ) : (
          <InCall key={story.sid} {...props} story={story} />
        )}
      </div>
    </section>
  );
}

const callerWords = (from: string, words: PhoneWords, { written }: Hotline): string =>
  from.startsWith('+') ? words.from(written(from)) : words.withheldCalls;

type InCallProps = HandsetProps & { readonly story: CallStory };

function InCall({ hotline, switchboard, sounds, desk, story, nameOf }: InCallProps): ReactNode {
  const words = useWords();
  const { sid, waiting, speed } = story;
  const mouth = useMouth(switchboard, sid, { waiting, speed });
  const state = stateLine(story, nameOf, words);
  useMessageByItself(mouth, story, desk);
  const { finish } = mouth;
  const press = useCallback(
    (key: string) => {
      sounds.key(key);
      void finish().then(() => switchboard.act(sid, { do: 'press', digits: key }));
    },
    [switchboard, sounds, sid, finish],
  );
  const over = story.stage === 'over';
  return (
    <>
      <p className={`state ${state.tone}`} role="status">
        {state.text}
        {!over && <Clock key={sid} speed={speed} />}
        {over && story.ended?.billed === true && (
          <span className="clock">{words.lasted(minutes(story.ended.seconds))}</span>
        )}
      </p>
      {desk.onTheLine?.note !== undefined && <p className="note">{desk.onTheLine.note}</p>}
      <Transcript
        phone={story}
        speed={speed}
        nameOf={nameOf}
        onPlay={(clip) => void sounds.play(sid, clip)}
      />
      {over ? (
        <Afterwards hotline={hotline} desk={desk} story={story} />
      ) : (
        <>
          <Mouthpiece mouth={mouth} story={story} press={press} />
          <Keypad onPress={press} last={lastKey(story)} />
          <div className="hang-up-row">
            <button
              className="hang-up"
              onClick={() => {
                desk.stopScene();
                void finish().then(() => switchboard.act(sid, { do: 'hang-up' }));
              }}
            >
              <Icon name="end" /> {words.hangUp}
            </button>
          </div>
        </>
      )}
    </>
  );
}

/** A microphone that is ready starts with the beep, unless a scene is played. */
function useMessageByItself({ startRecording }: Mouth, { waiting }: CallStory, desk: Desk): void {
  const starts = waiting?.for === 'recording' && desk.microphone === 'ready' && desk.scene === undefined;
  useEffect(() => {
    if (starts) void startRecording();
  }, [starts, startRecording]);
}

interface MouthpieceProps {
  readonly mouth: Mouth;
  readonly story: CallStory;
  readonly press: (key: string) => void;
}

function Mouthpiece({ mouth, story, press }: MouthpieceProps): ReactNode {
  if (story.waiting?.for === 'recording') {
    return (
      <SpeakBar
        mouth={mouth}
        occasion="message"
        onDone={() => {
          press('#');
        }}
      />
    );
  }
  if (story.waiting?.for === 'speech') {
    return <SpeakBar mouth={mouth} occasion="answer" language={story.waiting.language} />;
  }
  return story.stage === 'talking' ? <SpeakBar mouth={mouth} occasion="talk" /> : null;
}

function lastKey({ lines }: CallStory): { key: string; count: number } {
  const last = lines.findLast((line) => line.kind === 'keys');
  return { key: last?.digits.at(-1) ?? '', count: last?.id ?? 0 };
}

function Clock({ speed }: { readonly speed: number }): ReactNode {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const begin = Date.now();
    const timer = setInterval(() => {
      setSeconds(Math.floor(((Date.now() - begin) * speed) / 1000));
    }, 250);
    return () => {
      clearInterval(timer);
    };
  }, [speed]);
  return (
    <span className="clock" role="timer" aria-live="off">
      {minutes(seconds)}
    </span>
  );
}

const minutes = (seconds: number): string =>
  `${String(Math.floor(seconds / 60))}:${String(Math.floor(seconds) % 60).padStart(2, '0')}`;

interface AfterwardsProps {
  readonly hotline: Hotline;
  readonly desk: Desk;
  readonly story: CallStory;
}

function Afterwards({ hotline, desk, story }: AfterwardsProps): ReactNode {
  const { over } = useWords();
  const { onTheLine, blocked } = desk;
  /** A blocked number need not be. */
  const offersBlock =
    story.rejected === undefined &&
    blocked?.from !== story.from &&
    onTheLine !== undefined &&
    mayBeBlocked(onTheLine);
  return (
    <div className="afterwards" tabIndex={-1} {...keptFocus}>
      <ProblemLine problem={desk.problem} />
      {blocked?.sid === story.sid && (
        <p className="note" role="status">
          {over.blocked(hotline.written(story.from))}
        </p>
      )}
      {desk.scene === undefined && (
        <>
          <button className="call" disabled={desk.placing} onClick={() => void desk.callAgain()}>
            <Icon name="call" /> {over.again}
          </button>
          <button className="plain" onClick={desk.putAway}>
            {over.other}
          </button>
          {offersBlock && (
            <button className="plain" onClick={() => void desk.block(story)}>
              {over.block(hotline.written(story.from))}
            </button>
          )}
          <NewTab className="plain" href={`/#/calls/${story.sid}`}>
            {over.find}
          </NewTab>
        </>
      )}
    </div>
  );
}
