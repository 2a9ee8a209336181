// The shelf: tasks that the queue has given up, kept for a person to retry or to drop. SQS calls it a dead-letter queue.
import type { Lane } from './lanes.ts';

export const SHELF_PROBLEMS = ['unreadable', 'refused', 'attempts', 'too-late'] as const;
/**
 * `unreadable`: it is no task. `refused`: the database will never take it. `attempts`: it failed too often. `too-late`: it
 * says nothing that anybody still waits for.
 */
export type ShelfProblem = (typeof SHELF_PROBLEMS)[number];

export interface GivenUp {
  readonly lane: Lane;
  /** The task as it was sent, or what was in its place. Holds personal data: it is not shown. */
  readonly body: string;
  readonly problem: ShelfProblem;
  /** The last error, without numbers and addresses. */
  readonly why: string;
  /** Deliveries that have failed. */
  readonly attempts: number;
  /** ISO 8601, UTC. */
  readonly sentAt: string;
}

export interface ShelvedTask extends GivenUp {
  /** Opaque; `[a-z0-9.-]`. */
  readonly id: string;
  /** ISO 8601, UTC; absent where SQS moved it by itself, which notes no time. */
  readonly shelvedAt?: string;
}

export interface Shelf {
  /** Resolves when it is kept for good. */
  readonly put: (task: GivenUp) => Promise<void>;
  readonly count: () => Promise<number>;
  /** In no order. @param most how many at most */
  readonly list: (most: number) => Promise<readonly ShelvedTask[]>;
  /** Undefined where there is none with this id (any more). */
  readonly find: (id: string) => Promise<ShelvedTask | undefined>;
  /** Sent again, as new. @returns whether it was there */
  readonly retry: (id: string) => Promise<boolean>;
  /** All of them, and it may go on after the answer. @returns how many were on the shelf */
  readonly retryAll: () => Promise<number>;
  /** Removed for good. @returns whether it was there */
  readonly drop: (id: string) => Promise<boolean>;
}

/** Thrown by a task that trying again does not help. */
export class HopelessError extends Error {
  override readonly name = 'HopelessError';
  readonly problem: ShelfProblem;

  constructor(problem: ShelfProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

/** Messages of libraries and of other machines may quote a number or an address. */
export function withoutPersonalData(text: string): string {
  return text
    .replaceAll(/[^\s@<>"']{1,64}@[^\s@<>"']{1,255}/g, '(address)')
    .replaceAll(/\+?\d[\d\s().-]{4,}\d/g, '(number)')
    .slice(0, MOST_LETTERS);
}

const MOST_LETTERS = 300;
