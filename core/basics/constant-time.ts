// Comparing secrets without telling, by the time it takes, how much of a guess was right.

export function equalInConstantTime(expected: string, given: string): boolean {
  let difference = expected.length ^ given.length;
  for (let index = 0; index < expected.length; index++) {
    difference |= expected.charCodeAt(index) ^ given.charCodeAt(index % Math.max(given.length, 1));
  }
  return difference === 0;
}
