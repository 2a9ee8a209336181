// Do not disturb by hand: nobody of the staff is rung until a time.
import { quietUntil } from '../../../core/departments/do-not-disturb.ts';
import type { StoredDoNotDisturb } from '../../../store/settings/settings-items.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import type { DoNotDisturbView } from '../contract.ts';
import {
  answer,
  NO_CONTENT,
  requireReplacedVersion,
  requireVersion,
  type Operation,
  type OperationInput,
  type Operations,
  type Outcome,
} from '../operation.ts';

type Routes = 'do-not-disturb.get' | 'do-not-disturb.put' | 'do-not-disturb.delete';

const putDoNotDisturb: Operation<'do-not-disturb.put'> = async (input) =>
  putOn(await input.runtime.store.doNotDisturb.get(), input);

/** @param standing as it was read; where somebody was faster, the write tells what stands there now */
async function putOn(
  standing: StoredDoNotDisturb,
  input: OperationInput<'do-not-disturb.put'>,
): Promise<Outcome> {
  const { body, ifMatch, writeKey, subject, runtime } = input;
  const now = runtime.now();
  if (writeKey !== undefined && standing.writeKey === writeKey) return put(standing, runtime);
  if (Date.parse(body.until) <= now.getTime())
    throw new Problem('invalid-request', 'until must be a time in the future, like 2026-12-31T18:00:00Z.');
  requireReplacedVersion(ifMatch, standing.version, describe(standing, now));
  const until = new Date(body.until).toISOString();
  const state = { until, since: now.toISOString(), by: subject.id };
  const replaces = ifMatch === 'any' ? undefined : standing.version;
  const written = await runtime.store.doNotDisturb.set(state, { writeKey, replaces });
  // Somebody was faster, or this very write is sent again: what stands there now tells which.
  return written.done ? put(written.standing, runtime) : putOn(written.standing, input);
}

const endDoNotDisturb: Operation<'do-not-disturb.delete'> = async (input) =>
  endOn(await input.runtime.store.doNotDisturb.get(), input);

async function endOn(
  standing: StoredDoNotDisturb,
  input: OperationInput<'do-not-disturb.delete'>,
): Promise<Outcome> {
  const { ifMatch, writeKey, runtime } = input;
  if (writeKey !== undefined && standing.writeKey === writeKey) return NO_CONTENT;
  requireVersion(ifMatch, standing.version, describe(standing, runtime.now()));
  const replaces = typeof ifMatch === 'number' ? ifMatch : undefined;
  const written = await runtime.store.doNotDisturb.set(undefined, { writeKey, replaces });
  return written.done ? NO_CONTENT : endOn(written.standing, input);
}

export const DO_NOT_DISTURB_OPERATIONS: Operations<Routes> = {
  'do-not-disturb.get': async ({ runtime }) => {
    const standing = await runtime.store.doNotDisturb.get();
    return answer('do-not-disturb.get', doNotDisturbView(standing, runtime.now()), standing.version);
  },
  'do-not-disturb.put': putDoNotDisturb,
  'do-not-disturb.delete': endDoNotDisturb,
};

const put = (standing: StoredDoNotDisturb, runtime: Runtime): Outcome => ({
  ...answer('do-not-disturb.put', doNotDisturbView(standing, runtime.now()), standing.version),
  audit: { detail: `until ${standing.state?.until ?? ''}` },
});

function describe({ state }: StoredDoNotDisturb, now: Date): string {
  if (state === undefined || quietUntil(state, now) === undefined) return 'calls ring';
  return `nobody is rung until ${state.until}, set by ${state.by} at ${state.since}`;
}

export const doNotDisturbView = ({ state, version }: StoredDoNotDisturb, now: Date): DoNotDisturbView => ({
  version,
  ...(quietUntil(state, now) === undefined ? {} : state),
});
