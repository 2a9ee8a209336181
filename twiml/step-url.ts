// The action URL of a step, and the step read back from it. Query keys stand in alphabetical order: Twilio sorts
// them before calling but signs the URL as it was written.
import { ATTESTATIONS, type Attestation } from '../core/numbers/attestation.ts';
import {
  ADMISSIONS,
  CALL_BACK_ASKS,
  GROUPS,
  MAILBOXES,
  PURPOSES,
  VOICEMAIL_REASONS,
  type CallStep,
  type Journey,
  type StepName,
} from '../core/call/call-step.ts';
import { CASE_KINDS, isCaseNumber } from '../core/cases/case.ts';
import { parseIdentity } from '../core/numbers/identity.ts';
import { LANGUAGES } from '../core/basics/language.ts';
import { isCallBackId } from '../core/messages/message.ts';

export const STEP_PATHS = {
  challenge: '/voice/challenge',
  menu: '/voice/menu',
  ring: '/voice/ring',
  voicemail: '/voice/voicemail',
  whisper: '/voice/whisper',
  accept: '/voice/accept',
  appeal: '/voice/appeal',
  'call-back': '/voice/call-back',
  'appeal-code': '/voice/appeal-code',
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
  review: '/voice/review',
  'after-hours': '/voice/after-hours',
  'staff-pin': '/voice/staff-pin',
  'staff-menu': '/voice/staff-menu',
  'staff-flag': '/voice/staff-flag',
  'staff-voicemail': '/voice/staff-voicemail',
  'staff-quiet': '/voice/staff-quiet',
  'staff-level': '/voice/staff-level',
  'staff-number': '/voice/staff-number',
  'staff-confirm': '/voice/staff-confirm',
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

const BARE_VOICEMAIL = {
  step: 'voicemail',
  department: '',
  why: 'chosen',
  attempt: 1,
  replaces: '',
} as const;

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
/** Twilio's identifiers: https://www.twilio.com/docs/glossary/what-is-a-sid */
function sidOf(prefix: 'CA' | 'CB' | 'RE'): Reader {
  const shape = new RegExp(`^${prefix}[0-9a-f]{32}$`);
  return (value, key) => {
    if (value !== null && shape.test(value)) return value;
    throw new StepUrlError(`"${key}" must be a SID that begins with ${prefix}`);
  };
}
const departmentId: Reader = (value, key) => {
  if (/^[a-z0-9-]{1,40}$/.test(value ?? '')) return value ?? '';
  throw new StepUrlError(`"${key}" must be the id of a department`);
};

const numberText: Reader = (value, key) => {
  if (value !== null && parseIdentity(value) !== undefined) return value;
  throw new StepUrlError(`"${key}" must be a number in E.164 form or an address`);
};
const reportedNumber: Reader = (value, key) => (value === 'unknown' ? value : numberText(value, key));
const numberOrNone: Reader = (value, key) => (value === 'none' ? value : numberText(value, key));
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
const caseKind = oneOf(CASE_KINDS);
const recording = sidOf('RE');
const callBack = sidOf('CB');
/** A message, or a request to be called back. */
const message: Reader = (value, key) =>
  isCallBackId(value ?? '') ? callBack(value, key) : recording(value, key);
const recordingOrNone: Reader = (value, key) => (value === '' ? value : recording(value, key));
const call = sidOf('CA');
const callOrNone: Reader = (value, key) => (value === '' ? value : call(value, key));

const JOURNEY = {
  admission: oneOf(ADMISSIONS),
  attestation: oneOf(ATTESTATIONS satisfies readonly Attestation[]),
  language: oneOf(LANGUAGES),
  mailbox: oneOf(MAILBOXES),
};
const BEHIND_PIN = { ...JOURNEY, turn: count(1, 99) };

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
    group: oneOf(GROUPS),
    urgent: flag,
  },
  voicemail: {
    ...JOURNEY,
    department: departmentId,
    why: oneOf(VOICEMAIL_REASONS),
    attempt: count(1, 9),
    replaces: recordingOrNone,
  },
  review: {
    ...JOURNEY,
    department: departmentId,
    why: oneOf(VOICEMAIL_REASONS),
    recording,
    turn: count(1, 9),
  },
  'after-hours': { ...JOURNEY, department: departmentId, attempt: count(1, 9) },
  whisper: { ...JOURNEY, department: departmentId, reason: words, urgent: flag },
  accept: { ...JOURNEY, department: departmentId, reason: words, urgent: flag },
  reason: { ...JOURNEY, department: departmentId, attempt: count(1, 9) },
  appeal: { ...JOURNEY, attempt: count(1, 9) },
  'call-back': {
    ...JOURNEY,
    department: departmentId,
    why: oneOf(VOICEMAIL_REASONS),
    asks: oneOf(CALL_BACK_ASKS),
    number: numberOrNone,
    attempt: count(1, 9),
  },
  'appeal-code': { ...JOURNEY, attempt: count(1, 9) },
  department: { ...JOURNEY, attempt: count(1, 9) },
  number: { ...JOURNEY, purpose: oneOf(PURPOSES), attempt: count(1, 9) },
  confirm: { ...JOURNEY, purpose: oneOf(PURPOSES), number: numberText, attempt: count(1, 9) },
  category: { ...JOURNEY, reported: reportedNumber, attempt: count(1, 9) },
  description: { ...JOURNEY, about: caseKind, official: flag },
  'case-opened': { ...JOURNEY, about: caseKind, official: flag, turn: count(1, 9) },
  'case-number': { ...JOURNEY, attempt: count(1, 9) },
  'case-pin': { ...JOURNEY, case: caseNumber, attempt: count(1, 9) },
  'case-told': { ...JOURNEY, case: caseNumber, turn: count(1, 9) },
  checked: { ...JOURNEY, number: numberText, turn: count(1, 9) },
  'staff-pin': { ...JOURNEY, attempt: count(1, 9) },
  'staff-menu': { ...BEHIND_PIN, misses: count(0, 9), doNotDisturb: flag, attackMode: flag },
  'staff-flag': { ...BEHIND_PIN, call, flagged: callOrNone },
  'staff-voicemail': { ...BEHIND_PIN, recording: message },
  'staff-quiet': BEHIND_PIN,
  'staff-level': BEHIND_PIN,
  'staff-number': BEHIND_PIN,
  'staff-confirm': { ...BEHIND_PIN, number: numberText },
};
