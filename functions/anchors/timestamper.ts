// The time stamp authority of the settings. Its client is loaded when it is first used.
import type { SettingsSource, Timestamper } from '../runtime.ts';

/** @param own finds the authority where the settings name none */
export const settingsTimestamper = (
  settings: SettingsSource,
  own: () => Promise<string | undefined> = () => Promise.resolve(undefined),
): Timestamper => ({
  stamp: async (content) => {
    const { evidence } = await settings.current();
    const url = evidence.timestampUrl === '' ? await own() : evidence.timestampUrl;
    if (url === undefined) return undefined;
    const { timeStamp } = await import('../packages/time-stamp.ts');
    return (await timeStamp(url, content)).token;
  },
});
