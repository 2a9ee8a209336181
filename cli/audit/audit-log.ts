// The commands for the audit log.
import type { GivenQuery } from '../../api-client/request.ts';
import { type PageQuery, itemsOf } from '../../api-client/client.ts';
import { print, type ListOptions } from '../terminal/printed.ts';
import { counted } from '../../core/basics/counted.ts';
import { type Connection } from '../connection.ts';
import { AUDIT } from '../../console/words/en-us/audit.ts';
import { named, printable, whoInWords } from '../terminal/tables.ts';
import { localTime, withLocalTimes } from '../terminal/times.ts';

export async function audit(
  { api }: Connection,
  query: PageQuery<'audit.page'>,
  options: ListOptions,
): Promise<void> {
  const found = await itemsOf(api, 'audit.page', query, options.limit);
  print(found, options, ['time', 'who', 'action', 'item', 'details'], (entry) => [
    localTime(entry.at),
    printable(whoInWords(entry.by)),
    named(AUDIT.actions, entry.action),
    printable(entry.record),
    withLocalTimes(printable(entry.detail ?? '')),
  ]);
}

/** Ends with exit code 1 if the log was changed, so that a script can tell. */
export async function verifyAudit({ api }: Connection, query: GivenQuery<'audit.verify'>): Promise<void> {
  const { entries, broken, removedThrough } = (await api.call('audit.verify', { query })).body;
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
