// A feed as the API shows it.
import type { DroppedCount, Feed } from '../../core/evidence/feed.ts';
import { describeGroup } from '../../core/lists/list-file/line-problems.ts';
import type { FeedView } from '../admin/contract.ts';

export const feedView = ({ uploads, kinds, dropped, ...feed }: Feed): FeedView => ({
  ...feed,
  files: uploads.length,
  kinds: [...kinds],
  dropped: droppedView(dropped),
});

export const droppedView = (dropped: readonly DroppedCount[]) =>
  dropped.map(({ code, count }) => ({ code, count, problem: describeGroup(code, count) }));
