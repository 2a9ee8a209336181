// What the guard would do, has done, and would have done.
import { Option } from 'commander';
import { ATTESTATIONS } from '../../functions/admin/choices.ts';
import type { FiguresOptions } from './figures.ts';
import type { GivenQuery } from '../../api-client/request.ts';
import type { LookupOptions } from './lookup.ts';
import { type Commands, json, positive, why } from '../options.ts';

type LookupFlags = GivenQuery<'lookup'> & LookupOptions;

export const screeningCommands: Commands = (program, connection) => {
  program
    .command('what-if')
    .argument('<file.json>', 'settings file, or only the part that differs')
    .option('--from <date>', 'a day, like 2026-11-24, or a date-time with its zone; a week ago otherwise')
    .option('--to <date>', 'a day (included) or a date-time')
    .addOption(json())
    .description('show which past calls would be handled differently with other settings')
    .action(async (file: string, flags: { from?: string; to?: string; json: boolean }) => {
      const { whatIf } = await import('./what-if.ts');
      await whatIf(connection(), file, flags);
    });

  program
    .command('report')
    .description('reports')
    .command('shadow')
    .option('--from <date>', 'a day, like 2026-11-24, or a date-time with its zone; a week ago otherwise')
    .option('--to <date>', 'a day (included) or a date-time')
    .addOption(json())
    .description('show what risk scores did, or would have done, by reason')
    .action(async (flags: { from?: string; to?: string; json: boolean }) => {
      const { shadow } = await import('./what-if.ts');
      await shadow(connection(), flags);
    });

  program
    .command('approve')
    .argument('<number>')
    .description('put a pending automatic block into effect')
    .action(async (number: string) => {
      const { approve } = await import('../lists/listings.ts');
      await approve(connection(), number);
    });

  program
    .command('figures')
    .description('show results: calls screened out, callers who hung up, and wait time')
    .addOption(new Option('--days <n>', 'number of days to show').argParser(positive).default(7))
    .addOption(json())
    .action(async (options: FiguresOptions) => {
      const { figures } = await import('./figures.ts');
      await figures(connection(), options);
    });
};

export const lookupCommand: Commands = (program, connection) => {
  program
    .command('lookup')
    .argument('<number>', 'number in any common format')
    .description('show how a call from this number would be handled, and why')
    .addOption(
      new Option('--attestation <level>', 'caller ID attestation to test with').choices(ATTESTATIONS),
    )
    .addOption(why())
    .addOption(json())
    .action(async (number: string, { json: asJson, why: reason, ...query }: LookupFlags) => {
      const { lookup } = await import('./lookup.ts');
      await lookup(connection(), number, query, { json: asJson, why: reason });
    });
};
