// The action URL of a step, and the step read back from it. Query keys stand in alphabetical order: Twilio sorts
// them before calling but signs the URL as it was written.
import { ATTESTATIONS, type Attestation } from '../core/attestation.ts';
import {
  ADMISSIONS,
  PURPOSES,
  VOICEMAIL_REASONS,
  type CallStep,
  type Journey,
  type StepName,
} from '../core/call-step.ts';
import { isCaseNumber } from '../core/case.ts';
import { parseE164 } from '../core/e164.ts';
import { LANGUAGES } from '../core/language.ts';

export const STEP_PATHS = {
  challenge: '/voice/challenge',
  menu: '/voice/menu',
  ring: '/voice/ring',
  voicemail: '/voice/voicemail',
  whisper: '/voice/whisper',
  accept: '/voice/accept',
  appeal: '/voice/appeal',
  reason: '/voice/reason',
  department: '/voice/department',
  number: '/voice/number',
  confirm: '/voice/confirm',
  category: '/voice/category',
  description: '/voice/description',
  'case-opened': '/voice/case-opened',
  'case-number': '/voice/case-number',
  'case-pin': '/voice/case-pin',
  'case-told': '/voice/case-told',
  checked: '/voice/checked',
} as const satisfies Record<StepName, string>;

/** @param publicUrl `https://host[/path]` without a trailing slash */
export function stepUrl(publicUrl: string, at: CallStep): string {
  const { step, ...state } = at;
  const query = new URLSearchParams(
    Object.entries(state).map(([key, value]): [string, string] => [key, String(value)]),
  );
  query.sort();
  return `${publicUrl}${STEP_PATHS[step]}?${query.toString()}`;
}

/** Thrown for a query that no document of ours carries. */
export class StepUrlError extends Error {
  override readonly name = 'StepUrlError';
}

/**
 * @param defaultJourney what a step without any state is taken to be: the constant documents of last resort lead
 *   to `/voice/voicemail` and carry none
 * @throws {StepUrlError} for a missing, repeated, unknown or unreadable key
 */
export function readStep<Name extends StepName>(
  name: Name,
  query: string,
  defaultJourney: Journey,
): StepOf<Name> {
  const params = new URLSearchParams(query);
  if (name === 'voicemail' && params.size === 0) {
    return { ...defaultJourney, ...BARE_VOICEMAIL } as unknown as StepOf<Name>;
  }
  const fields = READERS[name];
  const extra = [...params.keys()].find(
    (key, index, all) => !Object.hasOwn(fields, key) || all.indexOf(key) !== index,
  );
  if (extra !== undefined) throw new StepUrlError(`step ${name} carries no "${extra}", or carries it twice`);
  const state = Object.entries(fields).map(([key, read]) => [key, read(params.get(key), key)]);
  return { step: name, ...(Object.fromEntries(state) as object) } as StepOf<Name>;
}

type StepOf<Name extends StepName> =
  Extract<CallStep, { step: Name }> extends never
    ? Extract<CallStep, { step: 'whisper' | 'accept' }>
    : Extract<CallStep, { step: Name }>;

const BARE_VOICEMAIL = { step: 'voicemail', department: '', why: 'chosen', attempt: 1 } as const;

type Reader = (value: string | null, key: string) => string | number;

const oneOf =
  (words: readonly string[]): Reader =>
  (value, key) => {
    if (value !== null && words.includes(value)) return value;
    throw new StepUrlError(`"${key}" must be one of ${words.join(', ')}`);
  };
const count =
  (least: number, most: number): Reader =>
  (value, key) => {
    const number = /^\d{1,3}$/.test(value ?? '') ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new StepUrlError(`"${key}" must be a whole number from ${least} to ${most}`);
  };
const departmentId: Reader = (value, key) => {
  if (/^[a-z0-9-]{1,40}$/.test(value ?? '')) return value ?? '';
  throw new StepUrlError(`"${key}" must be the id of a department`);
};

const numberText: Reader = (value, key) => {
  if (value !== null && parseE164(value) !== undefined) return value;
  throw new StepUrlError(`"${key}" must be a number in E.164 form`);
};
const reportedNumber: Reader = (value, key) => (value === 'unknown' ? value : numberText(value, key));
const caseNumber: Reader = (value, key) => {
  if (value !== null && isCaseNumber(value)) return value;
  throw new StepUrlError(`"${key}" must be a case number`);
};
const places: Reader = (value, key) => {
  if (value !== null && /^\d{1,10}$/.test(value)) return value;
  throw new StepUrlError(`"${key}" must be places of members`);
};
const words: Reader = (value, key) => {
  if (value !== null && [...value].length <= 80) return value;
  throw new StepUrlError(`"${key}" must be 80 characters at most`);
};
const flag = oneOf(['no', 'yes']);

const JOURNEY = {
  admission: oneOf(ADMISSIONS),
  attestation: oneOf(ATTESTATIONS satisfies readonly Attestation[]),
  language: oneOf(LANGUAGES),
};

const READERS: Readonly<Record<StepName, Readonly<Record<string, Reader>>>> = {
  challenge: { ...JOURNEY, attempt: count(1, 9), digits: count(2, 6), switches: count(0, 9) },
  menu: { ...JOURNEY, turn: count(1, 99), misses: count(0, 9) },
  ring: {
    ...JOURNEY,
    department: departmentId,
    sweep: oneOf(['all', 'in-turn']),
    position: count(0, 99),
    order: places,
    overflowed: flag,
    reason: words,
  },
  voicemail: { ...JOURNEY, department: departmentId, why: oneOf(VOICEMAIL_REASONS), attempt: count(1, 9) },
  whisper: { ...JOURNEY, department: departmentId, reason: words },
  accept: { ...JOURNEY, department: departmentId, reason: words },
  reason: { ...JOURNEY, department: departmentId, attempt: count(1, 9) },
  appeal: { ...JOURNEY, attempt: count(1, 9) },
  department: { ...JOURNEY, attempt: count(1, 9) },
  number: { ...JOURNEY, purpose: oneOf(PURPOSES), attempt: count(1, 9) },
  confirm: { ...JOURNEY, purpose: oneOf(PURPOSES), number: numberText, attempt: count(1, 9) },
  category: { ...JOURNEY, reported: reportedNumber, attempt: count(1, 9) },
  description: { ...JOURNEY, official: flag },
  'case-opened': { ...JOURNEY, official: flag, turn: count(1, 9) },
  'case-number': { ...JOURNEY, attempt: count(1, 9) },
  'case-pin': { ...JOURNEY, case: caseNumber, attempt: count(1, 9) },
  'case-told': { ...JOURNEY, case: caseNumber, turn: count(1, 9) },
  checked: { ...JOURNEY, number: numberText, turn: count(1, 9) },
};
