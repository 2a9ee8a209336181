// In which region Twilio processes and stores the calls, and where its REST API for that region is
// (https://www.twilio.com/docs/global-infrastructure/using-the-twilio-rest-api-in-a-non-us-region).
import { CARRIER_REGIONS, isCarrierRegion, type CarrierRegion } from '../../core/privacy/places.ts';

/** Without a trailing slash. */
export const CARRIER_API: Readonly<Record<CarrierRegion, string>> = {
  us1: 'https://api.twilio.com',
  ie1: 'https://api.dublin.ie1.twilio.com',
  au1: 'https://api.sydney.au1.twilio.com',
};

/** Of the variable `TWILIO_REGION`; us1, as at Twilio, where it is not set. @throws where there is no such region */
export function readCarrierRegion(text: string | undefined): CarrierRegion {
  const region = text ?? 'us1';
  if (isCarrierRegion(region)) return region;
  throw new Error(
    `TWILIO_REGION is "${region}"; it must be one of ${Object.keys(CARRIER_REGIONS).join(', ')}.`,
  );
}
