// What would have been sent from this machine: e-mails (RFC 5322, `.eml`) and simulated text messages, as files.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Email, Mailer } from '../functions/runtime.ts';

export interface Outbox extends Mailer {
  readonly keepText: (sms: {
    readonly from: string;
    readonly to: string;
    readonly body: string;
  }) => Promise<void>;
}

export interface Sent {
  readonly name: string;
  readonly date: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const SENDER = 'Hotline Guard <hotline-guard@localhost>';

export function openOutbox(folder: string, now: () => Date): Outbox {
  /** Written aside first: nobody reads half a message. */
  const keep = async (
    name: string,
    headers: Readonly<Record<string, string>>,
    text: string,
  ): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const lines = Object.entries(headers).map(([header, value]) => `${header}: ${value}`);
    const message = [...lines, '', text].join('\n').replaceAll(/\r?\n/g, '\r\n');
    await writeFile(join(folder, `${name}.new`), message);
    await rename(join(folder, `${name}.new`), join(folder, name));
  };
  const stamp = (): string =>
    now()
      .toISOString()
      .replaceAll(/[-:]|\.\d+/g, '');
  return {
    send: async ({ id, to, subject, text }: Email) => {
      const headers = {
        'Message-ID': `<${id}@localhost>`,
        Subject: subjectLine(subject),
        ...common(SENDER, to),
      };
      await keep(`${stamp()}-${id}.eml`, headers, text);
    },
    keepText: async ({ from, to, body }) => {
      const id = createHash('sha256').update(`${to} ${body}`).digest('hex').slice(0, 12);
      await keep(`${stamp()}-${id}.sms`, common(from, to), body);
    },
  };

  function common(from: string, to: string): Record<string, string> {
    return {
      Date: now().toUTCString().replace('GMT', '+0000'),
      From: from,
      To: to,
      'MIME-Version': '1.0',
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Transfer-Encoding': '8bit',
    };
  }
}

/** Oldest first; none where nothing was sent yet. */
export async function readOutbox(folder: string): Promise<Sent[]> {
  const names = await readdir(folder).catch(() => []);
  const messages = names.filter((name) => /\.(eml|sms)$/.test(name)).sort();
  return Promise.all(
    messages.map(async (name) => readMessage(name, await readFile(join(folder, name), 'utf8'))),
  );
}

/** @param name of its file */
export function readMessage(name: string, message: string): Sent {
  const [head = '', ...body] = message.split('\r\n\r\n');
  const headers = new Map(
    head
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  return {
    name,
    date: headers.get('date') ?? '',
    to: headers.get('to') ?? '',
    subject: readable(headers.get('subject') ?? ''),
    text: body.join('\r\n\r\n').replaceAll('\r\n', '\n'),
  };
}

/** RFC 2047: words of 75 characters at most, none of which cuts a character in two. */
function subjectLine(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words = text.replaceAll(/\p{Cc}+/gu, ' ').match(/.{1,10}/gsu) ?? [];
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
}

const readable = (header: string): string =>
  header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?B\?([^?]*)\?=/gi, (_, word: string) => Buffer.from(word, 'base64').toString());
