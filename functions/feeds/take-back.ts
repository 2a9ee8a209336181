// Takes a feed back: from one write on nothing of it counts. Its blocks on the list and its complaints are deleted after.
import type { Feed, FeedRegistry } from '../../core/evidence/feed.ts';
import { Problem } from '../http/problem.ts';
import type { Runtime } from '../runtime.ts';
import { followBlocks } from './blocks.ts';

export async function takeBack(name: string, runtime: Runtime): Promise<Feed> {
  const { feeds } = await runtime.store.feeds.registry();
  const feed = feeds[name];
  if (feed === undefined) throw noFeed(name, Object.keys(feeds));
  const { blocksDue } = await runtime.store.feeds.change((registry) => without(registry, name));
  for (const due of blocksDue) await followBlocks(due, runtime);
  return feed;
}

export const noFeed = (name: string, known: readonly string[]): Problem =>
  new Problem(
    'not-found',
    `There is no feed "${name}".${known.length === 0 ? '' : ` There are: ${known.join(', ')}.`}`,
  );

function without(registry: FeedRegistry, name: string): FeedRegistry {
  const { [name]: gone, ...feeds } = registry.feeds;
  if (gone === undefined) return registry;
  // Another feed may want to block numbers that this one blocked.
  const others = Object.values(feeds).filter(({ block }) => block !== undefined);
  return {
    ...registry,
    feeds,
    leftovers: [...registry.leftovers, ...gone.uploads],
    blocksDue: [...new Set([...registry.blocksDue, name, ...others.map((feed) => feed.name)])],
  };
}
