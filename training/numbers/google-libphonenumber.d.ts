// The part of google-libphonenumber that the numbering plans are made from; the package ships no types.
declare module 'google-libphonenumber' {
  interface NumberDescription {
    getNationalNumberPattern(): string;
    getExampleNumber(): string | null;
    /** Empty where it is that of the country's numbers in general. */
    possibleLengthArray(): number[];
    /** Lengths that are dialed within an area only. */
    possibleLengthLocalOnlyArray(): number[];
  }
  interface NumberFormat {
    getPattern(): string;
    /** From coarse to fine. */
    leadingDigitsPatternArray(): string[];
    /** `0$1`, `$NP $FG`. */
    getNationalPrefixFormattingRule(): string | null;
  }
  interface RegionMetadata {
    numberFormatArray(): NumberFormat[];
    /** Those that differ for calls from abroad, and all others too; empty where none differs. */
    intlNumberFormatArray(): NumberFormat[];
    getCountryCode(): number;
    getNationalPrefix(): string | null;
    getInternationalPrefix(): string | null;
    getGeneralDesc(): NumberDescription;
    getShortCode(): NumberDescription;
    getFixedLine(): NumberDescription;
    getMobile(): NumberDescription;
    getTollFree(): NumberDescription;
    getPremiumRate(): NumberDescription;
    getSharedCost(): NumberDescription;
    getUan(): NumberDescription;
    getPersonalNumber(): NumberDescription;
    getVoip(): NumberDescription;
    getPager(): NumberDescription;
    getVoicemail(): NumberDescription;
  }
  class PhoneNumberUtil {
    static getInstance(): PhoneNumberUtil;
    getSupportedRegions(): string[];
    getSupportedCallingCodes(): number[];
    /** The main country of the code first. */
    getRegionCodesForCountryCode(code: number): string[];
    getRegionCodeForCountryCode(code: number): string;
    getMetadataForRegion(region: string): RegionMetadata;
    getMetadataForNonGeographicalRegion(code: number): RegionMetadata;
  }
  class ShortNumberInfo {
    static getInstance(): ShortNumberInfo;
    /** Undocumented: the public methods answer for one number, and the table needs the pattern. */
    getMetadataForRegion_(region: string): RegionMetadata | null;
  }
  namespace libphonenumber {
    export {
      PhoneNumberUtil,
      ShortNumberInfo,
      type NumberDescription,
      type NumberFormat,
      type RegionMetadata,
    };
  }
  export default libphonenumber;
}
