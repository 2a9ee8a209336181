// The telephones of the staff: they ring, hear who calls, accept or decline, and talk.
import { useCallback, type ReactNode } from 'react';
import type { CallStory, StaffTelephone } from './call-story.ts';
import { spaced, type Member } from './hotline.ts';
import { Icon } from './icons.tsx';
import type { CallSounds } from './sound/call-sounds.ts';
import { SpeakBar } from './speak-bar.tsx';
import type { Switchboard } from './switchboard.ts';
import { Transcript } from './transcript.tsx';
import { useMouth } from './use-mouth.ts';
import { useWords, type PhoneWords } from './words/index.ts';

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

/** A member whose telephone is connected while the caller talks is the one who is talked with. */
function standingOf(phone: StaffTelephone | undefined, story: CallStory | undefined): Standing {
  if (phone === undefined || phone.stage === 'over') return 'free';
  if (phone.stage === 'ringing') return 'ringing';
  return story?.stage === 'talking' ? 'talking' : 'whisper';
}

function StaffPhone({ member, phone, story, switchboard, sounds, nameOf }: StaffPhoneProps): ReactNode {
  const words = useWords();
  const standing = standingOf(phone, story);
  const act = (action: 'answer' | 'refuse' | 'hang-up'): void => {
    if (phone !== undefined) void switchboard.act(phone.sid, { do: action });
  };
  return (
    <article className={`staff-phone ${standing}`} aria-label={member.name}>
      <header>
        <span className="avatar" aria-hidden="true">
          {Array.from(member.name)[0]}
        </span>
        <div>
          <h3>{member.name}</h3>
          <p className="number">{spaced(member.number)}</p>
        </div>
        <p className="pill" role="status">
          {words.staff[standing]}
        </p>
      </header>
      {standing === 'free' && <p className="hint">{lastCall(phone, story, words)}</p>}
      {phone !== undefined && phone.lines.length > 0 && (
        <Transcript
          phone={phone}
          speed={story?.speed ?? 1}
          nameOf={nameOf}
          onPlay={(clip) => void sounds.play(phone.sid, clip)}
        />
      )}
      {standing === 'ringing' && (
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
      )}
      {(standing === 'whisper' || standing === 'talking') && phone !== undefined && (
        <Connected {...{ phone, standing, switchboard, sounds }} speed={story?.speed ?? 1} />
      )}
    </article>
  );
}

function lastCall(
  phone: StaffTelephone | undefined,
  story: CallStory | undefined,
  { staff }: PhoneWords,
): string {
  if (phone?.ended === undefined) return staff.freeHint;
  const takenByOther =
    phone.ended.status === 'no-answer' && story?.staff.some(({ stage }) => stage !== 'over');
  return takenByOther === true ? staff.other : staff.last[phone.ended.status];
}

interface ConnectedProps {
  readonly phone: StaffTelephone;
  readonly standing: 'whisper' | 'talking';
  readonly switchboard: Switchboard;
  readonly sounds: CallSounds;
  readonly speed: number;
}

function Connected({ phone, standing, switchboard, sounds, speed }: ConnectedProps): ReactNode {
  const words = useWords();
  const mouth = useMouth(switchboard, phone.sid, { waiting: phone.waiting, speed });
  const { finish } = mouth;
  const accept = useCallback(() => {
    sounds.key('1');
    void switchboard.act(phone.sid, { do: 'press', digits: '1' });
  }, [sounds, switchboard, phone.sid]);
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
          <button className="call" onClick={accept}>
            {words.staff.accept}
          </button>
        )}
      </div>
    </>
  );
}
