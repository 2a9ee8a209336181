// Lambda entry: copies and erasures of personal data.
import { erasuresInBucket, needed, runtimeFromEnvironment } from '../runtime-aws.ts';
import { createRightsHandler } from './rights-handler.ts';

export const handler = createRightsHandler({
  ...runtimeFromEnvironment('rights'),
  erasureLog: erasuresInBucket(needed(process.env, 'ANCHORS_BUCKET')),
  // Messages of SQS cannot be looked for: erasures of the last two weeks are made again daily for what was in the queue.
  traces: { erase: () => Promise.resolve(0), compact: () => Promise.resolve() },
});
