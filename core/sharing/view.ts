// What one partner gets of the shares: those that it may see, and the withdrawal of those that it could see before. Pure.
import type { Partner, View } from './partner.ts';
import { isLive, isOver, tombstoneOf, type LiveShare, type Share, type WithdrawnShare } from './share.ts';

export interface PartnerView {
  /** The newest first. */
  readonly live: readonly LiveShare[];
  readonly withdrawn: readonly WithdrawnShare[];
}

const isIn = ({ categories, automatic }: View, { category, decision }: Share): boolean =>
  categories.includes(category) && (automatic || decision === 'human');

const latest = (times: readonly string[]): string => times.reduce((a, b) => (a > b ? a : b), '');

/** Disputed and expired shares, those beyond the cap, and those of a view that became smaller are withdrawn. */
export function viewOf(
  { terms, termsSince, ever }: Partner,
  shares: readonly Share[],
  now: Date,
): PartnerView {
  const seen = shares.filter((share) => isIn(ever, share));
  const isGiven = (share: Share): share is LiveShare =>
    isLive(share) && share.state === 'shared' && !isOver(share, now) && isIn(terms, share);
  const given = seen.filter(isGiven).toSorted(newestFirst);
  const live = given.slice(0, terms.mostNumbers);
  const beyond = new Set(given.slice(terms.mostNumbers));
  const pushedOut = latest(live.map(({ added }) => added));
  const withdrawn = seen.flatMap((share): readonly WithdrawnShare[] => {
    if (!isLive(share)) return [share];
    if (beyond.has(share)) return [tombstoneOf(share, latest([share.changed, pushedOut, termsSince]))];
    if (isGiven(share)) return [];
    return [tombstoneOf(share, goneAt(share, { terms, termsSince }, now))];
  });
  return { live, withdrawn };
}

/** When the share left the view. */
function goneAt(
  share: LiveShare,
  { terms, termsSince }: Pick<Partner, 'terms' | 'termsSince'>,
  now: Date,
): string {
  const times = [share.changed];
  if (isOver(share, now)) times.push(share.expires);
  if (!isIn(terms, share)) times.push(termsSince);
  return latest(times);
}

const newestFirst = (a: LiveShare, b: LiveShare): number =>
  b.added.localeCompare(a.added) || a.entry.localeCompare(b.entry);

/** In the order in which they changed, for increments. */
export const inOrder = ({ live, withdrawn }: PartnerView): readonly Share[] =>
  [...live, ...withdrawn].toSorted(
    (a, b) => a.changed.localeCompare(b.changed) || a.entry.localeCompare(b.entry),
  );

/** The last change that the view knows of; undefined where it is empty. */
export const lastChange = (view: PartnerView): string | undefined => inOrder(view).at(-1)?.changed;
