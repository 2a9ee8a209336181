// Where processors are scarce, the front door and the voice process come before all others.
import { setPriority } from 'node:os';

/** @param niceness of this process, from 0 to 19; more is later */
export function yieldToCallers(niceness: number): void {
  try {
    setPriority(niceness);
  } catch {
    // A container may not allow it; the hotline works without.
  }
}
