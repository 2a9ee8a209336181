// `hotline guard` and `hotline dnd`.
import type { GuardView } from '../../functions/admin/contract.ts';
import { Argument } from 'commander';
import { GUARD_LEVELS } from '../../functions/admin/choices.ts';
import { type Commands, positive } from '../options.ts';

export const guardCommands: Commands = (program, connection) => {
  program
    .command('guard')
    .addArgument(new Argument('[level]').choices(GUARD_LEVELS))
    .description('show or set the guard level')
    .option('--minutes <n>', 'return to normal after this time', positive)
    .action(async (level: GuardView['level'] | undefined, options: { minutes?: number }) => {
      const { guard } = await import('./guard.ts');
      await guard(connection(), level, options);
    });

  program
    .command('dnd')
    .argument('[hours]', 'duration, or "off"')
    .description('show or set do not disturb')
    .action(async (hours: string | undefined) => {
      const { doNotDisturb } = await import('./guard.ts');
      await doNotDisturb(connection(), hours === undefined || hours === 'off' ? hours : positive(hours));
    });
};
