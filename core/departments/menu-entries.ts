// The caller's menu: data in the settings, read here.
import * as z from 'zod';

const MENU_CHOICES = [
  'staff',
  'report',
  'case-status',
  'official-number',
  'person',
  'message',
  'personal-data',
  'other-language',
  'repeat',
] as const;
export type MenuChoice = (typeof MENU_CHOICES)[number];

/** Spoken as options; the others are offered beside them. */
export const OPTION_CHOICES: ReadonlySet<MenuChoice> = new Set([
  'staff',
  'report',
  'case-status',
  'official-number',
  'person',
  'message',
]);

/** One of them must be in every menu. */
export const WAYS_TO_A_PERSON: ReadonlySet<MenuChoice> = new Set(['staff', 'person', 'message']);

/** What people can keep in mind (ITU-T E.161 practice: three to five). */
export const MOST_OPTIONS = 5;

/** The usual menu, in the order in which it is spoken. */
export const DEFAULT_MENU = [
  { key: '1', choice: 'staff' },
  { key: '2', choice: 'report' },
  { key: '3', choice: 'case-status' },
  { key: '4', choice: 'official-number' },
  { key: '0', choice: 'person' },
  { key: '8', choice: 'personal-data' },
  { key: '9', choice: 'other-language' },
  { key: '*', choice: 'repeat' },
] as const;

const menuEntry = z.strictObject({
  key: z.string().regex(/^[0-9*#]$/, { error: 'must be one key: 0 to 9, * or #' }),
  choice: z.enum(MENU_CHOICES),
  /** For `staff`: this department; the caller is asked for one where absent and there are several. */
  department: z.string().optional(),
  on: z.boolean().default(true),
});

/** `menu` in the settings. */
export const menuSettings = z.strictObject({
  answerSeconds: z.int().min(4).max(20),
  /** In the order in which they are spoken. */
  entries: z
    .array(menuEntry)
    .max(12)
    .default(() => DEFAULT_MENU.map((entry) => ({ ...entry, on: true }))),
});
export type MenuEntry = z.output<typeof menuEntry>;

/** Settings, as far as the menu is asked for. */
interface WithMenu {
  readonly menu: { readonly entries: readonly MenuEntry[] };
}

export const menuEntries = ({ menu }: WithMenu): readonly MenuEntry[] => menu.entries.filter(({ on }) => on);

/**
 * What is spoken, in its order. The personal data takes the place of hearing it all again once somebody has heard it again:
 * with both there would be more than people can keep in mind.
 */
export function spokenEntries(settings: WithMenu, isAgain: boolean): readonly MenuEntry[] {
  const entries = menuEntries(settings).filter(({ choice }) => choice !== 'other-language');
  const choices = new Set(entries.map(({ choice }) => choice));
  if (!choices.has('repeat') || !choices.has('personal-data')) return entries;
  return entries.filter(({ choice }) => choice !== (isAgain ? 'repeat' : 'personal-data'));
}

export type MenuAnswer = MenuEntry | 'unknown-key' | 'silence';

/** Accepts any keys, including none. `0` always leads to a person, even if the settings have no entry for it. */
export function readMenuAnswer(digits: string, settings: WithMenu): MenuAnswer {
  if (digits === '') return 'silence';
  const entry = menuEntries(settings).find(({ key }) => key === digits);
  return entry ?? (digits === '0' ? { key: '0', choice: 'person', on: true } : 'unknown-key');
}

/** Whatever the caller presses, the menu is spoken at most so often; a caller lost in it reaches voicemail. */
export const MENU_MAX_TURNS = 8;
/** Silence or unknown keys in a row of answers before voicemail is offered instead. */
export const MENU_MAX_MISSES = 3;
