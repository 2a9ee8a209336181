// Residency: data stays in a country or an area. One function judges every flow: settings are refused by it when they are
// saved, a stack when it is synthesised, and a request when it is sent. Pure.
import * as z from 'zod';
import { FLOW_IDS, FLOWS, type FlowId } from './flows.ts';
import { declaredCountry, EEA_AREA, isWithin, lawsOf, type Place } from './places.ts';

const country = z.string().regex(/^[A-Z]{2}$/, { error: 'must be a two-letter country code, like US or CN' });

/**
 * On what a transfer abroad can rest. `assessment`: the security assessment of PIPL 38(1) and 40. `certification`: PIPL 38(2),
 * GDPR 42 and 46(2)(f). `standard-contract`: PIPL 38(3), GDPR 46(2)(c). `adequacy`: GDPR 45. `exemption`: articles 4 to 6 of
 * China's provisions of 22 March 2024, GDPR 49.
 */
export const TRANSFER_BASES = [
  'assessment',
  'certification',
  'standard-contract',
  'adequacy',
  'exemption',
] as const;

/** `privacy.residency` in the settings. */
export const residencySettings = z
  .strictObject({
    /** Where data stays: a country, or the European Economic Area. Empty: not limited, and what crosses is counted. */
    within: z
      .union([z.literal(''), z.literal(EEA_AREA), country], {
        error: 'must be a two-letter country code, like CN or DE, or EEA, or empty',
      })
      .default(''),
    /** In which country hosts, domains of mail and partners are. A domain also stands for the hosts below it. */
    places: z
      .array(
        z.strictObject({
          name: z
            .string()
            .trim()
            .toLowerCase()
            .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, {
              error: 'must be the name of a host, like hooks.example.com, or of a partner',
            }),
          country,
        }),
      )
      .max(200)
      .default([]),
    /** Flows that may cross, since somebody has decided so. What crosses is counted all the same. */
    exceptions: z
      .array(
        z.strictObject({
          flow: z.enum(FLOW_IDS),
          basis: z.enum(TRANSFER_BASES),
          /** The contract, the filing or the certificate that it rests on. */
          reference: z.string().trim().min(1, { error: 'must name the contract or filing' }).max(200),
        }),
      )
      .max(FLOW_IDS.length)
      .default([]),
  })
  .prefault({});
export type Residency = z.output<typeof residencySettings>;

/** Something that goes somewhere. */
export interface Passage {
  readonly flow: FlowId;
  readonly to: Place;
  /** JSON pointer of the setting that sends it there; that of the switch where no setting does. */
  readonly at: string;
}

export interface Crossing extends Passage {
  readonly name: string;
  /** Absent where it is not known, or where there are many. */
  readonly country?: string;
  /** `PIPL 38–40` */
  readonly articles: string;
  readonly exception?: Residency['exceptions'][number];
}

export const SWITCH = '/privacy/residency/within';

/**
 * Whether it leaves the area; undefined where it stays, or where no person stands behind it. A place that nobody has
 * declared is taken to be outside.
 * @param area where data is to stay, or where it is counted from
 */
export function crossingOf(
  passage: Passage,
  area: string,
  { places, exceptions }: Pick<Residency, 'places' | 'exceptions'>,
): Crossing | undefined {
  const { flow, to } = passage;
  const { personal, articles } = FLOWS[flow];
  if (!personal || to.kind === 'here') return undefined;
  const found = countryOf(to, places);
  if (found !== undefined && isWithin(found, area)) return undefined;
  const exception = exceptions.find((one) => one.flow === flow);
  return {
    ...passage,
    name: to.name,
    ...(found === undefined ? {} : { country: found }),
    articles: lawsOf(area)
      .map((law) => `${law.toUpperCase()} ${articles[law]}`)
      .join('; '),
    ...(exception === undefined ? {} : { exception }),
  };
}

function countryOf(place: Exclude<Place, { kind: 'here' }>, places: Residency['places']): string | undefined {
  switch (place.kind) {
    case 'country':
      return place.country;
    case 'name':
      return declaredCountry(place.name, places);
    case 'worldwide':
      return undefined;
  }
}

/** From where borders are counted: the area that data is to stay in, else the hotline’s country. */
export const homeArea = ({
  privacy,
  hotline,
}: {
  readonly privacy: { readonly residency: Pick<Residency, 'within'> };
  readonly hotline: { readonly region: string };
}): string => (privacy.residency.within === '' ? hotline.region : privacy.residency.within);

/** What the switch refuses; nothing while it is off. */
export const refusedCrossings = (passages: readonly Passage[], residency: Residency): readonly Crossing[] =>
  residency.within === ''
    ? []
    : passages.flatMap((passage) => {
        const crossing = crossingOf(passage, residency.within, residency);
        return crossing === undefined || crossing.exception !== undefined ? [] : [crossing];
      });

/** Why it is refused, and what to do. */
export function crossingWords(
  { flow, to, name, country: found, articles }: Crossing,
  within: string,
): string {
  const { what } = FLOWS[flow];
  const exception = `or enter what the transfer rests on under Data residency, Exceptions (${flow})`;
  if (found !== undefined)
    return `${name} is in ${found}, outside of ${within}, and ${what} (${articles}). Choose a place inside, ${exception}.`;
  if (to.kind === 'worldwide')
    return `${name} is in many countries, not only in ${within}, and ${what} (${articles}). Do without it, ${exception}.`;
  return `it is not known in which country ${name} is, and ${what} (${articles}). Enter its country under Data residency, Places, ${exception}.`;
}
