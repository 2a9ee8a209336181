// Every number in the settings is read in any usual spelling, and what cannot be dialed is refused at its field.
import { describe, expect, test } from '@jest/globals';
import { checkSettings } from '../../../core/settings/settings-check.ts';
import { settingsWarnings } from '../../../core/settings/settings-warnings.ts';
import { NUMBER_FIELDS } from '../../../core/settings/settings-numbers.ts';
import { settingsSchema } from '../../../core/settings/settings.ts';
import * as z from 'zod';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { NOW } from '../arbitraries.ts';

/** The seeded settings with this text in the place of a number. */
function settingsWithNumber(field: string, text: string): unknown {
  const document = structuredClone(SEED_SETTINGS) as unknown as Record<string, never>;
  const hotline = document.hotline as unknown as Record<string, unknown>;
  const [department] = document.departments as unknown as Record<string, unknown>[];
  if (department === undefined) throw new Error('the seeded settings have no department');
  switch (field) {
    case '/hotline/number':
      hotline.number = text;
      break;
    case '/hotline/officialNumbers/*':
      hotline.officialNumbers = [text];
      break;
    case '/departments/*/members/*/number':
      department.members = [{ name: 'Ada', number: text }];
      break;
    case '/departments/*/onCall/*/number':
      department.onCall = [{ name: 'Ada', number: text }];
      break;
    default:
      document.notifications = [{ on: ['voicemail'], by: { sms: text } }] as never;
  }
  return document;
}

const pointer = (field: string): string => field.replaceAll('*', '0');

const valueAt = (document: unknown, field: string): unknown =>
  pointer(field)
    .slice(1)
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document);

describe.each(NUMBER_FIELDS)('%s', (field) => {
  test.each([
    ['(312) 555-0121', '+13125550121'],
    ['312.555.0121', '+13125550121'],
    ['1 312 555 0121', '+13125550121'],
    ['011 44 20 7946 0018', '+442079460018'],
    ['+44 (0)20 7946 0018', '+442079460018'],
    ['tel:+13125550121', '+13125550121'],
    ['+8695786', '+8695786'],
    ['＋１３１２５５５０１２１', '+13125550121'],
  ])('%s is %s', (text, number) => {
    const checked = checkSettings(settingsWithNumber(field, text));
    expect(checked.ok ? valueAt(checked.settings, field) : checked.problems).toBe(number);
  });

  test.each([
    ['+12', 'too few digits'],
    ['+1312555017', 'too few digits'],
    ['5550121', 'no area code'],
    ['anonymous', 'hidden number'],
    ['sip:alice@example.com', 'is an address'],
    ['', 'is empty'],
    ['ask Ada', 'is not a valid phone number'],
  ])('%j is refused: %s', (text, words) => {
    const checked = checkSettings(settingsWithNumber(field, text));
    expect(checked.ok ? [] : checked.problems).toEqual([
      { at: pointer(field), problem: expect.stringContaining(words) as unknown },
    ]);
  });

  test('a number that nobody has been given is taken with a hint at its field', () => {
    const checked = checkSettings(settingsWithNumber(field, '+11125550121'));
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
    expect(settingsWarnings(checked.settings, NOW)).toContainEqual({
      at: pointer(field),
      problem: expect.stringContaining('check its digits') as unknown,
    });
  });
});

test('every field of the schema that holds a number is read so', () => {
  const text = JSON.stringify(z.toJSONSchema(settingsSchema, { io: 'input' }));
  expect(text.match(/A telephone number in any usual spelling/g)).toHaveLength(NUMBER_FIELDS.length);
});

test('an Argentine mobile keeps the 9 that is dialed, and is known by either spelling', () => {
  const checked = checkSettings(settingsWithNumber('/departments/*/members/*/number', '+5491123456789'));
  expect(checked.ok ? valueAt(checked.settings, '/departments/*/members/*/number') : checked).toBe(
    '+5491123456789',
  );
});
