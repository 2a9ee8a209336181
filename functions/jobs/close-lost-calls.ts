// Calls whose webhooks stopped: the carrier knows whether they are over. Without this, a lost webhook would keep a call
// open in the list, and a member of staff busy for as long as the longest conversation may take.
import { DAY_MS, MINUTE_MS } from '../../core/basics/durations.ts';
import { callOver } from '../../core/call/answers/reaching-staff/ringing.ts';
import { isFinalStatus } from '../../core/call/call-event.ts';
import type { CallRecord } from '../../core/records/call-record.ts';
import type { Effect } from '../../core/call/effect.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { staffNumbers } from '../../core/departments/staff.ts';
import type { MemberStates } from '../../core/departments/hunt-group.ts';
import { commit } from '../commit.ts';
import type { CarrierCall, Runtime } from '../runtime.ts';

/** A call that was heard of within this time is left alone: its webhooks come. */
const QUIET_MS = 2 * MINUTE_MS;
/** Before and after the conversation, which has a limit of its own. */
const AROUND_A_TALK_MS = DAY_MS;
const MOST_RUNNING = 200;
/** Questions to the carrier in one run; the next run goes on with the others. */
const MOST_ASKED = 20;

/** A call that began so long before a look may still be written after it: writes that were put off come late. */
const LATE_MS = 15 * MINUTE_MS;

/**
 * What the last complete look found: every call that began before this moment is over. With it a look reads the calls
 * of some minutes instead of all calls of a day. It holds for the hour of the clock in which it was found, and for as
 * long as this function stays warm.
 */
const lastLook = new WeakMap<Runtime, { readonly hour: string; readonly overBefore: number }>();

/** @returns how many were closed */
export async function closeLostCalls(runtime: Runtime): Promise<number> {
  const now = runtime.now();
  const settings = await runtime.settings.current();
  const [running, { members }] = await Promise.all([
    runningCalls(now, settings, runtime),
    runtime.store.members.onDuty(staffNumbers(settings), now),
  ]);
  const calls = new Map(running.map((call) => [call.callSid, call]));
  const quiet = quietCalls(calls, members, now);
  const closed = await Promise.all(
    turnOf(quiet, now).map((callSid) => closeIfOver(callSid, calls.get(callSid), members, runtime)),
  );
  return closed.filter(Boolean).length;
}

async function runningCalls(now: Date, { calls }: Settings, runtime: Runtime): Promise<CallRecord[]> {
  const hour = now.toISOString().slice(0, 13);
  const last = lastLook.get(runtime);
  const earliest = now.getTime() - calls.maxSeconds * 1_000 - AROUND_A_TALK_MS;
  const from = last?.hour === hour ? Math.max(earliest, last.overBefore) : earliest;
  const found = await runtime.store.calls.runningSince(new Date(from), now, MOST_RUNNING);
  if (found.complete) {
    const begins = found.calls.map(({ startedAt }) =>
      startedAt === undefined ? earliest : Date.parse(startedAt),
    );
    lastLook.set(runtime, { hour, overBefore: Math.min(now.getTime() - LATE_MS, ...begins) });
  }
  return found.calls;
}

/** Of the calls that are not over and of those that members are said to be on, the ones without news, in a fixed order. */
function quietCalls(calls: ReadonlyMap<string, CallRecord>, members: MemberStates, now: Date): string[] {
  const isQuiet = (since: string): boolean => now.getTime() - Date.parse(since) >= QUIET_MS;
  const running = [...calls.values()].filter((call) => isQuiet(lastNewsOf(call)));
  const talking = [...members.values()].flatMap(({ onCall }) =>
    onCall !== undefined && isQuiet(onCall.since) ? [onCall.callSid] : [],
  );
  return [...new Set([...running.map(({ callSid }) => callSid), ...talking])].toSorted();
}

const lastNewsOf = ({ timeline, startedAt = '' }: CallRecord): string => timeline.at(-1)?.at ?? startedAt;

/** If there are many calls, each run checks another part of them, so that long conversations do not delay the others. */
function turnOf(callSids: readonly string[], now: Date): readonly string[] {
  if (callSids.length <= MOST_ASKED) return callSids;
  const start = (Math.floor(now.getTime() / MINUTE_MS) * MOST_ASKED) % callSids.length;
  return [...callSids.slice(start), ...callSids.slice(0, start)].slice(0, MOST_ASKED);
}

async function closeIfOver(
  callSid: string,
  record: CallRecord | undefined,
  members: MemberStates,
  runtime: Runtime,
): Promise<boolean> {
  try {
    const call = await runtime.carrier.getCall(callSid);
    // A call that the carrier does not know (any more) is over too.
    if (call !== undefined && !isFinalStatus(call.status)) return false;
    await commit([...finished(record, call, runtime), ...callOver({ callSid }, { members })], runtime);
    runtime.log.warn('a call whose webhooks stopped is closed', { callSid });
    return true;
  } catch (error) {
    runtime.log.warn('the carrier could not say whether a call is over', { callSid, error });
    return false;
  }
}

function finished(
  record: CallRecord | undefined,
  call: CarrierCall | undefined,
  { now, settings }: Pick<Runtime, 'now' | 'settings'>,
): Effect[] {
  if (record === undefined) return [];
  const started = Date.parse(record.startedAt ?? now().toISOString());
  const seconds = call?.seconds ?? Math.round((Date.parse(lastNewsOf(record)) - started) / 1_000);
  return [
    {
      kind: 'finish-call',
      callSid: record.callSid,
      status: call?.status ?? 'completed',
      seconds,
      endedAt: new Date(started + seconds * 1_000).toISOString(),
      passEndsAfter: settings.lastGood().challenge.pass.endsAfter,
    },
  ];
}
