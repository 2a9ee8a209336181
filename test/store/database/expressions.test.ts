// What a change and a condition are written as in a request to DynamoDB.
import { expect, test } from '@jest/globals';
import { expressionOf, type Change } from '../../../store/database/changes.ts';
import {
  absent,
  all,
  any,
  differs,
  equals,
  hasRoom,
  isAtVersion,
  isBetween,
  isOneOf,
  lacks,
  Placeholders,
  stillIs,
  type Condition,
} from '../../../store/database/conditions.ts';

const CHANGES: readonly [string, Change, string, Record<string, unknown>][] = [
  [
    'values, those that are undefined left out',
    { set: { status: 'done', by: undefined } },
    'SET #0 = :0',
    { ':0': 'done' },
  ],
  ['the first delivery counts', { once: { at: 'now' } }, 'SET #0 = if_not_exists(#0, :0)', { ':0': 'now' }],
  [
    'an attribute inside of others',
    { once: [[['waiting', 'a', 'provenBy'], 'CA']] },
    'SET #0.#1.#2 = if_not_exists(#0.#1.#2, :0)',
    { ':0': 'CA' },
  ],
  [
    'a copy and what it was copied from',
    { copy: { kept: 'until' }, remove: ['until'] },
    'SET #0 = #1 REMOVE #1',
    {},
  ],
  [
    'entries at the end of a list that may not be there',
    { append: { history: [1] } },
    'SET #0 = list_append(if_not_exists(#0, :0), :1)',
    { ':0': [], ':1': [1] },
  ],
  [
    'sums and sets',
    { add: { version: 1 }, takeOut: { calls: new Set(['a']) } },
    'ADD #0 :0 DELETE #1 :1',
    { ':0': 1, ':1': new Set(['a']) },
  ],
];

test.each(CHANGES)('a change: %s', (_, change, expression, values) => {
  const into = new Placeholders();
  expect(expressionOf(change, into)).toBe(expression);
  expect(into.members().ExpressionAttributeValues ?? {}).toEqual(values);
});

const CONDITIONS: readonly [Condition, string][] = [
  [hasRoom('tries', 5), '(attribute_not_exists(#0) OR size(#0) < :0)'],
  [lacks('calls', 'CA'), 'NOT contains(#0, :0)'],
  [isAtVersion('pattern', 0), 'attribute_not_exists(#0)'],
  [isAtVersion('pattern', 3), '#0 = :0'],
  [stillIs('until', undefined), 'attribute_not_exists(#0)'],
  [stillIs('until', 'noon'), '#0 = :0'],
  [isOneOf('status', ['done', 'dropped']), '#0 IN (:0, :1)'],
  [isBetween('at', 'a', 'b'), '#0 BETWEEN :0 AND :1'],
  [
    any(absent('offer'), all(differs(['offer', 'block'], 'x'), equals('open', true))),
    '(attribute_not_exists(#0) OR (#0.#1 <> :0 AND #2 = :1))',
  ],
];

test.each(CONDITIONS)('a condition is written as %#', (condition, expression) => {
  expect(condition(new Placeholders())).toBe(expression);
});

test('one attribute has one placeholder, whatever its name', () => {
  const into = new Placeholders();
  expect([into.path('step:a.b'), into.path('size'), into.path('step:a.b')]).toEqual(['#0', '#1', '#0']);
  expect(into.members()).toEqual({ ExpressionAttributeNames: { '#0': 'step:a.b', '#1': 'size' } });
});
