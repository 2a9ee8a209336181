// What the hotline notes of itself, beside the settings: since when it answers, and what a score means.
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Calibration } from '../../core/basics/calibration.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict } from '../database/errors.ts';
import { CALIBRATION_KEY, INSTALLATION_KEY, RECONCILED_KEY } from '../database/items.ts';

export interface Marks {
  /** Only the first time counts. @param since ISO 8601 */
  readonly installed: (since: string) => Promise<void>;
  readonly calibrated: (points: Calibration, at: string) => Promise<void>;
  /** How far the recordings at the carrier have been looked at. */
  readonly reconciled: () => Promise<Progress>;
  readonly noteReconciled: (progress: Progress) => Promise<void>;
}

export interface Progress {
  /** `<createdAt> <recordingSid>` of the last one that was looked at; empty before the first. */
  readonly through: string;
  /** Messages that were found, until our copy of each is stored. */
  readonly again: readonly FoundRecording[];
}

interface FoundRecording {
  readonly recordingSid: string;
  readonly callSid: string;
  readonly seconds: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
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
    reconciled: async () => {
      const { Item = {} } = await database.run('read reconciled', (client, options) =>
        client.send(new GetCommand({ TableName, Key: RECONCILED_KEY }), options),
      );
      const { through = '', again = [] } = Item as Partial<Progress>;
      return { through, again };
    },
    noteReconciled: async ({ through, again }) => {
      await database.run('note reconciled', (client, options) =>
        client.send(new PutCommand({ TableName, Item: { ...RECONCILED_KEY, through, again } }), options),
      );
    },
    calibrated: async (points, at) => {
      await database.run('note calibration', (client, options) =>
        client.send(new PutCommand({ TableName, Item: { ...CALIBRATION_KEY, points, at } }), options),
      );
    },
  };
}
