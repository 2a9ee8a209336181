// Keys of the menu.
import { expect, test } from '@jest/globals';
import { readMenuAnswer } from '../../../core/departments/menu-entries.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';

test.each([
  ['1', 'staff'],
  ['2', 'report'],
  ['3', 'case-status'],
  ['4', 'official-number'],
  ['0', 'person'],
  ['8', 'personal-data'],
  ['9', 'other-language'],
  ['*', 'repeat'],
  ['', 'silence'],
  ['5', 'unknown-key'],
  ['#', 'unknown-key'],
  ['constructor', 'unknown-key'],
])('the menu key %j is %s', (digits, expected) => {
  const answer = readMenuAnswer(digits, SEED_SETTINGS);
  expect(typeof answer === 'string' ? answer : answer.choice).toBe(expected);
});
