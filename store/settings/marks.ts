// What the hotline notes of itself, beside the settings: since when it answers, and what a score means.
import type { Calibration } from '../../core/basics/calibration.ts';
import { absent } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict } from '../database/errors.ts';
import { openTable } from '../database/table.ts';
import {
  CALIBRATION_KEY,
  INSTALLATION_KEY,
  progressFromItem,
  RECONCILED_KEY,
  SEALS_KEY,
  throughFromItem,
  type Progress,
} from './settings-items.ts';

export interface Marks {
  /** Only the first time counts. @param since ISO 8601 */
  readonly installed: (since: string) => Promise<void>;
  readonly calibrated: (points: Calibration, at: string) => Promise<void>;
  /** How far the recordings at the carrier have been looked at. */
  readonly reconciled: () => Promise<Progress>;
  readonly noteReconciled: (progress: Progress) => Promise<void>;
  /** Until when the seals of refused calls are in the audit log, ISO 8601; undefined before the first time. */
  readonly sealsNoted: () => Promise<string | undefined>;
  readonly noteSealsNoted: (through: string) => Promise<void>;
}

export function createMarks(database: Database): Marks {
  const table = openTable(database, 'settings');
  return {
    installed: (since) =>
      table.put('note installation', { ...INSTALLATION_KEY, since }, absent('since')).catch(ignoreConflict),
    calibrated: (points, at) => table.put('note calibration', { ...CALIBRATION_KEY, points, at }),
    reconciled: async () => progressFromItem(await table.get('read reconciled', RECONCILED_KEY)),
    noteReconciled: ({ through, again }) =>
      table.put('note reconciled', { ...RECONCILED_KEY, through, again }),
    sealsNoted: async () => {
      const item = await table.get('read seals', SEALS_KEY);
      return item === undefined ? undefined : throughFromItem(item).through;
    },
    noteSealsNoted: (through) => table.put('note seals', { ...SEALS_KEY, through }),
  };
}
