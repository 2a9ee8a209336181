// `hotline feeds`: complaint files.
import { type Commands, json } from '../options.ts';

export const feedCommands: Commands = (program, connection) => {
  const feedsCommand = program
    .command('feeds')
    .description('show complaint files: complaints, period, and blocked numbers')
    .addOption(json())
    .action(async (flags: { json: boolean }) => {
      const { feeds } = await import('./feeds.ts');
      await feeds(connection(), flags);
    });

  feedsCommand
    .command('remove')
    .argument('<name>', 'like ftc')
    .description('remove a complaint file, its evidence, and its blocks')
    .action(async (name: string) => {
      const { removeFeed } = await import('./feeds.ts');
      await removeFeed(connection(), name);
    });
};
