// The commands for the audit log.
import { counted } from '../core/basics/counted.ts';
import type { AuditView, ChainView } from '../functions/admin/contract.ts';
import { requestJson, type Connection } from './connection.ts';
import { AUDIT } from '../console/words/en-us/audit.ts';
import { pages, print, type ListOptions } from './lists.ts';
import { named, printable, whoInWords } from './tables.ts';
import { localTime, withLocalTimes } from './times.ts';

type Query = Readonly<Record<string, string | undefined>>;

export async function audit(connection: Connection, query: Query, options: ListOptions): Promise<void> {
  const found = await pages<AuditView>(connection, '/api/audit', query, options);
  print(found, options, ['time', 'who', 'action', 'item', 'details'], (entry) => [
    localTime(entry.at),
    printable(whoInWords(entry.by)),
    named(AUDIT.actions, entry.action),
    printable(entry.record),
    withLocalTimes(printable(entry.detail ?? '')),
  ]);
}

/** Ends with exit code 1 if the log was changed, so that a script can tell. */
export async function verifyAudit(connection: Connection, span: Query): Promise<void> {
  const { entries, broken, removedThrough } = await requestJson<ChainView>(connection, '/api/audit/verify', {
    query: span,
  });
  if (broken === undefined) {
    process.stdout.write(`Log intact: ${counted(entries, 'entry', 'entries')} checked.\n`);
    if (removedThrough !== undefined)
      process.stdout.write(
        `Entries up to number ${removedThrough} were deleted at the end of their retention period.\n`,
      );
    return;
  }
  process.exitCode = 1;
  process.stdout.write(
    `The log was changed: entry ${broken.sequence} of ${broken.day} does not match (${broken.problem}). ${counted(entries, 'entry', 'entries')} before it ${entries === 1 ? 'is' : 'are'} intact.\n`,
  );
}
