// `hotline settings` and `hotline holidays`.
import type { Commands } from '../options.ts';

export const settingsCommands: Commands = (program, connection) => {
  const settings = program
    .command('settings')
    .description('show the current settings')
    .action(async () => {
      const { showSettings } = await import('./settings.ts');
      await showSettings(connection());
    });

  settings
    .command('put')
    .argument('<file.json>')
    .description('replace the settings; every version is kept')
    .action(async (file: string) => {
      const { putSettings } = await import('./settings.ts');
      await putSettings(connection(), file);
    });

  settings
    .command('proposals')
    .description('show settings changes that wait for a second approver')
    .option('--json', 'as JSON', false)
    .action(async (options: { json: boolean }) => {
      const { listProposals } = await import('./proposals.ts');
      await listProposals(connection(), options);
    });

  settings
    .command('approve')
    .argument('<proposal>')
    .description('approve settings that another person proposed')
    .action(async (proposal: string) => {
      const { approveProposal } = await import('./proposals.ts');
      await approveProposal(connection(), proposal);
    });

  settings
    .command('refuse')
    .argument('<proposal>')
    .description('reject proposed settings, or withdraw your own')
    .action(async (proposal: string) => {
      const { refuseProposal } = await import('./proposals.ts');
      await refuseProposal(connection(), proposal);
    });
};

export const holidayCommand: Commands = (program, connection) => {
  program
    .command('holidays')
    .argument('<country>', 'two letters, like CN or US')
    .argument('<year>')
    .description('show public holidays, including China’s make-up workdays')
    .option('--save', 'add them to the settings', false)
    .action(async (country: string, year: string, options: { save: boolean }) => {
      const { holidays } = await import('./holidays.ts');
      await holidays(connection(), country.toUpperCase(), year, options);
    });
};
