// Words that several pages use.
const HIDDEN = 'Hidden number';

/** A caller in the middle of a sentence: `a hidden number`, or the number as it is. */
export const callerInSentence = (caller: string): string => (caller === HIDDEN ? 'a hidden number' : caller);

export const COMMON = {
  productName: 'Hotline Guard',
  loading: 'Loading',
  reload: 'Refresh',
  tryAgain: 'Try again',
  save: 'Save',
  cancel: 'Cancel',
  more: 'Show more',
  nobody: 'No one',
  none: '–',
  withheld: HIDDEN,
  copy: (what: string) => `Copy ${what}`,
  copied: 'Copied',
  /** One after the other. */
  sentences: (...all: string[]) => all.join(' '),
  clock: (own: string, hotline: string) =>
    `Times are in your time zone (${own}). The hotline is in ${hotline}.`,
  notCopied: 'Your browser blocked copying. Select the text and copy it.',
} as const;
