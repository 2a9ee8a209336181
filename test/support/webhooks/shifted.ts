// The same signed text with its borders elsewhere: what somebody can present who has seen one signed request. Every
// division that is generated keeps the text, and its names sorted, so that the signature covers it too.
import { ROUTES } from '../../../functions/routes.ts';
import { pick, VOICE_ROUTES, type Random, type SignedWebhook } from './rightly-signed.ts';

export type Pair = readonly [name: string, value: string];

export interface Division {
  readonly target: string;
  /** Sorted by name. A name that is repeated has sorted values. */
  readonly pairs: readonly Pair[];
}

export const divisionOf = ({ target, parameters }: SignedWebhook): Division => ({
  target,
  pairs: Object.keys(parameters)
    .sort()
    .map((name): Pair => [name, parameters[name] ?? '']),
});

export const formBody = ({ pairs }: Division): string =>
  new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString();

const PATHS = new Set<string>(VOICE_ROUTES.map((id) => ROUTES[id].path));

/** The signature covers it, and a route answers it. */
function isCovered({ target, pairs }: Division): boolean {
  const path = target.split('?')[0] ?? '';
  return PATHS.has(path) && pairs.every((pair, index) => index === 0 || isBefore(pairs[index - 1], pair));
}

const isBefore = (one: Pair | undefined, other: Pair): boolean =>
  one !== undefined && (one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]));

/** A new name longer than this is tried only where it takes the whole rest of the value. */
const LONGEST_NEW_NAME = 40;

/** Every division that differs from this one in a single border. */
export function shiftsOf(division: Division): Division[] {
  const { pairs } = division;
  const shifted = [...urlShifts(division)];
  pairs.forEach((pair, index) => {
    const before = pairs[index - 1];
    const after = pairs.slice(index + 1);
    const replace = (instead: readonly Pair[], skip = 0): void => {
      const previous = pairs.slice(0, index);
      shifted.push({ ...division, pairs: [...previous, ...instead, ...after.slice(skip)] });
    };
    for (const instead of movedWithin(pair, before?.[0] ?? '', after[0]?.[0])) replace([instead]);
    for (const instead of cutInTwo(pair, after[0]?.[0])) replace(instead);
    for (let count = 1; count <= after.length; count++)
      replace([[pair[0], pair[1] + after.slice(0, count).flat().join('')]], count);
  });
  return [...shifted.filter(isCovered), ...repeated(division)];
}

/** A parameter sent twice is signed once (https://www.twilio.com/docs/usage/security: values are a set). */
const repeated = ({ target, pairs }: Division): Division[] =>
  pairs.map((pair, index) => ({ target, pairs: [...pairs.slice(0, index), pair, ...pairs.slice(index)] }));

/** The border between a name and its value, at every other place. */
function* movedWithin([name, value]: Pair, least: string, most: string | undefined): Generator<Pair> {
  const text = name + value;
  for (let end = 1; end <= text.length; end++) {
    const moved = text.slice(0, end);
    if (end !== name.length && moved >= least && (most === undefined || moved <= most))
      yield [moved, text.slice(end)];
  }
}

/** The end of a value becomes a parameter of its own. */
function* cutInTwo([name, value]: Pair, most: string | undefined): Generator<readonly Pair[]> {
  for (let at = 0; at < value.length; at++) {
    const rest = value.slice(at);
    // Every name that can begin here begins with the same letter: most places are ruled out at once.
    if (rest < name || (most !== undefined && rest.slice(0, 1) > most)) continue;
    for (
      let length = 1;
      length <= rest.length;
      length = length === LONGEST_NEW_NAME ? rest.length : length + 1
    ) {
      yield [
        [name, value.slice(0, at)],
        [rest.slice(0, length), rest.slice(length)],
      ];
      if (length === rest.length) break;
      if (length > LONGEST_NEW_NAME) break;
    }
  }
}

/** The URL gives its end to the first name, or takes the first parameters. */
function* urlShifts({ target, pairs }: Division): Generator<Division> {
  const [first = ['', ''] as const, ...rest] = pairs;
  for (let at = 1; at < target.length; at++) {
    const tail = target.slice(at);
    const head = target.slice(0, at);
    yield { target: head, pairs: [[tail + first[0], first[1]], ...rest] };
    for (const end of [1, tail.indexOf('='), tail.length])
      if (end > 0) yield { target: head, pairs: [[tail.slice(0, end), tail.slice(end)], ...pairs] };
  }
  for (let count = 1; count <= pairs.length; count++)
    yield { target: target + pairs.slice(0, count).flat().join(''), pairs: pairs.slice(count) };
}

/** Several borders at once; undefined where chance finds none. */
export function manyShifts(division: Division, depth: number, random: Random): Division | undefined {
  let current = division;
  for (let turn = 0; turn < depth; turn++) {
    for (let tried = 0; tried < TRIES; tried++) {
      const next = anyShift(current, random);
      if (!isCovered(next)) continue;
      current = next;
      break;
    }
  }
  return isSame(current, division) ? undefined : current;
}

const TRIES = 60;

/** One border moved, wherever it falls: the names may be out of order then. */
function anyShift({ target, pairs }: Division, random: Random): Division {
  const index = Math.floor(random() * pairs.length);
  const [name, value] = pairs[index] ?? ['', ''];
  const [before, after] = [pairs.slice(0, index), pairs.slice(index + 1)];
  const at = Math.floor(random() * (value.length + 1));
  const rest = value.slice(at);
  const swallowed = pick([1, 1, 1, 2, 3, 4], random);
  switch (pick(['moved', 'cut', 'swallowed'] as const, random)) {
    case 'moved': {
      const text = name + value;
      const border = 1 + Math.floor(random() * text.length);
      return { target, pairs: [...before, [text.slice(0, border), text.slice(border)], ...after] };
    }
    case 'cut': {
      const length = 1 + Math.floor(random() * rest.length);
      const cut: Pair = [rest.slice(0, length), rest.slice(length)];
      return { target, pairs: [...before, [name, value.slice(0, at)], cut, ...after] };
    }
    case 'swallowed': {
      const whole: Pair = [name, value + after.slice(0, swallowed).flat().join('')];
      return { target, pairs: [...before, whole, ...after.slice(swallowed)] };
    }
  }
}

export const isSame = (one: Division, other: Division): boolean =>
  one.target === other.target &&
  one.pairs.length === other.pairs.length &&
  one.pairs.every(([name, value], index) => {
    const [otherName, otherValue] = other.pairs[index] ?? [];
    return name === otherName && value === otherValue;
  });
