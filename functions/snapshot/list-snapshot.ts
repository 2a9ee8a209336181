// The last good copy of the lists in the memory of the voice function. It is loaded in the background: no call waits for it,
// and a function without one decides as if nothing were known.
import { MINUTE_MS } from '../../core/basics/durations.ts';
import { openListCopy, type ListCopy } from '../../core/lists/copy/list-copy.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import type { CopiedDirectory } from '../../core/screening/copied-lists.ts';
import type { Log } from '../log.ts';
import { readCopy, readLabel, type CopyPlace } from './list-copies.ts';

export interface Snapshot {
  /** Without waiting; undefined while there is no copy. */
  readonly look: (number: Identity) => CopiedDirectory | undefined;
  /** When the copy in memory was taken, ISO 8601; undefined while there is none. */
  readonly takenAt: () => string | undefined;
  /**
   * Loads a newer copy where there is one, in the background of everything else. It asks for one once in a while only,
   * however often it is called, and never fails: the copy in memory serves on.
   */
  readonly renew: () => Promise<void>;
}

export interface SnapshotOptions {
  readonly place: CopyPlace;
  /** Milliseconds, of this process. */
  readonly clock: () => number;
  readonly log: Log;
  /** So long after it was asked for, a newer copy is not asked for again. */
  readonly everyMs?: number;
}

export function createSnapshot({ place, clock, log, everyMs = MINUTE_MS }: SnapshotOptions): Snapshot {
  let copy: ListCopy | undefined;
  let askedAt = -Infinity;
  let asking: Promise<void> | undefined;

  const load = async (): Promise<void> => {
    const label = await readLabel(place);
    if (label === undefined || label.takenAt === copy?.takenAt) return;
    const bytes = await readCopy(place, label);
    const opened = bytes === undefined ? undefined : openListCopy(bytes);
    if (opened === undefined) {
      log.warn('the copy of the lists cannot be read, the one in memory serves');
      return;
    }
    copy = opened;
    log.info('copy of the lists loaded', { count: label.listings });
  };
  const ask = async (): Promise<void> => {
    try {
      await load();
    } catch (error) {
      log.warn('no copy of the lists, the one in memory serves', { error });
    }
    asking = undefined;
  };
  return {
    look: (number) =>
      copy === undefined ? undefined : { kind: 'copied', takenAt: copy.takenAt, ...copy.look(number) },
    takenAt: () => copy?.takenAt,
    renew: () => {
      if (asking !== undefined) return asking;
      if (clock() - askedAt < everyMs) return Promise.resolve();
      askedAt = clock();
      return (asking = ask());
    },
  };
}
