// Reading attributes with Twilio's defaults: a value of the wrong type has no effect (it was reported as 12200).
import type { Scene } from '../scene.ts';
import type { TwimlElement } from './twiml-document.ts';
import { resolveUrl } from '../http/webhook-client.ts';

export function integer(element: TwimlElement, name: string, otherwise: number): number {
  const value = element.attributes[name] ?? '';
  return /^\d{1,9}$/.test(value) ? Number(value) : otherwise;
}

export function flag(element: TwimlElement, name: string, otherwise: boolean): boolean {
  const value = element.attributes[name];
  return value === 'true' || (value !== 'false' && otherwise);
}

export function method(element: TwimlElement, name: string): 'GET' | 'POST' {
  return element.attributes[name] === 'GET' ? 'GET' : 'POST';
}

export function text(element: TwimlElement, name: string, otherwise: string): string {
  return element.attributes[name] ?? otherwise;
}

export function words(element: TwimlElement, name: string, otherwise: string): readonly string[] {
  return text(element, name, otherwise).split(/\s+/);
}

/** The URL in an attribute, or undefined where it is absent or empty. */
export function link(element: TwimlElement, name: string, scene: Scene): string | undefined {
  const reference = element.attributes[name]?.trim() ?? '';
  return reference === '' ? undefined : resolveUrl(scene.documentUrl, reference);
}

/** Times to repeat; 0 means until the call ends, at most 1000 (docs/voice/twiml/say#loop). */
export function repeats(element: TwimlElement): number {
  const loop = integer(element, 'loop', 1);
  return loop === 0 ? 1000 : loop;
}
