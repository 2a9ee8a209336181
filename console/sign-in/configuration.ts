// How one signs in to this hotline: `/config.json`, written by the stack on AWS and by the local server here.

export type Configuration =
  | { readonly signIn: 'token' }
  | {
      readonly signIn: 'oidc';
      readonly issuer: string;
      /** Of the console, a public client. Tokens are issued to it, so it is the API's audience too. */
      readonly clientId: string;
      readonly scope: string;
    };

let reading: Promise<Configuration> | undefined;

/** The same promise each time, so that React can wait for it. */
export function readConfiguration(): Promise<Configuration> {
  reading ??= fetch('/config.json', { credentials: 'omit' }).then(async (response) => {
    if (!response.ok) throw new Error(`/config.json: HTTP ${String(response.status)}`);
    return (await response.json()) as Configuration;
  });
  return reading;
}
