// The settings that a new hotline begins with, here and (unless another file is named) where it is deployed.
import { checkSettings } from '../../core/settings/settings-check.ts';
import type { Settings } from '../../core/settings/settings.ts';
import seed from './settings.json' with { type: 'json' };

export const SEED_SETTINGS: Settings = readSeed();

/** @throws when `settings.json` breaks the rules for settings, naming each place. */
function readSeed(): Settings {
  const checked = checkSettings(seed);
  if (checked.ok) return checked.settings;
  throw new Error(
    `local/seed/settings.json: ${checked.problems.map(({ at, problem }) => `${at} ${problem}`).join('; ')}`,
  );
}
