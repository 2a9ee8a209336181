// Words that several pages use.
export const COMMON = {
  productName: 'Hotline Guard',
  loading: 'Loading',
  reload: 'Refresh',
  tryAgain: 'Try again',
  save: 'Save',
  cancel: 'Cancel',
  more: 'Show more',
  nobody: 'Nobody',
  none: '–',
  withheld: 'Hidden number',
  copy: (what: string) => `Copy ${what}`,
  copied: 'Copied',
  /** One after the other. */
  sentences: (...all: string[]) => all.join(' '),
  clock: (own: string, hotline: string) =>
    `Times are in your time zone (${own}). The hotline is in ${hotline}.`,
  notCopied: 'Your browser blocked copying. Select the text and copy it.',
} as const;
