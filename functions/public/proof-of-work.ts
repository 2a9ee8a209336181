// The proof of work of the report page, by altcha. It costs a browser about a second and a robot the same, each time.
import { MINUTE_MS } from '../../core/basics/durations.ts';
import { createHmac } from 'node:crypto';
import { createChallenge, randomInt, verifySolution, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { Problem } from '../http/problem.ts';
import type { Secrets } from '../runtime.ts';
import { solvedChallenge, type ReportBody, type SolvedChallenge } from './contract.ts';

const ALGORITHM = 'PBKDF2/SHA-256';
/** Rounds for one guess; guesses until the right one. Together a second of an old telephone. */
const COST = 5_000;
const GUESSES = { fewest: 50, most: 150 } as const;
const VALID_MS = 20 * MINUTE_MS;

/** altcha's own expiry reads the machine's clock; ours is in the signed data and held against the clock we are given. */
export const newChallenge = async (secrets: Secrets, now: Date): Promise<Challenge> =>
  createChallenge({
    algorithm: ALGORITHM,
    cost: COST,
    counter: randomInt(GUESSES.most, GUESSES.fewest),
    deriveKey,
    data: { until: new Date(now.getTime() + VALID_MS).toISOString() },
    ...keys(secrets),
  });

export interface ProvenWork {
  /** The same for every solution of one challenge. */
  readonly name: string;
  readonly until: string;
}

/** @throws {Problem} not-solved */
export async function requireSolved(
  altcha: ReportBody['altcha'],
  secrets: Secrets,
  now: Date,
): Promise<ProvenWork> {
  const solved = typeof altcha === 'string' ? decoded(altcha) : altcha;
  if (!(await isRight(solved, secrets))) {
    throw new Problem(
      'not-solved',
      'body /altcha: this is not a solution of a challenge of ours. Fetch a new one.',
    );
  }
  const { until } = solved.challenge.parameters.data;
  if (Date.parse(until) <= now.getTime()) {
    throw new Problem('not-solved', 'The challenge has expired. Request a new one.');
  }
  return { name: solved.challenge.signature, until };
}

async function isRight({ challenge, solution }: SolvedChallenge, secrets: Secrets): Promise<boolean> {
  try {
    const { verified } = await verifySolution({
      challenge: challenge as Challenge,
      solution,
      deriveKey,
      ...keys(secrets),
    });
    return verified;
  } catch {
    // The library throws on hexadecimal that is none.
    return false;
  }
}

function decoded(text: string): SolvedChallenge {
  const problem = new Problem(
    'not-solved',
    'body /altcha: must be base64 of { challenge, solution } as JSON.',
  );
  try {
    const parsed = solvedChallenge.safeParse(JSON.parse(Buffer.from(text, 'base64').toString('utf8')));
    if (parsed.success) return parsed.data;
  } catch {
    throw problem;
  }
  throw problem;
}

const keys = ({ challengeKey }: Secrets) => ({
  hmacSignatureSecret: derived(challengeKey, 'altcha'),
  hmacKeySignatureSecret: derived(challengeKey, 'altcha-key'),
});

const derived = (key: string, purpose: string): string =>
  createHmac('sha256', key).update(purpose).digest('base64url');
