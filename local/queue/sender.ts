// Keeps what is sent: whoever sends waits for the disk, and what is sent at the same moment waits for it together.
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { MOST_IN_SEGMENT, writeSegment, type QueuedTask } from './segment-file.ts';

interface Waiting {
  readonly lane: string;
  readonly task: QueuedTask;
  readonly kept: () => void;
  readonly lost: (error: unknown) => void;
}

export class Sender {
  readonly #folder: string;
  #waiting: Waiting[] = [];
  #flushing = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws when it could not be kept, which a full disk causes */
  keep(lane: string, task: QueuedTask): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ lane, task, kept: resolve, lost: reject });
      if (!this.#flushing) void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    this.#flushing = true;
    while (this.#waiting.length > 0) {
      await setImmediate();
      const groups = inGroups(this.#waiting.splice(0));
      await Promise.all(groups.flatMap(chunks).map((group) => this.#write(group)));
    }
    this.#flushing = false;
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    const lane = group[0]?.lane ?? '';
    try {
      await writeSegment(
        join(this.#folder, lane),
        group.map(({ task }) => task),
      );
      for (const { kept } of group) kept();
    } catch (error) {
      for (const { lost } of group) lost(error);
    }
  }
}

/** A file is read when its first task is due: tasks for later are not read with those for now. */
const fileOf = ({ lane, task: { sentAt, due } }: Waiting): string =>
  `${lane} ${due > sentAt ? String(Math.ceil(due / 1_000)) : 'now'}`;

function inGroups(waiting: readonly Waiting[]): Waiting[][] {
  const groups = new Map<string, Waiting[]>();
  for (const one of waiting) {
    const file = fileOf(one);
    const group = groups.get(file);
    if (group === undefined) groups.set(file, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

function chunks(group: Waiting[]): Waiting[][] {
  const count = Math.ceil(group.length / MOST_IN_SEGMENT);
  return Array.from({ length: count }, (_, index) =>
    group.slice(index * MOST_IN_SEGMENT, (index + 1) * MOST_IN_SEGMENT),
  );
}
