// The telephones of the staff: they ring, hear who calls, accept or decline, and talk.
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { CallStory, StaffTelephone } from '../line/call-story.ts';
import type { Member } from '../line/hotline.ts';
import { Icon } from '../icons.tsx';
import { isTelephoneKey } from './keypad.tsx';
import type { CallSounds } from '../sound/call-sounds.ts';
import { SpeakBar } from './speak-bar.tsx';
import type { Switchboard } from '../line/switchboard.ts';
import { Transcript } from './transcript.tsx';
import { keptFocus, useFocusKept } from './use-focus-kept.ts';
import { useMouth } from './use-mouth.ts';
import { useWords } from '../words/index.ts';
import type { PhoneWords } from '../words/phone-words.ts';

interface StaffPhonesProps {
  readonly members: readonly Member[];
  readonly switchboard: Switchboard;
  readonly sounds: CallSounds;
  readonly story: CallStory | undefined;
  readonly nameOf: (sid: string) => string;
}

export function StaffPhones({ members, story, ...parts }: StaffPhonesProps): ReactNode {
  const words = useWords();
  return (
    <section className="staff" aria-label={words.staff.title}>
      <h2>{words.staff.title}</h2>
      {members.length === 0 && <p className="hint">{words.staff.nobody}</p>}
      {members.map((member) => (
        <StaffPhone
          key={member.number}
          {...parts}
          member={member}
          story={story}
          phone={story?.staff.findLast(({ number }) => number === member.number)}
        />
      ))}
    </section>
  );
}

interface StaffPhoneProps extends Omit<StaffPhonesProps, 'members'> {
  readonly member: Member;
  readonly phone: StaffTelephone | undefined;
}

type Standing = 'free' | 'ringing' | 'whisper' | 'talking';
const CONNECTED: ReadonlySet<Standing> = new Set(['whisper', 'talking']);

/** A member whose telephone is connected while the caller talks is the one who is talked with. */
function standingOf(phone: StaffTelephone | undefined, story: CallStory | undefined): Standing {
  if (phone === undefined || phone.stage === 'over') return 'free';
  if (phone.stage === 'ringing') return 'ringing';
  return story?.stage === 'talking' ? 'talking' : 'whisper';
}

function StaffPhone({ member, phone, story, switchboard, sounds, nameOf }: StaffPhoneProps): ReactNode {
  const words = useWords();
  const standing = standingOf(phone, story);
  const card = useRef<HTMLElement>(null);
  useFocusKept(card, standing);
  const speed = story?.speed ?? 1;
  const press = (digits: string): void => {
    if (phone === undefined || !CONNECTED.has(standing)) return;
    sounds.key(digits);
    void switchboard.act(phone.sid, { do: 'press', digits });
  };
  // A key that is pressed at this telephone is not pressed at the caller's.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isTelephoneKey(event)) return;
    event.stopPropagation();
    press(event.key);
  };
  return (
    <article
      ref={card}
      className={`staff-phone ${standing}`}
      aria-label={member.name}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <Owner member={member} standing={standing} />
      {standing === 'free' && <p className="hint">{lastCall(phone, story, { nameOf, words })}</p>}
      {phone !== undefined && phone.lines.length > 0 && (
        <Transcript
          phone={phone}
          speed={speed}
          nameOf={nameOf}
          onPlay={(clip) => void sounds.play(phone.sid, clip)}
        />
      )}
      {standing === 'ringing' && phone !== undefined && (
        <Ringing act={(action) => void switchboard.act(phone.sid, { do: action })} />
      )}
      {(standing === 'whisper' || standing === 'talking') && phone !== undefined && (
        <Connected {...{ phone, standing, switchboard, press, speed }} />
      )}
    </article>
  );
}

function Owner({ member, standing }: { readonly member: Member; readonly standing: Standing }): ReactNode {
  const words = useWords();
  return (
    <header>
      <span className="avatar" aria-hidden="true">
        {Array.from(member.name)[0]}
      </span>
      <div>
        <h3>{member.name}</h3>
        <p className="number">{member.written}</p>
      </div>
      <p className="pill" role="status">
        {words.staff[standing]}
      </p>
    </header>
  );
}

function Ringing({ act }: { readonly act: (action: 'answer' | 'refuse') => void }): ReactNode {
  const words = useWords();
  return (
    <div className="buttons">
      <button
        className="hang-up"
        onClick={() => {
          act('refuse');
        }}
      >
        <Icon name="end" /> {words.staff.decline}
      </button>
      <button
        className="call"
        onClick={() => {
          act('answer');
        }}
      >
        <Icon name="call" /> {words.staff.answer}
      </button>
    </div>
  );
}

interface Telling {
  readonly nameOf: (sid: string) => string;
  readonly words: PhoneWords;
}

/** How it ended here, and who has the caller instead. */
function lastCall(phone: StaffTelephone | undefined, story: CallStory | undefined, telling: Telling): string {
  const { staff } = telling.words;
  if (phone?.ended === undefined || story === undefined) return staff.freeHint;
  const elsewhere = phone.talked ? undefined : elsewhereWords(phone, story, telling);
  const { status } = phone.ended;
  if (isLapsed(phone)) return elsewhere === undefined ? staff.lapsed : `${staff.lapsed} · ${elsewhere}`;
  return status === 'no-answer' || status === 'canceled'
    ? (elsewhere ?? staff.last[status])
    : staff.last[status];
}

/** Heard who calls, and pressed nothing until the hotline gave up. */
const isLapsed = ({ talked, ended, lines }: StaffTelephone): boolean =>
  !talked && ended?.status === 'completed' && lines.at(-1)?.kind === 'nothing';

function elsewhereWords(
  phone: StaffTelephone,
  { staff }: CallStory,
  { nameOf, words }: Telling,
): string | undefined {
  const others = staff.filter(({ number }) => number !== phone.number);
  const took = others.findLast(({ talked }) => talked);
  if (took !== undefined) return words.staff.took(nameOf(took.sid));
  const asked = others.find(({ stage }) => stage === 'connected');
  return asked === undefined ? undefined : words.staff.asked(nameOf(asked.sid));
}

interface ConnectedProps {
  readonly phone: StaffTelephone;
  readonly standing: 'whisper' | 'talking';
  readonly switchboard: Switchboard;
  readonly press: (key: string) => void;
  readonly speed: number;
}

function Connected({ phone, standing, switchboard, press, speed }: ConnectedProps): ReactNode {
  const words = useWords();
  const mouth = useMouth(switchboard, phone.sid, { waiting: phone.waiting, speed });
  const { finish } = mouth;
  return (
    <>
      {standing === 'talking' ? (
        <SpeakBar mouth={mouth} occasion="talk" />
      ) : (
        <p className="hint">{words.staff.acceptHint}</p>
      )}
      <div className="buttons">
        <button
          className="hang-up"
          onClick={() => {
            void finish().then(() => switchboard.act(phone.sid, { do: 'hang-up' }));
          }}
        >
          <Icon name="end" /> {words.hangUp}
        </button>
        {standing === 'whisper' && (
          <button
            className="call"
            {...keptFocus}
            onClick={() => {
              press('1');
            }}
          >
            {words.staff.accept}
          </button>
        )}
      </div>
    </>
  );
}
