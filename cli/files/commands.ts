// `hotline import` and `hotline export`: whole files of numbers.
import { Option } from 'commander';
import type { List } from '../../functions/admin/contract.ts';
import { type Commands, list, whole, why, json } from '../options.ts';

interface ImportFlags {
  list?: List;
  as?: 'complaints';
  source?: string;
  blockFrom?: number;
  within: number;
  expiresDays: number;
  add: boolean;
  reason?: string;
  country?: string;
  partial: boolean;
  dryRun: boolean;
  lines: boolean;
  json: boolean;
}

export const fileCommands: Commands = (program, connection) => {
  program
    .command('import')
    .argument(
      '<file>',
      'columns number,reason[,expiresAt] under any usual name, one number on each line, or a complaint file of the FTC or FCC',
    )
    .description(
      'import list entries; nothing is imported if any line has an error, unless you use --partial',
    )
    .addOption(list())
    .addOption(
      new Option(
        '--as <what>',
        'complaints: each line is one complaint. They become evidence, and block nobody by themselves; files of the FTC and the FCC always do',
      ).choices(['complaints']),
    )
    .option('--source <name>', 'name of the source, kept with each entry; ftc or fcc for a complaint file')
    .option('--block-from <n>', 'complaint file: block numbers with at least this many complaints', whole)
    .option('--within <days>', '… within this many days before the newest complaint', whole, 30)
    .option('--expires-days <days>', '… for this many days', whole, 90)
    .option(
      '--add',
      'complaint file: add to earlier complaints of this name instead of replacing them',
      false,
    )
    .option('--reason <text>', 'reason for lines without one')
    .option(
      '--country <code>',
      'of numbers without a plus, like US; "international": each begins with its own country code',
    )
    .option('--partial', 'import valid lines and skip the rest', false)
    .option('--dry-run', 'show changes without saving', false)
    .option('--lines', 'show every line with an error', false)
    .addOption(json())
    .action(
      async (file: string, { list: to, as, source, reason, country, blockFrom, ...flags }: ImportFlags) => {
        const { importEither } = await import('./import-kind.ts');
        await importEither(connection(), file, {
          ...flags,
          list: to,
          as,
          source,
          reason,
          country,
          blockFrom,
        });
      },
    );

  program
    .command('export')
    .argument('<file>', 'CSV file to write; it can be imported again')
    .description('export list entries to a file')
    .addOption(list())
    .addOption(why())
    .action(async (file: string, flags: { list?: List; why: string }) => {
      const { exportFile } = await import('./export.ts');
      await exportFile(connection(), file, flags);
    });
};
