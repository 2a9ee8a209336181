// The jobs function: messages of the queue, the clock, and word of Amazon Transcribe.
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { DeferredTask, JobsRuntime } from '../runtime.ts';
import { bringSharesUpToDate } from '../sharing/bring-up-to-date.ts';
import { anchorAuditLog } from './anchor.ts';
import type { ScheduledJobId } from './jobs.ts';
import { runDeferred, setAside } from './deferred.ts';
import { calibrateScores } from './evidence/calibrate.ts';
import { tellDueCases, tellDueRequests } from './due-cases.ts';
import { noteSeals } from './note-seals.ts';
import { reconcile } from './reconcile.ts';
import { countAbroad } from './count-abroad.ts';
import { keepPeriods } from './retention.ts';
import { tendSubscriptions } from './subscriptions.ts';
import { tidyFeeds } from './tidy-feeds.ts';
import { transcriptionEnded, type TranscriptionEnded } from './transcribe.ts';
import { watchCalls } from './watch.ts';

/** What the schedule sends. */
export interface ScheduledJob {
  readonly job: ScheduledJobId;
}

const SCHEDULED: Readonly<Record<ScheduledJob['job'], (runtime: JobsRuntime) => Promise<unknown>>> = {
  reconcile,
  calibrate: calibrateScores,
  watch: watchCalls,
  feeds: tidyFeeds,
  subscriptions: tendSubscriptions,
  sharing: bringSharesUpToDate,
  due: (runtime) => Promise.all([tellDueCases(runtime), tellDueRequests(runtime)]),
  retention: async (runtime) => {
    await keepPeriods(runtime);
    await countAbroad(runtime);
  },
  seals: noteSeals,
  anchor: anchorAuditLog,
};

export function createJobsHandler(
  runtime: JobsRuntime,
): (event: SQSEvent | ScheduledJob | TranscriptionEnded) => Promise<SQSBatchResponse | undefined> {
  return async (event) => {
    if ('Records' in event) return runBatch(event, runtime);
    if ('detail' in event) await transcriptionEnded(event, runtime);
    else await SCHEDULED[event.job](runtime);
    return undefined;
  };
}

/** One message that fails is delivered again alone; the others are done. */
async function runBatch({ Records }: SQSEvent, runtime: JobsRuntime): Promise<SQSBatchResponse> {
  const outcomes = await Promise.allSettled(
    Records.map(({ body }) => runOrSetAside(JSON.parse(body) as DeferredTask, runtime)),
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

async function runOrSetAside(task: DeferredTask, runtime: JobsRuntime): Promise<void> {
  try {
    await runDeferred(task, runtime);
  } catch (error) {
    if (!(await setAside(task, error, runtime))) throw error;
  }
}
