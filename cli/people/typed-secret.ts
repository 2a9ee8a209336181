// A secret that is typed without being shown, or comes as the first line of STDIN; never an argument, which other users
// of the machine could read.
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CommandError } from '../connection.ts';

let piped: Promise<string[]> | undefined;

/** One line for each question: from the keyboard, or the next line of STDIN. */
export async function typedSecret(question: string): Promise<string> {
  if (process.stdin.isTTY) return hiddenLine(question);
  const line = (await (piped ??= linesOfStdin())).shift();
  if (line === undefined || line === '') {
    throw new CommandError(
      `Nothing came on STDIN for "${question}". Type it, or pipe it in: one line for each.`,
    );
  }
  return line;
}

/** Twice from the keyboard, where a slip would not be seen. */
export async function newSecret(question: string): Promise<string> {
  const secret = await typedSecret(question);
  if (process.stdin.isTTY && (await typedSecret('Again')) !== secret) {
    throw new CommandError('The passwords don’t match. Nothing was changed. Try again.');
  }
  return secret;
}

async function linesOfStdin(): Promise<string[]> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk);
  return text.split(/\r?\n/);
}

function hiddenLine(question: string): Promise<string> {
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  process.stderr.write(`${question}: `);
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  return new Promise((resolve, reject) => {
    let answered = false;
    terminal.once('line', (line) => {
      answered = true;
      terminal.close();
      resolve(line);
    });
    terminal.once('close', () => {
      process.stderr.write('\n');
      if (!answered) reject(new CommandError('Nothing was changed.'));
    });
  });
}
