// What scores did, and what other settings would have done.
import { type Connection, CommandError } from '../connection.ts';
import { documentIn } from '../settings/settings.ts';
import { counted } from '../../core/basics/counted.ts';
import { table } from '../terminal/tables.ts';

interface Span {
  readonly from?: string;
  readonly to?: string;
  readonly json: boolean;
}

export async function whatIf({ api }: Connection, file: string, { json, ...span }: Span): Promise<void> {
  const body = { settings: await settingsIn(file), ...span };
  const { body: result } = await api.call('what-if', { body });
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

/** @throws {CommandError} where they are no object */
async function settingsIn(file: string): Promise<Record<string, unknown>> {
  const document = await documentIn(file);
  if (typeof document === 'object' && document !== null) return { ...document };
  throw new CommandError(`${file} holds no settings: they are an object, like {"screening": …}.`);
}

export async function shadow({ api }: Connection, { json, ...query }: Span): Promise<void> {
  const { body: report } = await api.call('shadow', { query });
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
