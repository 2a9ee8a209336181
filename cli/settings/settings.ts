// The settings in force: shown and replaced.
import { readFile } from 'node:fs/promises';
import type { ApiAnswer } from '../../api-client/client.ts';
import { type Connection, CommandError } from '../connection.ts';
export async function showSettings(connection: Connection): Promise<void> {
  process.stdout.write(
    `${JSON.stringify((await connection.api.call('settings.get', {})).body, undefined, 2)}\n`,
  );
  await showWarnings(connection);
}

/** On the error stream: the document on the other stream stays JSON. */
async function showWarnings({ api }: Connection): Promise<void> {
  const { items } = (await api.call('settings.warnings', {})).body;
  for (const { at, problem } of items) process.stderr.write(`${at}: ${problem}\n`);
}

export async function putSettings(connection: Connection, file: string): Promise<void> {
  const body = await documentIn(file);
  const { version } = await connection.api.call('settings.get', {});
  const saved = await connection.api.call('settings.put', { version, body });
  await tellSaved(connection, saved, {
    saved: (version) => `Saved as version ${version}.`,
    proposed: `The settings of ${file} are proposed.`,
  });
  await showWarnings(connection);
}

type SavedAnswer = Pick<ApiAnswer<'settings.put'>, 'proposal' | 'version'>;

interface SavedWords {
  readonly saved: (version: string) => string;
  readonly proposed: string;
}

/** After a save of the settings: which version is in force, or which proposal waits, why, and who puts it in force. */
export async function tellSaved(
  { api }: Connection,
  { proposal: number, version = 0 }: SavedAnswer,
  words: SavedWords,
): Promise<void> {
  if (number === undefined) {
    process.stdout.write(`${words.saved(String(version))}
`);
    return;
  }
  const { items } = (await api.call('settings.proposals', {})).body;
  const kept = items.find(({ proposal }) => String(proposal) === number);
  const because =
    kept === undefined ? '' : ` It changes what needs a second person: ${kept.changes.join(', ')}.`;
  process.stdout.write(
    `${words.proposed}${because}\n` +
      `It is not in effect yet. Another approver or administrator must approve proposal ${number}, in the console or with "hotline settings approve ${number}" and a token of their own. "hotline settings proposals" lists what waits.\n`,
  );
}

/** A file of JSON. @throws {CommandError} */
export async function documentIn(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`File not found: ${file}`);
  });
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new CommandError(`${file} is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}
