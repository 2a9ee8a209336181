// A call arrives: who it is decides where it goes.
import type { VoicemailReason } from '../../../messages/message.ts';
import type { Admission } from '../../../screening/admission.ts';
import { assertNever } from '../../../basics/assert-never.ts';
import type { CallerRecord } from '../../../screening/caller.ts';
import {
  isBridgedLately,
  isFlaggedOnce,
  scoreCaller,
  type CallerEvidence,
} from '../../../evidence/caller-score.ts';
import type { Call } from '../../call-event.ts';
import type { Answer } from '../../decision.ts';
import type { Effect } from '../../effect.ts';
import type { Plan } from '../../plan.ts';
import { findForwardingLoop } from '../../../screening/forwarding-loop.ts';
import type { Identity } from '../../../numbers/identity.ts';
import { mailboxFor, type MailboxCaller } from '../../../messages/mailbox.ts';
import { blockOf } from '../../../screening/screening.ts';
import type { Screening, Verdict } from '../../../screening/verdict.ts';
import { screenAgain, type ScreeningRecord } from '../../../screening/screening-record.ts';
import type { Scoring } from '../../../screening/score-screening.ts';
import type { Settings } from '../../../settings/settings.ts';
import { ownNumbers } from '../../../departments/staff.ts';
import { modeInForce } from '../../../screening/treatment.ts';
import { unansweredBefore } from '../../../screening/unanswered.ts';
import { blockNumber } from './ring-refused.ts';
import { firstChallenge } from './challenge-answers.ts';
import { arrived } from './habits-learned.ts';
import { callerOf, retention, type Context, type EventOf } from '../../context.ts';
import { ringOrAfterHours, type Destination } from './department-answers.ts';
import { menu, question } from '../asking.ts';
import { voicemail } from '../messages/message-answers.ts';
import { historyOf } from '../../../screening/screening-facts.ts';
import type { Journey } from '../../steps/journey.ts';

export function callArrived({ call }: EventOf<'CallArrived'>, context: Context): Answer {
  const facts = screeningRecord(call, context);
  const screening = screenAgain(facts, context.settings, { at: context.now, callSid: call.callSid });
  return {
    plan: openingPlan(call, screening, context),
    effects: [
      openCall(call, screening, facts, context),
      ...appealOffer(call, screening, context),
      ...blockNumber(call, screening, context),
      ...(SAYS_NOTHING_OF_THE_CALLER.has(screening.verdict) ? [] : arrived(call, context)),
    ],
  };
}

/** Calls of our own side, which are no evidence for or against the number that they show. */
const SAYS_NOTHING_OF_THE_CALLER: ReadonlySet<Verdict> = new Set(['pin', 'forwarding-loop']);

/** What is decided on, in the form in which it is kept. */
function screeningRecord(call: Call, context: Context): ScreeningRecord {
  const { directory, settings, level = 'normal' } = context;
  const scoring = scoringOf(call, context);
  const loop = findForwardingLoop(call, settings);
  return {
    callerId: call.callerId,
    attestation: call.attestation,
    level,
    staff: isStaff(call, context),
    own: isOwn(call, context),
    ...(loop === undefined ? {} : { loop }),
    ...(directory.kind === 'unavailable' ? {} : { listings: directory.listings }),
    ...(directory.kind === 'copied' ? { copiedAt: directory.takenAt } : {}),
    ...(directory.kind === 'known' && directory.caller !== undefined
      ? { caller: judgedBy(directory.caller) }
      : {}),
    ...historyOf(directory),
    ...(context.codeAwaited === true ? { codeAwaited: true } : {}),
    ...(scoring === undefined ? {} : { scoring }),
    ...(context.usage === undefined ? {} : { usage: context.usage }),
  };
}

/** No complaint file speaks against the company's own lines and its staff. */
const evidenceFor = (
  number: Identity,
  { feeds, ...own }: CallerEvidence,
  settings: Settings,
): CallerEvidence => (feeds === undefined || ownNumbers(settings).includes(number) ? own : { ...own, feeds });

const judgedBy = ({ verifiedUntil, verifiedWith, protectedUntil, appealOffered }: CallerRecord) => ({
  ...(verifiedUntil === undefined ? {} : { verifiedUntil }),
  ...(verifiedWith === undefined ? {} : { verifiedWith }),
  ...(protectedUntil === undefined ? {} : { protectedUntil }),
  ...(appealOffered === undefined ? {} : { appealOffered }),
});

type ScoringFacts = Pick<Context, 'directory' | 'settings' | 'now' | 'installedAt' | 'calibration'>;

/** Undefined where nothing is scored: no number, no evidence to be had, or switched off. */
export function scoringOf(
  call: Pick<Call, 'callerId' | 'attestation'>,
  { directory, settings, now, installedAt, calibration }: ScoringFacts,
): Scoring | undefined {
  const number = callerOf(call);
  const stored = directory.kind === 'known' ? directory.evidence : undefined;
  const mode = modeInForce(settings.screening.reputation, installedAt, now);
  if (number === undefined || stored === undefined || mode === 'off') return undefined;
  const evidence = evidenceFor(number, stored, settings);
  const { attestation } = call;
  const byEvidence = scoreCaller({ number, evidence, attestation, now, calibration });
  const bridgedLately = attestation !== 'failed' && isBridgedLately(evidence);
  const flaggedOnce = isFlaggedOnce(evidence, attestation);
  const unanswered = unansweredBefore(evidence, attestation);
  return {
    ...byEvidence,
    mode,
    bridgedLately,
    ...(flaggedOnce ? { flaggedOnce } : {}),
    ...(unanswered === undefined ? {} : { unanswered }),
  };
}

/** One's own number is a claim; the PIN proves it. Without one, or while nobody can check it, a member is a caller like any other. */
function isStaff(call: Call, { settings, members }: Context): boolean {
  const { callerId } = call;
  return (
    settings.staffMenu.on && callerId.kind === 'number' && members?.get(callerId.number)?.hasPin === true
  );
}

/** One of the company's lines, or of a member of staff. */
function isOwn(call: Call, { settings }: Context): boolean {
  const number = callerOf(call);
  return number !== undefined && ownNumbers(settings).includes(number);
}

function openingPlan(call: Call, screening: Screening, context: Context): Plan {
  const journey: Journey = {
    language: rememberedLanguage(context),
    admission: admissionOf(screening),
    attestation: call.attestation,
    mailbox: mailboxFor(context.mailbox, context.settings, mailboxCaller(call, screening)),
  };
  switch (screening.verdict) {
    case 'reject':
      return { kind: 'reject' };
    case 'appeal':
      return question('first', {
        ...journey,
        step: screening.awaitsCode === true ? 'appeal-code' : 'appeal',
        attempt: 1,
      });
    case 'pin':
      return question('first', { ...journey, step: 'staff-pin', attempt: 1 });
    case 'busy':
    case 'forwarding-loop':
      return { kind: 'reject', busy: true };
    case 'staff':
      return ringOrAfterHours(call, journey, straightThrough(screening), context);
    case 'menu':
      return menu('welcome-back', { ...journey, step: 'menu', turn: 1, misses: 0 });
    case 'challenge':
      return firstChallenge(journey, context, screening.harder);
    case 'voicemail':
      return voicemail(voicemailReason(call, screening), journey, undefined, context);
    default:
      return assertNever(screening.verdict, 'verdict');
  }
}

/** A caller who is known, or has talked with staff lately, has a room that strangers cannot fill. */
function mailboxCaller(call: Call, screening: Screening): MailboxCaller {
  if (callerOf(call) === undefined) return { in: 'hidden' };
  const isKnown = admissionOf(screening) !== 'unverified' || screening.scored?.bridgedLately === true;
  return isKnown ? { in: 'known' } : { in: 'stranger', suspect: screening.scored?.keepsAway === true };
}

/** Only a caller who has hidden the number is told that it is hidden. */
function voicemailReason(call: Call, { reasons }: Screening): VoicemailReason {
  if (reasons.some(({ code }) => code === 'many-calls')) return 'many-calls';
  return callerOf(call) === undefined ? 'withheld' : 'screened';
}

function appealOffer(call: Call, { verdict, listing, awaitsCode }: Screening, context: Context): Effect[] {
  const number = callerOf(call);
  if (verdict !== 'appeal' || awaitsCode === true || listing === undefined || number === undefined) return [];
  const expiresAt = retention(context);
  return [{ kind: 'offer-appeal', number, callSid: call.callSid, block: blockOf(listing), expiresAt }];
}

/** The call stays unanswered, and unbilled, until a member of staff accepts: nothing is said to the caller before. */
const straightThrough = ({ listing }: Screening): Destination => ({
  department: listing?.department,
  ringThrough: listing?.ringThrough ?? false,
  announce: false,
});

function admissionOf({ verdict, listing }: Screening): Admission {
  if (listing?.list === 'never-block') return 'never-block';
  if (listing?.list === 'allow') return 'allowlisted';
  return verdict === 'menu' ? 'verified' : 'unverified';
}

const rememberedLanguage = ({ directory, settings }: Context): Journey['language'] =>
  (directory.kind === 'known' ? directory.caller?.language : undefined) ?? settings.hotline.language;

function openCall(call: Call, screening: Screening, facts: ScreeningRecord, context: Context): Effect {
  return {
    kind: 'open-call',
    callSid: call.callSid,
    caller: callerOf(call),
    callerId: call.callerId.kind,
    to: call.to,
    attestation: call.attestation,
    screening,
    facts,
    startedAt: context.now.toISOString(),
    expiresAt: retention(context),
  };
}
