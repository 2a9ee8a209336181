// Effects -> writes: step 5 of a voice webhook, and what the API and the jobs do beside their own work. What cannot be
// written now goes to the queue, then to the log: nothing accepted is lost.
import { assertNever } from '../core/basics/assert-never.ts';
import type { Effect } from '../core/call/effect.ts';
import type { Listing } from '../core/lists/listing.ts';
import { parseIdentity } from '../core/numbers/identity.ts';
import { noticeId } from '../core/messages/notice.ts';
import { isCallBackId } from '../core/messages/call-back-id.ts';
import { isStored, type StoredEffect } from '../store/commit.ts';
import type { DeferredTask, Runtime } from './runtime.ts';

export async function commit(effects: readonly Effect[], runtime: Runtime): Promise<void> {
  await Promise.all([writeOrDefer(effects.filter(isStored), runtime), ...besideStore(effects, runtime)]);
}

/** All of it by way of the queue: the store has too much to do already. */
export async function commitLater(effects: readonly Effect[], runtime: Runtime): Promise<void> {
  const stored = effects.filter(isStored);
  await Promise.all([
    stored.length === 0 ? undefined : defer({ kind: 'commit', effects: stored }, runtime),
    ...besideStore(effects, runtime),
  ]);
}

const besideStore = (effects: readonly Effect[], runtime: Runtime): Promise<void>[] => [
  ...effects.flatMap(tasksOf).map((task) => defer(task, runtime)),
  ...effects.flatMap(evidenceIn).map((callSid) => sealLater(callSid, runtime)),
];

/** What is not a write of the store, or more than that. */
function tasksOf(effect: Effect): DeferredTask[] {
  if (!isStored(effect)) return [effect];
  if (effect.kind === 'allow-number') return clearedBy(effect.listing);
  return effect.kind === 'drop-voicemail' && !isCallBackId(effect.recordingSid)
    ? [{ kind: 'drop-recording', recordingSid: effect.recordingSid }]
    : [];
}

/** Whom a person allows is no nuisance; partners whose lists name the number are told. */
export function clearedBy({ pattern, list, addedAt }: Listing): DeferredTask[] {
  const number = parseIdentity(pattern);
  return list === 'block' || number === undefined ? [] : [{ kind: 'number-cleared', number, at: addedAt }];
}

/** Most calls are over by then, with the carrier's last word. */
export const SEAL_SECONDS = 900;

/** Once the call is over. */
export const sealLater = (callSid: string, runtime: Runtime): Promise<void> =>
  defer({ kind: 'seal-call', callSid }, runtime, SEAL_SECONDS);

/** Calls that end in a case, a flag, or at a block. */
function evidenceIn(effect: Effect): string[] {
  if (effect.kind === 'flag-call') return [effect.callSid];
  if (effect.kind === 'join-case') return [effect.joined.callSid];
  if (effect.kind === 'open-case') return effect.report.callSid === undefined ? [] : [effect.report.callSid];
  if (effect.kind !== 'open-call') return [];
  const { verdict, listing } = effect.screening;
  return verdict === 'reject' && listing !== undefined ? [effect.callSid] : [];
}

async function writeOrDefer(effects: readonly StoredEffect[], runtime: Runtime): Promise<void> {
  if (effects.length === 0) return;
  const { failed } = await runtime.store.commit(effects);
  if (failed.length === 0) return;
  const left = failed.map(({ effect }) => effect);
  runtime.log.error('writes failed, deferred', {
    effects: left.map(({ kind }) => kind),
    error: failed[0]?.error,
  });
  await defer({ kind: 'commit', effects: left }, runtime);
}

/** To the queue, else to the log. */
export async function defer(task: DeferredTask, runtime: Runtime, delaySeconds?: number): Promise<void> {
  try {
    await runtime.deferred.send(task, delaySeconds);
  } catch (error) {
    // Of a recording the carrier still has its own: the reconciler finds it by this SID or by itself.
    runtime.log.error('the queue is gone too', { problem: summary(task), error });
  }
}

/** Enough to find the matter again, and no number. */
export function summary(task: DeferredTask): string {
  switch (task.kind) {
    case 'judge':
      return 'judge a number';
    case 'reconsider-block':
      return 'reconsider a block';
    case 'withdraw-evidence':
      return `withdraw evidence after appeal ${task.caseNumber}`;
    case 'partner-call':
      return `count call ${task.callSid} for partners`;
    case 'number-cleared':
      return 'tell partners that a number was cleared';
    case 'drop-recording':
      return `drop ${task.recordingSid}`;
    case 'seal-call':
      return `seal ${task.callSid}`;
    case 'cover-hold':
      return `cover what hold ${task.hold} covers`;
    case 'release-hold':
      return `release what hold ${task.hold} covered`;
    case 'transcribe':
      return `write down ${task.recordingSid}`;
    case 'fetch-recording':
      return `fetch ${task.recordingSid} of ${task.callSid}`;
    case 'commit':
      return task.effects.map(named).join(', ');
    case 'end-import':
      return `audit ${task.entry.action} ${task.entry.at}`;
    case 'update-shares':
      return 'shares follow the block list';
    case 'notify':
      return `notice ${noticeId(task.notice)}`;
    case 'send-sms':
      return 'text message';
    case 'send-email':
      return `e-mail ${task.email.id}`;
    case 'post-webhook':
      return `webhook ${task.id}`;
    default:
      return assertNever(task, 'deferred task');
  }
}

function named(effect: StoredEffect): string {
  if (effect.kind === 'audit') return `audit ${effect.entry.action} ${effect.entry.at}`;
  return `${effect.kind} ${'callSid' in effect ? effect.callSid : ''}`;
}
