// A subscription after a request of one person: changed at once where that is theirs to decide, else with a proposal.
import { needsApproval } from '../../../core/subscriptions/proposal.ts';
import {
  isFolder,
  type SealedKey,
  type Subscription,
  type SubscriptionProposal,
} from '../../../core/subscriptions/subscription.ts';
import { Problem } from '../../http/problem.ts';
import { isMatchingKey, sealKey } from '../../keyed/matching.ts';
import { encrypt } from '../../keyed/secret-box.ts';
import type { Runtime } from '../../runtime.ts';
import { CREDENTIAL } from '../../subscriptions/source.ts';
import type { BodyOf } from '../contract.ts';

interface Changing {
  readonly by: string;
  readonly writeKey: string | undefined;
  readonly runtime: Runtime;
}

type Body = BodyOf<'subscriptions.put'>;

/** @throws {Problem} invalid-request; conflict where another proposal waits */
export async function changed(
  name: string,
  standing: Subscription | undefined,
  body: Body,
  { by, writeKey, runtime }: Changing,
): Promise<Subscription> {
  const { terms, why } = body;
  const keys = await keysAfter(standing, body, runtime);
  const credential = await credentialAfter(standing, body, runtime);
  const secrets = { keys, ...(credential === undefined ? {} : { credential }) };
  const at = runtime.now().toISOString();
  const proposal: SubscriptionProposal = { terms, ...secrets, by, at, why };
  const key = writeKey === undefined ? {} : { writeKey };
  const version = (standing?.version ?? 0) + 1;
  if (standing === undefined || standing.proposed === true)
    return { name, terms, keys: [], addedBy: by, addedAt: at, proposed: true, proposal, version, ...key };
  if (needsApproval(standing.terms, terms)) {
    requireNoProposal(standing);
    return { ...standing, proposal, version, ...key };
  }
  const { credential: _, ...rest } = standing;
  return { ...rest, terms, ...secrets, version, ...key };
}

/** The one that waits was perhaps read by somebody who is about to approve it. */
function requireNoProposal({ proposal }: Subscription): void {
  if (proposal === undefined) return;
  throw new Problem(
    'conflict',
    `A change that ${proposal.by} proposed waits already. Approve or refuse it first.`,
  );
}

async function keysAfter(
  standing: Subscription | undefined,
  { keys, terms }: Body,
  runtime: Runtime,
): Promise<readonly SealedKey[]> {
  const wrong = keys?.findIndex((key) => !isMatchingKey(key)) ?? -1;
  if (wrong >= 0)
    throw new Problem(
      'invalid-request',
      `/keys/${String(wrong)}: must be a key of 32 bytes as base64url, 43 characters. Copy it again from what the partner sent.`,
    );
  const secrets = await runtime.secrets();
  const before = standing?.proposed === true ? standing.proposal?.keys : standing?.keys;
  const sealed = keys?.map((key) => sealKey(key, secrets)) ?? before ?? [];
  if (terms.kind.startsWith('matching') && sealed.length === 0)
    throw new Problem(
      'invalid-request',
      '/keys: hashes are compared under a key that the partner sends. Give it.',
    );
  return sealed;
}

/** Encrypted; undefined where there is none. */
async function credentialAfter(
  standing: Subscription | undefined,
  { credential, terms }: Body,
  runtime: Runtime,
): Promise<string | undefined> {
  if (credential === null) return undefined;
  if (credential !== undefined) return encrypt(CREDENTIAL, credential, await runtime.secrets());
  const { terms: before, credential: kept } =
    (standing?.proposed === true ? standing.proposal : standing) ?? {};
  // A credential was given for one server. Another one must not get it because an address was changed.
  if (kept !== undefined && before !== undefined && originOf(before.url) !== originOf(terms.url))
    throw new Problem(
      'invalid-request',
      '/credential: the address leads to another server, and the credential was given for the one before. Give the credential for the new address, or null for none.',
    );
  return kept;
}

const originOf = (url: string): string => (isFolder(url) ? '' : new URL(url).origin);
