// Twilio's URL fragments (`#rc=2&rt=5000`): how long to wait for a webhook, and what to try again.
// https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides

const RETRY_REASONS = ['4xx', '5xx', 'ct', 'rt'] as const;
export type RetryReason = (typeof RETRY_REASONS)[number];

export interface ConnectionOverrides {
  readonly connectMs: number;
  readonly readMs: number;
  readonly totalMs: number;
  readonly retries: number;
  readonly retryOn: ReadonlySet<RetryReason>;
}

interface Range {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

/** Defaults and limits of that page; 15 s is the hard cap of every call-related request. */
const RANGES = {
  ct: { least: 100, most: 10_000, usual: 5000 },
  rt: { least: 100, most: 15_000, usual: 15_000 },
  tt: { least: 100, most: 15_000, usual: 15_000 },
  rc: { least: 0, most: 5, usual: 1 },
} as const satisfies Record<string, Range>;

export function parseOverrides(fragment: string): ConnectionOverrides {
  const given = new URLSearchParams(fragment);
  return {
    connectMs: within(RANGES.ct, given.get('ct')),
    readMs: within(RANGES.rt, given.get('rt')),
    totalMs: within(RANGES.tt, given.get('tt')),
    retries: within(RANGES.rc, given.get('rc')),
    retryOn: retryReasons(given.get('rp') ?? 'ct'),
  };
}

/** A value outside its limits has no effect. */
function within(range: Range, text: string | null): number {
  const value = text !== null && /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= range.least && value <= range.most ? value : range.usual;
}

function retryReasons(policy: string): ReadonlySet<RetryReason> {
  const words = policy.split(',').map((word) => word.trim());
  if (words.includes('all')) return new Set(RETRY_REASONS);
  return new Set(RETRY_REASONS.filter((reason) => words.includes(reason)));
}

/** The part that is requested and signed, and the part that is neither. */
export function splitFragment(url: string): { readonly bare: string; readonly fragment: string } {
  const at = url.indexOf('#');
  return at < 0 ? { bare: url, fragment: '' } : { bare: url.slice(0, at), fragment: url.slice(at + 1) };
}
