// Lambda entry: what no request starts.
import { runtimeFromEnvironment } from '../runtime-aws.ts';
import { createJobsHandler } from './jobs-handler.ts';

export const handler = createJobsHandler(runtimeFromEnvironment('jobs'));
