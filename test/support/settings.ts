// The seeded settings with something else in them, as a hotline that is set up so would have them.
import { parseSettings, type Settings } from '../../core/settings/settings.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';

/** @throws where the settings that a test asks for are none */
export function settingsWith(change: object): Settings {
  const parsed = parseSettings({ ...SEED_SETTINGS, ...change });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.settings;
}
