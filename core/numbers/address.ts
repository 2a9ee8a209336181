// Callers that present an address instead of a number: SIP, WhatsApp, and clients of the carrier's own SDK
// (https://www.twilio.com/docs/voice/twiml#request-parameters). An address with a number inside is that number.

declare const address: unique symbol;

/** An address that names somebody without a number: `sip:reception@pbx.example.com`, `client:alice`. Lower case. */
export type CallerAddress = string & { readonly [address]: true };

/** What stands in an address: `sip:+13125550166@gw.example.com;user=phone` has the user `+13125550166`. */
export interface AddressParts {
  readonly scheme: 'sip' | 'tel' | 'whatsapp' | 'client';
  readonly user: string;
  /** Absent for `tel:`, `whatsapp:` and `client:`, which have none. */
  readonly host?: string;
}

const SCHEMES = /^(sips?|tel|whatsapp|client):(.*)$/is;
const ADDRESS_SHAPE = /^(sip:[^\s@*]{1,80}@[^\s@*]{1,120}|(client|whatsapp):[^\s@*]{1,120})$/;

/** A stored or spelled-out address, or undefined when the text is anything else. */
export function parseAddress(text: string): CallerAddress | undefined {
  return text === text.toLowerCase() && ADDRESS_SHAPE.test(text) ? (text as CallerAddress) : undefined;
}

/**
 * Takes an address apart: display name and angle brackets, port, parameters and percent signs (RFC 3261 section
 * 19.1) are left out. Undefined when the text has none of the known schemes.
 */
export function readAddress(text: string): AddressParts | undefined {
  const bare = /<([^<>]+)>/.exec(text)?.[1] ?? text;
  const [, scheme = '', rest = ''] = SCHEMES.exec(bare.trim()) ?? [];
  if (scheme === '') return undefined;
  const [whole = ''] = rest.split(/[;?]/);
  const at = whole.lastIndexOf('@');
  const user = decoded(at < 0 ? whole : whole.slice(0, at)).replace(/:.*$/s, '');
  const kind = scheme.toLowerCase().replace('sips', 'sip') as AddressParts['scheme'];
  if (kind !== 'sip') return { scheme: kind, user: user.trim() };
  // `sip:host` names no user.
  const host = (at < 0 ? whole : whole.slice(at + 1)).replace(/:\d+$/, '').toLowerCase();
  return { scheme: kind, user: at < 0 ? '' : user.trim(), host };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The one spelling of an address without a number inside. Upper and lower case are the same: people type both, and
 * no two users of one exchange differ in nothing else.
 */
export const addressOf = ({ scheme, user, host }: AddressParts): CallerAddress | undefined =>
  parseAddress(`${scheme}:${user}${host === undefined ? '' : `@${host}`}`.toLowerCase());
