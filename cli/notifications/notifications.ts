// The commands for notices: what was sent from this machine, and the key of a webhook target.
import { join } from 'node:path';
import { readOutbox } from '../../local/outbox.ts';
import { CommandError, type Connection } from '../connection.ts';
import { printable, table } from '../terminal/tables.ts';

/** Lists what was sent; with a name, prints it whole. */
export async function outbox(dataDir: string, name: string | undefined): Promise<void> {
  const sent = await readOutbox(join(dataDir, 'outbox'));
  if (name === undefined) {
    const rows = sent.map((one) => [one.name, one.to, printable(one.subject || one.text)]);
    process.stdout.write(
      rows.length === 0 ? 'No results.\n' : `${table(['message', 'to', 'subject or text'], rows)}\n`,
    );
    return;
  }
  const found = sent.filter((one) => one.name.includes(name));
  if (found.length === 0) throw new CommandError(`No message has the name "${name}".`);
  const texts = found.map(({ date, to, subject, text }) => {
    const head = [`Date: ${date}`, `To: ${to}`, ...(subject === '' ? [] : [`Subject: ${subject}`])];
    return `${head.map(printable).join('\n')}\n\n${text.split('\n').map(printable).join('\n').trimEnd()}\n`;
  });
  process.stdout.write(texts.join('\n'));
}

export async function showWebhookKey({ api }: Connection, url: string): Promise<void> {
  const { key } = (await api.call('notifications.key', { query: { url } })).body;
  process.stdout.write(`${key}\n`);
}
