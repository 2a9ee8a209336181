// Looks at personal data, for the audit log. They go by way of the queue: a read is not slower for a log that is busy, and
// does not fail for one that is down. This instance remembers what it has sent, so that a page that is looked at again and
// again costs one message an hour.
import { defer } from '../commit.ts';
import type { Runtime } from '../runtime.ts';
import { lookOf, type Done } from './audit-entry.ts';
import type { Outcome } from './operation.ts';

/** Memory is bounded; a look that is forgotten is sent again, and still entered once. */
const MOST_REMEMBERED = 5_000;

export class Looks {
  readonly #sent = new Set<string>();

  async note(done: Done, outcome: Outcome, runtime: Runtime): Promise<void> {
    const entry = lookOf(done, outcome);
    if (entry === undefined || this.#sent.has(entry.key)) return;
    await defer({ kind: 'commit', effects: [{ kind: 'audit', entry }] }, runtime);
    if (this.#sent.size >= MOST_REMEMBERED) this.#sent.clear();
    this.#sent.add(entry.key);
  }
}
