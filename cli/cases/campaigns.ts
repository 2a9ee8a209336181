// `hotline campaigns`.
import { print } from '../terminal/printed.ts';
import { writerFor } from '../terminal/numbers.ts';
import { localTime } from '../terminal/times.ts';
import type { Connection } from '../connection.ts';

export async function campaigns(
  connection: Connection,
  { case: only, json }: { readonly case?: string; readonly json: boolean },
): Promise<void> {
  const { body } = await connection.api.call('cases.campaigns', { query: { case: only } });
  const written = await writerFor(connection, { json });
  const header = ['number or block', 'open', 'cases', 'numbers', 'reporters', 'last', 'newest cases'];
  print(body.items, { json, limit: Infinity }, header, (one) => [
    one.kind === 'number' ? written(one.pattern) : one.pattern,
    String(one.open),
    String(one.cases.length),
    String(one.numbers),
    String(one.reporters),
    localTime(one.last).slice(0, 10),
    one.cases.slice(0, 3).join(' '),
  ]);
  if (!json && !body.complete) process.stdout.write('Only the newest cases were looked at.\n');
}
