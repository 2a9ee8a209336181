// A flag by staff stands with its call and counts as evidence about the caller. Both writes can be done twice.
import type { CallRecord, Flag } from '../../core/records/call-record.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import type { Callers } from '../evidence/callers.ts';
import type { Calls } from './calls.ts';
import { ignoreConflict } from '../database/errors.ts';

interface Tables {
  readonly calls: Calls;
  readonly callers: Callers;
}

export interface FlagChange extends Flag {
  readonly callSid: string;
  readonly caller?: Identity | undefined;
}

/**
 * The first flag of a call is the one that counts.
 * @returns the call; undefined where this very flag was given and taken back before
 */
export async function flagCall(
  { caller, ...change }: FlagChange,
  { calls, callers }: Tables,
): Promise<CallRecord | undefined> {
  const { callSid, by, at, reason } = change;
  try {
    const flagged = await calls.flag({ callSid, by, at, reason });
    if (caller !== undefined) await callers.flag(caller, callSid, new Date(flagged.flag?.at ?? at));
    return flagged;
  } catch (error) {
    ignoreConflict(error);
    return undefined;
  }
}

/**
 * @param change who takes it back, when and why
 * @param mayTakeBack whether that person may; where absent, their own flag only
 * @returns the call; undefined where no flag stands that they may take back, nor ever stood
 */
export async function unflagCall(
  { caller, callSid, by, at, reason }: FlagChange,
  { calls, callers }: Tables,
  mayTakeBack: (flag: Flag) => boolean = (flag) => flag.by === by,
): Promise<CallRecord | undefined> {
  const call = await calls.get(callSid);
  const flag = call?.flag;
  const changed =
    flag !== undefined && mayTakeBack(flag)
      ? await calls.unflag({ callSid, flag, by, at, reason })
      : undefined;
  const left = changed ?? (await calls.get(callSid));
  // A repeated request finds the flag gone, and makes good what the first one may have left undone.
  if (left?.flag !== undefined || left?.withdrawnFlags === undefined) return undefined;
  if (caller !== undefined) await callers.unflag(caller, callSid, new Date(at));
  return left;
}
