// What the guard has done lately, in a few lines.
import { counted } from '../../core/basics/counted.ts';
import type { StatsView } from '../../functions/admin/contract.ts';
import { type Connection } from '../connection.ts';
import { table } from '../terminal/tables.ts';
import { DAY_MS } from '../../core/basics/durations.ts';

export interface FiguresOptions {
  readonly days: number;
  readonly json: boolean;
}

export async function figures({ api }: Connection, { days, json }: FiguresOptions): Promise<void> {
  const from = new Date(Date.now() - days * DAY_MS).toISOString();
  const { body: stats } = await api.call('overview.stats', { query: { from } });
  if (json) process.stdout.write(`${JSON.stringify(stats)}\n`);
  else process.stdout.write(`${table(['figure', 'last', 'of which'], rowsOf(stats))}\n`);
}

function rowsOf({ calls, keptFromStaff: { refused, failed }, gaveUp, timeToPerson }: StatsView): string[][] {
  const { calls: bridged, medianSeconds, p90Seconds } = timeToPerson;
  return [
    ['calls', String(calls), ''],
    ['screened out', String(refused + failed), `${refused} rejected, ${failed} failed the keypad check`],
    ['gave up, perhaps customers', String(gaveUp), ''],
    [
      'time to a person',
      medianSeconds === undefined ? '-' : `${medianSeconds} s`,
      p90Seconds === undefined ? '' : `9 of 10 within ${p90Seconds} s, ${counted(bridged, 'call')}`,
    ],
  ];
}
