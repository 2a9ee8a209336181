// `hotline case report` and `hotline case reports`, below `hotline case`.
import { Argument, type Command } from 'commander';
import type { AuthorityId } from '../../functions/admin/contract.ts';
import { AUTHORITY_IDS } from '../../functions/admin/choices.ts';
import { why } from '../options.ts';
import type { Connection } from '../connection.ts';
import type { ManyFlags, Marking } from './authority-reports.ts';

const authority = () => new Argument('<authority>', 'who gets the report').choices(AUTHORITY_IDS);

/** @param oneCase the command `hotline case` */
export function addReportCommands(oneCase: Command, connection: () => Connection): void {
  oneCase
    .command('report')
    .argument('<number>', 'six digits')
    .addArgument(authority())
    .description('show the form of an authority, filled in; --sent notes that you have sent it')
    .option('--why <reason>', 'why you need the form; goes into the audit log; with --sent, it says itself')
    .option('--sent', 'note that it was sent', false)
    .option('--reference <text>', 'with --sent: the number that the authority gave it')
    .option('--sent-at <time>', 'with --sent: when, as an ISO 8601 time; now if left out')
    .option('--json', 'one line of JSON, for scripts', false)
    .action(async (caseNumber: string, to: AuthorityId, flags: Marking) => {
      const { authorityReport } = await import('./authority-reports.ts');
      await authorityReport(connection(), { caseNumber, authority: to }, flags);
    });

  oneCase
    .command('reports')
    .addArgument(authority())
    .argument('<file>', 'CSV file to write')
    .description('export reports in the field order of an authority')
    .option('--from <day>', 'first day, YYYY-MM-DD')
    .option('--to <day>', 'last day, YYYY-MM-DD')
    .option('--unsent', 'only reports that were not sent to this authority', false)
    .addOption(why())
    .option('--mark-sent', 'note that all reports in the file were sent to this authority', false)
    .option('--reference <text>', 'with --mark-sent: the number that the authority gave them')
    .option('--sent-at <time>', 'with --mark-sent: when, as an ISO 8601 time; now if left out')
    .action(async (to: AuthorityId, file: string, flags: ManyFlags) => {
      const { exportReports } = await import('./authority-reports.ts');
      await exportReports(connection(), { authority: to, file }, flags);
    });

  oneCase
    .command('unmark')
    .addArgument(authority())
    .argument('<batch>', 'as --mark-sent has shown it')
    .argument('<cases...>', 'case numbers')
    .description('take back that reports were marked as sent with --mark-sent')
    .action(async (to: AuthorityId, batch: string, cases: string[]) => {
      const { unmarkReports } = await import('./authority-reports.ts');
      await unmarkReports(connection(), to, { batch, cases });
    });
}
