// <Redirect>: the call goes on with another document. https://www.twilio.com/docs/voice/twiml/redirect
import { method } from '../twiml/attributes.ts';
import type { Flow, Scene } from '../scene.ts';
import type { TwimlElement } from '../twiml/twiml-document.ts';
import { ERRORS } from '../voice-errors.ts';
import { resolveUrl } from '../http/webhook-client.ts';

export function redirect(element: TwimlElement, scene: Scene): Promise<Flow> {
  if (element.text === '') {
    return Promise.resolve({
      next: 'error',
      code: ERRORS.invalidUrl,
      message: '<Redirect> must contain a URL',
    });
  }
  const url = resolveUrl(scene.documentUrl, element.text);
  return Promise.resolve({
    next: 'document',
    request: { url, method: method(element, 'method'), extra: {} },
  });
}
