// <Enqueue>: the caller waits in a queue, with music from waitUrl. https://www.twilio.com/docs/voice/twiml/enqueue
import { integer, link, method } from '../twiml/attributes.ts';
import {
  LONGEST_QUEUE,
  queueParameters,
  secondsSince,
  type CallQueue,
  type Waiting,
} from '../call-queues.ts';
import { END, NEXT_VERB, type Flow, type Scene } from '../scene.ts';
import type { TwimlElement } from '../twiml/twiml-document.ts';
import { requestAfterEnd } from './after-end.ts';

export async function enqueue(element: TwimlElement, scene: Scene): Promise<Flow> {
  const { leg, services } = scene;
  const queue = services.queues.named(element.text);
  const longest = integer(element, 'maxQueueSize', LONGEST_QUEUE);
  if (queue.waiting.length >= longest) return afterwards(element, scene, { QueueResult: 'queue-full' });
  const place: Waiting = { leg, since: leg.clock.now() };
  queue.waiting.push(place);
  leg.emit({ type: 'enqueued', queueSid: queue.sid, name: queue.name });
  const result = await wait(element, scene, queue, longest);
  queue.waiting.splice(queue.waiting.indexOf(place), 1);
  leg.emit({ type: 'leftQueue', queueSid: queue.sid, result });
  const time = String(secondsSince(place));
  return afterwards(element, scene, { QueueResult: result, QueueSid: queue.sid, QueueTime: time });
}

async function wait(element: TwimlElement, scene: Scene, queue: CallQueue, longest: number): Promise<string> {
  const { leg, services } = scene;
  const url = link(element, 'waitUrl', scene);
  // Twilio's own music, or silence: nothing to perform until the call ends.
  if (url === undefined) await leg.rest(Infinity);
  while (url !== undefined && !leg.over.aborted) {
    const began = leg.clock.now().getTime();
    const extra = queueParameters(queue, leg, longest);
    const first = { url, method: method(element, 'waitUrlMethod'), extra };
    const ending = await services.run({ leg, role: 'wait', first });
    if (ending === 'left') return 'leave';
    if (ending === 'failed') return 'error';
    // Music takes time; a document that took none is not asked for again in the same moment.
    if (leg.clock.now().getTime() === began) await leg.rest(1);
  }
  return 'hangup';
}

async function afterwards(element: TwimlElement, scene: Scene, extra: Record<string, string>): Promise<Flow> {
  const over = scene.leg.over.aborted;
  const url = link(element, 'action', scene);
  if (url === undefined) return over ? END : NEXT_VERB;
  const request = { url, method: method(element, 'method'), extra };
  return over ? requestAfterEnd(request, scene) : { next: 'document', request };
}
