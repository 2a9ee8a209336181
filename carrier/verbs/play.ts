// <Play>: an audio file, or keys sent as tones. https://www.twilio.com/docs/voice/twiml/play
import { repeats } from '../twiml/attributes.ts';
import type { Leg } from '../leg.ts';
import { NEXT_VERB, type Flow, type Scene } from '../scene.ts';
import type { TwimlElement } from '../twiml/twiml-document.ts';
import { resolveUrl } from '../http/webhook-client.ts';
import { wavSeconds } from '../recordings/wav.ts';

export async function play(element: TwimlElement, scene: Scene): Promise<Flow> {
  const { digits } = element.attributes;
  if (digits !== undefined) await sendTones(digits, scene.leg);
  else if (element.text !== '') await playFile(element, scene);
  return NEXT_VERB;
}

/** Each `w` waits half a second, each `W` a whole one; how long a tone itself takes, Twilio does not say: no time. */
export async function sendTones(digits: string, leg: Leg): Promise<void> {
  leg.emit({ type: 'sentDigits', digits });
  const halves = [...digits].reduce((sum, tone) => sum + (tone === 'w' ? 1 : tone === 'W' ? 2 : 0), 0);
  await leg.rest(halves / 2);
}

/** A file that cannot be had is logged, and the call goes on with the next verb. */
async function playFile(element: TwimlElement, scene: Scene): Promise<void> {
  const { leg, services } = scene;
  const url = resolveUrl(scene.documentUrl, element.text);
  // "Twilio does not send its standard HTTP parameters when making requests to <Play> URLs."
  const fetched = await services.fetch(leg, { purpose: 'media', method: 'GET', url, parameters: {} });
  if (leg.over.aborted || scene.until?.aborted === true) return;
  if (!fetched.ok) {
    leg.emit({ type: 'error', code: fetched.code, message: `media: ${fetched.message}`, url });
    return;
  }
  const loop = repeats(element);
  leg.emit({ type: 'played', url, loop });
  await leg.rest(wavSeconds(fetched.body) * loop, scene.until);
}
