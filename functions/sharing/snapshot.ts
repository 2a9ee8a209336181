// The shares as they are, read again only when one of them has changed.
import type { Share } from '../../core/sharing/share.ts';
import type { Store } from '../../store/store.ts';

export class ShareSnapshot {
  #kept: { readonly revision: number; readonly shares: readonly Share[] } | undefined;

  /** The revision is read first: what changes while the shares are read is read again the next time. */
  async current({ shares }: Pick<Store, 'shares'>): Promise<readonly Share[]> {
    const revision = await shares.revision();
    if (this.#kept?.revision !== revision) this.#kept = { revision, shares: await shares.all() };
    return this.#kept.shares;
  }
}
