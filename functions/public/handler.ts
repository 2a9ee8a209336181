// Lambda entry: what anybody may ask.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runtimeFromEnvironment } from '../runtime-aws.ts';
import { createPublicHandler } from './public-handler.ts';
import { FILE_NAMES, type PageFiles } from './report-page/page-files.ts';

/** They lie beside the bundle. */
const pageFiles = (): PageFiles =>
  Object.fromEntries(
    FILE_NAMES.map((name) => [
      name,
      readFileSync(join(process.env.LAMBDA_TASK_ROOT ?? '.', 'report', name), 'utf8'),
    ]),
  ) as PageFiles;

export const handler = createPublicHandler(runtimeFromEnvironment('public'), pageFiles);
