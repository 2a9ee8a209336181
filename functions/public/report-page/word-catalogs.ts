// The words of the report page, by language.
import type { Language } from '../../../core/basics/language.ts';
import { enUS } from './words-en-us.ts';
import { zhCN } from './words-zh-cn.ts';
import type { PageWords } from './words.ts';

export const WORDS: Readonly<Record<Language, PageWords>> = { 'en-US': enUS, 'zh-CN': zhCN };
