// `hotline partners`.
import { readFile } from 'node:fs/promises';
import { type Commands, json } from '../options.ts';

const WHY = ['--why <reason>', 'goes into the audit log'] as const;

export const partnerCommands: Commands = (program, connection) => {
  const partners = program
    .command('partners')
    .description('show the partners that numbers are shared with; two people decide on each')
    .addOption(json())
    .action(async (options: { json?: boolean }) => {
      const { listPartners } = await import('./partners.ts');
      await listPartners(connection(), options);
    });
  partners
    .command('propose')
    .argument('<partner>', 'its short name, like bank-of-examples')
    .argument('<file>', 'the agreement as JSON: see docs/sharing.md')
    .requiredOption(...WHY)
    .description('propose a partner, or a change of what was agreed with it; another person has to approve')
    .action(async (partner: string, file: string, { why }: { why: string }) => {
      const { proposePartner } = await import('./partners.ts');
      await proposePartner(connection(), partner, { text: await readFile(file, 'utf8'), why });
    });
  partners
    .command('approve')
    .argument('<partner>')
    .requiredOption(...WHY)
    .description('approve a proposal as the second person; a new token and key are shown once')
    .action(async (partner: string, { why }: { why: string }) => {
      const { approvePartner } = await import('./partners.ts');
      await approvePartner(connection(), partner, why);
    });
  for (const [name, words] of [
    ['refuse', 'refuse or withdraw a proposal'],
    ['rotate', 'propose a new token and key; the old ones stay valid for a week after the approval'],
    ['suspend', 'give the partner nothing more, at once'],
    ['resume', 'propose to resume with a suspended partner'],
  ] as const)
    partners
      .command(name)
      .argument('<partner>')
      .requiredOption(...WHY)
      .description(words)
      .action(async (partner: string, { why }: { why: string }) => {
        const { changePartner } = await import('./partners.ts');
        await changePartner(connection(), `partners.${name}`, { partner, why });
      });
  partners
    .command('end')
    .argument('<partner>')
    .description('end the exchange with a partner for good, at once')
    .action(async (partner: string) => {
      const { endPartner } = await import('./partners.ts');
      await endPartner(connection(), partner);
    });
  partners
    .command('doubts')
    .description('show the numbers that partners reported as false positives')
    .addOption(json())
    .action(async (options: { json?: boolean }) => {
      const { listDoubts } = await import('./partners.ts');
      await listDoubts(connection(), options);
    });
  for (const decision of ['share', 'withdraw'] as const)
    partners
      .command(decision)
      .argument('<entry>', 'of a doubted number')
      .requiredOption(...WHY)
      .description(
        decision === 'share' ? 'share a doubted number all the same' : 'stop sharing a doubted number',
      )
      .action(async (entry: string, { why }: { why: string }) => {
        const { decideOnDoubt } = await import('./partners.ts');
        await decideOnDoubt(connection(), { entry, decision, why });
      });
};
