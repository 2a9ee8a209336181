// One HTTP request as Twilio's proxy sends it: where parameters go, which headers, what is signed.
// https://www.twilio.com/docs/usage/webhooks/webhooks-security
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import type { TransportRequest } from './transport.ts';

export interface Unsigned {
  readonly method: 'GET' | 'POST';
  /** Without fragment. */
  readonly url: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const PARTS = /^(https?:\/\/)(?:([^/?@]*)@)?(\[[^\]]*\]|[^/?:]*)(:\d+)?(.*)$/is;

/** Headers of Twilio's client, as seen by somleng and in request logs. */
const ALWAYS = {
  'User-Agent': 'TwilioProxy/1.1',
  Accept: 'text/xml, application/xml, text/html',
  'Cache-Control': 'max-age=259200',
};

export function isWebUrl(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}

export function signedRequest(authToken: string, unsigned: Unsigned, cookies?: string): TransportRequest {
  const { method, parameters } = unsigned;
  const form = new URLSearchParams(parameters).toString();
  const url = method === 'GET' ? withQuery(unsigned.url, form) : unsigned.url;
  const [, scheme = '', user, host = '', port = '', rest = ''] = PARTS.exec(url) ?? [];
  // Over HTTPS the signed URL has neither user nor port; over HTTP it keeps the port.
  const signedUrl = scheme + host + (scheme.toLowerCase() === 'https://' ? '' : port) + rest;
  return {
    method,
    url: scheme + host + port + rest,
    body: method === 'POST' ? form : '',
    headers: {
      ...ALWAYS,
      ...(method === 'POST' ? { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' } : {}),
      ...(user === undefined
        ? {}
        : { Authorization: `Basic ${Buffer.from(decode(user)).toString('base64')}` }),
      ...(cookies === undefined ? {} : { Cookie: cookies }),
      'X-Twilio-Signature': webhooks.getExpectedTwilioSignature(
        authToken,
        signedUrl,
        method === 'POST' ? parameters : {},
      ),
    },
  };
}

/** GET parameters follow the query that the URL already has, in that order. */
function withQuery(url: string, form: string): string {
  if (form === '') return url;
  return url + (url.includes('?') ? '&' : '?') + form;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
