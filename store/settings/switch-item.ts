// Writes of an item that stands beside the settings and is set as a whole: the guard's level, do not disturb.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Database } from '../database/database.ts';
import { wasWritten } from '../database/errors.ts';
import type { Item } from '../database/items.ts';

export interface SwitchWrite {
  readonly operation: string;
  /** Attributes that are set; one that is undefined is removed. */
  readonly change: Item;
  /** Attributes as they were read, undefined for absent; none for whatever stands there. */
  readonly expected?: Item;
  /** Whether `revision` counts the write, so that who read the item before it finds out. */
  readonly counted: boolean;
}

/** The attributes that stand for a version which a caller has read; 0 for an item that nobody has set. */
export const expectedVersion = (version: number | undefined): Item =>
  version === undefined ? {} : { revision: version === 0 ? undefined : version };

/** @returns false where something else than `expected` stands there: it stays */
export const writeSwitch = (
  database: Database,
  key: { readonly name: string; readonly version: 0 },
  write: SwitchWrite,
): Promise<boolean> =>
  wasWritten(
    database.run(write.operation, (client, options) =>
      client.send(
        new UpdateCommand({ TableName: database.table('settings'), Key: key, ...requestOf(write) }),
        options,
      ),
    ),
  );

function requestOf({ change, expected = {}, counted }: SwitchWrite) {
  const [given, gone] = [
    valuesGiven(change),
    Object.keys(change).filter((name) => change[name] === undefined),
  ];
  const names = [...Object.keys(change), ...Object.keys(expected), ...(counted ? ['revision'] : [])];
  const condition = conditionOf(expected);
  const values = {
    ...Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
    ...Object.fromEntries(valuesGiven(expected).map(([name, value]) => [`:expected_${name}`, value])),
    ...(counted ? { ':one': 1 } : {}),
  };
  return {
    UpdateExpression: [
      given.length === 0 ? '' : `SET ${given.map(([name]) => `#${name} = :${name}`).join(', ')}`,
      gone.length === 0 ? '' : `REMOVE ${gone.map((name) => `#${name}`).join(', ')}`,
      counted ? 'ADD #revision :one' : '',
    ].join(' '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
    ...(condition === '' ? {} : { ConditionExpression: condition }),
  };
}

const valuesGiven = (item: Item): [string, unknown][] =>
  Object.entries(item).filter(([, value]) => value !== undefined);

const conditionOf = (expected: Item): string =>
  Object.entries(expected)
    .map(([name, value]) =>
      value === undefined ? `attribute_not_exists(#${name})` : `#${name} = :expected_${name}`,
    )
    .join(' AND ');
