// Lambda entry: what no request starts.
import { sesMailer } from '../notify/mailer-ses.ts';
import { createWebhookSender } from '../notify/webhook-sender.ts';
import { listCopiesInBucket, needed, runtimeFromEnvironment } from '../runtime-aws.ts';
import { timestamper } from '../packages/time-stamp.ts';
import { createJobsHandler } from './jobs-handler.ts';
import { amazonTranscribe } from './transcriber-aws.ts';

const runtime = runtimeFromEnvironment('jobs');

export const handler = createJobsHandler({
  ...runtime,
  transcriber: amazonTranscribe({
    bucket: needed(process.env, 'RECORDINGS_BUCKET'),
    key: needed(process.env, 'TRANSCRIPTS_KEY_ARN'),
    jobs: needed(process.env, 'TRANSCRIPTION_JOBS'),
    objects: runtime.recordings,
  }),
  listCopies: listCopiesInBucket(needed(process.env, 'RECORDINGS_BUCKET')),
  mailer: sesMailer(process.env.NOTIFY_FROM),
  timestamper: timestamper(runtime),
  webhooks: createWebhookSender(runtime.outgoing),
});
