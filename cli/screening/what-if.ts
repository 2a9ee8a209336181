// What scores did, what other settings would do, and blocks that wait for approval.
import { counted } from '../../core/basics/counted.ts';
import { readFile } from 'node:fs/promises';
import type { ListingView, ShadowView, WhatIfView } from '../../functions/admin/contract.ts';
import { CommandError, requestJson, type Connection } from '../connection.ts';
import { numberWriter } from '../terminal/numbers.ts';
import { localTime } from '../terminal/times.ts';
import { printable, table } from '../terminal/tables.ts';

interface Span {
  readonly from?: string;
  readonly to?: string;
  readonly json: boolean;
}

export async function whatIf(connection: Connection, file: string, { json, ...span }: Span): Promise<void> {
  const result = await requestJson<WhatIfView>(connection, '/api/what-if', {
    method: 'POST',
    body: JSON.stringify({ settings: await readSettings(file), ...span }),
  });
  if (json) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  const { calls, changed, changes, minutesSaved, saved } = result;
  const money = saved === undefined ? '' : `, about ${saved.amount.toFixed(2)} ${saved.currency}`;
  process.stdout.write(
    `${String(changed)} of ${counted(calls, 'call')} would have been handled differently; ` +
      `${counted(minutesSaved, 'minute')} saved${money}.\n`,
  );
  if (changes.length > 0) {
    const rows = changes.map((change) => [
      change.from,
      change.to,
      String(change.calls),
      String(change.talked),
      String(change.flagged),
      change.examples[0] ?? '',
    ]);
    process.stdout.write(`${table(['from', 'to', 'calls', 'talked', 'flagged', 'for example'], rows)}\n`);
  }
  warn(result.complete);
}

async function readSettings(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`File not found: ${file}`);
  });
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new CommandError(`${file} is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

export async function shadow(connection: Connection, { json, ...query }: Span): Promise<void> {
  const report = await requestJson<ShadowView>(connection, '/api/shadow', { query });
  if (json) {
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return;
  }
  const { mode, since, scored, acted, rows, complete } = report;
  const when = since === undefined ? '' : `, since ${since.slice(0, 10)}`;
  process.stdout.write(
    `Scores are ${MODE_WORDS[mode]}${when}. ${counted(scored, 'call')} scored, ${String(acted)} handled differently.\n`,
  );
  if (rows.length > 0) {
    const cells = rows.map((row) => [
      row.treatment,
      String(row.calls),
      String(row.talked),
      String(row.flagged),
      Object.entries(row.byReason)
        .map(([code, count]) => `${code} ${String(count)}`)
        .join(', '),
    ]);
    process.stdout.write(`${table(['treatment', 'calls', 'talked', 'flagged', 'because of'], cells)}\n`);
  }
  warn(complete);
}

const MODE_WORDS = { shadow: 'watched, not acted on', act: 'acted on', off: 'switched off' } as const;

function warn(complete: boolean): void {
  if (!complete) process.stderr.write('Only the most recent calls were read. Choose a shorter time.\n');
}

export async function approve(connection: Connection, number: string): Promise<void> {
  const path = `/api/listings/${encodeURIComponent(number.replaceAll(/[\s().-]/g, ''))}/approve`;
  const listing = await requestJson<ListingView>(connection, path, { method: 'POST', body: '{}' });
  const written = await numberWriter(connection);
  const { pattern, list, reason, expiresAt } = listing;
  const span = expiresAt === undefined ? 'for good' : `until ${localTime(expiresAt)}`;
  process.stdout.write(
    `Approved: ${written(pattern)} is now on the ${list} list, ${span}: ${printable(reason)}\n`,
  );
}
