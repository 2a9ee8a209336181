// Every sentence of the phone page, in each language; the chosen one alone is loaded.
import { createContext, use } from 'react';
import type { Language } from '../../words/index.ts';
import type { PhoneWords } from './phone-words.ts';

export interface PhoneLanguage {
  readonly language: Language;
  readonly words: PhoneWords;
}

const LOADERS: Readonly<Record<Language, () => Promise<PhoneLanguage>>> = {
  'en-US': async () => ({ language: 'en-US', words: (await import('./en-us.ts')).EN_US }),
  'zh-CN': async () => ({ language: 'zh-CN', words: (await import('./zh-cn.ts')).ZH_CN }),
};

const loaded = new Map<Language, Promise<PhoneLanguage>>();

/** The same promise each time, so that React can wait for it. */
export function loadWords(language: Language): Promise<PhoneLanguage> {
  const pack = loaded.get(language) ?? LOADERS[language]();
  loaded.set(language, pack);
  return pack;
}

export const PhoneLanguageContext = createContext<PhoneLanguage | undefined>(undefined);

export function usePhoneLanguage(): PhoneLanguage {
  const pack = use(PhoneLanguageContext);
  if (pack === undefined) throw new Error('no language is chosen here');
  return pack;
}

export const useWords = (): PhoneWords => usePhoneLanguage().words;
