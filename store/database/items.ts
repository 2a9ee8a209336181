// Items of DynamoDB, and how the attribute that ends them is reckoned.

export type Item = Record<string, unknown>;

/** @param iso a time as ISO 8601 @returns whole seconds since 1970 */
export const epochSeconds = (iso: string): number => Math.floor(Date.parse(iso) / 1000);
