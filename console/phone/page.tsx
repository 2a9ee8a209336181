// The phone page: the scenes, the caller's phone, the staff's phones, and the wire, side by side; on a small screen one
// after the other.
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { setPreferences, THEMES, usePreferences } from '../preferences.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../words/index.ts';
import { ringingStaff, type CallStory } from './line/call-story.ts';
import { Handset } from './telephones/handset.tsx';
import { membersOf, type Hotline } from './line/hotline.ts';
import { Icon } from './icons.tsx';
import { NewTab } from './new-tab.tsx';
import { SceneMenu } from './scenes/scene-menu.tsx';
import { CallSounds } from './sound/call-sounds.ts';
import { StaffPhones } from './telephones/staff-phones.tsx';
import { Switchboard, useStory } from './line/switchboard.ts';
import { Training } from './training/training.tsx';
import { useDesk } from './line/use-desk.ts';
import { Verdict } from './behind/verdict.tsx';
import { Wire } from './behind/wire.tsx';
import { useWords } from './words/index.ts';
import type { PhoneWords } from './words/phone-words.ts';

const VIEWS = ['caller', 'staff', 'wire', 'scenes'] as const;
type View = (typeof VIEWS)[number];

export function PhonePage({ hotline }: { readonly hotline: Hotline }): ReactNode {
  const words = useWords();
  const [switchboard] = useState(() => new Switchboard());
  const [sounds] = useState(() => new CallSounds(switchboard));
  const [view, setView] = useState<View>('caller');
  const story = useStory(switchboard);
  const desk = useDesk(hotline, switchboard);
  const members = useMemo(() => membersOf(hotline), [hotline]);
  const nameOf = useNames(story, hotline, words);
  useHangUpOnLeaving(switchboard);
  useQuestionBeforeLeaving(story !== undefined && story.stage !== 'over');
  return (
    <>
      <TopBar hotline={hotline} sounds={sounds} />
      {story !== undefined && view !== 'staff' && (
        <RingingBar
          story={story}
          nameOf={nameOf}
          onShow={() => {
            setView('staff');
          }}
        />
      )}
      <main className="page" data-view={view} data-over={story?.stage === 'over' ? '' : undefined}>
        <h1 className="sr">{words.title}</h1>
        <SceneMenu
          desk={desk}
          onPlay={() => {
            setView('caller');
          }}
        >
          <Training
            {...{ hotline, switchboard, story }}
            onStart={() => {
              setView('staff');
            }}
          />
        </SceneMenu>
        <Handset {...{ hotline, switchboard, sounds, desk, story, nameOf }} />
        <StaffPhones {...{ members, switchboard, sounds, story, nameOf }} />
        <div className="wire-side">
          <Verdict hotline={hotline} story={story} />
          <Wire story={story} nameOf={nameOf} />
        </div>
      </main>
      <Views view={view} onChange={setView} />
    </>
  );
}

interface RingingBarProps {
  readonly story: CallStory;
  readonly nameOf: (sid: string) => string;
  readonly onShow: () => void;
}

/** On a small screen the telephones of the staff may be out of sight while they ring. */
function RingingBar({ story, nameOf, onShow }: RingingBarProps): ReactNode {
  const { staff } = useWords();
  const ringing = ringingStaff(story);
  if (ringing.length === 0) return null;
  return (
    <p className="ringing-bar">
      {staff.ring(ringing.map(({ sid }) => nameOf(sid)))}
      <button className="plain" onClick={onShow}>
        {staff.show}
      </button>
    </p>
  );
}

interface ViewsProps {
  readonly view: View;
  readonly onChange: (view: View) => void;
}

function Views({ view, onChange }: ViewsProps): ReactNode {
  const words = useWords();
  return (
    <nav className="views" aria-label={words.title}>
      {VIEWS.map((id) => (
        <button
          key={id}
          aria-current={view === id ? 'page' : undefined}
          onClick={() => {
            onChange(id);
          }}
        >
          {words.views[id]}
        </button>
      ))}
    </nav>
  );
}

/** Closing the page hangs up. */
function useHangUpOnLeaving(switchboard: Switchboard): void {
  useEffect(() => {
    const leave = (): void => {
      switchboard.putAway();
    };
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
    };
  }, [switchboard]);
}

/** Leaving hangs up, and no reload finds the call again: the browser asks first. */
function useQuestionBeforeLeaving(asks: boolean): void {
  useEffect(() => {
    if (!asks) return;
    const question = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
    };
    addEventListener('beforeunload', question);
    return () => {
      removeEventListener('beforeunload', question);
    };
  }, [asks]);
}

/** Whose telephone it is: a member's by the number that rings. */
function useNames(
  story: CallStory | undefined,
  hotline: Hotline,
  words: PhoneWords,
): (sid: string) => string {
  const staff = story?.staff;
  return useCallback(
    (sid: string) => {
      const number = staff?.find((telephone) => telephone.sid === sid)?.number;
      if (number === undefined) return words.staff.caller;
      const member = membersOf(hotline).find((one) => one.number === number);
      return member?.name ?? hotline.written(number);
    },
    [staff, hotline, words],
  );
}

function TopBar({ hotline, sounds }: { readonly hotline: Hotline; readonly sounds: CallSounds }): ReactNode {
  const words = useWords();
  const { language, theme } = usePreferences();
  const { company, language: usual } = hotline.settings.hotline;
  return (
    <header className="top-bar">
      <img src="/icon.svg" alt="" width="28" height="28" />
      <p>
        <strong>{company[language] ?? company[usual] ?? words.product}</strong>
        <span className="quiet">{words.title}</span>
      </p>
      <NewTab href="/">{words.toConsole}</NewTab>
      <SoundSwitch sounds={sounds} />
      <select
        aria-label={words.language}
        value={language}
        onChange={({ target }) => {
          setPreferences({ language: LANGUAGES.find((id) => id === target.value) ?? language });
        }}
      >
        {LANGUAGES.map((id) => (
          <option key={id} value={id} lang={id}>
            {LANGUAGE_NAMES[id]}
          </option>
        ))}
      </select>
      <select
        aria-label={words.theme}
        value={theme}
        onChange={({ target }) => {
          setPreferences({ theme: THEMES.find((id) => id === target.value) ?? theme });
        }}
      >
        {THEMES.map((id) => (
          <option key={id} value={id}>
            {words.themes[id]}
          </option>
        ))}
      </select>
    </header>
  );
}

function SoundSwitch({ sounds }: { readonly sounds: CallSounds }): ReactNode {
  const words = useWords();
  const { language } = usePreferences();
  const [on, setOn] = useState(true);
  return (
    <button
      className="sound"
      aria-pressed={on}
      aria-label={on ? words.sound.on : words.sound.off}
      title={on && !sounds.voice.canSpeak(language) ? words.noVoices : undefined}
      onClick={() => {
        sounds.mute(on);
        setOn(!on);
      }}
    >
      <Icon name={on ? 'sound' : 'silent'} />
    </button>
  );
}
