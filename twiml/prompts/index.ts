// Language -> catalog. Complete by its type.
import type { Language } from '../../core/basics/language.ts';
import type { Catalog } from './catalog.ts';
import { enUS } from './en-us.ts';
import { zhCN } from './zh-cn.ts';

export const CATALOGS: Readonly<Record<Language, Catalog>> = { 'en-US': enUS, 'zh-CN': zhCN };
