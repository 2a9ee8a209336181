// A small amount of each fuzzer; `npm run soak` has the full ones.
import { expect, test } from '@jest/globals';
import { fuzzApi } from './api-fuzz.ts';
import { times } from './found.ts';
import { fuzzWebhooks } from './webhook-fuzz.ts';

test('webhooks of every voice route, rightly signed, hostile, broken and shifted', async () => {
  const { done, violations } = await fuzzWebhooks({ seed: 1, goesOn: times(1_500) });
  expect(violations).toEqual([]);
  expect(done).toBe(1_500);
});

test('requests to every route of the API, as its document asks and as it does not', async () => {
  const { done, violations } = await fuzzApi({ seed: 1, goesOn: times(1_500) });
  expect(violations).toEqual([]);
  expect(done).toBe(1_500);
});
