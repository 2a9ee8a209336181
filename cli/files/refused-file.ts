// A file that the hotline did not take, in words: where its numbers fit two countries, with the option that says which.
import type { Reading } from '../../functions/admin/contract.ts';
import { CommandError } from '../connection.ts';

/** The answer with status 422, as far as the command reads it. */
export interface RefusedFile {
  readonly detail: string;
  readonly readings?: readonly Reading[];
}

export function refusalOf({ detail, readings = [] }: RefusedFile): CommandError {
  if (readings.length === 0) return new CommandError(detail);
  const ways = readings.map(({ country, examples: [first] }) => {
    const reading = first === undefined ? '' : `   ${first.value} is ${first.reading}`;
    return `  --country ${country.padEnd(14)}${reading}`;
  });
  return new CommandError(
    ['The numbers in this file have no plus sign. Nothing was imported. Choose their country:', ...ways].join(
      '\n',
    ),
  );
}
