// A record as it stood at a moment: a package that is made again later says the same. Pure.
import type { CaseRecord } from '../cases/case.ts';
import type { CallRecord, WithdrawnFlag } from '../records/call-record.ts';

/** @param moment ISO 8601, UTC; what is later is left away */
export function caseAsOf(found: CaseRecord, moment: string): CaseRecord {
  const history = found.history.filter(({ at }) => at <= moment);
  const {
    wrongPins: _,
    writeKey: __,
    version: ___,
    status: ____,
    feedback: _____,
    decision: ______,
    ...rest
  } = found;
  const { withdrawnFor: _______, ...lasting } = rest;
  const told = history.reduce<Partial<CaseRecord>>(
    (before, { status, feedback, decision, withdrawnFor }) => ({
      ...before,
      status,
      ...(feedback === undefined ? {} : { feedback }),
      ...(decision === undefined ? {} : { decision }),
      ...(withdrawnFor === undefined ? {} : { withdrawnFor }),
    }),
    { status: 'received' },
  );
  const joined = found.joined?.filter(({ at }) => at <= moment);
  return {
    ...lasting,
    status: 'received',
    ...told,
    ...(joined === undefined ? {} : { joined }),
    history,
    version: history.length + 1,
  };
}

/** A flag that was taken back later stands; one that was given later does not. */
export function callAsOf(found: CallRecord, moment: string): CallRecord {
  const { flag, withdrawnFlags = [], timeline, ...lasting } = found;
  const earlier = withdrawnFlags.filter(({ withdrawnAt }) => withdrawnAt <= moment);
  const stood = withdrawnFlags.find(({ at, withdrawnAt }) => at <= moment && withdrawnAt > moment);
  const standing = flag !== undefined && flag.at <= moment ? flag : stood && flagOf(stood);
  return {
    ...lasting,
    ...(standing === undefined ? {} : { flag: standing }),
    ...(earlier.length === 0 ? {} : { withdrawnFlags: earlier }),
    timeline: timeline.filter(({ at }) => at <= moment),
  };
}

const flagOf = ({ by, at, reason }: WithdrawnFlag) => ({ by, at, reason });
