// The queues that `<Enqueue>` makes on demand, and who waits in them. docs/voice/twiml/enqueue
import type { Leg } from './leg.ts';

/** "The default maximum length of the queue is 1000." */
export const LONGEST_QUEUE = 1000;

export interface Waiting {
  readonly leg: Leg;
  readonly since: Date;
}

export interface CallQueue {
  readonly sid: string;
  readonly name: string;
  readonly waiting: Waiting[];
}

export class CallQueues {
  readonly #queues = new Map<string, CallQueue>();
  readonly #newSid: () => string;

  constructor(newSid: () => string) {
    this.#newSid = newSid;
  }

  named(name: string): CallQueue {
    const queue = this.#queues.get(name) ?? { sid: this.#newSid(), name, waiting: [] };
    this.#queues.set(name, queue);
    return queue;
  }
}

/** The parameters of a `waitUrl` request. */
export function queueParameters(queue: CallQueue, leg: Leg, longest: number): Record<string, string> {
  const times = queue.waiting.map((one) => secondsSince(one));
  const position = queue.waiting.findIndex((one) => one.leg === leg);
  const average = times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length);
  return {
    QueueSid: queue.sid,
    QueuePosition: String(position + 1),
    QueueTime: String(times[position] ?? 0),
    AvgQueueTime: String(Math.round(average)),
    CurrentQueueSize: String(queue.waiting.length),
    MaxQueueSize: String(longest),
  };
}

export function secondsSince({ leg, since }: Waiting): number {
  const end = leg.endedAt ?? leg.clock.now();
  return Math.round((end.getTime() - since.getTime()) / 1000);
}
