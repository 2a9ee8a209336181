// A form of an authority, as data.
//
// A field without `value` is one that the hotline cannot know, such as a street address, or that only a person may judge,
// such as whether a voice was a recording. It stays empty and is marked "to fill in". The order of the fields comes from
// the source that the form names. Online forms change without notice, so every page tells its reader to compare them.
import type { Language } from '../basics/language.ts';
import type { ReportFacts } from './report-facts.ts';

export interface FormField {
  /** In the language of the form, as it stands there, and in the other language for readers of that. */
  readonly label: Readonly<Record<Language, string>>;
  /** Gives undefined where it is not known of this report. */
  readonly value?: (facts: ReportFacts) => string | undefined;
}

export interface AuthorityForm {
  readonly name: Readonly<Record<Language, string>>;
  /** ISO 3166. */
  readonly country: string;
  /** The language in which the form is filled in. */
  readonly language: Language;
  /** Where the report is sent. */
  readonly url: string;
  /** From where the order of the fields is known, and of which day that is. */
  readonly source: string;
  /** What one has to know before sending, where there is something. */
  readonly note?: Readonly<Record<Language, string>>;
  readonly fields: readonly FormField[];
}
