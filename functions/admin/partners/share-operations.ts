// Shared numbers as staff see them, and what a person decides about one that partners doubt.
import { isLive, tombstoneOf, type LiveShare } from '../../../core/sharing/share.ts';
import { Problem } from '../../http/problem.ts';
import { shareAgain } from '../../sharing/share-again.ts';
import { answer, NO_CONTENT, pathSegment, type Operations } from '../operation.ts';

export const SHARE_OPERATIONS: Operations<'shares.page' | 'shares.decide'> = {
  'shares.page': async ({ query, runtime }) => {
    const live = (await runtime.store.shares.all()).filter(isLive);
    const flagged = live.filter(({ flaggedAt }) => flaggedAt !== undefined);
    const shown = (query.only === 'flagged' ? flagged : live).toSorted(doubtedFirst).slice(0, query.limit);
    const items = shown.map(({ falsePositives, ...share }) => ({
      ...share,
      falsePositives: [...falsePositives],
    }));
    return {
      ...answer('shares.page', { items, total: live.length, flagged: flagged.length }),
      audit: { record: 'shares', detail: `shown: ${query.only}` },
    };
  },

  'shares.decide': async ({ path, body, runtime }) => {
    const entry = pathSegment(path, 'entry');
    const share = await runtime.store.shares.get(entry);
    if (share === undefined || !isLive(share))
      throw new Problem('not-found', 'There is no such share, or it was withdrawn already.');
    if (body.decision === 'share') await shareAgain(share, runtime);
    else {
      const tombstone = tombstoneOf(share, runtime.now().toISOString());
      await runtime.store.shares.withdraw({ ...tombstone, decided: true });
    }
    await runtime.store.shares.raise();
    const done = body.decision === 'share' ? 'stays shared' : 'withdrawn from partners';
    return { ...NO_CONTENT, audit: { record: share.number, detail: `${done}; share ${entry}` } };
  },
};

const doubtedFirst = (a: LiveShare, b: LiveShare): number =>
  (b.flaggedAt ?? '').localeCompare(a.flaggedAt ?? '') || b.added.localeCompare(a.added);
