// A correction is written beside what a record says; the last one that was accepted stands.
import type { CorrectedRecord, Correctable, Correction } from '../../core/basics/correction.ts';
import { exists } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { wasWritten } from '../database/errors.ts';
import { openTable, type Table } from '../database/table.ts';

export interface Corrections {
  /** Can be done again. False where there is no such record. */
  readonly put: (corrected: CorrectedRecord, correction: Correction) => Promise<boolean>;
}

/** A change of a case or a list entry is refused to whoever has read the version before. */
const PLACES = {
  call: { table: 'calls', key: 'callSid', isVersioned: false },
  case: { table: 'cases', key: 'caseNumber', isVersioned: true },
  listing: { table: 'listings', key: 'pattern', isVersioned: true },
} as const satisfies Record<Correctable, object>;

export function createCorrections(database: Database): Corrections {
  const tables: Readonly<Record<Correctable, Table>> = {
    call: openTable(database, 'calls'),
    case: openTable(database, 'cases'),
    listing: openTable(database, 'listings'),
  };
  return {
    put: ({ record, id }, correction) => {
      const { key, isVersioned } = PLACES[record];
      const change = { set: { correction }, ...(isVersioned ? { add: { version: 1 } } : {}) };
      return wasWritten(tables[record].update('correct', { [key]: id }, change, { only: exists(key) }));
    },
  };
}
