// The jobs function: messages of the queue, and the clock.
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { DeferredTask, JobsRuntime } from '../runtime.ts';
import type { JobId } from '../routes.ts';
import { runDeferred } from './deferred.ts';
import { calibrateScores } from './calibrate.ts';
import { reconcile } from './reconcile.ts';
import { watchCalls } from './watch.ts';

/** What the schedule sends. */
export interface ScheduledJob {
  readonly job: Exclude<JobId, 'deferred'>;
}

const SCHEDULED: Readonly<Record<ScheduledJob['job'], (runtime: JobsRuntime) => Promise<unknown>>> = {
  reconcile,
  calibrate: calibrateScores,
  watch: watchCalls,
};

export function createJobsHandler(
  runtime: JobsRuntime,
): (event: SQSEvent | ScheduledJob) => Promise<SQSBatchResponse | undefined> {
  return async (event) => {
    if ('Records' in event) return runBatch(event, runtime);
    await SCHEDULED[event.job](runtime);
    return undefined;
  };
}

/** One message that fails is delivered again alone; the others are done. */
async function runBatch({ Records }: SQSEvent, runtime: JobsRuntime): Promise<SQSBatchResponse> {
  const outcomes = await Promise.allSettled(
    Records.map(({ body }) => runDeferred(JSON.parse(body) as DeferredTask, runtime)),
  );
  return {
    batchItemFailures: Records.flatMap(({ messageId }, index) => {
      const outcome = outcomes[index];
      if (outcome?.status !== 'rejected') return [];
      runtime.log.error('deferred task failed', { error: outcome.reason });
      return [{ itemIdentifier: messageId }];
    }),
  };
}
