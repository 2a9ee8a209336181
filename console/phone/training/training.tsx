// Training mode below the scenes: choose a call, answer it on a staff phone, decide, and read what was right.
import { useState, type ReactNode } from 'react';
import type { ExerciseId, ExerciseOutcome, ExerciseResultView } from '../../../functions/admin/contract.ts';
import type { CallStory } from '../line/call-story.ts';
import type { Hotline } from '../line/hotline.ts';
import type { Switchboard } from '../line/switchboard.ts';
import { Icon } from '../icons.tsx';
import { ProblemLine } from '../problem-line.tsx';
import { useWords } from '../words/index.ts';
import { TRAINING_CALLS } from './training-calls.ts';
import { useTraining, type TrainingDesk } from './use-training.ts';

interface TrainingProps {
  readonly hotline: Hotline;
  readonly switchboard: Switchboard;
  readonly story: CallStory | undefined;
  readonly onStart: () => void;
}

export function Training({ hotline, switchboard, onStart }: TrainingProps): ReactNode {
  const { training } = useWords();
  const desk = useTraining(hotline, switchboard);
  const [trainee, setTrainee] = useState('');
  const { stage } = desk;
  return (
    <details className="training">
      <summary>
        <strong>{training.title}</strong> <span className="hint">{training.hint}</span>
      </summary>
      {desk.problem !== undefined && <ProblemLine problem={desk.problem} />}
      {stage.at === 'feedback' ? (
        <Feedback result={stage.result} onAgain={desk.chooseAgain} />
      ) : stage.at === 'deciding' || stage.at === 'judging' ? (
        <Decision {...{ desk, trainee }} judging={stage.at === 'judging'} />
      ) : (
        <Choice {...{ desk, trainee, setTrainee, onStart }} />
      )}
    </details>
  );
}

interface ChoiceProps {
  readonly desk: TrainingDesk;
  readonly trainee: string;
  readonly setTrainee: (name: string) => void;
  readonly onStart: () => void;
}

function Choice({ desk, trainee, setTrainee, onStart }: ChoiceProps): ReactNode {
  const { training } = useWords();
  const [missing, setMissing] = useState(false);
  const { stage } = desk;
  const calling = stage.at === 'calling' ? stage.exercise : undefined;
  return (
    <>
      <label className="trainee">
        {training.trainee}
        <input
          value={trainee}
          maxLength={120}
          autoComplete="off"
          onChange={({ target }) => {
            setMissing(false);
            setTrainee(target.value);
          }}
        />
        <small className="hint">{training.traineeHint}</small>
      </label>
      {missing && <p role="alert">{training.traineeMissing}</p>}
      {calling !== undefined && <p role="status">{training.running}</p>}
      <ul>
        {(Object.keys(TRAINING_CALLS) as ExerciseId[]).map((id) => (
          <li key={id}>
            <CallButton
              id={id}
              calling={calling === id}
              onClick={() => {
                if (calling === id) desk.stop();
                else if (trainee.trim() === '') setMissing(true);
                else {
                  onStart();
                  void desk.start(id);
                }
              }}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

interface CallButtonProps {
  readonly id: ExerciseId;
  readonly calling: boolean;
  readonly onClick: () => void;
}

function CallButton({ id, calling, onClick }: CallButtonProps): ReactNode {
  const { training } = useWords();
  const { names, about } = training.exercises;
  return (
    <button className={calling ? 'scene playing' : 'scene'} onClick={onClick}>
      <Icon name={calling ? 'stop' : 'play'} />
      <span>
        <span className="sr">{calling ? training.stop : training.start} </span>
        <strong>{names[id]}</strong>
        <small>{about[id]}</small>
      </span>
    </button>
  );
}

interface DecisionProps {
  readonly desk: TrainingDesk;
  readonly trainee: string;
  readonly judging: boolean;
}

function Decision({ desk, trainee, judging }: DecisionProps): ReactNode {
  const { training } = useWords();
  const [note, setNote] = useState('');
  const decide = (given: string | undefined): void => {
    void desk.decide(trainee.trim(), given);
  };
  if (judging) return <p role="status">{training.judging}</p>;
  return (
    <div className="decision-of-training">
      <p role="status">{training.decide}</p>
      <label>
        {training.note}
        <input
          value={note}
          maxLength={200}
          onChange={({ target }) => {
            setNote(target.value);
          }}
        />
      </label>
      <div className="buttons">
        <button
          className="plain"
          onClick={() => {
            decide(note.trim());
          }}
        >
          {training.flag}
        </button>
        <button
          className="plain"
          onClick={() => {
            decide(undefined);
          }}
        >
          {training.noFlag}
        </button>
      </div>
    </div>
  );
}

interface FeedbackProps {
  readonly result: ExerciseResultView;
  readonly onAgain: () => void;
}

function Feedback({ result: { exercise, outcomes }, onAgain }: FeedbackProps): ReactNode {
  const { training } = useWords();
  const { exercises } = training;
  const right = outcomes.filter(({ passed }) => passed).length;
  return (
    <div className="feedback" role="status">
      <h3>{training.feedback(exercises.names[exercise])}</h3>
      <p>{exercises.passed(right, outcomes.length)}</p>
      <ol>
        {outcomes.map((outcome) => (
          <Outcome key={`${outcome.kind} ${outcome.phrase ?? ''}`} outcome={outcome} />
        ))}
      </ol>
      <p className="hint">{training.kept}</p>
      <button className="plain" onClick={onAgain}>
        {training.again}
      </button>
    </div>
  );
}

function Outcome({ outcome }: { readonly outcome: ExerciseOutcome }): ReactNode {
  const { exercises } = useWords().training;
  const { kind, phrase, limit = 0, passed, seconds } = outcome;
  return (
    <li className={passed ? 'met' : 'missed'}>
      <strong>{passed ? exercises.met : exercises.missed}</strong>
      <span>{phrase === undefined ? exercises.rule[kind](limit) : exercises.say[phrase]}</span>
      {seconds !== undefined && <small>{exercises.measured(seconds)}</small>}
      {kind === 'answer-within' && seconds === undefined && <small>{exercises.unanswered}</small>}
    </li>
  );
}
