// The address of the person who visits. Behind CloudFront the gateway sees an edge that thousands share; CloudFront names
// its visitor, and proves with a secret that it was CloudFront: anybody could send such a header to the endpoint itself.
import { addressOfViewer } from '../../core/basics/network-address.ts';
import { ORIGIN_SECRET_HEADER, VIEWER_ADDRESS_HEADER } from '../http/console-headers.ts';
import { isSameText } from '../http/same-text.ts';
import type { HttpEvent } from '../http/lambda-http.ts';

/** @param originSecret what CloudFront sends; undefined where the hotline is not behind it */
export function visitorAddress(
  { headers, requestContext }: Pick<HttpEvent, 'headers' | 'requestContext'>,
  originSecret: string | undefined,
): string {
  const { sourceIp } = requestContext.http;
  const given = headers[ORIGIN_SECRET_HEADER];
  if (originSecret === undefined || given === undefined || !isSameText(given, originSecret)) return sourceIp;
  return addressOfViewer(headers[VIEWER_ADDRESS_HEADER.toLowerCase()] ?? '') ?? sourceIp;
}
