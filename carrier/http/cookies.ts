// The cookies of one call: "Twilio accepts HTTP cookies and will include them in each request" (TwiML overview).

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  readonly path: string;
}

export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  keep(url: string, setCookie: readonly string[]): void {
    for (const line of setCookie) this.#keepOne(new URL(url), line);
  }

  /** The `Cookie` header for a request, or undefined. */
  headerFor(url: string): string | undefined {
    const { hostname, pathname } = new URL(url);
    const fitting = [...this.#cookies.values()].filter(
      ({ host, path }) => sameHost(hostname, host) && pathname.startsWith(path),
    );
    return fitting.length === 0 ? undefined : fitting.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  #keepOne(url: URL, line: string): void {
    const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
    const [name = '', ...value] = pair.split('=');
    if (name === '' || value.length === 0) return;
    const attributes = new Map(rest.map((part) => attributeOf(part)));
    const host = attributes.get('domain')?.replace(/^\./, '') ?? url.hostname;
    const path = attributes.get('path') ?? '/';
    const key = `${host} ${path} ${name}`;
    if (attributes.get('max-age') === '0') this.#cookies.delete(key);
    else this.#cookies.set(key, { name, value: value.join('='), host, path });
  }
}

function attributeOf(part: string): [string, string] {
  const [key = '', ...value] = part.split('=');
  return [key.trim().toLowerCase(), value.join('=').trim()];
}

function sameHost(hostname: string, cookieHost: string): boolean {
  return hostname === cookieHost || hostname.endsWith(`.${cookieHost}`);
}
