// `hotline privacy`.
import { Option, type Command } from 'commander';
import { REFUSAL_REASONS, RIGHTS_STATUSES } from '../../functions/admin/choices.ts';
import type { Connection } from '../connection.ts';
import { type Commands, json, limit } from '../options.ts';
import type { ListFlags } from '../terminal/printed.ts';
import type { DocumentOptions } from './privacy.ts';
import type { DecisionFlags, EraseOptions, ExportOptions } from './requests.ts';

const language = (): Option =>
  new Option('--language <tag>', 'language of the document').choices(['en-US', 'zh-CN']);

export const privacyCommands: Commands = (program, connection) => {
  const privacy = program
    .command('privacy')
    .description('show what is kept of people, why, on which legal basis, and for how long');
  privacy
    .command('records')
    .description('print the record of processing activities, from the register and the settings in force')
    .addOption(language())
    .addOption(json())
    .action(async (options: DocumentOptions) => {
      const { document } = await import('./privacy.ts');
      await document(connection(), 'privacy.records', options);
    });
  privacy
    .command('assessment')
    .description('print the impact assessment, as far as the register and the settings can say')
    .addOption(language())
    .addOption(json())
    .action(async (options: DocumentOptions) => {
      const { document } = await import('./privacy.ts');
      await document(connection(), 'privacy.assessment', options);
    });
  privacy
    .command('report')
    .description('show the period and the oldest record of each category, and what leaves the country')
    .addOption(json())
    .action(async (options: { json?: boolean }) => {
      const { retention } = await import('../holds/holds.ts');
      const { borders } = await import('./borders.ts');
      await retention(connection(), options);
      await borders(connection(), options);
    });
  requestCommands(privacy, connection);
};

/** `hotline privacy requests`, `decide`, `export` and `erase`. */
function requestCommands(privacy: Command, connection: () => Connection): void {
  privacy
    .command('requests')
    .description('show what people ask about their own data, the one that is due first at first')
    .addOption(new Option('--status <status>').choices(RIGHTS_STATUSES).default('open'))
    .addOption(limit())
    .addOption(json())
    .action(async ({ limit: most, json: asJson, ...query }: ListFlags<'rights.page'>) => {
      const { requests } = await import('./requests.ts');
      await requests(connection(), query, { limit: most, json: asJson });
    });
  privacy
    .command('decide')
    .description('carry a request out, answer it in words, or refuse it with a reason')
    .argument('<request>')
    .option('--carry-out', 'for a copy or an erasure')
    .option('--answer <text>', 'what the person is told')
    .option('--correct <text>', 'what is right, where a correction is accepted; with --answer and --record')
    .option(
      '--record <record...>',
      'what it corrects: a case number, a call ID, or the number of a list entry',
    )
    .addOption(new Option('--refuse <reason>').choices(REFUSAL_REASONS))
    .action(async (id: string, decision: DecisionFlags) => {
      const { decideRequest } = await import('./requests.ts');
      await decideRequest(connection(), id, decision);
    });
  privacy
    .command('export')
    .description('print everything that is kept about a number, as JSON')
    .argument('<number>')
    .addOption(language())
    .requiredOption('--why <reason>', 'goes into the audit log')
    .action(async (number: string, options: ExportOptions) => {
      const { exportNumber } = await import('./requests.ts');
      await exportNumber(connection(), number, options);
    });
  privacy
    .command('erase')
    .description('erase everything about a number; a block goes on without the number')
    .argument('<number>')
    .requiredOption('--why <reason>', 'how the request came, and how you know that the number is theirs')
    .option('--name <name...>', 'names that are taken out too, wherever they stand')
    .action(async (number: string, options: EraseOptions) => {
      const { eraseNumber } = await import('./requests.ts');
      await eraseNumber(connection(), number, options);
    });
}
