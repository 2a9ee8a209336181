// `hotline queue`.
import { json, type Commands } from '../options.ts';

export const queueCommands: Commands = (program, connection) => {
  const queue = program
    .command('queue')
    .description('show background tasks that failed and wait for you to retry or drop them')
    .addOption(json())
    .action(async (options: { json?: boolean }) => {
      const { failedTasks } = await import('./queue.ts');
      await failedTasks(connection(), options);
    });
  queue
    .command('list', { hidden: true })
    .addOption(json())
    .action(async (options: { json?: boolean }) => {
      const { failedTasks } = await import('./queue.ts');
      await failedTasks(connection(), options);
    });
  queue
    .command('retry')
    .argument('[task]', 'which one; default: all')
    .description('try failed tasks again')
    .action(async (task: string | undefined) => {
      const { retry } = await import('./queue.ts');
      await retry(connection(), task);
    });
  queue
    .command('drop')
    .argument('<task>')
    .requiredOption('--why <reason>', 'goes into the audit log')
    .description('delete a failed task for good; what it was to do is never done')
    .action(async (task: string, { why }: { why: string }) => {
      const { drop } = await import('./queue.ts');
      await drop(connection(), task, why);
    });
};
