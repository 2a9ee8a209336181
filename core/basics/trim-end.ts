// The end of a text without certain characters. As an expression, `[x]+$`, it would take the square of the text's length.

/** @param dropped matches one character */
export function trimEndOf(text: string, dropped: RegExp): string {
  let end = text.length;
  while (end > 0 && dropped.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
