// Times for people who read a terminal: on the clock of the machine that they sit at, as the console shows them.

const two = (part: number): string => String(part).padStart(2, '0');

/** `2026-11-24 14:05`; sorts as it reads. @param instant ISO 8601 */
export function localTime(instant: string): string {
  const at = new Date(instant);
  const day = [String(at.getFullYear()), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** A sentence of the API with its ISO 8601 instants as {@link localTime} writes them. */
export const withLocalTimes = (text: string): string =>
  text.replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, localTime);

/** `1:05`, minutes and seconds. */
export const length = (seconds: number): string =>
  `${String(Math.floor(seconds / 60))}:${two(Math.round(seconds) % 60)}`;
