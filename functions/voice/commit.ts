// Step 5: effects -> writes. What cannot be written now goes to the queue, then to the log: nothing accepted is lost.
import { assertNever } from '../../core/assert-never.ts';
import type { Effect } from '../../core/decision.ts';
import type { StoredEffect } from '../../store/commit.ts';
import type { DeferredTask, Runtime } from '../runtime.ts';

export async function commit(effects: readonly Effect[], runtime: Runtime): Promise<void> {
  const stored = effects.filter(
    (effect): effect is StoredEffect => effect.kind !== 'fetch-recording' && effect.kind !== 'notify',
  );
  await Promise.all([
    writeOrDefer(stored, runtime),
    ...effects.flatMap(tasksOf).map((task) => defer(task, runtime)),
  ]);
}

/** What is not a write of the store, or more than that. */
function tasksOf(effect: Effect): DeferredTask[] {
  if (effect.kind === 'fetch-recording') return [effect];
  if (effect.kind === 'drop-voicemail')
    return [{ kind: 'drop-recording', recordingSid: effect.recordingSid }];
  return [];
}

async function writeOrDefer(effects: readonly StoredEffect[], runtime: Runtime): Promise<void> {
  const { failed } = await runtime.store.commit(effects);
  if (failed.length === 0) return;
  const left = failed.map(({ effect }) => effect);
  runtime.log.error('writes failed, deferred', {
    effects: left.map(({ kind }) => kind),
    error: failed[0]?.error,
  });
  await defer({ kind: 'commit', effects: left }, runtime);
}

async function defer(task: DeferredTask, runtime: Runtime): Promise<void> {
  try {
    await runtime.deferred.send(task);
  } catch (error) {
    // The carrier still has the recording: the reconciler finds it by this SID or by itself.
    runtime.log.error('the queue is gone too', { problem: summary(task), error });
  }
}

/** Enough to find the matter again, and no number. */
function summary(task: DeferredTask): string {
  switch (task.kind) {
    case 'drop-recording':
      return `drop ${task.recordingSid}`;
    case 'fetch-recording':
      return `fetch ${task.recordingSid} of ${task.callSid}`;
    case 'commit':
      return task.effects
        .map((effect) => `${effect.kind} ${'callSid' in effect ? effect.callSid : ''}`)
        .join(', ');
    case 'send-sms':
      return 'text message';
    default:
      return assertNever(task, 'deferred task');
  }
}
