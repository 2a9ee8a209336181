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
  interface RegionMetadata {
    getCountryCode(): number;
    getNationalPrefix(): string | null;
    getInternationalPrefix(): string | null;
    getGeneralDesc(): NumberDescription;
    getShortCode(): NumberDescription;
    getMobile(): NumberDescription;
    getTollFree(): NumberDescription;
    getPremiumRate(): NumberDescription;
    getSharedCost(): NumberDescription;
    getUan(): NumberDescription;
    getPersonalNumber(): NumberDescription;
    getVoip(): NumberDescription;
    getPager(): NumberDescription;
  }
  class PhoneNumberUtil {
    static getInstance(): PhoneNumberUtil;
    getSupportedRegions(): string[];
    getMetadataForRegion(region: string): RegionMetadata;
  }
  class ShortNumberInfo {
    static getInstance(): ShortNumberInfo;
    /** Undocumented: the public methods answer for one number, and the table needs the pattern. */
    getMetadataForRegion_(region: string): RegionMetadata | null;
  }
  namespace libphonenumber {
    export { PhoneNumberUtil, ShortNumberInfo, type RegionMetadata };
  }
  export default libphonenumber;
}
