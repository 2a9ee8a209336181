// How often somebody may try to sign in. An attempt is counted before anything is compared, so that many at once get no
// more than the limit; one that was right is taken back.
import { counted } from '../../core/basics/counted.ts';
import { judge, WINDOW_MS, type Counted } from '../../core/basics/limit.ts';
import { networkOf } from '../../core/basics/network-address.ts';
import { Problem } from '../../functions/http/problem.ts';
import { pseudonym } from '../../functions/keyed/pseudonym.ts';
import type { Runtime } from '../../functions/runtime.ts';

/** Failed attempts in any sixty minutes. */
export const ATTEMPTS = {
  /** For one name from one network address: the genuine person elsewhere is not locked out with it. */
  nameFromNetwork: 10,
  /** For one name from everywhere. */
  name: 30,
  /** From one network address, whatever the names. */
  network: 60,
} as const satisfies Record<string, number>;

export interface Attempt {
  /** Undefined for a name that nobody has. */
  readonly passwordSetAt: string | undefined;
  readonly name: string;
  readonly address: string;
  readonly id: string;
}

/**
 * The date of the password is part of the name under which attempts are counted: another password, set by an admin,
 * opens sign-in for a person whom somebody else has locked out.
 * @returns takes the attempt back
 * @throws {Problem} too-many-requests
 */
export async function takeAttempt(attempt: Attempt, runtime: Runtime): Promise<() => Promise<void>> {
  const { pseudonymKey } = await runtime.secrets();
  const own: Counted = { id: attempt.id, at: runtime.now().getTime() };
  const network = networkOf(attempt.address);
  const person = `${attempt.name.normalize('NFKC').toLowerCase()} ${attempt.passwordSetAt ?? ''}`;
  const texts = { nameFromNetwork: `${person} ${network}`, name: person, network } as const;
  const limits = Object.entries(ATTEMPTS).map(([kind, limit]): [string, number] => [
    `sign-in:${kind}:${pseudonym(pseudonymKey, texts[kind as keyof typeof ATTEMPTS])}`,
    limit,
  ]);
  const expiresAt = new Date(own.at + 2 * WINDOW_MS).toISOString();
  const takeBack = async (): Promise<void> => {
    await Promise.all(limits.map(([name]) => runtime.store.limits.remove(name, [own])));
  };
  const judgements = await Promise.all(
    limits.map(async ([name, limit]) => {
      const judgement = judge(await runtime.store.limits.add(name, own, expiresAt), own, limit);
      if (judgement.stale.length > 0) await runtime.store.limits.remove(name, judgement.stale);
      return judgement;
    }),
  );
  if (judgements.every(({ allowed }) => allowed)) return takeBack;
  await takeBack();
  const retryAfter = Math.max(...judgements.map(({ retryAfterSeconds }) => retryAfterSeconds));
  const detail = `Try again in ${counted(Math.ceil(retryAfter / 60), 'minute')}, or ask an admin for a new password: hotline users password NAME.`;
  throw new Problem('too-many-requests', detail, { retryAfter });
}
