// How one signs in to this hotline, and what is there beside the console: `/config.json`, written by the stack on AWS and by the local server here.

export interface Configuration {
  /** A bearer token is pasted, or comes with the link. */
  readonly signIn: 'token';
  /** Whether `/phone` is there: with the simulated carrier alone. */
  readonly phone?: boolean;
}

let reading: Promise<Configuration> | undefined;

/** The same promise each time, so that React can wait for it. */
export function readConfiguration(): Promise<Configuration> {
  reading ??= fetch('/config.json', { credentials: 'omit' }).then(async (response) => {
    if (!response.ok) throw new Error(`/config.json: HTTP ${String(response.status)}`);
    return (await response.json()) as Configuration;
  });
  return reading;
}
