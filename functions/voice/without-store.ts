// The hotline as it is while the store is not to be asked: every fact is unavailable at once, and every write goes to the
// queue. It is the way of a store that is gone, taken without waiting for it.
import type { Database } from '../../store/database/database.ts';
import { StoreUnavailableError } from '../../store/database/errors.ts';
import { openStore } from '../../store/store.ts';
import type { Log } from '../log.ts';
import type { VoiceRuntime } from '../runtime.ts';

/** One for all: a thousand of them, each with its own stack, would take longer than what they are in place of. */
const REFUSAL = new StoreUnavailableError('any request', undefined, 'unasked');

/** Refuses whatever it is asked. */
const UNASKED: Database = {
  table: (name) => name,
  run: () => Promise.reject(REFUSAL),
  close: () => undefined,
};

export function withoutStore(runtime: VoiceRuntime): VoiceRuntime {
  const { settings, log } = runtime;
  return {
    ...runtime,
    store: openStore(UNASKED),
    settings: { ...settings, current: () => Promise.resolve(settings.lastGood()) },
    log: quietAboutStore(log),
  };
}

/** That the store was not asked is told once for each webhook, and not again for each fact that is missing. */
const quietAboutStore = (log: Log): Log => ({
  ...log,
  error: (message, fields) => {
    if (fields?.error !== REFUSAL) log.error(message, fields);
  },
});
