// Finds recordings at the carrier that no callback announced: a lost webhook must not lose a message. And those that are
// still there though our copy is stored, because a transcript was waited for that did not come.
import { identityOf, readCallerId } from '../../core/caller-id.ts';
import { isOfficial, type Settings } from '../../core/settings.ts';
import type { Effect } from '../../core/decision.ts';
import { SHORTEST_MESSAGE_SECONDS } from '../../core/flow/voicemail.ts';
import { commit } from '../commit.ts';
import type { CarrierRecording, Runtime } from '../runtime.ts';

const DAY_MS = 86_400_000;
/** A callback may still be on its way for so long. */
const GRACE_MS = 15 * 60_000;

/** @returns how many were found */
export async function reconcile(runtime: Runtime): Promise<number> {
  const now = runtime.now();
  const recordings = await runtime.carrier.listRecordings(new Date(now.getTime() - DAY_MS));
  const settled = recordings.filter(
    ({ createdAt, seconds }) =>
      Date.parse(createdAt) < now.getTime() - GRACE_MS && seconds >= SHORTEST_MESSAGE_SECONDS,
  );
  const { calls } = await runtime.settings.current();
  const expiresAt = new Date(now.getTime() + calls.retentionDays * DAY_MS).toISOString();
  let found = 0;
  for (const recording of settled) {
    const known = await runtime.store.voicemails.get(recording.recordingSid);
    if (known?.dropped !== undefined) continue;
    if (known?.audio.place === 'stored') {
      await commit([fetchAgain(recording)], runtime);
      continue;
    }
    const adopted = await adopt(recording, expiresAt, runtime);
    const effects = known === undefined ? [...adopted, ...adopted.flatMap(tellOf)] : adopted;
    await commit(effects, runtime);
    if (effects.length > 0) found += 1;
  }
  if (found > 0) runtime.log.warn('recordings found that no callback announced', { count: found });
  return found;
}

const fetchAgain = ({ recordingSid, callSid }: CarrierRecording): Effect => ({
  kind: 'fetch-recording',
  recordingSid,
  callSid,
});

/** Nobody was told when it was left; of silence nobody is. */
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

/** Nothing for a call to another number of the account: its recordings are not ours to fetch, nor to delete. */
async function adopt(
  { recordingSid, callSid, seconds, createdAt }: CarrierRecording,
  expiresAt: string,
  runtime: Runtime,
): Promise<Effect[]> {
  const { hotline, defaultDepartment } = runtime.settings.lastGood();
  const call = await runtime.carrier.getCall(callSid);
  if (call === undefined || !isOurs(call.to, runtime.settings.lastGood())) return [];
  const callerId = readCallerId(call.from, hotline);
  return [
    {
      kind: 'keep-voicemail',
      recordingSid,
      callSid,
      seconds,
      receivedAt: createdAt,
      from: {
        caller: identityOf(callerId),
        language: hotline.language,
        department: defaultDepartment,
        why: 'nobody-answered',
      },
      expiresAt,
    },
    fetchAgain({ recordingSid, callSid, seconds, createdAt }),
  ];
}
