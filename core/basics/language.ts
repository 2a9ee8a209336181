// The domain `basics` holds what every other domain builds on and what means nothing about telephones: languages,
// durations, sliding windows, locks, calibration, closed switches. It may know no other domain.
//
// This file: the languages that the hotline speaks. A language that is added here does not compile until
// `twiml/prompts` has its catalog.

export const LANGUAGES = ['en-US', 'zh-CN'] as const;
/** BCP 47 tag. */
export type Language = (typeof LANGUAGES)[number];

/** The language offered beside this one. */
export const OTHER_LANGUAGE = { 'en-US': 'zh-CN', 'zh-CN': 'en-US' } as const satisfies Record<
  Language,
  Language
>;
