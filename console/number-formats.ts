// How each country writes its numbers: a file of its own beside the scripts, asked for once, while who is signed in and
// what the hotline is set to are asked for.
import formatsFile from '../core/numbers/number-formats.json?url';
import { writeNumber, type NumberFormats } from '../core/numbers/number-format.ts';

let asked: Promise<NumberFormats> | undefined;

/** Never fails: without the file numbers are shown as they are kept, and it is asked for again next time. */
export function loadNumberFormats(): Promise<NumberFormats> {
  asked ??= fetch(formatsFile)
    .then((response) => response.json() as Promise<NumberFormats>)
    .catch(() => {
      asked = undefined;
      return {};
    });
  return asked;
}

/** `312 555 0100` where the hotline is in that country, `+1 312 555 0100` elsewhere; what is no number stays as it is. */
export const numberWriter =
  (region: string, formats: NumberFormats) =>
  (number: string): string =>
    Object.keys(formats).length === 0 ? number : writeNumber(number, region, formats);
