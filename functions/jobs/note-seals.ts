// The seals of calls that were refused at a block, for the audit log: one entry for each hour in which there were any,
// with their number and one sum over them, because an entry for each call of a flood would drown the log. The sum is the
// SHA-256 of the lines `CallSid seal`, in the order of the CallSids, so that anybody who has the calls can make it again.
import { HOUR_MS } from '../../core/basics/durations.ts';
import type { CallRecord } from '../../core/records/call-record.ts';
import { sha256 } from '../sha256.ts';
import type { JobsRuntime } from '../runtime.ts';

/** A call is sealed a quarter of an hour after it was refused, and later where the queue is behind. */
const SETTLED_MS = HOUR_MS;
/** After an outage the hours are made up for in several runs, each of which has a minute. */
const MOST_HOURS = 24;

export async function noteSeals(runtime: JobsRuntime): Promise<void> {
  const { store, now } = runtime;
  const end = hourOf(now().getTime() - SETTLED_MS);
  const through = await store.marks.sealsNoted();
  const first = through === undefined ? end - HOUR_MS : Date.parse(through);
  const last = Math.min(end, first + MOST_HOURS * HOUR_MS);
  for (let hour = first; hour < last; hour += HOUR_MS) {
    await noteHour(new Date(hour), runtime);
    await store.marks.noteSealsNoted(new Date(hour + HOUR_MS).toISOString());
  }
}

const hourOf = (time: number): number => time - (time % HOUR_MS);

async function noteHour(hour: Date, { store, now }: JobsRuntime): Promise<void> {
  const seals: string[] = [];
  let unsealed = 0;
  await store.calls.eachBetween(hour, new Date(hour.getTime() + HOUR_MS), (calls) => {
    const refused = calls.filter(({ verdict }) => verdict === 'reject');
    const sealed = refused.filter(isSealed);
    seals.push(...sealed.map(({ callSid, seal }) => `${callSid} ${seal.sha256}\n`));
    unsealed += refused.length - sealed.length;
  });
  if (seals.length === 0) return;
  const left = unsealed === 0 ? '' : `; without a seal at this time: ${String(unsealed)}`;
  await store.audit.append({
    key: `seals:${hour.toISOString()}`,
    at: now().toISOString(),
    by: 'seal',
    action: 'calls.seal',
    record: hour.toISOString(),
    detail: `refused calls: ${String(seals.length)}, SHA-256 over their seals ${sha256(seals.toSorted().join(''))}${left}`,
  });
}

const isSealed = (call: CallRecord): call is CallRecord & Required<Pick<CallRecord, 'seal'>> =>
  call.seal !== undefined;
