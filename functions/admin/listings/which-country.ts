// Numbers without their plus that fit two countries: nothing of the file is taken before somebody has said which.
import type { Reading } from '../../../core/lists/list-file/country.ts';
import { Problem } from '../../http/problem.ts';

/** @throws {Problem} `which-country`, with the ways to read the file, where there is more than one */
export function askWhichCountry(readings: readonly Reading[]): void {
  if (readings.length === 0) return;
  const ways = readings.map(({ country, examples: [first] }) => {
    const reading = first === undefined ? '' : `, where ${first.value} is ${first.reading}`;
    return `country=${country}${country === 'international' ? ' (each with its own country code)' : ''}${reading}`;
  });
  throw new Problem(
    'which-country',
    `The numbers in this file have no plus sign. Nothing was imported. Send the file again with ${ways.join('; or with ')}.`,
    { readings },
  );
}
