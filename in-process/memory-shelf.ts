// The shelf of the hotline in one process: a map.
import type { GivenUp, Shelf, ShelvedTask } from '../functions/queue/shelf.ts';
import { parseTask } from '../functions/queue/task.ts';
import type { DeferredTask } from '../functions/runtime.ts';

export interface MemoryShelf extends Shelf {
  readonly tasks: Map<string, ShelvedTask>;
}

export function memoryShelf(send: (task: DeferredTask) => void, now: () => Date): MemoryShelf {
  const tasks = new Map<string, ShelvedTask>();
  let put = 0;
  const retry = (id: string): boolean => {
    const task = parseTask(tasks.get(id)?.body ?? '');
    if (task === undefined) return false;
    send(task);
    return tasks.delete(id);
  };
  return {
    tasks,
    put: (entry: GivenUp) => {
      const id = `task-${String((put += 1))}`;
      tasks.set(id, { ...entry, id, shelvedAt: now().toISOString() });
      return Promise.resolve();
    },
    count: () => Promise.resolve(tasks.size),
    list: (most) => Promise.resolve([...tasks.values()].slice(0, most)),
    find: (id) => Promise.resolve(tasks.get(id)),
    retry: (id) => Promise.resolve(retry(id)),
    retryAll: () => Promise.resolve([...tasks.keys()].filter(retry).length),
    drop: (id) => Promise.resolve(tasks.delete(id)),
  };
}
