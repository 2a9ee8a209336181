// Calls with their reasons and timeline; flags by staff.
import { MINUTE_MS } from '../../../core/basics/durations.ts';
import { dispositionOf, type CallRecord, type Flag } from '../../../core/records/call-record.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { flagCall, unflagCall } from '../../../store/calls/flags.ts';
import { commit, sealLater } from '../../commit.ts';
import { Problem } from '../../http/problem.ts';
import type { CallView } from '../contract.ts';
import { numberIn } from '../number-in.ts';
import { answer, pathSegment, type Operations } from '../operation.ts';
import { spanOf } from '../span.ts';
import { scoreView, withWords } from '../screening/lookup.ts';

/** A call that began this moment counts as before now. */

export const CALL_OPERATIONS: Operations<'calls.page' | 'calls.get' | 'calls.flag' | 'calls.unflag'> = {
  'calls.page': async ({ query, runtime }) => {
    const { caller: asked, from, to, ...rest } = query;
    const caller = asked === undefined ? undefined : await numberIn(asked, 'query /caller', runtime);
    const settings = await runtime.settings.current();
    const span = spanOf({ from, to }, settings);
    const { items, cursor } = await runtime.store.calls.page({
      ...rest,
      caller,
      from: span.from,
      to: span.to ?? new Date(runtime.now().getTime() + MINUTE_MS),
    });
    const view = answer('calls.page', {
      items: items.map((call) => callView(call, settings)),
      ...(cursor === undefined ? {} : { cursor }),
    });
    return caller === undefined ? view : { ...view, audit: { record: caller } };
  },

  'calls.get': async ({ path, runtime }) => {
    const callSid = pathSegment(path, 'callSid');
    const [call, settings] = await Promise.all([
      runtime.store.calls.get(callSid),
      runtime.settings.current(),
    ]);
    return answer('calls.get', callView(requireCall(call, callSid), settings));
  },

  'calls.flag': async ({ path, body, subject, runtime }) => {
    const callSid = pathSegment(path, 'callSid');
    const { caller } = requireCall(await runtime.store.calls.get(callSid), callSid);
    const flag = { callSid, caller, by: subject.id, at: runtime.now().toISOString(), reason: body.reason };
    const flagged = requireCall(await flagCall(flag, runtime.store), callSid);
    if (caller !== undefined) await commit([{ kind: 'judge', number: caller }], runtime);
    await sealLater(callSid, runtime);
    const view = callView(flagged, await runtime.settings.current());
    return { ...answer('calls.flag', view), audit: { detail: body.reason } };
  },

  'calls.unflag': async ({ path, query, subject, runtime }) => {
    const callSid = pathSegment(path, 'callSid');
    const { caller, flag } = requireCall(await runtime.store.calls.get(callSid), callSid);
    const mayTakeBack = ({ by }: Flag): boolean => by === subject.id || subject.roles.includes('admin');
    if (flag !== undefined && !mayTakeBack(flag))
      throw new Problem(
        'not-allowed',
        `${flag.by} flagged this call. Only they or an administrator can remove the flag.`,
      );
    const { reason } = query;
    const change = { callSid, caller, by: subject.id, at: runtime.now().toISOString(), reason };
    const unflagged = await unflagCall(change, runtime.store, mayTakeBack);
    if (unflagged === undefined) throw new Problem('not-found', 'This call is not flagged.');
    if (caller !== undefined) await commit([{ kind: 'reconsider-block', number: caller }], runtime);
    const view = callView(unflagged, await runtime.settings.current());
    return { ...answer('calls.unflag', view), audit: { detail: reason } };
  },
};

function requireCall(call: CallRecord | undefined, callSid: string): CallRecord {
  if (call === undefined)
    throw new Problem('not-found', `There is no record of call ${callSid.slice(0, 60)}.`);
  return call;
}

export const callView = (
  { scored, facts, withdrawnFlags, ...call }: CallRecord,
  { hotline }: Settings,
): CallView => ({
  ...call,
  ...(scored === undefined ? {} : { scored: scoreView(scored) }),
  ...(facts === undefined ? {} : { facts: { ...facts } }),
  reasons: (call.reasons ?? []).map((reason) => withWords(reason, hotline.region)),
  disposition: dispositionOf(call),
  ...(withdrawnFlags === undefined ? {} : { withdrawnFlags: [...withdrawnFlags] }),
  timeline: [...call.timeline],
});
