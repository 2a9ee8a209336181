// The lanes of the queue. Tasks that depend on the same thing wait for each other; no other task waits for them.
import { RETRIES, type RetryPolicy } from './attempts.ts';

/** Queues of SQS, each with a dead-letter queue. Three kinds of neighbors that must not hold each other up, and the webhooks of strangers. */
export const QUEUES = ['writes', 'work', 'outside', 'webhooks'] as const;
export type QueueName = (typeof QUEUES)[number];

/** Environment variables of the functions. */
export const queueVariable = (queue: QueueName): string => `QUEUE_${queue.toUpperCase()}_URL`;
export const deadLettersVariable = (queue: QueueName): string => `DEAD_LETTERS_${queue.toUpperCase()}_URL`;

export const perQueue = <Value>(valueOf: (queue: QueueName) => Value): Readonly<Record<QueueName, Value>> =>
  Object.fromEntries(QUEUES.map((queue) => [queue, valueOf(queue)])) as Record<QueueName, Value>;

/** How often SQS delivers a message before it moves it to the dead letters by itself: later than the function does. */
export const maxReceiveCount = (queue: QueueName): number =>
  Math.max(
    ...LANE_NAMES.filter((lane) => LANES[lane].queue === queue).map(
      (lane) => RETRIES[LANES[lane].retries].attempts,
    ),
  ) + SPARE_DELIVERIES;

/** Deliveries that ended without the function having its say, as when its time was up. */
const SPARE_DELIVERIES = 5;

interface LaneRow {
  /** The queue of SQS that carries it. */
  readonly queue: QueueName;
  /** How many of its tasks one machine delivers at the same time. */
  readonly atOnce: number;
  /** Milliseconds after which a delivery counts as failed. Shorter than the 60 s that the jobs function has for a batch. */
  readonly deadlineMs: number;
  readonly retries: RetryPolicy;
}

export const LANES = {
  /** Writes that the database did not take. */
  writes: { queue: 'writes', atOnce: 8, deadlineMs: 25_000, retries: 'store' },
  /** What follows from a write: judging a number, covering a legal hold, naming the recipients of a notice. */
  work: { queue: 'work', atOnce: 4, deadlineMs: 45_000, retries: 'store' },
  /** Recordings at the carrier. */
  carrier: { queue: 'outside', atOnce: 4, deadlineMs: 45_000, retries: 'outside' },
  transcription: { queue: 'outside', atOnce: 2, deadlineMs: 45_000, retries: 'outside' },
  mail: { queue: 'outside', atOnce: 4, deadlineMs: 25_000, retries: 'outside' },
  sms: { queue: 'outside', atOnce: 2, deadlineMs: 25_000, retries: 'outside' },
  /** On one machine a lane for each host: see `local/queue/lane-folders.ts`. */
  webhooks: { queue: 'webhooks', atOnce: 4, deadlineMs: 15_000, retries: 'outside' },
} as const satisfies Record<string, LaneRow>;

export type Lane = keyof typeof LANES;
export const LANE_NAMES = Object.keys(LANES) as Lane[];
