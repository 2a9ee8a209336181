// What the commands have in common: how they are given, and options that several of them take.
import { InvalidArgumentError, Option, type Command } from 'commander';
import { LISTS } from '../functions/admin/choices.ts';
import type { Connection } from './connection.ts';

/** Adds the commands of one resource. What a command does is loaded when it is given: `--help` shall not wait for it. */
export type Commands = (program: Command, connection: () => Connection) => void;

export function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}

export const whole = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
};

export const limit = () =>
  new Option('--limit <n>', 'maximum number of results').argParser(positive).default(50);
export const json = () => new Option('--json', 'one JSON object per line, for scripts').default(false);
/** Of commands that show personal data or carry it away. */
export const why = () =>
  new Option('--why <reason>', 'why you need it; goes into the audit log').makeOptionMandatory();
export const list = () => new Option('--list <list>', 'list to use').choices(LISTS);
