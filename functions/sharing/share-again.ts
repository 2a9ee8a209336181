// A person has looked at a share that partners doubt, and it stays.
import { tombstoneOf, type LiveShare } from '../../core/sharing/share.ts';
import type { Runtime } from '../runtime.ts';
import { entryAfter, idsUnder } from './identifiers.ts';

/** What partners were told is withdrawn stays so: the number is shared again under another entry. */
export async function shareAgain(share: LiveShare, { store, now, secrets }: Runtime): Promise<void> {
  if (share.state === 'shared') return store.shares.settle(share.entry);
  const { sharingKey } = await secrets();
  const at = now().toISOString();
  const { flaggedAt: _, ...rest } = share;
  const entry = entryAfter(share.entry, share.number, idsUnder(sharingKey));
  // First the new one: between the two the number is shared, and nothing is lost.
  await store.shares.add([
    { ...rest, entry, state: 'shared', falsePositives: [], added: at, changed: at, checked: at },
  ]);
  await store.shares.withdraw(tombstoneOf(share, at));
}
