// Whose numbers may be in a package, and how everybody else's are taken out of what is handed over. Pure.
import type { JoinedReport } from '../cases/case.ts';
import type { CaseAsOf } from './as-of.ts';
import { parseE164 } from '../numbers/e164.ts';
import type { PackageScope } from './evidence-package.ts';

/** Why something is not in a package. */
export const REDACTION_REASONS = {
  'other-person': {
    'en-US': 'The number of a person whom the request is not about.',
    'zh-CN': '该号码属于与本次调取无关的人员。',
  },
  'internal-notes': {
    'en-US': 'Notes that staff wrote for each other are not evidence of what happened.',
    'zh-CN': '工作人员内部备注，不属于证据。',
  },
  'not-recorded': {
    'en-US': 'The recording was no longer kept when the package was made.',
    'zh-CN': '制作证据包时，该录音已不再留存。',
  },
  'webhooks-gone': {
    'en-US': 'The carrier’s requests for this call were no longer kept.',
    'zh-CN': '该通话的运营商原始请求已不再留存。',
  },
} as const;
export type RedactionReason = keyof typeof REDACTION_REASONS;

export interface Redaction {
  /** Path in the package. */
  readonly file: string;
  readonly reason: RedactionReason;
  /** How many places in that file. */
  readonly places: number;
}

/** Whom a case names. */
interface NamesPeople extends Pick<CaseAsOf, 'reported' | 'reporter'> {
  readonly joined?: readonly Pick<JoinedReport, 'reported'>[];
}

/** The numbers that a request is about: those in its cases, its own number, and callers of flagged or blocked calls. */
export function peopleOf(
  scope: PackageScope,
  cases: readonly NamesPeople[],
  callers: ReadonlySet<string>,
): ReadonlySet<string> {
  const people = new Set<string>();
  const add = (number: string | undefined): void => {
    if (number !== undefined) people.add(number);
  };
  if (scope.kind === 'number') people.add(scope.number);
  for (const found of cases) {
    add(found.reported);
    add(found.reporter);
    for (const { reported } of found.joined ?? []) add(reported);
  }
  if (scope.kind === 'period') for (const caller of callers) add(caller);
  return people;
}

/** Stands for a number that was taken out. */
const REDACTED = '[redacted: other-person]';

const NUMBERS = /\+[1-9]\d{6,21}/g;

export interface Redacted<Value> {
  readonly value: Value;
  readonly places: number;
}

/**
 * Takes E.164 numbers of other people out of every text of a JSON value, keys included.
 * @param free names of attributes whose texts stay as they are: a reporter's own words are evidence, whomever they name
 */
export function redactNumbers<Value>(
  value: Value,
  allowed: ReadonlySet<string>,
  free: ReadonlySet<string> = new Set(),
): Redacted<Value> {
  let places = 0;
  const text = (given: string): string =>
    given.replaceAll(NUMBERS, (number) => {
      if (allowed.has(number) || parseE164(number) === undefined) return number;
      places += 1;
      return REDACTED;
    });
  const any = (given: unknown): unknown => {
    if (typeof given === 'string') return text(given);
    if (Array.isArray(given)) return given.map(any);
    if (typeof given !== 'object' || given === null) return given;
    return Object.fromEntries(
      Object.entries(given).map(([name, inner]) => [text(name), free.has(name) ? inner : any(inner)]),
    );
  };
  return { value: any(value) as Value, places };
}
