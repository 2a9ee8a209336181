// Work that no request starts: the queue's messages, and the schedules of the job table.
import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { JOBS, type Job } from '../functions/routes.ts';
import type { Storage } from './storage.ts';

const MESSAGES_AT_ONCE = 5;

export class Work extends Construct {
  constructor(scope: Construct, id: string, jobs: LambdaFunction, { queue, deadLetters }: Storage) {
    super(scope, id);
    jobs.addEventSource(
      new SqsEventSource(queue, { batchSize: MESSAGES_AT_ONCE, reportBatchItemFailures: true }),
    );
    for (const [job, { trigger }] of Object.entries<Job>(JOBS)) {
      if (trigger === 'queue') continue;
      new Rule(this, job, {
        schedule: Schedule.rate(Duration.minutes(trigger.everyMinutes)),
        targets: [
          new LambdaTarget(jobs, {
            event: RuleTargetInput.fromObject({ job }),
            deadLetterQueue: deadLetters,
            retryAttempts: 2,
          }),
        ],
      });
    }
  }
}
