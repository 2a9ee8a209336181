// Telephones that help while money is leaving the account.
import type { Language } from '../../core/basics/language.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { CATALOGS } from '../prompts/index.ts';
import { inLanguage, spokenDialed } from '../speak.ts';

export const emergencyWords = (language: Language, { afterHours, hotline }: Settings): string[] =>
  afterHours.emergencyNumbers.map(({ name, number }) =>
    CATALOGS[language].emergencyNumber(inLanguage(name, language), spokenDialed(number, language, hotline)),
  );
