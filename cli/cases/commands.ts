// `hotline cases` and `hotline case`.
import { Option } from 'commander';
import { CASE_KINDS, CASE_STATUSES, DECISIONS } from '../../functions/admin/choices.ts';
import { addReportCommands } from '../authorities/commands.ts';
import type { ListFlags } from '../terminal/printed.ts';
import type { CaseChange } from './cases.ts';
import { type Commands, limit, json } from '../options.ts';

export const caseCommands: Commands = (program, connection) => {
  program
    .command('cases')
    .description('show reports and appeals')
    .addOption(new Option('--status <status>').choices(CASE_STATUSES))
    .addOption(new Option('--kind <kind>').choices(CASE_KINDS))
    .option('--reported <number>', 'about this number')
    .addOption(limit())
    .addOption(json())
    .action(async ({ limit: most, json: asJson, ...query }: ListFlags<'cases.page'>) => {
      const { cases } = await import('./cases.ts');
      await cases(connection(), query, { limit: most, json: asJson });
    });

  const one = program
    .command('case')
    .argument('<number>', 'six digits')
    .description('show or update a case; feedback is what the reporter hears')
    .addOption(new Option('--status <status>').choices(CASE_STATUSES))
    .option('--feedback <text>')
    .addOption(new Option('--decision <decision>', 'of an appeal').choices(DECISIONS))
    .option('--json', 'one line of JSON, for scripts', false)
    .action(async (caseNumber: string, flags: CaseChange & { json: boolean }) => {
      const { oneCase } = await import('./cases.ts');
      await oneCase(connection(), caseNumber, flags);
    });
  addReportCommands(one, connection);
};
