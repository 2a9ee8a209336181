// The guard's level, beside the settings: an incoming call reads both at once.
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { GuardState } from '../core/guard/guard-state.ts';
import type { Database } from './database.ts';
import { wasWritten } from './errors.ts';
import { GUARD_KEY, guardFromItem, type Item, type StoredGuard } from './items.ts';

export interface Guard {
  readonly get: () => Promise<StoredGuard | undefined>;
  /** Whatever the level was. */
  readonly set: (state: GuardState, writeKey?: string) => Promise<void>;
  /** False where somebody else has set the level since it was read: theirs stays. */
  readonly replace: (
    before: GuardState | undefined,
    state: GuardState,
    spendDay?: string,
  ) => Promise<boolean>;
  /** True for one of those who would tell of this change, false for all others. */
  readonly announce: (before: StoredGuard, change: string) => Promise<boolean>;
}

/** Of a state; what it lacks is removed from what stands there. */
const STATE = ['level', 'since', 'until', 'by', 'why', 'because', 'writeKey'] as const;

export function createGuard(database: Database): Guard {
  const TableName = database.table('settings');

  const update = async (operation: string, change: Item, condition?: Condition): Promise<void> => {
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    const gone = Object.keys(change).filter((name) => change[name] === undefined);
    const names = [...Object.keys(change), ...Object.keys(condition?.expected ?? {})];
    await database.run(operation, (client, options) =>
      client.send(
        new UpdateCommand({
          TableName,
          Key: GUARD_KEY,
          UpdateExpression: [
            `SET ${given.map(([name]) => `#${name} = :${name}`).join(', ')}`,
            ...(gone.length === 0 ? [] : [`REMOVE ${gone.map((name) => `#${name}`).join(', ')}`]),
          ].join(' '),
          ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: {
            ...Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
            ...valuesOf(condition),
          },
          ...(condition === undefined ? {} : { ConditionExpression: textOf(condition) }),
        }),
        options,
      ),
    );
  };

  const updateIf = async (operation: string, change: Item, condition: Condition): Promise<boolean> => {
    return wasWritten(update(operation, change, condition));
  };

  return {
    get: async () => {
      const { Item } = await database.run('read guard level', (client, options) =>
        client.send(new GetCommand({ TableName, Key: GUARD_KEY, ConsistentRead: true }), options),
      );
      return guardFromItem(Item);
    },
    set: (state, writeKey) => update('set guard level', whole({ ...state, writeKey })),
    replace: (before, state, spendDay) =>
      updateIf(
        'set guard level',
        { ...whole({ ...state }), ...(spendDay === undefined ? {} : { spendDay }) },
        { expected: { since: before?.since, until: before?.until } },
      ),
    announce: ({ since, until, announced }, change) =>
      updateIf('note what was told', { announced: change }, { expected: { since, until, announced } }),
  };
}

const whole = (state: Item): Item => Object.fromEntries(STATE.map((name) => [name, state[name]]));

/** Attributes as they were read; undefined for absent. */
interface Condition {
  readonly expected: Item;
}

const textOf = ({ expected }: Condition): string =>
  Object.entries(expected)
    .map(([name, value]) =>
      value === undefined ? `attribute_not_exists(#${name})` : `#${name} = :expected_${name}`,
    )
    .join(' AND ');

const valuesOf = (condition: Condition | undefined): Item =>
  Object.fromEntries(
    Object.entries(condition?.expected ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[`:expected_${name}`, value]],
    ),
  );
