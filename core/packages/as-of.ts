// A record as it stood at a moment: a package that is made again later says the same. What carries no time of its own and
// may change later, such as who works on a case, is left out. Pure.
import type { Correction } from '../basics/correction.ts';
import { present } from '../basics/present.ts';
import type { CaseChange, CaseRecord } from '../cases/case.ts';
import type { CallRecord, Flag } from '../records/call-record.ts';

/** What was known when the case came in, and what its history says of it since. */
export type CaseAsOf = Pick<
  CaseRecord,
  | 'caseNumber'
  | 'kind'
  | 'category'
  | 'official'
  | 'language'
  | 'receivedAt'
  | 'reported'
  | 'reporter'
  | 'standing'
  | 'joined'
  | 'channel'
  | 'callSid'
  | 'description'
  | 'recordingSid'
  | 'openedBy'
  | 'sent'
  | 'status'
  | 'feedback'
  | 'decision'
  | 'withdrawnFor'
  | 'extension'
  | 'mergedInto'
  | 'history'
  | 'correction'
>;

/** @param moment ISO 8601, UTC; what is later is left away */
export function caseAsOf(found: CaseRecord, moment: string): CaseAsOf {
  const history = found.history.filter(({ at }) => at <= moment);
  const last = <Key extends keyof CaseChange>(key: Key): CaseChange[Key] | undefined =>
    history.findLast((change) => change[key] !== undefined)?.[key];
  const { caseNumber, kind, category, official, language, receivedAt } = found;
  const { reported, reporter, standing, channel, callSid, description, recordingSid, openedBy } = found;
  return {
    ...{ caseNumber, kind, category, official, language, receivedAt },
    ...present({ reported, reporter, standing, channel, callSid, description, recordingSid, openedBy }),
    ...present({
      joined: found.joined?.filter(({ at }) => at <= moment),
      sent: found.sent?.filter(({ sentAt }) => sentAt <= moment),
      feedback: last('feedback'),
      decision: last('decision'),
      withdrawnFor: last('withdrawnFor'),
      extension: last('extension'),
      mergedInto: last('mergedInto'),
      correction: correctionAsOf(found, moment),
    }),
    status: last('status') ?? 'received',
    history,
  };
}

/** A flag that was taken back later stands; one that was given later does not. */
export function callAsOf(found: CallRecord, moment: string): CallRecord {
  const {
    flag,
    seal,
    withdrawnFlags = [],
    timeline,
    holds: _,
    content: __,
    correction: ___,
    ...lasting
  } = found;
  const earlier = withdrawnFlags.filter(({ withdrawnAt }) => withdrawnAt <= moment);
  const stood = withdrawnFlags.find(({ at, withdrawnAt }) => at <= moment && withdrawnAt > moment);
  return {
    ...lasting,
    ...present({
      flag: flag !== undefined && flag.at <= moment ? flag : stood && plain(stood),
      seal: seal !== undefined && seal.at <= moment ? seal : undefined,
      withdrawnFlags: earlier.length === 0 ? undefined : earlier,
      correction: correctionAsOf(found, moment),
    }),
    timeline: timeline.filter(({ at }) => at <= moment),
  };
}

const correctionAsOf = (
  { correction }: Pick<CallRecord, 'correction'>,
  moment: string,
): Correction | undefined => (correction !== undefined && correction.at <= moment ? correction : undefined);

const plain = ({ by, at, reason }: Flag): Flag => ({ by, at, reason });
