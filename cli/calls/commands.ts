// `hotline calls` and `hotline flag`.
import { Option } from 'commander';
import { DISPOSITIONS, VERDICTS } from '../../functions/admin/choices.ts';
import type { CallsOptions } from './calls.ts';
import type { ListFlags } from '../terminal/printed.ts';
import { type Commands, limit, json } from '../options.ts';

type CallsFlags = ListFlags<'calls.page'> & Pick<CallsOptions, 'steps'>;

export const callsCommands: Commands = (program, connection) => {
  program
    .command('calls')
    .description('show recent calls, newest first (default: last seven days)')
    .option('--caller <number>')
    .option('--from <date>', 'a day, like 2026-11-24, or a date-time with its zone')
    .option('--to <date>', 'a day (included) or a date-time')
    .addOption(new Option('--verdict <verdict>').choices(VERDICTS))
    .addOption(new Option('--disposition <disposition>').choices(DISPOSITIONS))
    .option('--steps', 'show the Call SID, the reasons, and each step under each call', false)
    .addOption(limit())
    .addOption(json())
    .action(async ({ steps, limit: most, json: asJson, ...query }: CallsFlags) => {
      const { calls } = await import('./calls.ts');
      await calls(connection(), query, { limit: most, json: asJson, steps });
    });

  program
    .command('flag')
    .argument('<call>', 'Call SID or its first characters, as shown by `hotline calls`')
    .description('flag a call as a nuisance, or remove a flag')
    .option('--reason <text>')
    .option('--take-back', 'remove your flag; an administrator can remove any flag', false)
    .action(async (callSid: string, flags: { reason?: string; takeBack: boolean }) => {
      const { flagCall } = await import('./calls.ts');
      await flagCall(connection(), callSid, flags);
    });
};
