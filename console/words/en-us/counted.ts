// Counts in the console's sentences: `1 number`, `1,100 numbers`. The count comes as it is shown to the reader.

export const counted = (shown: string, one: string, many = `${one}s`): string =>
  `${shown} ${shown === '1' ? one : many}`;
