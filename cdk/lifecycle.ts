// The rules by which buckets remove what is past its period: made from the register of what is stored.
import { Duration } from 'aws-cdk-lib';
import type { LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { PERIODS, type PeriodSettings } from '../core/holds/kept.ts';
import { OBJECTS, type ObjectEnd, type StoredObject } from '../store/register/register.ts';

type ByBucket = Extract<ObjectEnd, { by: 'bucket' }>;

/** @throws where an object that its bucket is to remove is of a category without a period */
export const expiryRules = (bucket: ByBucket['bucket'], settings: PeriodSettings): LifecycleRule[] =>
  Object.entries<StoredObject>(OBJECTS).flatMap(([name, { category, end }]) => {
    if (end.by !== 'bucket' || end.bucket !== bucket) return [];
    const days = end.days === 'period' ? PERIODS[category](settings).days : end.days;
    if (days === undefined) throw new Error(`${name}: the category ${category} has no period`);
    return [
      {
        prefix: end.prefix,
        expiration: Duration.days(days),
        ...(VERSIONED.includes(bucket) ? { noncurrentVersionExpiration: Duration.days(1) } : {}),
      },
    ];
  });

/** What expires there stays as an older version until that is removed too. */
const VERSIONED: readonly ByBucket['bucket'][] = ['evidence'];
