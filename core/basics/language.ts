// The languages the hotline speaks. Adding one here does not compile until `twiml/prompts` has its catalog.

export const LANGUAGES = ['en-US', 'zh-CN'] as const;
/** BCP 47 tag. */
export type Language = (typeof LANGUAGES)[number];

/** The language offered beside this one. */
export const OTHER_LANGUAGE = { 'en-US': 'zh-CN', 'zh-CN': 'en-US' } as const satisfies Record<
  Language,
  Language
>;
