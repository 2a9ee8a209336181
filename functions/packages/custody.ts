// The chain of custody of a package: who did what to which item, one line each, and each line holds the hash of the line
// before. The hash of a line is the SHA-256 of its JSON without the member `hash`.
import { sha256 } from '../sha256.ts';
import type { Spool } from './scratch.ts';

type CustodyAction = 'requested' | 'approved' | 'collected' | 'composed';

export interface CustodyAct {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly actor: { readonly id: string; readonly role: 'requester' | 'approver' | 'software' };
  readonly action: CustodyAction;
  /** Path in the package, or the package itself. */
  readonly item: string;
  readonly itemSha256?: string;
  readonly reason?: string;
}

const TOOL = 'Hotline Guard';
/** The hosts of AWS Lambda keep their clocks by the Amazon Time Sync Service; one machine by its own NTP. */
const CLOCK = 'system clock, UTC, kept by NTP';
const BEGINNING = '0'.repeat(64);

export class Custody {
  /** Its lines. */
  readonly spool: Spool;
  #previous = BEGINNING;
  #lines = 0;
  readonly #packageId: string;

  constructor(packageId: string, spool: Spool) {
    this.#packageId = packageId;
    this.spool = spool;
  }

  async add(act: CustodyAct): Promise<void> {
    const { at, actor, action, item, itemSha256, reason } = act;
    const content = {
      seq: ++this.#lines,
      prevHash: this.#previous,
      packageId: this.#packageId,
      at,
      clockSource: CLOCK,
      actor,
      action,
      item,
      itemSha256,
      tool: TOOL,
      reason,
    };
    const hash = sha256(JSON.stringify(content));
    this.#previous = hash;
    await this.spool.add(`${JSON.stringify({ ...content, hash })}\n`);
  }
}
