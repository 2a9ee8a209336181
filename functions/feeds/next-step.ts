// One or two sentences about what to do after a complaint file was sent. The API's answer starts with them.
import { dayOf } from '../../core/evidence/complaints.ts';

export type NextStep =
  | {
      readonly step: 'dry-run';
      readonly within: number;
      /** Least complaints that block a number; undefined: none is named. */
      readonly blockFrom: number | undefined;
      /** Numbers with so many. */
      readonly numbers: number;
      /** ISO 8601 day of the newest complaint. */
      readonly newest: string | undefined;
    }
  | { readonly step: 'commit' }
  | { readonly step: 'going-on'; readonly done: number; readonly of: number }
  | {
      readonly step: 'in-force';
      readonly within: number;
      readonly blockFrom: number | undefined;
      readonly blocks: number;
      readonly newest: string | undefined;
    };

const some = (count: number, one: string): string => `${String(count)} ${one}${count === 1 ? '' : 's'}`;
const within = (days: number): string => (days === 1 ? 'in one day' : `in ${String(days)} days`);

const HOW_TO_BLOCK =
  'A complaint file is evidence: it raises scores, and blocks nobody by itself. To block numbers from it, name how many ' +
  'complaints it takes (blockFrom=N, within=M days); `thresholds` says how many numbers each N gives.';

export function nextStep(next: NextStep, now: Date): string {
  switch (next.step) {
    case 'commit':
      return 'Stored. It counts once all pieces are here and the upload is committed.';
    case 'going-on':
      return `${String(next.done)} of ${some(next.of, 'piece')} are in place; commit again to go on.`;
    case 'dry-run':
      return `${whatABlockTakes(next)}${staleness(next.newest, now)}`;
    case 'in-force':
      return next.blockFrom === undefined
        ? `In force, and nobody is blocked. ${HOW_TO_BLOCK}${staleness(next.newest, now)}`
        : `In force: ${some(next.blocks, 'number')} with at least ${some(next.blockFrom, 'complaint')} ${within(next.within)} ${next.blocks === 1 ? 'is' : 'are'} blocked.${staleness(next.newest, now)}`;
  }
}

const whatABlockTakes = ({
  blockFrom,
  numbers,
  within: days,
}: Extract<NextStep, { step: 'dry-run' }>): string =>
  blockFrom === undefined
    ? HOW_TO_BLOCK
    : `${some(numbers, 'number')} ${numbers === 1 ? 'has' : 'have'} at least ${some(blockFrom, 'complaint')} ${within(days)} and would be blocked, except those on the allowlist or the never-block list and your own.`;

/** Older complaints have faded: a score hardly moves by them. */
const STALE_DAYS = 90;

function staleness(newest: string | undefined, now: Date): string {
  if (newest === undefined) return ' The file has no complaint that can be used.';
  const age = dayOf(now) - dayOf(new Date(newest));
  return age <= STALE_DAYS
    ? ''
    : ` The newest complaint is ${some(age, 'day')} old: as evidence it has faded, and a block would rest on old news.`;
}
