// The commands for the audit log.
import { counted } from '../core/basics/counted.ts';
import type { AuditView, ChainView } from '../functions/admin/contract.ts';
import { requestJson, type Connection } from './connection.ts';
import { pages, print, type ListOptions } from './lists.ts';
import { printable } from './tables.ts';

type Query = Readonly<Record<string, string | undefined>>;

export async function audit(connection: Connection, query: Query, options: ListOptions): Promise<void> {
  const found = await pages<AuditView>(connection, '/api/audit', query, options);
  print(found, options, ['at', 'by', 'action', 'record', 'detail'], (entry) => [
    entry.at,
    entry.by === 'admin' ? 'admin token' : printable(entry.by),
    entry.action,
    printable(entry.record),
    printable(entry.detail ?? ''),
  ]);
}

/** Fails where the log is not as it was written, for scripts. */
export async function verifyAudit(connection: Connection, span: Query): Promise<void> {
  const { entries, broken, removedThrough } = await requestJson<ChainView>(connection, '/api/audit/verify', {
    query: span,
  });
  if (broken === undefined) {
    process.stdout.write(`Intact: ${counted(entries, 'entry', 'entries')}, each follows the one before.\n`);
    if (removedThrough !== undefined)
      process.stdout.write(`Entries up to ${removedThrough} were removed at the end of their period.\n`);
    return;
  }
  process.exitCode = 1;
  process.stdout.write(
    `Broken on ${broken.day} at ${broken.sequence}: ${broken.problem}. In order before it: ${counted(entries, 'entry', 'entries')}.\n`,
  );
}
