// `hotline cases`, `hotline case` and `hotline campaigns`.
import { InvalidArgumentError, Option } from 'commander';
import { CASE_KINDS, CASE_STATUSES, DECISIONS, PRIORITIES } from '../../functions/admin/choices.ts';
import { addReportCommands } from '../authorities/commands.ts';
import type { ListFlags } from '../terminal/printed.ts';
import type { CaseFlags } from './case-acts.ts';
import { type Commands, limit, json } from '../options.ts';

type CasesFlags = Omit<ListFlags<'cases.page'>, 'overdue'> & {
  readonly mine?: boolean;
  readonly overdue?: boolean;
};

export const caseCommands: Commands = (program, connection) => {
  program
    .command('cases')
    .description('show reports and appeals')
    .addOption(new Option('--status <status>').choices(CASE_STATUSES))
    .addOption(new Option('--kind <kind>').choices(CASE_KINDS))
    .option('--reported <number>', 'about this number')
    .option('--mine', 'assigned to you')
    .option('--assignee <name>', 'assigned to this person')
    .addOption(new Option('--priority <priority>').choices(PRIORITIES))
    .option('--overdue', 'past their due date and not answered')
    .addOption(limit())
    .addOption(json())
    .action(async ({ limit: most, json: asJson, mine, overdue, ...query }: CasesFlags) => {
      const { cases } = await import('./cases.ts');
      const whose = mine === true ? { assignee: 'me' } : {};
      const late = overdue === true ? ({ overdue: 'true' } as const) : {};
      await cases(connection(), { ...query, ...whose, ...late }, { limit: most, json: asJson });
    });

  const one = program
    .command('case')
    .argument('<number>', 'six digits', caseNumber)
    .description('show or update a case; feedback and the reason of an extension are what the reporter hears')
    .addOption(new Option('--status <status>').choices(CASE_STATUSES))
    .option('--feedback <text>')
    .addOption(new Option('--decision <decision>', 'of an appeal').choices(DECISIONS))
    .option('--assign <name>', 'who works on it; "me" for yourself')
    .option('--unassign', 'nobody works on it')
    .addOption(new Option('--priority <priority>').choices(PRIORITIES))
    .option('--extend <reason>', 'extend the due date once, and tell the reporter this reason')
    .option('--merge-into <case>', 'merge this duplicate into another case, for good', caseNumber)
    .option('--note <text>', 'add an internal note')
    .option('--attach <file...>', 'attach pictures, PDF or audio, up to 4 MB each')
    .option('--save <attachment>', 'save an attachment; its start is enough')
    .option('--to <file>', 'where to save the attachment; by default under its own name')
    .option('--delete <attachment>', 'delete an attachment; its start is enough')
    .option('--link <case>', 'link another case', caseNumber)
    .option('--why <text>', 'with --link: why the cases belong together; with --save: why you need the file')
    .option('--unlink <case>', 'remove a link', caseNumber)
    .option('--json', 'one line of JSON, for scripts', false)
    .action(async (number: string, flags: CaseFlags) => {
      const { workOnCase } = await import('./case-acts.ts');
      await workOnCase(connection(), number, flags);
    });

  program
    .command('campaigns')
    .description('show numbers and blocks of numbers that several reports are about')
    .option('--case <number>', 'only those with this case', caseNumber)
    .addOption(json())
    .action(async (flags: { readonly case?: string; readonly json: boolean }) => {
      const { campaigns } = await import('./campaigns.ts');
      await campaigns(connection(), flags);
    });
  addReportCommands(one, connection);
};

function caseNumber(text: string): string {
  if (!/^\d{6}$/.test(text)) throw new InvalidArgumentError('A case number has six digits.');
  return text;
}
