// `hotline audit`.
import type { ListFlags } from '../terminal/printed.ts';
import { Argument } from 'commander';
import { type Commands, limit, json } from '../options.ts';

type AuditFlags = ListFlags<'audit.page'>;

export const auditCommand: Commands = (program, connection) => {
  program
    .command('audit')
    .addArgument(
      new Argument('[verify]', 'check instead that nothing was changed, removed, added or moved').choices([
        'verify',
      ]),
    )
    .description('show who did what, newest first')
    .option('--from <date>', 'a day, like 2026-11-24, or a date-time with its zone')
    .option('--to <date>', 'a day (included) or a date-time; for verify, a day')
    .option('--by <who>', 'user ID, or a job like watch')
    .option('--action <action>', 'action, like settings.put')
    .addOption(limit())
    .addOption(json())
    .action(async (verify: string | undefined, { limit: most, json: asJson, ...query }: AuditFlags) => {
      const { audit, verifyAudit } = await import('./audit-log.ts');
      if (verify === undefined) await audit(connection(), query, { limit: most, json: asJson });
      else await verifyAudit(connection(), { from: query.from, to: query.to });
    });
};
