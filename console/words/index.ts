// Every sentence of the console, in each language; the chosen language alone is loaded.
import { createContext, use } from 'react';
import type { I18nProviderProps } from '@cloudscape-design/components/i18n';
import type { Words } from './words.ts';

/** As in the hotline's settings. */
export const LANGUAGES = ['en-US', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

/** In their own words, so that everybody finds theirs. */
export const LANGUAGE_NAMES = { 'en-US': 'English', 'zh-CN': '中文' } as const satisfies Record<
  Language,
  string
>;

export interface LanguagePack {
  readonly language: Language;
  readonly words: Words;
  /** Cloudscape's own words, inside its components. */
  readonly components: I18nProviderProps.Messages;
}

const LOADERS: Readonly<Record<Language, () => Promise<LanguagePack>>> = {
  'en-US': async () => {
    const [{ EN_US: words }, { default: components }] = await Promise.all([
      import('./en-us/index.ts'),
      import('@cloudscape-design/components/i18n/messages/all.en'),
    ]);
    return { language: 'en-US', words, components };
  },
  'zh-CN': async () => {
    const [{ ZH_CN: words }, { default: components }] = await Promise.all([
      import('./zh-cn/index.ts'),
      import('@cloudscape-design/components/i18n/messages/all.zh-CN'),
    ]);
    return { language: 'zh-CN', words, components };
  },
};

const loaded = new Map<Language, Promise<LanguagePack>>();

/** The same promise each time, so that React can wait for it. */
export function loadLanguage(language: Language): Promise<LanguagePack> {
  const pack = loaded.get(language) ?? LOADERS[language]();
  loaded.set(language, pack);
  return pack;
}

export const LanguageContext = createContext<LanguagePack | undefined>(undefined);

export function useLanguage(): LanguagePack {
  const pack = use(LanguageContext);
  if (pack === undefined) throw new Error('no language is chosen here');
  return pack;
}

export const useWords = (): Words => useLanguage().words;
