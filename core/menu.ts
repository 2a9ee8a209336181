// The caller's menu, as data.

export type MenuChoice = 'staff' | 'message' | 'other-language' | 'repeat';

/** Keys in the order in which they are spoken: the most used first. */
export const MENU_KEYS = {
  '1': 'staff',
  '0': 'message',
  '9': 'other-language',
  '*': 'repeat',
} as const satisfies Readonly<Record<string, MenuChoice>>;

export type MenuAnswer = MenuChoice | 'unknown-key' | 'silence';

/** Total: any keys, or none. */
export function readMenuAnswer(digits: string): MenuAnswer {
  if (digits === '') return 'silence';
  return Object.hasOwn(MENU_KEYS, digits) ? MENU_KEYS[digits as keyof typeof MENU_KEYS] : 'unknown-key';
}

/** Whatever the caller presses, the menu is spoken at most so often; a caller lost in it reaches voicemail. */
export const MENU_MAX_TURNS = 8;
/** Silence or unknown keys in a row of answers before voicemail is offered instead. */
export const MENU_MAX_MISSES = 3;
