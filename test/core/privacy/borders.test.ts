// Thresholds of China's provisions on cross-border data flows, as a table.
import { expect, test } from '@jest/globals';
import { borderWarnings } from '../../../core/privacy/borders.ts';

test.each([
  [0, 0, []],
  [79_999, 0, []],
  [80_000, 0, ['near-contract']],
  [100_000, 0, ['contract']],
  [800_000, 0, ['contract', 'near-assessment']],
  [1_000_000, 0, ['assessment']],
  [10, 1, ['sensitive-contract']],
  [10, 8_000, ['sensitive-contract', 'near-sensitive-assessment']],
  [10_000, 10_000, ['sensitive-assessment']],
])('%s people, %s with a recording: %j', (people, voices, warnings) => {
  expect(borderWarnings({ people, voices }, 'CN')).toEqual(warnings);
  expect(borderWarnings({ people, voices }, 'EEA')).toEqual([]);
});
