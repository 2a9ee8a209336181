// The subscription that a request is about.
import {
  MOST_SUBSCRIPTIONS,
  SUBSCRIPTION_NAME,
  type Subscription,
} from '../../../core/subscriptions/subscription.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import { pathSegment } from '../operation.ts';

type Path = Readonly<Record<string, string>>;

/** @throws {Problem} invalid-request */
export function nameIn(path: Path): string {
  const name = pathSegment(path, 'name');
  if (SUBSCRIPTION_NAME.test(name)) return name;
  throw new Problem(
    'invalid-request',
    'path /name: must be 1 to 32 lowercase letters, digits, and hyphens, like first-bank.',
  );
}

/** @throws {Problem} not-found */
export async function required(path: Path, { store }: Runtime): Promise<Subscription> {
  const name = nameIn(path);
  const standing = await store.subscriptions.get(name);
  if (standing === undefined) throw new Problem('not-found', `There is no subscription "${name}".`);
  return standing;
}

/** @throws {Problem} not-found, conflict */
export async function requiredInForce(path: Path, runtime: Runtime): Promise<Subscription> {
  const standing = await required(path, runtime);
  if (standing.proposed !== true) return standing;
  throw new Problem(
    'conflict',
    `The subscription "${standing.name}" waits for a second person; nothing is fetched before.`,
  );
}

/** @throws {Problem} conflict */
export async function requireRoom(name: string, { store }: Runtime): Promise<void> {
  const all = await store.subscriptions.withProposed();
  if (all.length < MOST_SUBSCRIPTIONS || all.some((one) => one.name === name)) return;
  throw new Problem(
    'conflict',
    `There are ${String(MOST_SUBSCRIPTIONS)} subscriptions already. End one first.`,
  );
}
