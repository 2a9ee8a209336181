// Attack mode by hand: the level, and until when.
import { levelInForce, type GuardState } from '../../../core/guard/guard-state.ts';
import { Problem } from '../../http/problem.ts';
import { announceGuardLevel } from '../../guard-announcement.ts';
import type { Runtime } from '../../runtime.ts';
import { answer, type Operations, type Outcome } from '../operation.ts';

export const GUARD_OPERATIONS: Operations<'guard.get' | 'guard.put'> = {
  'guard.get': async ({ runtime }) => answer('guard.get', await guardView(runtime)),

  'guard.put': async ({ body, writeKey, subject, runtime }) => {
    const now = runtime.now();
    const standing = await runtime.store.guard.get();
    if (standing !== undefined && writeKey !== undefined && standing.writeKey === writeKey)
      return put(standing, runtime);
    if (body.until !== undefined && Date.parse(body.until) <= now.getTime())
      throw new Problem('invalid-request', 'body /until: must lie in the future.');
    const { level, until } = body;
    const state = {
      level,
      since: now.toISOString(),
      by: subject.id,
      ...(until === undefined ? {} : { until }),
    };
    await runtime.store.guard.set(state, writeKey);
    const stored = await runtime.store.guard.get();
    if (stored?.since === state.since) await announceGuardLevel(stored, runtime);
    return put(state, runtime);
  },
};

const put = async ({ level, until, since }: GuardState, runtime: Runtime): Promise<Outcome> => ({
  ...answer('guard.put', await guardView(runtime)),
  audit: { detail: `${level}${until === undefined ? '' : ` until ${until}`}`, act: since },
});

export async function guardView(runtime: Runtime) {
  const state = await runtime.store.guard.get();
  const level = levelInForce(state, runtime.now());
  const { screening } = await runtime.settings.current();
  const set = state?.level === level ? state : undefined;
  return {
    level,
    policy: screening.levels[level],
    ...(set === undefined ? {} : { since: set.since, by: set.by }),
    ...(set?.until === undefined ? {} : { until: set.until }),
    ...(set?.because === undefined ? {} : { because: set.because }),
  };
}
