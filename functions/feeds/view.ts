// A feed as the API shows it.
import type { Feed } from '../../core/feed.ts';
import type { FeedView } from '../admin/contract.ts';

export const feedView = ({ uploads, kinds, dropped, ...feed }: Feed): FeedView => ({
  ...feed,
  files: uploads.length,
  kinds: [...kinds],
  dropped: [...dropped],
});
