// One delivery of one task, the same on AWS and on one machine: within a deadline, with its failures sorted into those
// that time mends and those that a person has to look at.
import { runDeferred } from '../jobs/deferred.ts';
import type { DeferredTask, JobsRuntime } from '../runtime.ts';
import { StoreRefusedError } from '../../store/database/errors.ts';
import { within } from '../within.ts';
import { pauseAfter } from './attempts.ts';
import { LANES } from './lanes.ts';
import { HopelessError, withoutPersonalData, type ShelfProblem } from './shelf.ts';
import { describeTask, laneOf, parseTask } from './task.ts';

export interface Delivery {
  readonly body: string;
  /** Deliveries of this task so far, this one included. */
  readonly attempt: number;
}

export type Delivered =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly error: Error; readonly pauseSeconds: number }
  /** Trying again does not help: it belongs on the shelf. */
  | { readonly kind: 'given-up'; readonly problem: ShelfProblem; readonly why: string };

/** @param chance from 0 to 1, for the length of a pause. Never throws. */
export async function deliver(
  { body, attempt }: Delivery,
  runtime: JobsRuntime,
  chance: number,
): Promise<Delivered> {
  const task = parseTask(body);
  if (task === undefined) return noTask(body, runtime);
  try {
    await withinDeadline(task, runtime);
    return { kind: 'done' };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const problem = hopeless(error);
    const pauseSeconds =
      problem === undefined ? pauseAfter(LANES[laneOf(task)].retries, attempt, chance) : undefined;
    if (pauseSeconds === undefined) return givenUp(task, problem ?? 'attempts', error, runtime);
    runtime.log.error('deferred task failed', { problem: describeTask(task), error });
    return { kind: 'again', error, pauseSeconds };
  }
}

function noTask(body: string, { log }: JobsRuntime): Delivered {
  const why = body.trim() === '' ? 'It is empty.' : 'It is not a task that this version knows.';
  log.error('the queue holds something that is no task: set aside', { count: body.length });
  return { kind: 'given-up', problem: 'unreadable', why };
}

/** What goes on after the deadline does no harm: every task can be done twice. */
async function withinDeadline(task: DeferredTask, runtime: JobsRuntime): Promise<void> {
  const { deadlineMs } = LANES[laneOf(task)];
  const late = await within(
    deadlineMs,
    runDeferred(task, runtime).then(() => false),
    () => true,
  );
  if (late) throw new Error(`it was not done within ${String(deadlineMs / 1_000)} seconds`);
}

function hopeless(error: Error): ShelfProblem | undefined {
  if (error instanceof HopelessError) return error.problem;
  return error instanceof StoreRefusedError ? 'refused' : undefined;
}

function givenUp(task: DeferredTask, problem: ShelfProblem, error: Error, { log }: JobsRuntime): Delivered {
  const message =
    problem === 'refused'
      ? 'the database refuses a deferred task for good: set aside'
      : 'a deferred task is given up: set aside';
  log.error(message, { problem: describeTask(task), error });
  return { kind: 'given-up', problem, why: withoutPersonalData(`${error.name}: ${error.message}`) };
}
