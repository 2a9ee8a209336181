// Telephone numbers as the guard keeps them: E.164, a plus sign and 2 to 15 digits (ITU-T E.164), checked once.

declare const e164: unique symbol;

/** A number in E.164 form, e.g. `+13125550100`. Made by {@link parseE164} only. */
export type E164 = string & { readonly [e164]: true };

const E164_SHAPE = /^\+[1-9]\d{1,14}$/;

/** The text as E.164, or undefined when it is anything else. No spelling is repaired here: see `number-input.ts`. */
export function parseE164(text: string): E164 | undefined {
  return E164_SHAPE.test(text) ? (text as E164) : undefined;
}

/** For logs and lists on a screen: all but the last two digits hidden. `+13125550100` -> `…00`. */
export function maskNumber(number: string): string {
  return `…${number.slice(-2)}`;
}
