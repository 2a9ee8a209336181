// Lambda entry: what no request starts.
import { settingsTimestamper } from '../anchors/timestamper.ts';
import { sesMailer } from '../notify/mailer-ses.ts';
import { createWebhookSender } from '../notify/webhook-sender.ts';
import { needed, runtimeFromEnvironment } from '../runtime-aws.ts';
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
  timestamper: settingsTimestamper(runtime.settings),
  mailer: sesMailer(process.env.NOTIFY_FROM),
  webhooks: createWebhookSender({ loopback: false }),
});
