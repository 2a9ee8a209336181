// Training mode: exercises are judged by the record of their call, and the results are kept.
import { attemptOf } from '../../../core/exercises/attempt.ts';
import { judgeExercise, type RuleOutcome } from '../../../core/exercises/exercise-rules.ts';
import type { CallRecord } from '../../../core/records/call-record.ts';
import type { ExerciseResult, KeptOutcome } from '../../../store/exercises/exercises.ts';
import { Problem } from '../../http/problem.ts';
import type { Subject } from '../../http/subject.ts';
import type { Runtime } from '../../runtime.ts';
import type { ExerciseResultView } from '../contract.ts';
import { answer, type Operations } from '../operation.ts';

export const EXERCISE_OPERATIONS: Operations<'exercises.page' | 'exercises.post'> = {
  'exercises.page': async ({ query, subject, runtime }) => {
    const { trainee, ...rest } = query;
    const asked = isAdmin(subject) ? trainee : ownName(trainee, subject);
    const { items, cursor } = await runtime.store.exercises.page({ ...rest, trainee: asked });
    return answer('exercises.page', {
      items: items.map(resultView),
      ...(cursor === undefined ? {} : { cursor }),
    });
  },

  'exercises.post': async ({ body, subject, runtime }) => {
    const { exercise, callSid, said } = body;
    const trainee = isAdmin(subject) ? (body.trainee ?? subject.id) : ownName(body.trainee, subject);
    const call = await requireEndedCall(callSid, runtime);
    const outcomes = judgeExercise(exercise, attemptOf(call, said)).map(keptOutcome);
    const takenAt = call.startedAt ?? runtime.now().toISOString();
    const result = { trainee, exercise, callSid, takenAt, outcomes };
    await runtime.store.exercises.keep(result);
    const failed = outcomes.filter(({ passed }) => !passed).length;
    return {
      ...answer('exercises.post', resultView(result)),
      audit: {
        record: trainee,
        detail: `${exercise}, ${String(failed)} of ${String(outcomes.length)} failed`,
      },
    };
  },
};

const isAdmin = ({ roles }: Subject): boolean => roles.includes('admin');

function ownName(named: string | undefined, { id }: Subject): string {
  if (named === undefined || named === id) return id;
  throw new Problem('not-allowed', 'Only an administrator can see or record exercises of other people.');
}

/** The length of the conversation is known when the call is over. */
async function requireEndedCall(callSid: string, { store }: Runtime): Promise<CallRecord> {
  const call = await store.calls.get(callSid);
  if (call === undefined) throw new Problem('not-found', `There is no record of call ${callSid}.`);
  if (call.endedAt !== undefined) return call;
  throw new Problem('conflict', 'The call is not over yet. Hang up, then send it again.');
}

const keptOutcome = ({ rule, ...outcome }: RuleOutcome): KeptOutcome => ({
  kind: rule.kind,
  ...('seconds' in rule ? { limit: rule.seconds } : {}),
  ...('phrase' in rule ? { phrase: rule.phrase } : {}),
  ...outcome,
});

const resultView = ({ outcomes, ...result }: ExerciseResult): ExerciseResultView => ({
  ...result,
  outcomes: outcomes.map((outcome) => ({ ...outcome })),
});
