// Values that may be absent are left out of a record, not kept as undefined.

export type Present<Given> = { readonly [Key in keyof Given]: Exclude<Given[Key], undefined> };

/** The same record without the fields that are undefined. */
export const present = <Given extends object>(given: Given): Present<Given> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Present<Given>;
