// A task as SQS delivers it to the jobs function.
import type { SQSRecord } from 'aws-lambda';
import type { DeferredTask } from '../functions/runtime.ts';

/** @param id of the message; @param sentAt milliseconds since 1970. Delivered for the first time. */
export function sqsMessage(task: DeferredTask, id: string, sentAt: number): SQSRecord {
  return {
    messageId: id,
    receiptHandle: id,
    body: JSON.stringify(task),
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: String(sentAt),
      SenderId: 'here',
      ApproximateFirstReceiveTimestamp: String(sentAt),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:here:000000000000:queue',
    awsRegion: 'here',
  };
}
