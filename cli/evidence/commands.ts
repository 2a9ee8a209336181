// `hotline evidence`: evidence packages for the police, an authority or a court.
import { InvalidArgumentError, Option } from 'commander';
import { PACKAGE_STATUSES } from '../../functions/admin/choices.ts';
import { type Commands, json, limit, why } from '../options.ts';
import type { ListFlags } from '../terminal/printed.ts';
import type { RequestFlags } from './request.ts';

type Parent = Parameters<Commands>[0];
type Connect = Parameters<Commands>[1];

export const evidenceCommands: Commands = (program, connection) => {
  const evidence = program
    .command('evidence')
    .description('evidence packages: request, approve, and download them; shows who asked for what');
  readingCommands(evidence, connection);
  requestCommand(evidence, connection);
  decidingCommands(evidence, connection);
  evidence
    .command('download')
    .argument('<id>')
    .description('download a package and check its SHA-256')
    .option('--out <file>', 'where to save it; by default under its own name')
    .addOption(why())
    .action(async (id: string, options: { out?: string; why: string }) => {
      const { downloadPackage } = await import('./download.ts');
      await downloadPackage(connection(), id, options);
    });
};

function readingCommands(evidence: Parent, connection: Connect): void {
  evidence
    .command('list', { isDefault: true })
    .description('show the packages, newest first')
    .addOption(new Option('--status <status>').choices(PACKAGE_STATUSES))
    .addOption(limit())
    .addOption(json())
    .action(async ({ limit: most, json: asJson, ...query }: ListFlags<'evidence.page'>) => {
      const { packages } = await import('./packages.ts');
      await packages(connection(), query, { limit: most, json: asJson });
    });
  evidence
    .command('show')
    .argument('<id>')
    .description('show one package: the request, who approved, how far it is')
    .addOption(json())
    .action(async (id: string, options: { json: boolean }) => {
      const { showPackage } = await import('./packages.ts');
      await showPackage(connection(), id, options);
    });
}

function requestCommand(evidence: Parent, connection: Connect): void {
  evidence
    .command('request')
    .description('ask for a package about a case, a number, or a period; two people have to approve it')
    .option('--case <number>', 'about this case', caseNumber)
    .option('--number <number>', 'about this telephone number')
    .option('--from <date>', 'about a period from this day or date-time')
    .option('--to <date>', 'to this day (included) or date-time')
    .requiredOption('--authority <name>', 'who asks')
    .requiredOption('--request-number <number>', 'the authority’s own number of its request')
    .requiredOption('--legal-basis <text>', 'the law or order on which the request is based')
    .option('--officer <name>')
    .option('--received <date>', 'when the request came in; default: now')
    .addOption(json())
    .action(async (flags: RequestFlags) => {
      const { requestPackage } = await import('./request.ts');
      await requestPackage(connection(), flags);
    });
}

/** Each of two people approves with a token of their own; the admin token cannot. */
function decidingCommands(evidence: Parent, connection: Connect): void {
  const ids = (name: string, description: string) =>
    evidence.command(name).argument('<id>').description(description).addOption(json());
  ids('approve', 'approve a package; after two different people have, it is made').action(
    async (id: string, options: { json: boolean }) => {
      const { decideOnPackage } = await import('./decide.ts');
      await decideOnPackage(connection(), 'evidence.approve', id, options);
    },
  );
  ids('refuse', 'refuse a package for good')
    .requiredOption('--reason <text>', 'why; it is kept with the request')
    .action(async (id: string, options: { json: boolean; reason: string }) => {
      const { refusePackage } = await import('./decide.ts');
      await refusePackage(connection(), id, options);
    });
  ids('make', 'make a package again that is ready or could not be made').action(
    async (id: string, options: { json: boolean }) => {
      const { decideOnPackage } = await import('./decide.ts');
      await decideOnPackage(connection(), 'evidence.make', id, options);
    },
  );
}

function caseNumber(text: string): string {
  if (!/^\d{6}$/.test(text)) throw new InvalidArgumentError('A case number has six digits.');
  return text;
}
