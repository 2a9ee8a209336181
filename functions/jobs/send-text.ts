// A text message goes out within the day's limit. One that finds no room waits: it is tried again every quarter of an
// hour, so that it goes out when the limit is raised or a new day begins, and a person finds it where that never happens.
import { DAY_MS } from '../../core/basics/durations.ts';
import { dayOf } from '../../core/departments/day-limit.ts';
import { takeText } from '../carrier/day-texts.ts';
import { HopelessError } from '../queue/shelf.ts';
import type { DeferredTask, Runtime } from '../runtime.ts';

type TextTask = Extract<DeferredTask, { kind: 'send-sms' }>;

const RETRY_SECONDS = 900;
/** A text that is older says nothing that anybody still waits for. */
const MAX_WAIT_DAYS = 3;

/** @throws {HopelessError} where it has waited too long */
export async function sendText(task: TextTask, runtime: Runtime): Promise<void> {
  const settings = await runtime.settings.current();
  const { to, body } = task;
  if (task.beyondLimit === true || (await takeText(settings, runtime)))
    return runtime.carrier.sendSms({ from: settings.hotline.number, to, body });
  if (hasWaitedTooLong(task, runtime.now())) giveUp(settings.calls.perDay.texts);
  return waitForRoom(task, dayOf(settings, runtime.now()), runtime);
}

const hasWaitedTooLong = ({ waits }: TextTask, now: Date): boolean =>
  waits !== undefined && now.getTime() - Date.parse(waits.since) > MAX_WAIT_DAYS * DAY_MS;

/** Counted once for each day on which it found no room. */
async function waitForRoom(task: TextTask, day: string, runtime: Runtime): Promise<void> {
  const { waits } = task;
  if (waits?.countedOn !== day) await runtime.store.dayUse.noteWaitingText(day);
  const since = waits?.since ?? runtime.now().toISOString();
  await runtime.deferred.send({ ...task, waits: { since, countedOn: day } }, RETRY_SECONDS);
  if (waits === undefined)
    runtime.log.warn('a text message waits: the limit of text messages for today is reached');
}

function giveUp(most: number): never {
  throw new HopelessError(
    'too-late',
    `it found no room in the limit of ${String(most)} text ${most === 1 ? 'message' : 'messages'} a day for ${String(MAX_WAIT_DAYS)} days`,
  );
}
