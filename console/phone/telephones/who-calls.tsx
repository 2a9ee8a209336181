// The caller's phone before the call: who calls, how fast, and the green button.
import type { ReactNode } from 'react';
import { CALLERS, usualNumber, type CallerId } from '../line/callers.ts';
import type { Desk } from '../line/use-desk.ts';
import type { Hotline } from '../line/hotline.ts';
import { Icon } from '../icons.tsx';
import { ProblemLine } from '../problem-line.tsx';
import { keptFocus } from './use-focus-kept.ts';
import { useWords } from '../words/index.ts';

/** Times faster than life; the first is life. */
const SPEEDS = [1, 2, 5, 20] as const;

export interface WhoCallsProps {
  readonly desk: Desk;
  readonly hotline: Hotline;
}

export function WhoCalls({ desk, hotline }: WhoCallsProps): ReactNode {
  const words = useWords();
  const { caller, choose, typed, setTyped, placing, problem } = desk;
  return (
    <form
      className="who-calls"
      onSubmit={(event) => {
        event.preventDefault();
        void desk.call();
      }}
    >
      <fieldset>
        <legend>{words.callers.title}</legend>
        {CALLERS.map((id) => (
          <Choice key={id} id={id} chosen={caller === id} onChoose={choose} written={hotline.written} />
        ))}
      </fieldset>
      {caller === 'own' && (
        <label className="own-number">
          {words.ownNumber}
          <input
            type="tel"
            maxLength={40}
            placeholder="+1 312 555 0177"
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value);
            }}
          />
        </label>
      )}
      <ProblemLine problem={problem} />
      <div className="call-row">
        <Speed value={desk.speed} onChange={desk.setSpeed} options={SPEEDS} />
        <button className="call" disabled={placing}>
          <Icon name="call" /> {placing ? words.placing : words.call}
        </button>
      </div>
      <Microphone desk={desk} />
    </form>
  );
}

interface ChoiceProps {
  readonly id: CallerId;
  readonly chosen: boolean;
  readonly onChoose: (id: CallerId) => void;
  readonly written: Hotline['written'];
}

function Choice({ id, chosen, onChoose, written }: ChoiceProps): ReactNode {
  const { name, about } = useWords().callers[id];
  const number = usualNumber(id);
  return (
    <label className={chosen ? 'choice chosen' : 'choice'}>
      <input
        type="radio"
        name="caller"
        checked={chosen}
        {...(chosen ? keptFocus : {})}
        onChange={() => {
          onChoose(id);
        }}
      />
      <span className={`face ${id}`} aria-hidden="true" />
      <span>
        <strong>{name}</strong>
        <small>
          {about}
          {number !== undefined && id !== 'forged' && <span className="number"> {written(number)}</span>}
        </small>
      </span>
    </label>
  );
}

interface SpeedProps {
  readonly value: number;
  readonly onChange: (speed: number) => void;
  readonly options: readonly number[];
}

export function Speed({ value, onChange, options }: SpeedProps): ReactNode {
  const words = useWords();
  return (
    <label className="speed">
      <span>{words.speed}</span>
      <select
        value={value}
        onChange={({ target }) => {
          onChange(Number(target.value));
        }}
      >
        {options.map((factor) => (
          <option key={factor} value={factor}>
            {factor === 1 ? `${words.times(1)} ${words.realTime}` : words.times(factor)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Microphone({ desk: { microphone, allowMicrophone } }: { readonly desk: Desk }): ReactNode {
  const { speak } = useWords();
  if (microphone === 'ready') return <p className="hint">{speak.microphoneReady}</p>;
  if (microphone !== 'unasked') {
    return (
      <p className="hint" role="status">
        {microphone === 'none' ? speak.noMicrophone : speak.microphoneRefused}
      </p>
    );
  }
  return (
    <button type="button" className="link" onClick={() => void allowMicrophone()}>
      <Icon name="microphone" /> {speak.useMicrophone}
    </button>
  );
}
