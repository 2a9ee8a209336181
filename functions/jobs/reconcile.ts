// Finds recordings at the carrier that no callback announced: a lost webhook must not lose a message. And those that are
// still there though our copy is stored, because a transcript was waited for that did not come. It goes on where it
// stopped: an account that others share may hold thousands of recordings that are not ours.
import { DAY_MS, MINUTE_MS } from '../../core/basics/durations.ts';
import { identityOf, readCallerId } from '../../core/numbers/caller-id.ts';
import type { Effect } from '../../core/call/effect.ts';
import { SHORTEST_MESSAGE_SECONDS } from '../../core/call/answers/messages/message-answers.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { isOfficial } from '../../core/numbers/hotline-settings.ts';
import { commit } from '../commit.ts';
import type { Progress } from '../../store/settings/settings-items.ts';
import type { CarrierRecording, Runtime } from '../runtime.ts';

/** A callback may still be on its way for so long. */
const GRACE_MS = 15 * MINUTE_MS;
/** Looked at side by side, and then noted as looked at. */
const AT_ONCE = 20;
/** The function is stopped after a minute; what is left then is looked at by the next run. */
const MOST_MS = 40_000;

/** @returns how many were found */
export async function reconcile(runtime: Runtime): Promise<number> {
  const begin = runtime.now();
  const before = await runtime.store.marks.reconciled();
  let progress: Progress = { ...before, again: await lookAgain(before.again, runtime) };
  const news = await unseen(progress, runtime);
  let found = 0;
  for (let start = 0; start < news.length && !isLate(begin, runtime); start += AT_ONCE) {
    const batch = news.slice(start, start + AT_ONCE);
    const looks = await Promise.all(batch.map((recording) => lookAt(recording, runtime)));
    found += looks.filter((look) => look === 'found').length;
    const again = batch.filter((_, index) => looks[index] === 'found');
    progress = { through: placeOf(batch.at(-1)), again: [...progress.again, ...again] };
    await runtime.store.marks.noteReconciled(progress);
  }
  if (news.length === 0 && before.again.length > 0) await runtime.store.marks.noteReconciled(progress);
  if (found > 0) runtime.log.warn('recordings found that no callback announced', { count: found });
  return found;
}

const isLate = (begin: Date, { now }: Runtime): boolean => now().getTime() - begin.getTime() > MOST_MS;

/** Recordings of one second are told apart by their SID. */
const placeOf = (recording: CarrierRecording | undefined): string =>
  recording === undefined ? '' : `${recording.createdAt} ${recording.recordingSid}`;

/** Oldest first, so that what has been looked at is everything up to one place. */
async function unseen({ through }: Progress, runtime: Runtime): Promise<readonly CarrierRecording[]> {
  const now = runtime.now().getTime();
  const after = through === '' ? new Date(now - DAY_MS) : new Date(through.split(' ')[0] ?? '');
  const listed = await runtime.carrier.listRecordings(after);
  return listed
    .filter((one) => placeOf(one) > through && Date.parse(one.createdAt) < now - GRACE_MS)
    .filter(({ seconds }) => seconds >= SHORTEST_MESSAGE_SECONDS)
    .toSorted((a, b) => placeOf(a).localeCompare(placeOf(b)));
}

/**
 * Fetches the audio of messages that the reconciler found, again on each run of a day until a copy is stored.
 *
 * @returns the messages whose audio is still missing
 */
async function lookAgain(
  recordings: readonly CarrierRecording[],
  runtime: Runtime,
): Promise<readonly CarrierRecording[]> {
  const left: CarrierRecording[] = [];
  for (const recording of recordings) {
    const fresh = Date.parse(recording.createdAt) > runtime.now().getTime() - DAY_MS;
    if (fresh && (await lookAt(recording, runtime)) === 'found') left.push(recording);
  }
  return left;
}

/** `done`: not ours, taken back, or stored here. `found`: ours, and not stored here yet. */
async function lookAt(recording: CarrierRecording, runtime: Runtime): Promise<'done' | 'found'> {
  const known = await runtime.store.voicemails.get(recording.recordingSid);
  if (known?.dropped !== undefined) return 'done';
  if (known?.audio.place === 'stored') {
    await commit([fetchAgain(recording)], runtime);
    return 'done';
  }
  const adopted = await adopt(recording, runtime);
  const effects = known === undefined ? [...adopted, ...adopted.flatMap(tellOf)] : adopted;
  await commit(effects, runtime);
  return effects.length > 0 ? 'found' : 'done';
}

const fetchAgain = ({ recordingSid, callSid }: CarrierRecording): Effect => ({
  kind: 'fetch-recording',
  recordingSid,
  callSid,
});

/** Sends the notification that was missed when the message was left. Silent messages cause none. */
const tellOf = (effect: Effect): Effect[] =>
  effect.kind !== 'keep-voicemail' || effect.from === undefined || effect.seconds === 0
    ? []
    : [
        {
          kind: 'notify',
          notice: {
            kind: 'voicemail',
            at: effect.receivedAt,
            recordingSid: effect.recordingSid,
            department: effect.from.department,
            seconds: effect.seconds,
            urgent: false,
            ...(effect.from.caller === undefined ? {} : { caller: effect.from.caller }),
          },
        },
      ];

/** Carriers name the number that was dialed in more than one spelling. */
function isOurs(dialed: string, settings: Settings): boolean {
  const line = identityOf(readCallerId(dialed, settings.hotline));
  return line !== undefined && isOfficial(settings, line);
}

type Caller = NonNullable<Extract<Effect, { kind: 'keep-voicemail' }>['from']>['caller'];

/**
 * Who left a recording at the hotline, under whichever of its numbers: a call that was answered here is ours, and where
 * every word of it was lost, one to a number that the settings name. Undefined for another user of the account.
 */
async function callerOf(
  { callSid }: CarrierRecording,
  runtime: Runtime,
): Promise<{ readonly caller: Caller } | undefined> {
  const record = await runtime.store.calls.get(callSid);
  if (record?.startedAt !== undefined) return { caller: record.caller };
  const settings = runtime.settings.lastGood();
  const call = await runtime.carrier.getCall(callSid);
  if (call === undefined || !isOurs(call.to, settings)) return undefined;
  return { caller: identityOf(readCallerId(call.from, settings.hotline)) };
}

/** Nothing for a call of another user of the account: its recordings are not ours to fetch, nor to delete. */
async function adopt(recording: CarrierRecording, runtime: Runtime): Promise<Effect[]> {
  const { recordingSid, callSid, seconds, createdAt } = recording;
  const { hotline, defaultDepartment, calls } = await runtime.settings.current();
  const from = await callerOf(recording, runtime);
  if (from === undefined) return [];
  const expiresAt = new Date(runtime.now().getTime() + calls.retentionDays * DAY_MS).toISOString();
  return [
    {
      kind: 'keep-voicemail',
      recordingSid,
      callSid,
      seconds,
      receivedAt: createdAt,
      from: {
        ...from,
        language: hotline.language,
        department: defaultDepartment,
        why: 'nobody-answered',
      },
      expiresAt,
    },
    fetchAgain(recording),
  ];
}
