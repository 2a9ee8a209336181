// Twilio's error codes, as far as the carrier reports them. https://www.twilio.com/docs/api/errors
import type { TransportErrorKind } from './http/transport.ts';

export const ERRORS = {
  invalidUrl: 11100,
  httpFailure: 11200,
  connection: 11205,
  tooManyRedirects: 11215,
  documentTooLarge: 11750,
  parse: 12100,
  schema: 12200,
  contentType: 12300,
  internal: 12400,
  dialCallerId: 13214,
  dialNumber: 13224,
  dialCountryCode: 13226,
  gatherActionOnEmptyResult: 13338,
  rejectReason: 13810,
  smsTo: 14101,
  smsBody: 14103,
} as const;

export const CODE_OF_TRANSPORT_ERROR: Readonly<Record<TransportErrorKind, number>> = {
  connect: 11205,
  timeout: 11205,
  protocol: 11206,
  dns: 11210,
  tls: 11220,
  certificate: 11237,
};
