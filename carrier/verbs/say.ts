// <Say>: text read to the caller. https://www.twilio.com/docs/voice/twiml/say
import { repeats, text } from '../twiml/attributes.ts';
import type { Leg } from '../leg.ts';
import { NEXT_VERB, type Flow, type Scene, type Services } from '../scene.ts';
import type { TwimlElement } from '../twiml/twiml-document.ts';

export interface SpokenText {
  readonly text: string;
  readonly language: string;
  readonly voice: string;
  readonly loop: number;
}

export async function say(element: TwimlElement, scene: Scene): Promise<Flow> {
  const spoken: SpokenText = {
    text: element.text,
    language: text(element, 'language', 'en-US'),
    voice: text(element, 'voice', 'man'),
    loop: repeats(element),
  };
  await sayText(spoken, scene.leg, scene.services, scene.until);
  return NEXT_VERB;
}

export async function sayText(
  spoken: SpokenText,
  leg: Leg,
  services: Services,
  until?: AbortSignal,
): Promise<void> {
  leg.emit({ type: 'said', ...spoken });
  await leg.rest(services.speechSeconds(spoken.text, spoken.language) * spoken.loop, until);
}
