// Who can call, be listed, looked up or reported: a number (of a subscriber or a service), or an address without one.
// A withheld caller ID is nobody, and a caller ID that is neither names nobody: see `caller-id.ts`.
import { parseAddress, type CallerAddress } from './address.ts';
import { parseE164, type E164 } from './e164.ts';

export type Identity = E164 | CallerAddress;

/** A stored identity read back; undefined when the text is neither form. */
export const parseIdentity = (text: string): Identity | undefined => parseE164(text) ?? parseAddress(text);

export const isNumber = (identity: Identity): identity is E164 => identity.startsWith('+');
