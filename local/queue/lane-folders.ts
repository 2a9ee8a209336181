// Which folder a task belongs to. Each host of webhooks has a lane of its own, so that one that hangs delays no other.
import { createHash } from 'node:crypto';
import { LANE_NAMES, type Lane } from '../../functions/queue/lanes.ts';
import { laneOf } from '../../functions/queue/task.ts';
import type { DeferredTask } from '../../functions/runtime.ts';

/** The host is hashed, because a name of a folder ends up in backups and listings. */
export function folderFor(task: DeferredTask): string {
  return task.kind === 'post-webhook' ? `webhooks-${hostHash(task.url)}` : laneOf(task);
}

/** Undefined for a folder that is no lane. */
export const laneOfFolder = (name: string): Lane | undefined =>
  /^webhooks-[0-9a-f]{12}$/.test(name) ? 'webhooks' : LANE_NAMES.find((lane) => lane === name);

function hostHash(url: string): string {
  const host = URL.canParse(url) ? new URL(url).host : url;
  return createHash('sha256').update(host).digest('hex').slice(0, 12);
}
