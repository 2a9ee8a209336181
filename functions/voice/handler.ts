// Lambda entry: answers Twilio's voice webhooks.
import { listCopiesInBucket, needed, runtimeFromEnvironment } from '../runtime-aws.ts';
import { createSnapshot } from '../snapshot/list-snapshot.ts';
import { createVoiceHandler } from './webhook.ts';

const runtime = runtimeFromEnvironment('voice');

export const handler = createVoiceHandler({
  ...runtime,
  snapshot: createSnapshot({
    place: listCopiesInBucket(needed(process.env, 'RECORDINGS_BUCKET')),
    clock: Date.now,
    log: runtime.log,
  }),
});
