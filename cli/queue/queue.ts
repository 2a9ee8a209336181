// Background tasks that failed for good.
import { FAILED_TASKS } from '../../console/words/en-us/failed-tasks.ts';
import type { Connection } from '../connection.ts';
import { print } from '../terminal/printed.ts';
import { printable } from '../terminal/tables.ts';
import { localTime } from '../terminal/times.ts';

export async function failedTasks({ api }: Connection, { json = false }: { json?: boolean }): Promise<void> {
  const { items, count } = (await api.call('deferred.list', {})).body;
  const header = ['task', 'what', 'problem', 'attempts', 'accepted'];
  print(
    items,
    { json, limit: items.length },
    header,
    ({ id, lane, about, problem, why, attempts, sentAt }) => [
      id,
      printable([FAILED_TASKS.lanes[lane], about].filter((part) => part !== undefined).join(': ')),
      printable(`${FAILED_TASKS.problems[problem]} ${why}`),
      String(attempts),
      localTime(sentAt),
    ],
  );
  if (!json && count > items.length) process.stdout.write(`${FAILED_TASKS.shown(items.length, count)}\n`);
}

export async function retry({ api }: Connection, task: string | undefined): Promise<void> {
  if (task === undefined) {
    const { count } = (await api.call('deferred.retry-all', {})).body;
    process.stdout.write(`${FAILED_TASKS.retriedAll(count)}\n`);
    return;
  }
  await api.call('deferred.retry', { params: { task } });
  process.stdout.write(`${FAILED_TASKS.retried}\n`);
}

export async function drop({ api }: Connection, task: string, why: string): Promise<void> {
  await api.call('deferred.drop', { params: { task }, body: { why } });
  process.stdout.write(`${FAILED_TASKS.dropped}\n`);
}
