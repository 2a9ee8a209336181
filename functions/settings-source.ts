// The settings in force, from memory where they are fresh: a webhook never waits for them twice.
import { MINUTE_MS } from '../core/basics/durations.ts';
import type { Settings } from '../core/settings/settings.ts';
import type { StoredSettings } from '../store/settings/settings-items.ts';
import type { Log } from './log.ts';
import type { SettingsSource } from './runtime.ts';

const FRESH_MS = MINUTE_MS;
/** After a failed read the last good copy serves so long before the store is asked again. */
const RETRY_MS = 5_000;

export interface SettingsSourceOptions {
  readonly read: () => Promise<StoredSettings | undefined>;
  /** What was deployed: in force until an admin saves others, and when nothing else can be had. */
  readonly deployed: Settings;
  readonly now: () => Date;
  readonly log: Log;
}

export function createSettingsSource({ read, deployed, now, log }: SettingsSourceOptions): SettingsSource {
  let lastGood = deployed;
  let freshUntil = 0;
  const accept = (settings: Settings | undefined): void => {
    lastGood = settings ?? lastGood;
    freshUntil = now().getTime() + FRESH_MS;
  };
  return {
    accept,
    lastGood: () => lastGood,
    current: async () => {
      if (now().getTime() < freshUntil) return lastGood;
      try {
        accept((await read())?.settings);
      } catch (error) {
        log.warn('settings not read, the last good copy serves', { error });
        freshUntil = now().getTime() + RETRY_MS;
      }
      return lastGood;
    },
  };
}
