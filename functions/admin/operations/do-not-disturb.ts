// Do not disturb by hand: nobody of the staff is rung until a time.
import { quietUntil } from '../../../core/departments/do-not-disturb.ts';
import type { StoredDoNotDisturb } from '../../../store/settings/do-not-disturb.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import type { DoNotDisturbView } from '../contract.ts';
import {
  answer,
  NO_CONTENT,
  requireReplacedVersion,
  requireVersion,
  type Operation,
  type Operations,
  type Outcome,
} from '../operation.ts';

type Routes = 'do-not-disturb.get' | 'do-not-disturb.put' | 'do-not-disturb.delete';

const putDoNotDisturb: Operation<'do-not-disturb.put'> = async (input) => {
  const { body, ifMatch, writeKey, subject, runtime } = input;
  const now = runtime.now();
  const standing = await runtime.store.doNotDisturb.get();
  if (writeKey !== undefined && standing.writeKey === writeKey) return put(standing, runtime);
  if (Date.parse(body.until) <= now.getTime())
    throw new Problem('invalid-request', 'body /until: must lie in the future.');
  requireReplacedVersion(ifMatch, standing.version, describe(standing, now));
  const until = new Date(body.until).toISOString();
  const state = { until, since: now.toISOString(), by: subject.id };
  const replaces = ifMatch === 'any' ? undefined : standing.version;
  // Somebody was faster, or this very write is sent again: what stands there now tells which.
  if (!(await runtime.store.doNotDisturb.set(state, { writeKey, replaces }))) return putDoNotDisturb(input);
  return put(await runtime.store.doNotDisturb.get(), runtime);
};

const endDoNotDisturb: Operation<'do-not-disturb.delete'> = async (input) => {
  const { ifMatch, writeKey, runtime } = input;
  const standing = await runtime.store.doNotDisturb.get();
  if (writeKey !== undefined && standing.writeKey === writeKey) return NO_CONTENT;
  requireVersion(ifMatch, standing.version, describe(standing, runtime.now()));
  const replaces = typeof ifMatch === 'number' ? ifMatch : undefined;
  const done = await runtime.store.doNotDisturb.set(undefined, { writeKey, replaces });
  return done ? NO_CONTENT : endDoNotDisturb(input);
};

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
