// Lambda entry: makes evidence packages.
import type { Context } from 'aws-lambda';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { needed, runtimeFromEnvironment } from '../runtime-aws.ts';
import { createPackagesHandler } from './packages-handler.ts';
import { kmsKey } from './signing-key-kms.ts';

const besideBundle = (name: string) => readFile(join(process.env.LAMBDA_TASK_ROOT ?? '.', name));

const make = createPackagesHandler({
  ...runtimeFromEnvironment('packages'),
  signingKey: kmsKey(needed(process.env, 'EVIDENCE_KEY_ARN')),
  fonts: async () => {
    const [chinese, latin] = await Promise.all([besideBundle('chinese.woff'), besideBundle('latin.woff')]);
    return { chinese, latin };
  },
});

export const handler = (_: unknown, context: Context): Promise<void> =>
  make(() => context.getRemainingTimeInMillis());
