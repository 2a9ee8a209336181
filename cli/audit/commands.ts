// `hotline audit`.
import type { ListFlags } from '../terminal/printed.ts';
import { type Commands, limit, json } from '../options.ts';

type AuditFlags = ListFlags<'audit.page'>;

interface VerifyFlags {
  readonly file?: string;
  readonly anchors?: string;
  readonly from?: string;
  readonly to?: string;
}

const DAY_OR_TIME = 'a day, like 2026-11-24, or a date-time with its zone';

export const auditCommand: Commands = (program, connection) => {
  const audit = program
    .command('audit')
    .description('show who did what and why, newest first')
    .option('--from <date>', DAY_OR_TIME)
    .option('--to <date>', 'a day (included) or a date-time')
    .option('--by <who>', 'user ID, or a job like watch')
    .option('--action <action>', 'action, like settings.put')
    .addOption(limit())
    .addOption(json())
    .action(async ({ limit: most, json: asJson, ...query }: AuditFlags) => {
      const { audit: show } = await import('./audit-log.ts');
      await show(connection(), query, { limit: most, json: asJson });
    });
  audit
    .command('verify')
    .description('check that nothing was changed, removed, added, moved, or written anew')
    .option('--file <export.jsonl>', 'an export, checked without any hotline')
    .option('--anchors <folder>', 'copies of the anchors that were kept elsewhere')
    .option('--from <date>', 'only the days from here on')
    .option('--to <date>', 'only the days until here')
    .action(async (flags: VerifyFlags) => {
      // The command above has the same two options, and takes them first.
      const { from, to } = { ...audit.opts<VerifyFlags>(), ...flags };
      const { verifyAudit } = await import('./verify.ts');
      await verifyAudit(connection, { ...flags, from, to });
    });
  audit
    .command('export')
    .argument('<export.jsonl>')
    .requiredOption('--why <reason>', 'why it is exported; goes into the log')
    .description('save the whole log with its anchors, to be verified anywhere')
    .action(async (file: string, { why }: { why: string }) => {
      const { exportAudit } = await import('./verify.ts');
      await exportAudit(connection(), file, why);
    });
  audit
    .command('anchors')
    .argument('<folder>')
    .description('save copies of the anchors that are not in the folder yet')
    .action(async (folder: string) => {
      const { saveAnchors } = await import('./verify.ts');
      await saveAnchors(connection(), folder);
    });
};
