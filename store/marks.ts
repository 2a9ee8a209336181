// What the hotline notes of itself, beside the settings: since when it answers, and what a score means.
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Calibration } from '../core/calibration.ts';
import type { Database } from './database.ts';
import { ignoreConflict } from './errors.ts';
import { CALIBRATION_KEY, INSTALLATION_KEY } from './items.ts';

export interface Marks {
  /** ISO 8601; undefined before the first note. */
  readonly installedAt: () => Promise<string | undefined>;
  /** Only the first time counts. */
  readonly installed: (since: string) => Promise<void>;
  readonly calibrated: (points: Calibration, at: string) => Promise<void>;
}

export function createMarks(database: Database): Marks {
  const TableName = database.table('settings');
  return {
    installedAt: async () => {
      const { Item } = await database.run('read installation', (client, options) =>
        client.send(new GetCommand({ TableName, Key: INSTALLATION_KEY }), options),
      );
      return Item?.since as string | undefined;
    },
    installed: async (since) => {
      await database
        .run('note installation', (client, options) =>
          client.send(
            new PutCommand({
              TableName,
              Item: { ...INSTALLATION_KEY, since },
              ConditionExpression: 'attribute_not_exists(since)',
            }),
            options,
          ),
        )
        .catch(ignoreConflict);
    },
    calibrated: async (points, at) => {
      await database.run('note calibration', (client, options) =>
        client.send(new PutCommand({ TableName, Item: { ...CALIBRATION_KEY, points, at } }), options),
      );
    },
  };
}
