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
  withheld: 'Withheld number',
  copy: (what: string) => `Copy ${what}`,
  copied: 'Copied',
  /** One after the other. */
  sentences: (...all: string[]) => all.join(' '),
  clock: (own: string, hotline: string) => `Times are yours (${own}); the hotline is in ${hotline}.`,
  notCopied: 'The browser did not allow copying',
} as const;
