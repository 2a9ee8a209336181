// `hotline hold` and `hotline retention`.
import { Option } from 'commander';
import { HOLD_STATUSES } from '../../functions/admin/choices.ts';
import type { ListFlags } from '../terminal/printed.ts';
import { type Commands, json, limit } from '../options.ts';
import type { NewOrder } from './holds.ts';

const WHY = ['--why <reason>', 'goes into the audit log'] as const;

export const holdCommands: Commands = (program, connection) => {
  const hold = program
    .command('hold')
    .description('show legal holds: what they cover is not deleted until two people lift them')
    .addOption(new Option('--status <status>').choices(HOLD_STATUSES).default('in-force'))
    .addOption(limit())
    .addOption(json())
    .action(async ({ limit: most, json: asJson, ...query }: ListFlags<'holds.page'>) => {
      const { holds } = await import('./holds.ts');
      await holds(connection(), query, { limit: most, json: asJson });
    });
  hold
    .command('place')
    .description('place a hold for an order, or for a case that goes on elsewhere')
    .addOption(new Option('--source <source>').choices(['order', 'case']).default('order'))
    .requiredOption('--reference <number>', 'number of the order or the case')
    .option('--authority <name>', 'who ordered it; needed for an order')
    .option('--legal-basis <text>', 'needed for an order')
    .requiredOption(...WHY)
    .option('--case <number>', 'cover this case, its calls, and those of its number')
    .option('--number <number>', 'cover the calls of this number, and the cases about it')
    .option('--from <date>', 'cover calls from this day or date-time on')
    .option('--to <date>', 'cover calls until this day (included) or date-time')
    .action(async (order: NewOrder) => {
      const { placeHold } = await import('./holds.ts');
      await placeHold(connection(), order);
    });
  for (const [name, route, words] of [
    ['propose-lift', 'holds.propose', 'propose to lift a hold; another person has to agree'],
    ['lift', 'holds.lift', 'lift a hold as the second person'],
    ['refuse-lift', 'holds.refuse', 'refuse or withdraw the proposal to lift a hold'],
  ] as const)
    hold
      .command(name)
      .argument('<hold>')
      .requiredOption(...WHY)
      .description(words)
      .action(async (id: string, { why }: { why: string }) => {
        const { changeHold } = await import('./holds.ts');
        await changeHold(connection(), route, { hold: id, why });
      });
  program
    .command('retention')
    .description('show what is kept for how long, what is oldest, and what is under a legal hold')
    .addOption(json())
    .action(async (options: { json?: boolean }) => {
      const { retention } = await import('./holds.ts');
      await retention(connection(), options);
    });
};
