// `hotline listings` and the commands that change the lists.
import { LISTS } from '../../functions/admin/choices.ts';
import type { ListFlags } from '../terminal/printed.ts';
import { type Commands, list, limit, json } from '../options.ts';

interface AddFlags {
  reason: string;
  expires?: string;
  department?: string;
  ringThrough?: boolean;
}

export const listCommands: Commands = (program, connection) => {
  program
    .command('listings')
    .description('show list entries')
    .addOption(list())
    .option('--q <text>', 'part of the number or the reason')
    .addOption(limit())
    .addOption(json())
    .action(async ({ limit: most, json: asJson, ...query }: ListFlags<'listings.page'>) => {
      const { listings } = await import('./listings.ts');
      await listings(connection(), query, { limit: most, json: asJson });
    });

  for (const name of LISTS) {
    program
      .command(name)
      .argument('<number>', 'number in any common format, or a prefix rule like +1312555*')
      .description(`add a number to the ${name} list, or update its entry`)
      .requiredOption('--reason <text>', 'reason, shown to staff')
      .option(
        '--expires <date>',
        'until the end of that day on the hotline’s clocks, like 2026-12-31, or an exact time, like 2026-12-31T18:00:00Z',
      )
      .option('--department <id>', 'department that the caller reaches')
      .option('--ring-through', 'also ring staff after hours')
      .action(async (number: string, { expires, ...body }: AddFlags) => {
        const { addListing } = await import('./listings.ts');
        await addListing(connection(), number, { ...body, list: name, expiresAt: expires });
      });
  }

  program
    .command('unlist')
    .argument('<number>')
    .description('remove a number from its list')
    .action(async (number: string) => {
      const { removeListing } = await import('./listings.ts');
      await removeListing(connection(), number);
    });

  program
    .command('approve-rule')
    .argument('<rule>')
    .description('approve a prefix rule for a whole region that another person proposed')
    .action(async (rule: string) => {
      const { approve } = await import('./listings.ts');
      await approve(connection(), rule);
    });
};
