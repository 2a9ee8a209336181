// `hotline privacy looks` and `hotline privacy unmask`.
import { Argument } from 'commander';
import { type Commands, json, limit, why } from '../options.ts';
import type { ListOptions } from '../terminal/printed.ts';

export const numberCommands: Commands = (program, connection) => {
  const privacy = program.commands.find((command) => command.name() === 'privacy');
  if (privacy === undefined) throw new Error('the privacy commands come first');
  privacy
    .command('looks')
    .argument('<number>', 'number in any common format')
    .description('show who looked at a number, listened to its calls, exported or changed it, and why')
    .addOption(limit())
    .addOption(json())
    .action(async (number: string, options: ListOptions) => {
      const { looks } = await import('./numbers.ts');
      await looks(connection(), number, options);
    });
  privacy
    .command('unmask')
    .addArgument(new Argument('<kind>', 'kind of record').choices(['call', 'hold', 'package', 'entry']))
    .argument('<record>', 'Call SID, ID of the hold or package, or <day>.<number> of an audit entry')
    .description('show the masked numbers of one record whole')
    .addOption(why())
    .addOption(json())
    .action(async (kind: string, record: string, options: { why: string; json: boolean }) => {
      const { unmask } = await import('./numbers.ts');
      await unmask(connection(), { kind, record }, options);
    });
};
