// Lambda entry: what no request starts.
import { sesMailer } from '../notify/mailer-ses.ts';
import { createWebhookSender } from '../notify/webhook.ts';
import { runtimeFromEnvironment } from '../runtime-aws.ts';
import { createJobsHandler } from './jobs-handler.ts';

export const handler = createJobsHandler({
  ...runtimeFromEnvironment('jobs'),
  mailer: sesMailer(process.env.NOTIFY_FROM),
  webhooks: createWebhookSender({ loopback: false }),
});
