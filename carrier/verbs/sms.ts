// <Sms>: a text message sent during a call (legacy). https://www.twilio.com/docs/voice/twiml/sms
import { link, method, text } from '../twiml/attributes.ts';
import { NEXT_VERB, type Flow, type Scene } from '../scene.ts';
import type { TwimlElement } from '../twiml/twiml-document.ts';
import { ERRORS } from '../voice-errors.ts';

/** From the called number to the caller, unless told otherwise; the action, if any, takes the call over. */
export function sms(element: TwimlElement, scene: Scene): Promise<Flow> {
  const { leg, services } = scene;
  const sid = services.newSid('SM');
  const from = text(element, 'from', leg.to);
  const to = text(element, 'to', leg.from);
  const problem = problemOf(to, element.text);
  if (problem) leg.emit({ type: 'warning', ...problem });
  else leg.emit({ type: 'sms', sid, from, to, body: element.text });
  const outcome = { SmsSid: sid, SmsStatus: problem ? 'invalid' : 'sent' };
  const statusCallback = link(element, 'statusCallback', scene);
  if (statusCallback !== undefined && !problem) {
    services.callback(leg, {
      method: 'POST',
      url: statusCallback,
      parameters: { ...outcome, From: from, To: to },
    });
  }
  const url = link(element, 'action', scene);
  if (url === undefined) return Promise.resolve(NEXT_VERB);
  return Promise.resolve({
    next: 'document',
    request: { url, method: method(element, 'method'), extra: outcome },
  });
}

function problemOf(to: string, body: string): { code: number; message: string } | undefined {
  if (!/^\+?[\d() .-]{3,}$/.test(to)) return { code: ERRORS.smsTo, message: `Invalid To "${to}"` };
  if (body === '') return { code: ERRORS.smsBody, message: 'Invalid Body: empty' };
  return undefined;
}
