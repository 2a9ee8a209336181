// The commands for the audit log.
import { whoInWords } from '../terminal/who.ts';
import { type PageQuery, itemsOf } from '../../api-client/client.ts';
import { print, type ListOptions } from '../terminal/printed.ts';
import { type Connection } from '../connection.ts';
import { AUDIT } from '../../console/words/en-us/audit.ts';
import { named, printable } from '../terminal/tables.ts';
import { localTime, withLocalTimes } from '../terminal/times.ts';

export async function audit(
  { api }: Connection,
  query: PageQuery<'audit.page'>,
  options: ListOptions,
): Promise<void> {
  const found = await itemsOf(api, 'audit.page', query, options.limit);
  print(found, options, ['time', 'who', 'action', 'item', 'details', 'reason'], (entry) => [
    localTime(entry.at),
    printable(whoInWords(entry.by)),
    named(AUDIT.actions, entry.action),
    printable(entry.record),
    withLocalTimes(printable(entry.detail ?? '')),
    printable(entry.why ?? ''),
  ]);
}
