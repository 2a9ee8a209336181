// <Reject>: not answered and not billed, if it opens the document. https://www.twilio.com/docs/voice/twiml/reject
import { text } from '../twiml/attributes.ts';
import type { FinalStatus } from '../events.ts';
import { END, type Flow, type Scene } from '../scene.ts';
import type { TwimlElement } from '../twiml/twiml-document.ts';
import { ERRORS } from '../voice-errors.ts';

/** "The call ends with a status of busy or no-answer, depending on the verb's reason attribute." */
const STATUS_OF_REASON: Readonly<Record<'rejected' | 'busy', FinalStatus>> = {
  rejected: 'no-answer',
  busy: 'busy',
};

export function reject(element: TwimlElement, scene: Scene): Promise<Flow> {
  const given = text(element, 'reason', 'rejected');
  const reason = given === 'busy' ? 'busy' : 'rejected';
  if (given !== reason)
    scene.leg.emit({ type: 'warning', code: ERRORS.rejectReason, message: `Invalid reason "${given}"` });
  scene.leg.emit({ type: 'rejected', reason });
  return Promise.resolve(scene.leg.answered ? END : { next: 'end', status: STATUS_OF_REASON[reason] });
}
