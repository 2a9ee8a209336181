// Which authority a request is about, and when something was sent to it.
import { AUTHORITY_IDS, type AuthorityId } from '../../../core/cases/sent-report.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import { pathSegment } from '../operation.ts';

/** @throws {Problem} not-found */
export function requireAuthority(path: Readonly<Record<string, string>>): AuthorityId {
  const text = pathSegment(path, 'authority');
  const known = AUTHORITY_IDS.find((id) => id === text);
  if (known !== undefined) return known;
  throw new Problem(
    'not-found',
    `There is no authority ${text.slice(0, 20)}. These are known: ${AUTHORITY_IDS.join(', ')}.`,
  );
}

/** ISO 8601, UTC. @throws {Problem} invalid-request for a time that is still to come */
export function whenSent(sentAt: string | undefined, { now }: Pick<Runtime, 'now'>): string {
  const at = sentAt === undefined ? now() : new Date(sentAt);
  if (at > now()) throw new Problem('invalid-request', 'body /sentAt: must not be in the future.');
  return at.toISOString();
}
