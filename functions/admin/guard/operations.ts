// Attack mode by hand: the level, and until when.
import { levelInForce, type GuardState } from '../../../core/guard/guard-state.ts';
import type { StoredGuard } from '../../../store/settings/settings-items.ts';
import { Problem } from '../../http/problem.ts';
import { announceGuardLevel } from '../../notify/guard-announcement.ts';
import type { Runtime } from '../../runtime.ts';
import {
  answer,
  requireReplacedVersion,
  type Operation,
  type OperationInput,
  type Operations,
  type Outcome,
} from '../operation.ts';

const putGuard: Operation<'guard.put'> = async (input) => putOn(await input.runtime.store.guard.get(), input);

/** @param standing as it was read; where somebody was faster, the write tells what stands there now */
async function putOn(
  standing: StoredGuard | undefined,
  input: OperationInput<'guard.put'>,
): Promise<Outcome> {
  const { body, ifMatch, writeKey, subject, runtime } = input;
  const now = runtime.now();
  if (standing !== undefined && writeKey !== undefined && standing.writeKey === writeKey)
    return put(standing, runtime);
  if (body.until !== undefined && Date.parse(body.until) <= now.getTime())
    throw new Problem('invalid-request', 'until must be a time in the future, like 2026-12-31T18:00:00Z.');
  const version = standing?.revision ?? 0;
  requireReplacedVersion(ifMatch, version, describe(standing, now));
  const { level, until } = body;
  const state = {
    level,
    since: now.toISOString(),
    by: subject.id,
    ...(until === undefined ? {} : { until }),
  };
  const replaces = ifMatch === 'any' ? undefined : version;
  const written = await runtime.store.guard.set(state, { writeKey, replaces });
  // Somebody was faster, or this very write is sent again: what stands there now tells which.
  if (!written.done) return putOn(written.standing, input);
  if (written.standing !== undefined) await announceGuardLevel(written.standing, runtime);
  return put(state, runtime);
}

export const GUARD_OPERATIONS: Operations<'guard.get' | 'guard.put'> = {
  'guard.get': async ({ runtime }) => {
    const view = await guardView(runtime);
    return answer('guard.get', view, view.version);
  },
  'guard.put': putGuard,
};

const put = async ({ level, until, since }: GuardState, runtime: Runtime): Promise<Outcome> => {
  const view = await guardView(runtime);
  return {
    ...answer('guard.put', view, view.version),
    audit: { detail: `${level}${until === undefined ? '' : ` until ${until}`}`, act: since },
  };
};

function describe(state: StoredGuard | undefined, now: Date): string {
  const level = levelInForce(state, now);
  if (state?.level !== level) return `the level is ${level}`;
  const until = state.until === undefined ? '' : ` until ${state.until}`;
  return `the level is ${level}${until}, set by ${state.by} at ${state.since}`;
}

export async function guardView(runtime: Runtime) {
  const state = await runtime.store.guard.get();
  const level = levelInForce(state, runtime.now());
  const { screening } = await runtime.settings.current();
  const set = state?.level === level ? state : undefined;
  return {
    version: state?.revision ?? 0,
    level,
    policy: screening.levels[level],
    ...(set === undefined ? {} : { since: set.since, by: set.by }),
    ...(set?.until === undefined ? {} : { until: set.until }),
    ...(set?.because === undefined ? {} : { because: set.because }),
  };
}
