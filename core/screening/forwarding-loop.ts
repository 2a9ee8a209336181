// Recognizes a call that comes back from our own side: the hotline rings a member of staff, whose phone forwards the
// call to the hotline. Ringing staff for such a call would ring the same phone again, without end.
import type { Call } from '../call/call-event.ts';
import { identityOf, readCallerId } from '../numbers/caller-id.ts';
import type { E164 } from '../numbers/e164.ts';
import { canonical, type NumberingHome } from '../numbers/numbering-plan.ts';
import type { Settings } from '../settings/settings.ts';

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
    forwardedFrom.some((text) => isSpellingOf(text, line, settings.hotline));
  const members = settings.departments.flatMap((department) => [...department.members, ...department.onCall]);
  const member = members.find(({ number }) => isOurs(number));
  if (member !== undefined) return { number: member.number, member: member.name };
  const calledByItself = callerId.kind === 'number' && callerId.number === canonical(hotline);
  // A published number that forwards to another number at the carrier is how some hotlines are connected, and no loop.
  const forwardedToItself = isSpellingOf(to, hotline, settings.hotline) && isOurs(hotline);
  return calledByItself || forwardedToItself ? { number: hotline } : undefined;
}

/** Carriers do not agree on the form: E.164 with or without its plus, national, a SIP or tel URI. */
const isSpellingOf = (text: string, line: E164, home: NumberingHome): boolean =>
  identityOf(readCallerId(text, home)) === canonical(line);
