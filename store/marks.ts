// What the hotline notes of itself, beside the settings: since when it answers, and what a score means.
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Calibration } from '../core/calibration.ts';
import type { Database } from './database.ts';
import { ignoreConflict } from './errors.ts';
import { CALIBRATION_KEY, INSTALLATION_KEY } from './items.ts';

export interface Marks {
  /** Only the first time counts. @param since ISO 8601 */
  readonly installed: (since: string) => Promise<void>;
  readonly calibrated: (points: Calibration, at: string) => Promise<void>;
}

export function createMarks(database: Database): Marks {
  const TableName = database.table('settings');
  return {
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
