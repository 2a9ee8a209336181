// A telephone number as people write it in a request, by the rules of the hotline's country.
import type { Identity } from '../../core/numbers/identity.ts';
import { normaliseNumber } from '../../core/numbers/number-input.ts';
import { Problem } from '../http/problem.ts';
import type { Runtime } from '../runtime.ts';

/**
 * @param at where it stands in the request
 * @throws {Problem} invalid-number
 */
export async function numberIn(
  text: string,
  at: `${'body' | 'query' | 'path'} /${string}`,
  { settings }: Pick<Runtime, 'settings'>,
): Promise<Identity> {
  const { hotline } = await settings.current();
  const read = normaliseNumber(text, hotline);
  if (read.ok) return read.number;
  throw new Problem('invalid-number', `${at}: "${text.slice(0, 60)}" ${read.problem}.`);
}
