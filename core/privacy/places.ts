// In which country a place is: regions of clouds and of the carrier by tables, hosts by what the operator has said.

/** Members of the European Economic Area, within which data moves freely under the GDPR. */
const EEA: readonly string[] =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ');

/** What a residency can be limited to beside single countries. */
export const EEA_AREA = 'EEA';

/** @param area a country, or {@link EEA_AREA} */
export const isWithin = (country: string, area: string): boolean =>
  country === area || (area === EEA_AREA && EEA.includes(country));

/** Which law’s articles are named: those of the area, or of both where the program does not know the area’s law. */
export const lawsOf = (area: string): readonly ('pipl' | 'gdpr')[] =>
  area === 'CN' ? ['pipl'] : isWithin(area, EEA_AREA) || area === EEA_AREA ? ['gdpr'] : ['pipl', 'gdpr'];

/** Regions of AWS by country (https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html). */
const CLOUD_REGIONS: Readonly<Record<string, string>> = {
  'af-south-1': 'ZA',
  'ap-east-1': 'HK',
  'ap-east-2': 'TW',
  'ap-northeast-1': 'JP',
  'ap-northeast-2': 'KR',
  'ap-northeast-3': 'JP',
  'ap-south-1': 'IN',
  'ap-south-2': 'IN',
  'ap-southeast-1': 'SG',
  'ap-southeast-2': 'AU',
  'ap-southeast-3': 'ID',
  'ap-southeast-4': 'AU',
  'ap-southeast-5': 'MY',
  'ap-southeast-6': 'NZ',
  'ap-southeast-7': 'TH',
  'ca-central-1': 'CA',
  'ca-west-1': 'CA',
  'cn-north-1': 'CN',
  'cn-northwest-1': 'CN',
  'eu-central-1': 'DE',
  'eu-central-2': 'CH',
  'eu-north-1': 'SE',
  'eu-south-1': 'IT',
  'eu-south-2': 'ES',
  'eu-west-1': 'IE',
  'eu-west-2': 'GB',
  'eu-west-3': 'FR',
  'il-central-1': 'IL',
  'me-central-1': 'AE',
  'me-south-1': 'BH',
  'mx-central-1': 'MX',
  'sa-east-1': 'BR',
  'us-east-1': 'US',
  'us-east-2': 'US',
  'us-gov-east-1': 'US',
  'us-gov-west-1': 'US',
  'us-west-1': 'US',
  'us-west-2': 'US',
};

/** Regions in which Twilio processes and stores calls (https://www.twilio.com/docs/global-infrastructure). */
export const CARRIER_REGIONS = { us1: 'US', ie1: 'IE', au1: 'AU' } as const;
export type CarrierRegion = keyof typeof CARRIER_REGIONS;
export const isCarrierRegion = (text: string): text is CarrierRegion => text in CARRIER_REGIONS;

/** Where something goes, as far as it is known before the operator is asked. */
export type Place =
  /** This machine itself. */
  | { readonly kind: 'here' }
  | { readonly kind: 'country'; readonly country: string; readonly name: string }
  /** A name that says nothing of its country: a host, a domain of mail, a partner. */
  | { readonly kind: 'name'; readonly name: string }
  /** Many countries at once. */
  | { readonly kind: 'worldwide'; readonly name: string };

const HERE: Place = { kind: 'here' };
const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|\[::1\])$/;

export const cloudPlace = (region: string): Place => {
  const country = CLOUD_REGIONS[region];
  return country === undefined ? { kind: 'name', name: region } : { kind: 'country', country, name: region };
};

export const carrierPlace = (region: CarrierRegion): Place => ({
  kind: 'country',
  country: CARRIER_REGIONS[region],
  name: `Twilio ${region.toUpperCase()}`,
});

/** Of a URL, or of a path on this machine. */
export function urlPlace(url: string): Place {
  if (!URL.canParse(url)) return HERE;
  const { protocol, hostname } = new URL(url);
  return protocol === 'file:' || LOOPBACK.test(hostname) ? HERE : { kind: 'name', name: hostname };
}

/** Of an e-mail address: the domain. In which country its servers are is for the operator to say. */
export const mailPlace = (address: string): Place => ({
  kind: 'name',
  name: address.slice(address.lastIndexOf('@') + 1).toLowerCase(),
});

/** What the operator has said of a name; a domain speaks for the names below it, and the longest one wins. */
export function declaredCountry(
  name: string,
  places: readonly { readonly name: string; readonly country: string }[],
): string | undefined {
  const asked = name.toLowerCase();
  return places
    .filter(({ name: declared }) => asked === declared || asked.endsWith(`.${declared}`))
    .toSorted((a, b) => b.name.length - a.name.length)[0]?.country;
}
