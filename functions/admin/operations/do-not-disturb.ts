// Do not disturb by hand: nobody of the staff is rung until a time.
import { quietUntil, type DoNotDisturb } from '../../../core/departments/do-not-disturb.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import type { DoNotDisturbView } from '../contract.ts';
import { answer, NO_CONTENT, type Operations } from '../operation.ts';

type Routes = 'do-not-disturb.get' | 'do-not-disturb.put' | 'do-not-disturb.delete';

export const DO_NOT_DISTURB_OPERATIONS: Operations<Routes> = {
  'do-not-disturb.get': async ({ runtime }) => answer('do-not-disturb.get', await view(runtime)),

  'do-not-disturb.put': async ({ body, subject, runtime }) => {
    const now = runtime.now();
    if (Date.parse(body.until) <= now.getTime())
      throw new Problem('invalid-request', 'body /until: must lie in the future.');
    const until = new Date(body.until).toISOString();
    await runtime.store.doNotDisturb.set({ until, since: now.toISOString(), by: subject.id });
    return {
      ...answer('do-not-disturb.put', await view(runtime)),
      audit: { detail: `until ${until}` },
    };
  },

  'do-not-disturb.delete': async ({ runtime }) => {
    await runtime.store.doNotDisturb.set(undefined);
    return NO_CONTENT;
  },
};

const view = async (runtime: Runtime): Promise<DoNotDisturbView> =>
  doNotDisturbView(await runtime.store.doNotDisturb.get(), runtime.now());

export const doNotDisturbView = (state: DoNotDisturb | undefined, now: Date): DoNotDisturbView =>
  state !== undefined && quietUntil(state, now) !== undefined ? state : {};
