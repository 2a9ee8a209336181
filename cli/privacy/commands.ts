// `hotline privacy`.
import { Option } from 'commander';
import { type Commands, json } from '../options.ts';
import type { DocumentOptions } from './privacy.ts';

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
    .description('show for each category the period, the oldest record, and what holds it')
    .addOption(json())
    .action(async (options: { json?: boolean }) => {
      const { retention } = await import('../holds/holds.ts');
      await retention(connection(), options);
    });
};
