// Language tags, as the carrier writes them and as browsers do.

/** The carrier writes Mandarin as `cmn-Hans-CN`, browsers as `zh-CN`; the rest is the same in both (BCP 47). */
export const browserLanguage = (carriers: string): string =>
  carriers.startsWith('cmn') ? 'zh-CN' : carriers;
