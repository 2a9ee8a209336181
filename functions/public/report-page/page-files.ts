// The page's script, worker and style, as they are published: each under a name made from its content, so that a
// browser may cache it without a limit and never uses an old file.
import { createHash } from 'node:crypto';

const FILE_TYPES = {
  'page.js': 'text/javascript; charset=utf-8',
  'privacy.js': 'text/javascript; charset=utf-8',
  'solver.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
} as const;

export type FileName = keyof typeof FILE_TYPES;
export const FILE_NAMES = Object.keys(FILE_TYPES) as FileName[];

/** What is in them. */
export type PageFiles = Readonly<Record<FileName, string>>;

export interface PublishedFile {
  readonly name: string;
  readonly type: string;
  readonly body: string;
}

export type PublishedFiles = Readonly<Record<FileName, PublishedFile>>;

export const publish = (files: PageFiles): PublishedFiles =>
  Object.fromEntries(
    FILE_NAMES.map((name): [FileName, PublishedFile] => [
      name,
      { name: nameWithHash(name, files[name]), type: FILE_TYPES[name], body: files[name] },
    ]),
  ) as PublishedFiles;

const nameWithHash = (name: string, content: string): string =>
  name.replace('.', `.${createHash('sha256').update(content).digest('hex').slice(0, 12)}.`);
