// The action URL of a step, and the step read back from it. Query keys stand in alphabetical order: Twilio sorts
// them before calling but signs the URL as it was written.
import type { Field, Fields } from '../core/call/steps/fields.ts';
import { STEPS, type Step, type StepName } from '../core/call/steps/index.ts';
import { JOURNEY, type Journey } from '../core/call/steps/journey.ts';

export const pathOf = <Name extends StepName>(step: Name): `/voice/${Name}` => `/voice/${step}`;

/** @param publicUrl `https://host[/path]` without a trailing slash */
export function stepUrl(publicUrl: string, at: Step): string {
  const { step, ...state } = at;
  const fields: Fields = STEPS[step].carries;
  const query = new URLSearchParams(
    Object.entries(state)
      .filter(([key, value]) => fields[key]?.absent !== value)
      .map(([key, value]): [string, string] => [key, String(value)]),
  );
  query.sort();
  return `${publicUrl}${pathOf(step)}?${query.toString()}`;
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
): Step<Name> {
  const params = new URLSearchParams(query);
  if (name === 'voicemail' && params.size === 0) {
    return { ...defaultJourney, ...BARE_VOICEMAIL } as unknown as Step<Name>;
  }
  const fields: Fields = { ...JOURNEY, ...STEPS[name].carries };
  const extra = [...params.keys()].find(
    (key, index, all) => !Object.hasOwn(fields, key) || all.indexOf(key) !== index,
  );
  if (extra !== undefined) throw new StepUrlError(`step ${name} carries no "${extra}", or carries it twice`);
  const state = Object.entries(fields).map(([key, field]) => [key, valueOf(field, params.get(key), key)]);
  return { step: name, ...(Object.fromEntries(state) as object) } as Step<Name>;
}

function valueOf(field: Field<string> | Field<number>, text: string | null, key: string): string | number {
  const value = text === null ? field.absent : field.read(text);
  if (value !== undefined) return value;
  throw new StepUrlError(`"${key}" must be ${field.shape}`);
}

const BARE_VOICEMAIL: Omit<Step<'voicemail'>, keyof Journey> = {
  step: 'voicemail',
  department: '',
  why: 'chosen',
  attempt: 1,
  replaces: '',
  // Its words are those of `twiml/fallback.ts`.
  notice: 'last-resort',
};
