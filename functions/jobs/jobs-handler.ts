// The jobs function: messages of the queue, the clock, and word of Amazon Transcribe.
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { assertNever } from '../../core/basics/assert-never.ts';
import { deliver } from '../queue/delivery.ts';
import { laneOfBody } from '../queue/task.ts';
import type { JobsRuntime } from '../runtime.ts';
import { copyLists } from '../snapshot/copy-lists.ts';
import { bringSharesUpToDate } from '../sharing/bring-up-to-date.ts';
import { anchorAuditLog } from './anchor.ts';
import type { ScheduledJobId } from './jobs.ts';
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
  snapshot: copyLists,
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

/** One message that fails is delivered again alone, after a pause of its own; the others are done. */
async function runBatch(event: SQSEvent, runtime: JobsRuntime): Promise<SQSBatchResponse> {
  // Made anew for each batch, because it keeps the state of one.
  const processor = new BatchProcessor(EventType.SQS);
  return processPartialResponse(event, (record: SQSRecord) => runRecord(record, runtime), processor, {
    throwOnFullBatchFailure: false,
  });
}

/** @throws when the message is to be delivered again */
async function runRecord(record: SQSRecord, runtime: JobsRuntime): Promise<void> {
  const { body, attributes } = record;
  const attempt = Number(attributes.ApproximateReceiveCount);
  const outcome = await deliver({ body, attempt }, runtime, Math.random());
  switch (outcome.kind) {
    case 'done':
      return;
    case 'again':
      await runtime.postpone?.(record, outcome.pauseSeconds);
      throw outcome.error;
    case 'given-up': {
      const { problem, why } = outcome;
      const sentAt = new Date(Number(attributes.SentTimestamp)).toISOString();
      return runtime.shelf.put({ lane: laneOfBody(body), body, problem, why, attempts: attempt, sentAt });
    }
    default:
      return assertNever(outcome, 'outcome of a delivery');
  }
}
