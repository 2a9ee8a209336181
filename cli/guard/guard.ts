// How hard the hotline is guarded, and whether staff are rung: shown and changed.
import { HOUR_MS, MINUTE_MS } from '../../core/basics/durations.ts';
import type { GuardView } from '../../functions/admin/contract.ts';
import { whoInWords } from '../terminal/tables.ts';
import type { Connection } from '../connection.ts';
import { localTime } from '../terminal/times.ts';

/** Shows how hard the hotline is guarded; with a level, sets it. */
export async function guard(
  { api }: Connection,
  level: GuardView['level'] | undefined,
  { minutes }: { readonly minutes?: number },
): Promise<void> {
  const until = minutes === undefined ? undefined : new Date(Date.now() + minutes * MINUTE_MS).toISOString();
  const now = await api.call('guard.get', {});
  const { body: found } =
    level === undefined ? now : await api.call('guard.put', { version: now.version, body: { level, until } });
  const policy = Object.entries(found.policy).map(([caller, gets]) => `  ${caller}: ${String(gets)}`);
  const ends = found.until === undefined ? '' : ` until ${localTime(found.until)}`;
  process.stdout.write(`${found.level}${ends}\n${policy.join('\n')}\n`);
}

/** @param hours undefined only shows it */
export async function doNotDisturb({ api }: Connection, hours: number | 'off' | undefined): Promise<void> {
  const { version } = await api.call('do-not-disturb.get', {});
  if (hours === 'off') await api.call('do-not-disturb.delete', { version });
  if (typeof hours === 'number') {
    const until = new Date(Date.now() + hours * HOUR_MS).toISOString();
    await api.call('do-not-disturb.put', { version, body: { until } });
  }
  const { until, by } = (await api.call('do-not-disturb.get', {})).body;
  process.stdout.write(
    until === undefined
      ? 'Staff phones ring normally.\n'
      : `Do not disturb is on until ${localTime(until)} (set by ${whoInWords(by ?? '?')}).\n`,
  );
}
