// Lambda entry: what partners fetch and send.
import { runtimeFromEnvironment } from '../runtime-aws.ts';
import { createSharingHandler } from './sharing-handler.ts';

export const handler = createSharingHandler(runtimeFromEnvironment('sharing'));
