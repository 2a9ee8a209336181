// Background tasks that failed for good: listed, tried again, dropped.
import type { ShelvedTask } from '../../queue/shelf.ts';
import { describeTask, parseTask } from '../../queue/task.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import type { FailedTaskView } from '../contract.ts';
import { answer, NO_CONTENT, pathSegment, type Operations, type OperationInput } from '../operation.ts';
import type { DEFERRED_ROUTES } from './routes.ts';

const MOST_LISTED = 100;

export const DEFERRED_OPERATIONS: Operations<keyof typeof DEFERRED_ROUTES> = {
  'deferred.list': async ({ runtime: { shelf } }) => {
    const items = (await shelf.list(MOST_LISTED)).map(viewOf);
    // What SQS counts is approximate: it is never less than what is shown.
    const count = Math.max(await shelf.count(), items.length);
    return answer('deferred.list', {
      count,
      items: items.toSorted((one, other) => one.sentAt.localeCompare(other.sentAt)),
    });
  },
  'deferred.retry-all': async ({ runtime: { shelf } }) => {
    const count = await shelf.retryAll();
    return {
      ...answer('deferred.retry-all', { count }),
      audit: { record: 'deferred', detail: `${String(count)} tasks` },
    };
  },
  'deferred.retry': async ({ path, runtime }) => {
    const task = await found(path, runtime);
    if (parseTask(task.body) === undefined)
      throw new Problem('conflict', 'This task cannot be read, so it cannot be tried again. Drop it.');
    if (!(await runtime.shelf.retry(task.id))) throw gone();
    return { ...NO_CONTENT, audit: noteOf(task) };
  },
  'deferred.drop': async ({ path, runtime }) => {
    const task = await found(path, runtime);
    if (!(await runtime.shelf.drop(task.id))) throw gone();
    return { ...NO_CONTENT, audit: noteOf(task) };
  },
};

async function found(
  path: OperationInput<'deferred.retry'>['path'],
  { shelf }: Runtime,
): Promise<ShelvedTask> {
  const task = await shelf.find(pathSegment(path, 'task'));
  if (task === undefined) throw gone();
  return task;
}

const gone = (): Problem =>
  new Problem(
    'not-found',
    'There is no such failed task (any more). Somebody may have retried or dropped it.',
  );

/** The same words that the list shows: the audit log outlives the task. */
const noteOf = ({ id, body, problem }: ShelvedTask): { record: string; detail: string } => ({
  record: id,
  detail: `${aboutOf(body) ?? 'unreadable'} (${problem})`,
});

function viewOf({ body, ...task }: ShelvedTask): FailedTaskView {
  const about = aboutOf(body);
  return { ...task, ...(about === undefined ? {} : { about }) };
}

function aboutOf(body: string): string | undefined {
  const task = parseTask(body);
  return task === undefined ? undefined : describeTask(task);
}
