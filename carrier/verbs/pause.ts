// <Pause>: silence, one second unless told otherwise. https://www.twilio.com/docs/voice/twiml/pause
import { integer } from '../twiml/attributes.ts';
import { NEXT_VERB, type Flow, type Scene } from '../scene.ts';
import type { TwimlElement } from '../twiml/twiml-document.ts';

export async function pause(element: TwimlElement, scene: Scene): Promise<Flow> {
  const seconds = integer(element, 'length', 1);
  scene.leg.emit({ type: 'pause', seconds });
  await scene.leg.rest(seconds, scene.until);
  return NEXT_VERB;
}
