// The “Failed tasks” page: background work that did not succeed, to retry or to drop.
import { counted } from '../../../core/basics/counted.ts';
import type { FailedTaskView } from '../../../functions/admin/contract.ts';

export const FAILED_TASKS = {
  title: 'Failed tasks',
  description:
    'Background work that did not succeed. Mend the cause, then retry. Calls are answered meanwhile.',
  empty: 'No failed tasks',
  shown: (shown: number, all: number) => `Showing ${counted(shown, 'task')} of ${String(all)}.`,
  columns: {
    task: 'Task',
    problem: 'Problem',
    attempts: 'Attempts',
    accepted: 'Accepted',
    failed: 'Failed',
    actions: 'Actions',
  },
  lanes: {
    writes: 'Database write',
    work: 'Internal work',
    carrier: 'Recording at the carrier',
    transcription: 'Transcript',
    mail: 'Email',
    sms: 'Text message',
    webhooks: 'Webhook',
  } satisfies Record<FailedTaskView['lane'], string>,
  problems: {
    unreadable: 'The task is damaged and can’t be read.',
    refused: 'The database will never accept it.',
    attempts: 'It failed too many times.',
    'too-late': 'It waited too long.',
  } satisfies Record<FailedTaskView['problem'], string>,
  retry: 'Retry',
  retryAll: 'Retry all',
  drop: 'Drop',
  dropTitle: (task: string) => `Drop: ${task}`,
  dropExplained: 'The task is deleted. What it was to do is never done.',
  retried: 'The task is being retried.',
  retriedAll: (count: number) => `Retrying ${counted(count, 'task')}.`,
  dropped: 'The task was dropped.',
};
