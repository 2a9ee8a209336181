// Telephone numbers as the guard keeps them: a plus sign, the country calling code, and the national number.

declare const e164: unique symbol;

/**
 * A subscriber's or a service's number with its country calling code, e.g. `+13125550100`, `+8695588`.
 * Subscriber numbers have at most 15 digits (ITU-T E.164); the longest service numbers are China's senders of text
 * messages, 106 and up to 17 more digits. Made by {@link parseE164} only.
 */
export type E164 = string & { readonly [e164]: true };

const E164_SHAPE = /^\+[1-9]\d{1,21}$/;

/** The text as a number, or undefined when it is anything else. No spelling is repaired here: see `number-input.ts`. */
export function parseE164(text: string): E164 | undefined {
  return E164_SHAPE.test(text) ? (text as E164) : undefined;
}

/** For logs and lists on a screen: all but the last two digits hidden. `+13125550100` -> `…00`. */
export function maskNumber(number: string): string {
  return `…${number.slice(-2)}`;
}
