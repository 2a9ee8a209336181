// Effects -> writes, sent together. Each is idempotent; one that fails does not keep the others from being made.
import type { Effect } from '../core/call/effect.ts';
import type { CallRecord } from '../core/records/call-record.ts';
import { conversationOf, learnedFromEnding, learnedFromWords } from '../core/records/learned.ts';
import type { Appeals } from './cases/appeals.ts';
import type { Audit } from './audit/audit.ts';
import type { Callers } from './evidence/callers.ts';
import type { Calls } from './calls/calls.ts';
import type { Cases } from './cases/cases.ts';
import type { DayUse } from './limits/day-use.ts';
import type { DoNotDisturbSwitch } from './settings/do-not-disturb.ts';
import { ignoreConflict } from './database/errors.ts';
import type { Evidence } from './evidence/evidence.ts';
import { flagCall, unflagCall } from './calls/flags.ts';
import type { Guard } from './settings/guard.ts';
import type { Guesses } from './limits/guesses.ts';
import type { Listings } from './lists/listings.ts';
import type { MailboxLog } from './messages/mailbox.ts';
import type { Members } from './staff/members.ts';
import type { RightsRequests } from './rights/rights-requests.ts';
import type { UsageLog } from './limits/usage.ts';
import type { Voicemails } from './messages/voicemails.ts';
import type { Webhooks } from './packages/webhooks.ts';

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

/** What effects are written into. */
export interface Repositories {
  readonly appeals: Appeals;
  readonly audit: Audit;
  readonly callers: Callers;
  readonly calls: Calls;
  readonly cases: Cases;
  readonly dayUse: DayUse;
  readonly doNotDisturb: DoNotDisturbSwitch;
  readonly evidence: Evidence;
  readonly guard: Guard;
  readonly guesses: Guesses;
  readonly listings: Listings;
  readonly mailbox: MailboxLog;
  readonly members: Members;
  readonly rights: RightsRequests;
  readonly usage: UsageLog;
  readonly voicemails: Voicemails;
  readonly webhooks: Webhooks;
}

type EffectOf<Kind extends StoredEffect['kind']> = Extract<StoredEffect, { kind: Kind }>;

/** Writes one effect into the repositories. */
type Writer<Kind extends StoredEffect['kind']> = (
  effect: EffectOf<Kind>,
  into: Repositories,
) => Promise<unknown>;

/** Every effect that the store writes, none forgotten. */
const WRITERS: { readonly [Kind in StoredEffect['kind']]: Writer<Kind> } = {
  'open-call': (effect, { calls }) => calls.open(effect),
  'add-to-timeline': (effect, { calls }) => calls.addToTimeline(effect),
  'note-bridge': (effect, { calls }) => calls.noteBridge(effect),
  'finish-call': async (effect, into) => {
    const record = await into.calls.finish(effect);
    await Promise.all([writeEach(learnedFromEnding(record, effect), into), notePass(record, effect, into)]);
  },
  'note-content': async (effect, into) =>
    writeEach(learnedFromWords(await into.calls.noteContent(effect), effect), into),
  'keep-webhook': (effect, { webhooks }) => webhooks.keep(effect),
  'flag-call': (effect, into) => flagCall(effect, into),
  'unflag-call': (effect, into) => unflagCall(effect, into),

  'take-call': (effect, { members }) => members.takeCall(effect),
  'note-pick-up': (effect, { members }) => members.notePickUp(effect),
  'end-call': (effect, { members }) => members.endCall(effect),
  'note-flag': (effect, { members }) => members.noteFlag(effect),
  'accept-pin': (effect, { members }) => members.acceptPin(effect),

  'verify-caller': (effect, { callers }) => callers.verify(effect),
  'remember-language': ({ number, language, expiresAt }, { callers }) =>
    callers.rememberLanguage(number, language, expiresAt),
  'count-report': (effect, { callers }) => callers.report(effect),
  'claim-report': (effect, { callers }) => callers.report(effect),
  'offer-appeal': (effect, { callers }) => callers.offerAppeal(effect),
  'end-pass': ({ number }, { callers }) => callers.endPass(number),

  'keep-voicemail': (effect, { voicemails, calls, mailbox }) =>
    Promise.all([
      voicemails.keep(effect),
      calls.noteRecording(effect.callSid, effect.recordingSid, effect.expiresAt),
      mailbox.count(effect),
    ]),
  'keep-call-back': (effect, { voicemails }) => voicemails.keepCallBack(effect),
  'note-transcript': (effect, { voicemails }) => voicemails.noteTranscript(effect),
  'drop-voicemail': (effect, { voicemails }) => voicemails.drop(effect),
  'hear-voicemail': (effect, { voicemails }) => voicemails.hear(effect),

  'open-case': (effect, { cases }) => cases.open(effect),
  'join-case': (effect, { cases }) => cases.join(effect),
  'describe-case': (effect, { cases }) => cases.describe(effect),
  'forgive-pin': ({ caseNumber }, { cases }) => cases.forgivePin(caseNumber),
  'prove-number': (effect, { appeals }) => appeals.prove(effect),

  'open-request': ({ request }, { rights }) => rights.open(request),
  'prove-request': (effect, { rights }) => rights.prove(effect),

  'add-habit': (effect, { evidence }) => evidence.addHabit(effect),
  'add-unanswered': (effect, { evidence }) => evidence.addUnanswered(effect),

  'count-use': (effect, { usage }) => usage.count(effect),
  'count-rings': (effect, { usage }) => usage.countRings(effect),
  'block-number': (effect, { usage }) => usage.block(effect),
  'add-minutes': (effect, { dayUse }) => dayUse.addMinutes(effect),
  'forget-guesses': (effect, { guesses }) => guesses.forget(effect),

  'allow-number': ({ listing }, { listings }) => listings.put(listing, 0).catch(ignoreConflict),
  'set-do-not-disturb': ({ state }, { doNotDisturb }) => doNotDisturb.set(state),
  'set-guard': ({ state }, { guard }) => guard.set(state),
  audit: ({ entry }, { audit }) => audit.append(entry),
};

export const createCommit =
  (into: Repositories) =>
  (effects: readonly StoredEffect[]): Promise<CommitOutcome> =>
    writeAll(effects, into);

function write(effect: StoredEffect, into: Repositories): Promise<unknown> {
  const writer: (effect: never, into: Repositories) => Promise<unknown> = WRITERS[effect.kind];
  return writer(effect as never, into);
}

const writeEach = (effects: readonly StoredEffect[], into: Repositories): Promise<unknown> =>
  Promise.all(effects.map((effect) => write(effect, into)));

async function writeAll(effects: readonly StoredEffect[], into: Repositories): Promise<CommitOutcome> {
  const outcomes = await Promise.allSettled(effects.map((effect) => write(effect, into)));
  return {
    failed: effects.flatMap((effect, index) => {
      const outcome = outcomes[index];
      return outcome?.status === 'rejected' ? [{ effect, error: outcome.reason as unknown }] : [];
    }),
  };
}

/** After several conversations that were short, or that nobody answered, the code is asked for again. */
async function notePass(
  record: CallRecord,
  { callSid, endedAt, passEndsAfter = 0 }: EffectOf<'finish-call'>,
  { usage, callers }: Repositories,
): Promise<void> {
  const had = conversationOf(record);
  if (had === undefined) return;
  const { of, conversation } = had;
  const poor = await usage.endCall(of, { callSid, conversation, endedAt });
  if (passEndsAfter > 0 && poor >= passEndsAfter) await callers.endPass(of.number);
}
