// The notice that callers hear before anything is recorded: who records, what for, how long it is kept, and how not to be
// recorded. Its facts are those of the categories of data; only the words around them are written here.
import type { Language } from '../basics/language.ts';
import { PERIODS, type KeptCategory, type PeriodSettings } from '../holds/kept.ts';
import { CATEGORIES, type DataCategory, type Purpose, type Recipient } from './categories.ts';
import type { PrivacySettings } from './privacy-settings.ts';
import { PURPOSE_WORDS, RECIPIENT_WORDS } from './register-words.ts';

/** Settings, as far as the notice is made from them. */
export interface NoticeSettings extends PeriodSettings {
  readonly hotline: {
    readonly company: Partial<Readonly<Record<Language, string>>>;
    readonly language: Language;
  };
  readonly privacy: PrivacySettings;
  readonly voicemail: { readonly transcribe: boolean };
  readonly notifications: readonly unknown[];
}

/** What is recorded of a call is of this category. */
const RECORDED = 'recordings' satisfies KeptCategory;

/**
 * The day on which the words below, or those of the register that they are made from, were changed last. A test fails
 * where the words change and this day does not.
 */
export const NOTICE_DAY = '2026-11-28';

/** Which recipients there are under these settings; partners of the register that nothing is sent to are left out. */
export const recipientsOf = (
  { recipients }: Pick<DataCategory, 'recipients'>,
  { voicemail, notifications }: Pick<NoticeSettings, 'voicemail' | 'notifications'>,
): readonly Recipient[] =>
  recipients.filter((one) => {
    if (one === 'transcription') return voicemail.transcribe;
    return one !== 'notified' || notifications.length > 0;
  });

/** The legal name where one is set, else the company's name in this language or in the hotline's own. */
export function controllerIn({ hotline, privacy }: NoticeSettings, language: Language): string {
  if (privacy.controller !== '') return privacy.controller;
  return hotline.company[language] ?? hotline.company[hotline.language] ?? '';
}

const companyIn = ({ hotline }: NoticeSettings, language: Language): string =>
  hotline.company[language] ?? hotline.company[hotline.language] ?? '';

const daysKept = (settings: NoticeSettings): number => PERIODS[RECORDED](settings).days ?? 0;

interface NoticeFacts {
  readonly company: string;
  readonly purposes: readonly Purpose[];
  readonly days: number;
}

const SHORT: Readonly<Record<Language, (facts: NoticeFacts) => string>> = {
  'en-US': ({ company, purposes, days }) =>
    `To ${joined(purposes, 'en-US')}, ${company} records what you say and deletes it after ${String(days)} days. Press 9 not to be recorded, or 8 for more.`,
  'zh-CN': ({ company, purposes, days }) =>
    `${company}将录音，用于${joined(purposes, 'zh-CN')}，${String(days)} 天后删除。不录音请按 9，详情请按 8。`,
};

/** At most 12 seconds of speech. */
export const shortNotice = (settings: NoticeSettings, language: Language): string =>
  SHORT[language]({
    company: companyIn(settings, language),
    purposes: CATEGORIES[RECORDED].purposes,
    days: daysKept(settings),
  });

const joined = (purposes: readonly Purpose[], language: Language): string =>
  purposes
    .map((purpose) => PURPOSE_WORDS[language][purpose].spoken)
    .join(language === 'en-US' ? ' and ' : '和');

/** Who is responsible, who receives the recording, and where everything is written; for callers who press 8. */
export function fullNotice(settings: NoticeSettings, language: Language): string {
  const { privacy } = settings;
  const recipients = recipientsOf(CATEGORIES[RECORDED], settings).map(
    (recipient) => RECIPIENT_WORDS[language][recipient],
  );
  return FULL[language]({
    controller: controllerIn(settings, language),
    contact: privacy.contact,
    officer: privacy.officer,
    recipients: recipients.join(language === 'en-US' ? '; ' : '、'),
  });
}

interface FullFacts {
  readonly controller: string;
  readonly contact: string;
  readonly officer: string;
  readonly recipients: string;
}

const FULL: Readonly<Record<Language, (facts: FullFacts) => string>> = {
  'en-US': ({ controller, contact, officer, recipients }) =>
    [
      `${controller} is responsible for your data.`,
      ...(officer === '' ? [] : [`Our privacy contact is ${officer}.`]),
      ...(contact === '' ? [] : [`You can reach us at ${contact}.`]),
      `Recordings can be received by: ${recipients}.`,
      'You may ask for a copy, a correction, or deletion, and object, on the privacy page of our website or by calling this number.',
    ].join(' '),
  'zh-CN': ({ controller, contact, officer, recipients }) =>
    [
      `个人信息处理者为${controller}。`,
      ...(officer === '' ? [] : [`个人信息保护负责人：${officer}。`]),
      ...(contact === '' ? [] : [`联系方式：${contact}。`]),
      `录音可能提供给：${recipients}。`,
      '您可以在我们的隐私网页或拨打本热线，查阅、复制、更正、删除您的信息，或提出异议。',
    ].join(''),
};

/** The day of the words, and a short hash over what is said with these settings in every language. */
export function noticeVersion(settings: NoticeSettings): string {
  const words = (['en-US', 'zh-CN'] as const).flatMap((language) => [
    shortNotice(settings, language),
    fullNotice(settings, language),
  ]);
  return `${NOTICE_DAY}.${shortHash(words.join('\n'))}`;
}

/** FNV-1a of 32 bits: tells versions apart, and proves nothing. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
