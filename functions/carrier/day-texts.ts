// Text messages take their place in the day's limit before they are sent.
import { dayOf } from '../../core/departments/day-limit.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Runtime } from '../runtime.ts';

/** @throws when the store does not answer */
export async function takeText(
  settings: Settings,
  { store, now }: Pick<Runtime, 'store' | 'now'>,
): Promise<boolean> {
  const most = settings.calls.perDay.texts;
  return most === 0 || store.dayUse.take('texts', dayOf(settings, now()), { count: 1, most });
}
