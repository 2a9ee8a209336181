// Every story plants what its callers say of themselves, and no story may leave it where it does not belong: the number that
// somebody called from, the keys that they pressed, the words that they spoke, and numbers that the API was told are not in
// a line of the log, the name of a file or object, or a URL that we ask others at. Watched while a file of tests runs, and
// compared once at its end.
import type { Log } from '../../functions/log.ts';

type Place = 'log' | 'name of an object' | 'name of a file' | 'URL';

/** Digits of whole numbers; the last ten of those that are longer, since a country code may be left out. */
const numbers = new Set<string>();
/** Codes and PINs: so short that they count as a text of their own only. */
const keyed = new Set<string>();
const words = new Set<string>();
const seen = new Map<string, Place>();

const NATIONAL_DIGITS = 10;
const LEAST_NUMBER = 7;
const LEAST_KEYED = 4;
/** A single word of this length may be one of ours. */
const LEAST_WORDS = 12;

export function plantNumber(text: string): void {
  const digits = text.replaceAll(/\D/g, '');
  if (digits.length >= LEAST_NUMBER) numbers.add(digits.slice(-NATIONAL_DIGITS));
  const address = /^(?:sips?|client|whatsapp):([^@;]+)/i.exec(text)?.[1];
  if (address !== undefined) plantWords(address);
}

export function plantKeys(keys: string): void {
  const digits = keys.replaceAll(/\D/g, '');
  if (digits.length >= LEAST_NUMBER) plantNumber(digits);
  else if (digits.length >= LEAST_KEYED) keyed.add(digits);
}

export function plantWords(text: string): void {
  if (text.length >= LEAST_WORDS) words.add(text.toLowerCase());
}

/** What somebody told the API, in its address or its body, where that is no whole file. */
export function plantRequest(target: string, body: unknown): void {
  const text = `${decoded(target)} ${typeof body === 'string' || body instanceof Uint8Array ? '' : JSON.stringify(body ?? '')}`;
  for (const [number] of text.slice(0, 4_000).matchAll(/\+\d{7,15}(?!\d)/g)) plantNumber(number);
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

export const see = (place: Place, text: string): void => void seen.set(text, place);

/** A log that nobody reads but the end of the file. */
export const WATCHED_LOG: Log = {
  info: (message, fields) => {
    see('log', lineOf(message, fields));
  },
  warn: (message, fields) => {
    see('log', lineOf(message, fields));
  },
  error: (message, fields) => {
    see('log', lineOf(message, fields));
  },
};

/** Errors with all that a logger writes of them. Counts and milliseconds are figures, and nobody's. */
const lineOf = (message: string, fields: object = {}): string =>
  `${message} ${JSON.stringify(fields, (_, value: unknown) => {
    if (value instanceof Error) {
      const { name, message: text, stack, cause } = value;
      return Object.assign({}, value, { name, message: text, stack, cause });
    }
    return typeof value === 'number' ? undefined : value;
  })}`;

/** What was planted and seen in a wrong place, in words; forgotten afterwards. */
export function found(): string[] {
  const hits = [...seen].flatMap(([text, place]) => {
    const what = whatOf(text, place);
    return what === undefined ? [] : [`${what} in a ${place}: ${text.slice(0, 300)}`];
  });
  for (const all of [numbers, keyed, words, seen]) all.clear();
  return hits;
}

function whatOf(text: string, place: Place): string | undefined {
  // A stack names lines of source, and instants have many digits.
  const bare = text
    .replaceAll(/%2B/gi, '+')
    .replaceAll(/:\d+:\d+\)?/g, '')
    .replaceAll(/\d{4}-\d\d-\d\d(T[\d:.]+Z?)?/g, '');
  for (const [run] of bare.matchAll(/(?<![\da-f])\d(?:[ ().-]{0,3}\d){3,}(?![\da-f])/gi)) {
    const digits = run.replaceAll(/\D/g, '');
    if (holdsNumber(digits)) return 'a number';
    // The number of a case is keyed too, and is part of the names of its files.
    if (place !== 'name of an object' && place !== 'name of a file' && keyed.has(digits))
      return 'keyed digits';
  }
  const lower = bare.toLowerCase();
  return [...words].some((planted) => lower.includes(planted)) ? 'words' : undefined;
}

function holdsNumber(digits: string): boolean {
  if (numbers.has(digits)) return true;
  for (let at = 0; at + NATIONAL_DIGITS <= digits.length; at++)
    if (numbers.has(digits.slice(at, at + NATIONAL_DIGITS))) return true;
  return false;
}
