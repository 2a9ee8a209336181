// <Leave>: out of the queue, to the verb after <Enqueue>. docs/voice/twiml/leave
import { NEXT_VERB, type Flow, type Scene } from '../scene.ts';
import type { TwimlElement } from '../twiml/twiml-document.ts';

/** Outside a queue there is nothing to leave. */
export function leave(_element: TwimlElement, scene: Scene): Promise<Flow> {
  return Promise.resolve(scene.role === 'wait' ? { next: 'leave' } : NEXT_VERB);
}
