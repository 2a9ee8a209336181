// `hotline subscriptions`: lists of partners.
import { type Commands, json } from '../options.ts';
import type { AddOptions } from './subscriptions.ts';

export const subscriptionCommands: Commands = (program, connection) => {
  const command = program
    .command('subscriptions')
    .description('show lists of partners: state, numbers, and what they are worth')
    .addOption(json())
    .action(async (flags: { json: boolean }) => {
      const { subscriptions } = await import('./subscriptions.ts');
      await subscriptions(connection(), flags);
    });

  command
    .command('add')
    .argument('<name>', 'like first-bank')
    .description('propose a list, or a change of it; another person has to approve')
    .requiredOption('--kind <kind>', 'misp, taxii, csv, ftc, matching-list or matching-lookup')
    .requiredOption('--partner <partner>', 'who publishes it')
    .requiredOption('--address <url>', 'where the list is: https, or a folder of this machine')
    .option('--trust <trust>', 'low, normal or high', 'normal')
    .option('--every <minutes>', 'how often it is fetched')
    .option('--block-from <complaints>', 'block numbers with so many complaints; evidence only without it')
    .option('--signed-by <fingerprint>', 'OpenPGP key that must have signed it')
    .option('--sightings <url>', 'where false positives are reported to')
    .option('--prefix-digits <digits>', 'for a look-up: digits of the hash that are shown')
    .option('--most-change <percent>', 'a list that changes more waits for a decision')
    .option('--stale-after <hours>', 'alarm when it was not updated for so long')
    .option('--why <reason>', 'for the person who approves, and for the audit log')
    .option('--increments', 'ask for changes only, for tables', false)
    .option(
      '--credential-stdin',
      'read the credential from standard input; keys of hashes in the lines below it',
      false,
    )
    .action(async (name: string, flags: AddOptions) => {
      const { addSubscription } = await import('./subscriptions.ts');
      await addSubscription(connection(), name, flags);
    });

  for (const [verb, description] of [
    ['approve', 'approve what another person proposed about a list'],
    ['refuse-proposal', 'refuse or withdraw what was proposed about a list'],
  ] as const)
    command
      .command(verb)
      .argument('<name>', 'like first-bank')
      .requiredOption('--why <reason>', 'goes into the audit log')
      .description(description)
      .action(async (name: string, { why }: { why: string }) => {
        const { decideOnProposal } = await import('./subscriptions.ts');
        await decideOnProposal(connection(), name, { verb, why });
      });

  for (const [verb, description] of [
    ['fetch', 'update a list within a minute'],
    ['accept', 'put a list in force that changed too much'],
    ['refuse', 'keep the list before one that changed too much'],
    ['remove', 'end a subscription, its evidence, and its blocks'],
  ] as const)
    command
      .command(verb)
      .argument('<name>', 'like first-bank')
      .description(description)
      .action(async (name: string) => {
        const { actOnSubscription } = await import('./subscriptions.ts');
        await actOnSubscription(connection(), name, verb);
      });
};
