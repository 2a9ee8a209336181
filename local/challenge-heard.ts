// What a prepared caller makes of a challenge: the code that was heard, and one that is wrong. For the callers of
// `hotline call` and for those of the phone page.

/** A code as it is spoken, with a breath between its figures. */
export const CODE = /\d(?:\s*[,，、]\s*\d)+/;

/** The figures of a challenge, out of what was said: "Please press 7, 3." */
export function codeHeard(texts: readonly string[]): string {
  const spoken = texts.map((text) => CODE.exec(text)?.[0]).find((code) => code !== undefined);
  return (spoken ?? '').replace(/\D/g, '');
}

/** As long as the code, and no digit in common with it. */
export function wrongCode(code: string): string {
  const others = Array.from('123456789').filter((digit) => !code.includes(digit));
  return others.slice(0, Math.max(1, code.length)).join('');
}
