// Recognizes a call that comes back from our own side: the hotline rings a member of staff, whose phone forwards the
// call to the hotline. Ringing staff for such a call would ring the same phone again, without end.
import type { Call } from './call-event.ts';
import { readCallerId } from './caller-id.ts';
import type { E164 } from './e164.ts';
import { callingCodeOf, nationalOf } from './number-blocks.ts';
import type { Settings } from './settings.ts';

/** The line of ours that a call came back from; `member` is the name of its owner, absent for the hotline's own. */
export interface ForwardingLoop {
  readonly number: E164;
  readonly member?: string;
}

/**
 * The carrier names the line that forwarded the call: a member's, or the hotline's. The hotline can also be the caller
 * itself, because it shows its own number to staff when the caller's is withheld.
 * @returns undefined for a call that did not come from our own side; a text that is no number of ours counts as none
 */
export function findForwardingLoop(
  { callerId, to, forwardedFrom = [] }: Call,
  settings: Settings,
): ForwardingLoop | undefined {
  const { number: hotline } = settings.hotline;
  const isOurs = (line: E164): boolean =>
    forwardedFrom.some((text) => isSpellingOf(text, line, callingCodeOf(hotline)));
  const members = settings.departments.flatMap((department) => [...department.members, ...department.onCall]);
  const member = members.find(({ number }) => isOurs(number));
  if (member !== undefined) return { number: member.number, member: member.name };
  const calledByItself = callerId.kind === 'number' && callerId.number === hotline;
  // A published number that forwards to another number at the carrier is how some hotlines are connected, and no loop.
  const forwardedToItself = isSpellingOf(to, hotline, callingCodeOf(hotline)) && isOurs(hotline);
  return calledByItself || forwardedToItself ? { number: hotline } : undefined;
}

/** Carriers do not agree on the form: E.164 with or without its plus, with an exit code, national, a SIP or tel URI. */
function isSpellingOf(text: string, line: E164, ownCallingCode: string): boolean {
  const read = readCallerId(text);
  if (read.kind === 'number' && read.number === line) return true;
  const spelled = text
    .trim()
    .replace(/^.*<|>.*$/g, '')
    .replace(/^(sips?|tel|whatsapp):/i, '')
    .replace(/[@;?].*$/, '')
    .replace(/[\s().\-/]/g, '');
  if (!/^\+?\d+$/.test(spelled)) return false;
  const national = nationalOf(line);
  return (
    spelled === line ||
    EXIT_CODES.some((code) => spelled === code + line.slice(1)) ||
    (callingCodeOf(line) === ownCallingCode && TRUNK_PREFIXES.some((prefix) => spelled === prefix + national))
  );
}

/** What is dialed before a country code: nothing where only the plus is missing, 011 in North America, 00 elsewhere. */
const EXIT_CODES = ['', '00', '011'];
/** What is dialed before a national number; North America's 1 and Russia's 7 are their calling codes too. */
const TRUNK_PREFIXES = ['', '0', '8'];
