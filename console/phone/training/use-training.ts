// Training mode on the phone page: one call after the other, judged by the API from the record of the call.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExerciseId, ExerciseResultView } from '../../../functions/admin/contract.ts';
import { asProblem, type ApiProblem } from '../../api/problem.ts';
import type { CallStory } from '../line/call-story.ts';
import { readyCaller } from '../line/callers.ts';
import type { Hotline } from '../line/hotline.ts';
import type { Switchboard } from '../line/switchboard.ts';
import { playCall } from '../scenes/scene-player.ts';
import { usePhoneLanguage } from '../words/index.ts';
import { TRAINING_CALLS } from './training-calls.ts';

/** `deciding`: the call is over, and the trainee says whether to flag it. */
type TrainingStage =
  | { readonly at: 'choosing' }
  | { readonly at: 'calling' | 'deciding' | 'judging'; readonly exercise: ExerciseId }
  | { readonly at: 'feedback'; readonly result: ExerciseResultView };

export interface TrainingDesk {
  readonly stage: TrainingStage;
  readonly problem: ApiProblem | undefined;
  readonly start: (exercise: ExerciseId) => Promise<void>;
  readonly stop: () => void;
  /** @param note undefined: the call is not flagged */
  readonly decide: (trainee: string, note: string | undefined) => Promise<void>;
  readonly chooseAgain: () => void;
}

/** A trainee answers in life's own time. */
const REAL_TIME = 1;

export function useTraining(hotline: Hotline, switchboard: Switchboard): TrainingDesk {
  const { words, language } = usePhoneLanguage();
  const [stage, setStage] = useState<TrainingStage>({ at: 'choosing' });
  const [problem, setProblem] = useState<ApiProblem>();
  const playing = useRef<AbortController | undefined>(undefined);
  const stop = useCallback(() => {
    playing.current?.abort();
    const { story } = switchboard;
    if (story !== undefined && story.stage !== 'over') void switchboard.act(story.sid, { do: 'hang-up' });
  }, [switchboard]);
  useEffect(() => stop, [stop]);
  const { api, settings, written } = hotline;

  const start = async (exercise: ExerciseId): Promise<void> => {
    stop();
    const aborter = new AbortController();
    playing.current = aborter;
    setProblem(undefined);
    setStage({ at: 'calling', exercise });
    const { lines, ...call } = TRAINING_CALLS[exercise];
    const spoken: readonly string[] = words.training.lines[exercise];
    const talk = spoken.slice(0, lines).map((text) => ({ by: 'caller', text, waits: call.waits }) as const);
    try {
      await playCall(
        { ...call, talk, staffAre: 'a person', asksForLanguage: true },
        {
          ...{ switchboard, words, speed: REAL_TIME, signal: aborter.signal },
          hotline: settings.hotline.number,
          otherLanguage: call.steps.length > 0 && language !== settings.hotline.language,
          ready: (caller) => readyCaller(caller, '', { api, written, words }),
          onCall: () => undefined,
        },
        { turn: 1, of: 1 },
      );
      if (playing.current === aborter)
        setStage(aborter.signal.aborted ? { at: 'choosing' } : { at: 'deciding', exercise });
    } catch (error) {
      setProblem(asProblem(error));
      setStage({ at: 'choosing' });
    }
  };

  const decide: TrainingDesk['decide'] = async (trainee, note) => {
    const { story } = switchboard;
    if (stage.at !== 'deciding' || story === undefined) return;
    const { exercise } = stage;
    setStage({ at: 'judging', exercise });
    setProblem(undefined);
    try {
      setStage({ at: 'feedback', result: await judge(hotline, { story, exercise, trainee, note }) });
    } catch (error) {
      setProblem(asProblem(error));
      setStage({ at: 'deciding', exercise });
    }
  };

  return {
    ...{ stage, problem, start, stop, decide },
    chooseAgain: () => {
      switchboard.putAway();
      setStage({ at: 'choosing' });
    },
  };
}

interface Judged {
  readonly story: CallStory;
  readonly exercise: ExerciseId;
  readonly trainee: string;
  readonly note: string | undefined;
}

/** The flag is part of the record that is judged. Afterwards it is taken back, so that no exercise counts as evidence. */
async function judge(
  { api }: Hotline,
  { story, exercise, trainee, note }: Judged,
): Promise<ExerciseResultView> {
  const callSid = story.sid;
  const params = { callSid };
  if (note !== undefined) await api.call('calls.flag', { params, body: note === '' ? {} : { reason: note } });
  const body = { exercise, callSid, trainee, said: sentencesOf(story) };
  const { body: result } = await patiently(() => api.call('exercises.post', { body }));
  if (note !== undefined) await api.call('calls.unflag', { params, query: { reason: 'training' } });
  return result;
}

/** What was said at the telephones of the staff. */
const sentencesOf = ({ staff }: CallStory): string[] =>
  staff
    .flatMap(({ lines }) => lines)
    .flatMap((line) => (line.kind === 'speech' && line.mine && line.text !== '' ? [line.text] : []))
    .slice(0, MAX_SENTENCES);

/** As the API takes them. */
const MAX_SENTENCES = 100;
const TRIES = 5;
const BETWEEN_TRIES_MS = 800;

/** The carrier reports the end of a call a moment after it: until then the API has no record to judge. */
async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries === TRIES || asProblem(error).kind !== 'conflict') throw error;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
    }
  }
}
