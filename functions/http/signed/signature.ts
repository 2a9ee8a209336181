// X-Twilio-Signature (https://www.twilio.com/docs/usage/security): checked against the configured public URL with
// the raw path and query, never against the Host header, before anything else is looked at.
import webhooks from 'twilio/lib/webhooks/webhooks.js';

/** A key sent twice has a list of values. */
export type FormParams = Readonly<Record<string, string | readonly string[]>>;

/** `partly`: the request is Twilio's, but `CallToken` and the StirVerstat family were added after signing. */
export type SignatureVerdict = 'signed' | 'partly' | 'forged';

/** Some real calls carry these unsigned; what is unsigned is not believed. */
export const ADDED_AFTER_SIGNING = ['CallToken', 'StirVerstat', 'StirPassportToken'] as const;

/**
 * @param authTokens two during a rotation: Twilio signs with the primary one until the next is promoted
 * @param url public URL with raw path and query, as Twilio was given it
 */
export function checkSignature(
  authTokens: readonly string[],
  signature: string | undefined,
  url: string,
  params: FormParams,
): SignatureVerdict {
  if (signature === undefined || signature === '') return 'forged';
  const matches = (signed: FormParams): boolean =>
    authTokens.some(
      (token) => token !== '' && webhooks.validateRequest(token, signature, url, { ...signed }),
    );
  if (matches(params)) return 'signed';
  const core = Object.fromEntries(Object.entries(params).filter(([key]) => !isAddedAfterSigning(key)));
  return Object.keys(core).length < Object.keys(params).length && matches(core) ? 'partly' : 'forged';
}

const isAddedAfterSigning = (key: string): boolean =>
  (ADDED_AFTER_SIGNING as readonly string[]).includes(key);

/** A form body as Twilio signs it: decoded values, repeated keys kept. */
export function readForm(body: string): FormParams {
  const params = new Map<string, string | string[]>();
  for (const [key, value] of new URLSearchParams(body)) {
    const earlier = params.get(key);
    params.set(
      key,
      earlier === undefined ? value : [...(Array.isArray(earlier) ? earlier : [earlier]), value],
    );
  }
  // Object.fromEntries defines own properties: a parameter named __proto__ is one like any other.
  return Object.fromEntries(params);
}
