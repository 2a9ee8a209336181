// Work that no request starts: the queue's messages, the schedules of the job table, and word of Amazon Transcribe.
import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule, type RuleProps } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { JOBS, type Job } from '../functions/routes.ts';
import type { Storage } from './storage.ts';

const MESSAGES_AT_ONCE = 5;
/** Runs of the jobs function for one queue: a target that hangs takes no more of the account's concurrency. */
const RUNS_AT_ONCE = 10;

export interface WorkProps {
  readonly storage: Storage;
  /** How the names of this stage's transcription jobs begin. */
  readonly transcriptionJobs: string;
}

export class Work extends Construct {
  constructor(
    scope: Construct,
    id: string,
    functions: Readonly<Record<'jobs' | 'packages' | 'rights', LambdaFunction>>,
    { storage: { queues, deadLetters }, transcriptionJobs }: WorkProps,
  ) {
    super(scope, id);
    for (const queue of Object.values(queues)) {
      functions.jobs.addEventSource(
        new SqsEventSource(queue, {
          batchSize: MESSAGES_AT_ONCE,
          maxConcurrency: RUNS_AT_ONCE,
          reportBatchItemFailures: true,
        }),
      );
    }
    for (const [job, { trigger, function: name = 'jobs' }] of Object.entries<Job>(JOBS)) {
      if (trigger === 'queue') continue;
      const event = trigger === 'transcription-ended' ? {} : { event: RuleTargetInput.fromObject({ job }) };
      new Rule(this, job, {
        ...(trigger === 'transcription-ended'
          ? transcriptionEnds(transcriptionJobs)
          : { schedule: Schedule.rate(Duration.minutes(trigger.everyMinutes)) }),
        targets: [
          new LambdaTarget(functions[name], {
            ...event,
            deadLetterQueue: deadLetters,
            retryAttempts: 2,
          }),
        ],
      });
    }
  }
}

/** https://docs.aws.amazon.com/transcribe/latest/dg/monitoring-events.html */
const transcriptionEnds = (prefix: string): Pick<RuleProps, 'eventPattern'> => ({
  eventPattern: {
    source: ['aws.transcribe'],
    detailType: ['Transcribe Job State Change'],
    detail: {
      TranscriptionJobName: [{ prefix }],
      TranscriptionJobStatus: ['COMPLETED', 'FAILED'],
    },
  },
});
