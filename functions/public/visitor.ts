// The address of the person who visits. Behind CloudFront the gateway sees an edge that thousands share; CloudFront names
// its visitor, and proves with a secret that it was CloudFront: anybody could send such a header to the endpoint itself.
import { addressOfViewer } from '../../core/network-address.ts';
import { isSameText } from '../http/same-text.ts';
import type { HttpEvent } from '../http/lambda-http.ts';

/** Sent by CloudFront to its origin, over whatever the visitor sent (`cdk/console-site.ts`). */
export const ORIGIN_SECRET_HEADER = 'x-hotline-origin';
/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html */
export const VIEWER_ADDRESS_HEADER = 'CloudFront-Viewer-Address';

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
