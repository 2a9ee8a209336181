// The headers that go with the console's files, on one machine and on AWS: nothing from another host, no script or
// style but our own files, no page of ours in a frame of somebody else's.

const DIRECTIVES = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self' data:",
  // Recordings are fetched with the token and played from memory.
  'media-src': "'self' blob:",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
} as const;

/** @param issuerOrigins whom the page may ask besides ourselves: the issuer, where one signs in there by redirect */
export const contentSecurityPolicy = (issuerOrigins: readonly string[] = []): string =>
  Object.entries({ ...DIRECTIVES, 'connect-src': ["'self'", ...issuerOrigins].join(' ') })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');

/** Beside the policy above. The microphone is for the phone page. */
export const CONSOLE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()',
} as const;

/** Names of files under `assets/` carry a hash of what is in them; every other file may change under its name. */
export const cacheControl = (file: string): string =>
  file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

/** Sent by CloudFront to its origin, over whatever the visitor sent (`cdk/console-site.ts`). */
export const ORIGIN_SECRET_HEADER = 'x-hotline-origin';
/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html */
export const VIEWER_ADDRESS_HEADER = 'CloudFront-Viewer-Address';
