// Effects -> writes, sent together. Each is idempotent; one that fails does not keep the others from being made.
import { assertNever } from '../core/basics/assert-never.ts';
import type { CallRecord } from '../core/records/call-record.ts';
import type { Effect } from '../core/call/decision.ts';
import { soundsLikeNuisance } from '../core/content/content-note.ts';
import { SHORT_CALL_SECONDS } from '../core/evidence/habits.ts';
import { isUnanswered } from '../core/screening/unanswered.ts';
import { createAppeals } from './appeals.ts';
import { createAudit } from './audit.ts';
import { createBudgetWrites, isBudgetEffect } from './budget-writes.ts';
import { createCallers } from './callers.ts';
import { createCalls } from './calls.ts';
import { createCases } from './cases.ts';
import type { Database } from './database.ts';
import { createDoNotDisturb } from './do-not-disturb.ts';
import { ignoreConflict } from './errors.ts';
import { flagCall, unflagCall } from './flags.ts';
import { createEvidence, type Evidence } from './evidence.ts';
import { createGuard } from './guard.ts';
import { createGuesses } from './guesses.ts';
import { createListings } from './listings.ts';
import { createMailboxLog } from './mailbox.ts';
import { createMembers } from './members.ts';
import { createVoicemails } from './voicemails.ts';

/** What the store can write. What is the queue's work is not: copying audio, having it written down, telling people, judging. */
const QUEUED = [
  'fetch-recording',
  'transcribe',
  'notify',
  'judge',
  'reconsider-block',
  'withdraw-evidence',
] as const;
export type StoredEffect = Exclude<Effect, { kind: (typeof QUEUED)[number] }>;
export const isStored = (effect: Effect): effect is StoredEffect =>
  !(QUEUED as readonly string[]).includes(effect.kind);

export interface CommitOutcome {
  readonly failed: readonly { readonly effect: StoredEffect; readonly error: unknown }[];
}

export function createCommit(database: Database) {
  const appeals = createAppeals(database);
  const audit = createAudit(database);
  const callers = createCallers(database);
  const budget = createBudgetWrites(database, callers);
  const calls = createCalls(database);
  const cases = createCases(database);
  const evidence = createEvidence(database);
  const guard = createGuard(database);
  const listings = createListings(database);
  const mailbox = createMailboxLog(database);
  const members = createMembers(database);
  const voicemails = createVoicemails(database);

  const write = async (effect: StoredEffect): Promise<void> => {
    if (isBudgetEffect(effect)) return budget.write(effect);
    switch (effect.kind) {
      case 'forget-guesses':
        return createGuesses(database).forget(effect);
      case 'open-call':
        return calls.open(effect);
      case 'add-to-timeline':
        return calls.addToTimeline(effect);
      case 'take-call':
        return members.takeCall(effect);
      case 'note-pick-up':
        return members.notePickUp(effect);
      case 'end-call':
        return members.endCall(effect);
      case 'note-bridge':
        return calls.noteBridge(effect);
      case 'finish-call': {
        const record = await calls.finish(effect);
        await Promise.all([noteEnding(record, effect, evidence), budget.notePass(record, effect)]);
        return;
      }
      case 'verify-caller':
        return callers.verify(effect);
      case 'remember-language':
        return callers.rememberLanguage(effect.number, effect.language, effect.expiresAt);
      case 'keep-voicemail':
        await Promise.all([
          voicemails.keep(effect),
          calls.noteRecording(effect.callSid, effect.recordingSid),
          mailbox.count(effect),
        ]);
        return;
      case 'keep-call-back':
        return voicemails.keepCallBack(effect);
      case 'note-transcript':
        return voicemails.noteTranscript(effect);
      case 'note-content':
        return noteWords(await calls.noteContent(effect), effect, evidence);
      case 'drop-voicemail':
        return voicemails.drop(effect);
      case 'hear-voicemail':
        return voicemails.hear(effect);
      case 'flag-call':
      case 'unflag-call':
        await (effect.kind === 'flag-call' ? flagCall : unflagCall)(effect, { calls, callers });
        return;
      case 'note-flag':
        return members.noteFlag(effect);
      case 'allow-number':
        return listings.put(effect.listing, 0).catch(ignoreConflict);
      case 'set-do-not-disturb':
        await createDoNotDisturb(database).set(effect.state);
        return;
      case 'set-guard':
        await guard.set(effect.state);
        return;
      case 'accept-pin':
        return members.acceptPin(effect);
      case 'open-case':
        await cases.open(effect);
        return;
      case 'join-case':
        return cases.join(effect);
      case 'describe-case':
        return cases.describe(effect);
      case 'count-report':
      case 'claim-report':
        return callers.report(effect);
      case 'offer-appeal':
        return callers.offerAppeal(effect);
      case 'forgive-pin':
        return cases.forgivePin(effect.caseNumber);
      case 'prove-number':
        return appeals.prove(effect);
      case 'add-habit':
        return evidence.addHabit(effect);
      case 'audit':
        return audit.append(effect.entry);
      default:
        return assertNever(effect, 'effect');
    }
  };

  return (effects: readonly StoredEffect[]): Promise<CommitOutcome> => writeAll(effects, write);
}

async function writeAll(
  effects: readonly StoredEffect[],
  write: (effect: StoredEffect) => Promise<void>,
): Promise<CommitOutcome> {
  const outcomes = await Promise.allSettled(effects.map(write));
  return {
    failed: effects.flatMap((effect, index) => {
      const outcome = outcomes[index];
      return outcome?.status === 'rejected' ? [{ effect, error: outcome.reason as unknown }] : [];
    }),
  };
}

/** The status callback does not say whether the number was forged; the call's record does. */
async function noteEnding(
  { caller, attestation, verdict, timeline }: CallRecord,
  { callSid, status, seconds, endedAt: at }: Extract<StoredEffect, { kind: 'finish-call' }>,
  evidence: Evidence,
): Promise<void> {
  if (caller === undefined || attestation === 'failed' || verdict === 'pin' || verdict === 'forwarding-loop')
    return;
  const short = status === 'completed' && seconds <= SHORT_CALL_SECONDS;
  await Promise.all([
    short
      ? evidence.addHabit({ kind: 'add-habit', number: caller, callSid, habit: 'short', amount: 1, at })
      : undefined,
    verdict === 'challenge' && isUnanswered(timeline)
      ? evidence.addUnanswered({ number: caller, callSid, at })
      : undefined,
  ]);
}

/** Words raise a score a little; what was said under a forged number says nothing of its owner. */
async function noteWords(
  { attestation }: CallRecord,
  effect: Extract<StoredEffect, { kind: 'note-content' }>,
  evidence: Evidence,
): Promise<void> {
  const { callSid, caller, at } = effect;
  if (caller === undefined || attestation === 'failed' || !soundsLikeNuisance(effect)) return;
  const habit = 'words';
  await evidence.addHabit({ kind: 'add-habit', number: caller, callSid, habit, amount: 1, at });
}
