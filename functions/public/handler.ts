// Lambda entry: what anybody may ask.
import { runtimeFromEnvironment } from '../runtime-aws.ts';
import { createPublicHandler } from './public-handler.ts';

export const handler = createPublicHandler(runtimeFromEnvironment('public'));
