// Numbers at random, for a calibration where nobody has announced known-good ones: somewhere in the countries and
// areas that complaints are about, as likely innocent as any number there.
import { parseE164, type E164 } from '../../core/numbers/e164.ts';
import { callingCodeOf, isUnassignable, nationalOf } from '../../core/lists/number-blocks.ts';

const AREA_DIGITS = 3;

export class ReferenceNumbers {
  /** Beginning of a number -> its country code and how many digits follow. */
  readonly #areas = new Map<string, number>();
  readonly #list: (readonly [start: string, digits: number])[] = [];
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Remembers where the number lies, not the number. */
  see(number: E164): void {
    if (isUnassignable(number)) return;
    const digits = nationalOf(number).length - AREA_DIGITS;
    if (digits < AREA_DIGITS) return;
    const start = number.slice(0, 1 + callingCodeOf(number).length + AREA_DIGITS);
    if (this.#areas.has(start)) return;
    this.#areas.set(start, digits);
    this.#list.push([start, digits]);
  }

  draw(count: number): E164[] {
    const drawn: E164[] = [];
    while (drawn.length < count && this.#list.length > 0) {
      const [start = '', digits = 0] = this.#list[Math.floor(this.#random() * this.#list.length)] ?? [];
      const rest = String(Math.floor(this.#random() * 10 ** digits)).padStart(digits, '0');
      const number = parseE164(start + rest);
      if (number !== undefined && !isUnassignable(number)) drawn.push(number);
    }
    return drawn;
  }
}
