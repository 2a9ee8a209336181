// Who looked at a number, and the masked numbers of a record whole.
import { itemsOf } from '../../api-client/client.ts';
import { AUDIT } from '../../console/words/en-us/audit.ts';
import type { Connection } from '../connection.ts';
import { print, type ListOptions } from '../terminal/printed.ts';
import { named, printable } from '../terminal/tables.ts';
import { localTime } from '../terminal/times.ts';
import { whoInWords } from '../terminal/who.ts';

export async function looks({ api }: Connection, number: string, options: ListOptions): Promise<void> {
  const found = await itemsOf(api, 'numbers.looks', {}, options.limit, { number });
  print(found, options, ['time', 'who', 'action', 'item', 'details', 'reason'], (look) => [
    localTime(look.at),
    printable(whoInWords(look.by)),
    named(AUDIT.actions, look.action),
    printable(look.record),
    printable(look.detail ?? ''),
    printable(look.why ?? ''),
  ]);
}

interface Unmasking {
  readonly why: string;
  readonly json: boolean;
}

export async function unmask(
  { api }: Connection,
  params: { readonly kind: string; readonly record: string },
  { why, json }: Unmasking,
): Promise<void> {
  const { numbers } = (await api.call('numbers.unmask', { params, why })).body;
  print(numbers, { json, limit: Infinity }, ['masked', 'number'], ({ masked, number }) => [masked, number]);
}
