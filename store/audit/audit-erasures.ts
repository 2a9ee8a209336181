// Entries from which a person was erased, and whether the log says so. An entry may be emptied only by an erasure, and the
// erasure tells how many it emptied in an entry of its own: an entry that was changed in any other way is found.
import type { Act } from '../../core/call/audit.ts';
import type { Link } from './audit-chain.ts';

const ERASED = 'rights.erased' satisfies Act;

/** What the entry of an erasure says of the audit log; the last words of its detail. */
export const emptiedWords = (emptied: number): string => `audit entries emptied: ${String(emptied)}`;
const EMPTIED = /audit entries emptied: (\d+)$/;

export class ErasedEntries {
  readonly #emptied = new Map<string, number>();
  readonly #told = new Map<string, number>();

  pass(link: Link): void {
    if (link.kind !== 'entry') return;
    if (link.contentHash !== undefined) add(this.#emptied, String(link.erasure), 1);
    else if (link.action === ERASED)
      add(this.#told, link.record, Number(EMPTIED.exec(link.detail ?? '')?.[1] ?? 0));
  }

  /** How many entries no longer say whom they were about. */
  get count(): number {
    return [...this.#emptied.values()].reduce((sum, one) => sum + one, 0);
  }

  /** What is wrong; undefined for nothing. */
  problem(): string | undefined {
    for (const [erasure, emptied] of this.#emptied)
      if (emptied > (this.#told.get(erasure) ?? 0))
        return `${String(emptied)} entries were emptied for "${erasure}", and no entry tells of so many`;
    return undefined;
  }
}

const add = (sums: Map<string, number>, key: string, more: number): void =>
  void sums.set(key, (sums.get(key) ?? 0) + more);
