// Lambda entry: the API behind the console.
import { runtimeFromEnvironment } from '../runtime-aws.ts';
import { createAdminHandler } from './admin-handler.ts';

export const handler = createAdminHandler(runtimeFromEnvironment('admin'));
