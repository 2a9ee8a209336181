// A record of processing in the words of one language: for the page, and for the documents of the API and the command.
import { assertNever } from '../../core/basics/assert-never.ts';
import { counted } from '../../core/basics/counted.ts';
import type { Language } from '../../core/basics/language.ts';
import type { Period } from '../../core/holds/kept.ts';
import {
  ABOUT_WORDS,
  CATEGORY_WORDS,
  GDPR_WORDS,
  KIND_WORDS,
  PIPL_WORDS,
  PURPOSE_WORDS,
  RECIPIENT_WORDS,
  SENSITIVITY_WORDS,
} from '../../core/privacy/register-words.ts';
import type { ProcessingRecord } from './records.ts';

export interface RecordInWords {
  readonly title: string;
  readonly about: string;
  readonly data: string;
  readonly purposes: string;
  readonly basis: string;
  readonly period: string;
  readonly recipients: string;
  readonly sensitivity: string;
}

const SEPARATORS = { 'en-US': '; ', 'zh-CN': '；' } as const satisfies Record<Language, string>;

export function recordInWords(record: ProcessingRecord, language: Language): RecordInWords {
  const list = (words: readonly string[]): string => words.join(SEPARATORS[language]);
  return {
    title: CATEGORY_WORDS[language][record.category],
    about: list(record.about.map((one) => ABOUT_WORDS[language][one])),
    data: list(record.kinds.map((kind) => KIND_WORDS[language][kind])),
    purposes: list(record.purposes.map((purpose) => PURPOSE_WORDS[language][purpose].written)),
    basis: list([PIPL_WORDS[language][record.pipl], GDPR_WORDS[language][record.gdpr]]),
    period: periodWords(record.period, language),
    recipients: list(record.recipients.map((recipient) => RECIPIENT_WORDS[language][recipient])),
    sensitivity: SENSITIVITY_WORDS[language][record.sensitivity],
  };
}

const periodWords = ({ days, from }: Period, language: Language): string =>
  language === 'en-US' ? englishPeriod(days, from) : chinesePeriod(days, from);

function englishPeriod(days: number | undefined, from: Period['from']): string {
  if (days === undefined) return 'until a person deletes it';
  const span = counted(days, 'day');
  switch (from) {
    case 'creation':
      return `${span} from its creation`;
    case 'closing':
      return `${span} from when it is closed`;
    case 'last-use':
      return `${span} from its last use`;
    case 'expiry':
      return `${span} from when it expires`;
    default:
      return assertNever(from, 'begin of a period');
  }
}

function chinesePeriod(days: number | undefined, from: Period['from']): string {
  if (days === undefined) return '直至由工作人员删除';
  switch (from) {
    case 'creation':
      return `自产生之日起 ${String(days)} 天`;
    case 'closing':
      return `自办结之日起 ${String(days)} 天`;
    case 'last-use':
      return `自最后一次使用起 ${String(days)} 天`;
    case 'expiry':
      return `自到期之日起 ${String(days)} 天`;
    default:
      return assertNever(from, 'begin of a period');
  }
}
