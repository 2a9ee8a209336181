// How many numbers a prefix rule covers.
import { expect, test } from '@jest/globals';
import { numbersCovered } from '../../../core/lists/coverage.ts';
import type { ListingPattern } from '../../../core/lists/listing.ts';

test.each([
  ['+13125550166', 1],
  ['+1312555*', 10_000],
  ['+1312*', 10_000_000],
  ['+8613812345*', 1_000],
  ['+13125550166*', 1],
  ['+999*', 0],
])('%s covers %i', (pattern, count) => {
  expect(numbersCovered(pattern as ListingPattern)).toBe(count);
});
