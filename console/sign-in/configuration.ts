// How one signs in to this hotline: `/config.json`, read once.
import type { ConsoleConfiguration } from '../../functions/http/console-configuration.ts';

let reading: Promise<ConsoleConfiguration> | undefined;

/** The same promise each time, so that React can wait for it. */
export function readConfiguration(): Promise<ConsoleConfiguration> {
  reading ??= fetch('/config.json', { credentials: 'omit' }).then(async (response) => {
    if (!response.ok) throw new Error(`/config.json: HTTP ${String(response.status)}`);
    return (await response.json()) as ConsoleConfiguration;
  });
  return reading;
}
