// Numbers that partners' lists say nothing of here: those that were erased on request, for ever, and those that a person
// found to be no nuisance, for half a year. Only keyed hashes of them are kept.
import { createHmac } from 'node:crypto';
import { DAY_MS } from '../../core/basics/durations.ts';
import { isExpiredEntry, type Entry } from '../../core/subscriptions/entry.ts';
import type { Runtime, Secrets } from '../runtime.ts';

const CLEARED_DAYS = 180;

const tokenOf = ({ pseudonymKey }: Secrets, number: string): string =>
  createHmac('sha256', pseudonymKey).update(`left-out:${number}`).digest('base64url');

export async function withoutLeft(entries: readonly Entry[], runtime: Runtime): Promise<readonly Entry[]> {
  const now = runtime.now();
  const [left, secrets] = await Promise.all([runtime.store.subscriptions.left(now), runtime.secrets()]);
  return entries.filter(
    (entry) => !isExpiredEntry(entry, now) && (left.size === 0 || !left.has(tokenOf(secrets, entry.about))),
  );
}

export async function leaveOutForEver(number: string, runtime: Runtime): Promise<void> {
  const token = tokenOf(await runtime.secrets(), number);
  await runtime.store.subscriptions.leaveOut(token, runtime.now().toISOString());
}

export async function leaveOutForNow(number: string, runtime: Runtime): Promise<void> {
  const now = runtime.now();
  const token = tokenOf(await runtime.secrets(), number);
  const until = new Date(now.getTime() + CLEARED_DAYS * DAY_MS).toISOString();
  // What was erased stays left out for ever.
  if ((await runtime.store.subscriptions.left(now)).has(token)) return;
  await runtime.store.subscriptions.leaveOut(token, now.toISOString(), until);
}
