// A number of which only a keyed hash is known: partners exchange those so that neither shows the other what it asks or
// has. The hash of a caller is computed with the same key, and compared.

declare const hashed: unique symbol;
/** `#` + 8 digits that name the key + 32 hexadecimal digits of HMAC-SHA-256(key, E.164 number with plus). */
export type KeyedHash = string & { readonly [hashed]: true };

const SHAPE = /^#[0-9a-f]{40}$/;
/** 128 bits: no two of a billion numbers share one. */
const KEPT_DIGITS = 32;
const KEY_ID_DIGITS = 8;
/** A list is kept in 256 parts, of which a call reads one. */
const HOME_DIGITS = 2;

export const parseKeyedHash = (text: string): KeyedHash | undefined =>
  SHAPE.test(text) ? (text as KeyedHash) : undefined;

/** @param hmac hexadecimal, 64 digits */
export const keyedHash = (keyId: string, hmac: string): KeyedHash | undefined =>
  parseKeyedHash(`#${keyId}${hmac.slice(0, KEPT_DIGITS)}`.toLowerCase());

export const isKeyedHash = (text: string): text is KeyedHash => SHAPE.test(text);

/** Under which key the hashes beside it are kept. */
export const homeOfHash = (hash: KeyedHash): string => `${hash.slice(0, 1 + KEY_ID_DIGITS + HOME_DIGITS)}*`;
