// Names as they are entered, one on each line.
export const namesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => [...line].length >= 2);
