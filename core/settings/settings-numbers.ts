// Numbers in a settings document, in any usual spelling, become the numbers that are dialed and compared. It runs before
// the schema, on a document of unknown shape: what is no text is left for the schema to refuse.
import { isAssignedNumber, normaliseDialed } from '../numbers/number-input.ts';
import type { NumberingHome } from '../numbers/numbering-plan.ts';
import type { Settings } from './settings.ts';
import type { SettingsProblem } from '../basics/settings-problem.ts';

/** Every place of a number in the document; `*` is each entry of a list. */
export const NUMBER_FIELDS = [
  '/hotline/number',
  '/hotline/officialNumbers/*',
  '/departments/*/members/*/number',
  '/departments/*/onCall/*/number',
  '/notifications/*/by/sms',
] as const;

export interface NumbersRead {
  /** The document with its numbers in their one spelling; the one that was given is left as it is. */
  readonly document: unknown;
  readonly problems: readonly SettingsProblem[];
}

export function readNumbers(document: unknown): NumbersRead {
  const copy: unknown = structuredClone(document);
  const home = homeOf(copy);
  if (home === undefined) return { document, problems: [] };
  const problems = NUMBER_FIELDS.flatMap((field) =>
    placesOf(copy, field.slice(1).split('/')).flatMap(({ at, text, replace }): SettingsProblem[] => {
      const read = normaliseDialed(text, home);
      if (!read.ok) return [{ at, problem: `"${text.slice(0, 40)}" ${read.problem}` }];
      replace(read.number);
      return [];
    }),
  );
  return { document: copy, problems };
}

/** Undefined where the schema will refuse the country anyway. */
function homeOf(document: unknown): NumberingHome | undefined {
  const hotline = childOf(document, 'hotline');
  const region = childOf(hotline, 'region');
  const area = childOf(hotline, 'area');
  if (typeof region !== 'string') return undefined;
  return { region, ...(typeof area === 'string' ? { area } : {}) };
}

interface Place {
  /** JSON pointer (RFC 6901). */
  readonly at: string;
  readonly text: string;
  readonly replace: (number: string) => void;
}

/** The texts that stand where the path leads; none where the document has another shape. */
function placesOf(node: unknown, path: readonly string[], at = ''): Place[] {
  const [key = '', ...rest] = path;
  const keys = key === '*' ? Object.keys(Array.isArray(node) ? node : []) : [key];
  return keys.flatMap((name): Place[] => {
    const child = childOf(node, name);
    if (rest.length > 0) return placesOf(child, rest, `${at}/${name}`);
    if (typeof child !== 'string') return [];
    const replace = (number: string): void => {
      (node as Record<string, unknown>)[name] = number;
    };
    return [{ at: `${at}/${name}`, text: child, replace }];
  });
}

const childOf = (node: unknown, key: string): unknown =>
  typeof node === 'object' && node !== null && Object.hasOwn(node, key)
    ? (node as Record<string, unknown>)[key]
    : undefined;

/** Numbers that are possible and that the numbering plan has given to nobody: probably a slip of the finger. */
export const unassignedNumbers = (settings: Settings): SettingsProblem[] =>
  NUMBER_FIELDS.flatMap((field) => placesOf(settings, field.slice(1).split('/')))
    .filter(({ text }) => !isAssignedNumber(text))
    .map(({ at, text }) => ({
      at,
      problem: `${text} has the right length, but this number is not assigned to anyone; check its digits`,
    }));
