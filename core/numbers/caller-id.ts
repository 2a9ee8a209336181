// Who the carrier says is calling. A withheld caller is recognized before any number is read.
import { addressOf, readAddress, type AddressParts, type CallerAddress } from './address.ts';
import type { E164 } from './e164.ts';
import { isNumber, type Identity } from './identity.ts';
import { planOf, readDigits, SHORTEST_CALLING_SERVICE, type NumberingHome } from './numbering-plan.ts';
import { isWithheld } from './withheld.ts';

export type CallerId =
  /** A subscriber's or a service's number, or whatever else came with a plus and digits. */
  | { readonly kind: 'number'; readonly number: E164 }
  /** An address, like `sip:…`: it is not a number, but it can be listed. */
  | { readonly kind: 'address'; readonly address: CallerAddress }
  | { readonly kind: 'withheld' }
  /** Neither a number nor an address, like a name or an internal extension. It does not identify a caller. */
  | { readonly kind: 'other'; readonly raw: string };

const MAX_RAW_CHARACTERS = 64;

/**
 * Reads Twilio's `From` (https://www.twilio.com/docs/voice/twiml#request-parameters). Total: whatever arrives has a
 * kind, and one line has one spelling.
 */
export function readCallerId(from: string, home: NumberingHome): CallerId {
  if (isWithheld(from)) return { kind: 'withheld' };
  const parts = readAddress(from);
  return (
    (parts === undefined ? readNumber(from, home) : readFromAddress(parts, home)) ?? {
      kind: 'other',
      raw: from.slice(0, MAX_RAW_CHARACTERS),
    }
  );
}

function readNumber(text: string, home: NumberingHome): CallerId | undefined {
  const number = readDigits(text, home);
  return number === undefined ? undefined : { kind: 'number', number };
}

function readFromAddress(parts: AddressParts, home: NumberingHome): CallerId | undefined {
  const number = isExtension(parts, home) ? undefined : readNumber(parts.user, home);
  if (number !== undefined) return number;
  const address = parts.scheme === 'tel' ? undefined : addressOf(parts);
  return address === undefined ? undefined : { kind: 'address', address };
}

const LONGEST_EXTENSION = 6;

/**
 * `1001@pbx.example.com` is an extension of that exchange, and no number of the country; `95588@gw.example.com` is
 * what a gateway in China makes of a service's number. North American short codes make no calls.
 */
function isExtension({ scheme, user, host }: AddressParts, { region }: NumberingHome): boolean {
  if (scheme === 'client') return true;
  if (host === undefined || user.startsWith('+')) return false;
  const digits = user.replaceAll(/[^\d]/g, '');
  if (digits.length > LONGEST_EXTENSION) return false;
  const plan = planOf(region);
  return (
    plan === undefined ||
    plan.code === '1' ||
    digits.length < SHORTEST_CALLING_SERVICE ||
    !plan.service.test(digits)
  );
}

/** The caller who has this identity. */
export const callerIdOf = (identity: Identity): CallerId =>
  isNumber(identity) ? { kind: 'number', number: identity } : { kind: 'address', address: identity };

/** The identity that a caller is listed and remembered under; undefined for a withheld or unreadable caller ID. */
export function identityOf(callerId: CallerId): Identity | undefined {
  switch (callerId.kind) {
    case 'number':
      return callerId.number;
    case 'address':
      return callerId.address;
    case 'withheld':
    case 'other':
      return undefined;
  }
}
