// A file that the hotline did not take, in words: where its numbers fit two countries, with the option that says which.
import { CommandError, RefusedError } from '../connection.ts';

const UNPROCESSABLE = 422;

/** What to throw in the place of what an import has thrown. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof RefusedError) || error.status !== UNPROCESSABLE) return error;
  const { detail = error.message, readings = [] } = error.refusal;
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
