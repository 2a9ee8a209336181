// What the hotline makes of a webhook: the event that is believed, or its refusal.
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { ROUTES, routeKey } from '../../../functions/routes.ts';
import type { HttpEvent } from '../../../functions/http/lambda-http.ts';
import { readWebhook } from '../../../functions/voice/read-webhook.ts';
import { StepUrlError } from '../../../twiml/step-url.ts';
import { ACCOUNT_SID, AUTH_TOKEN, PUBLIC_URL } from '../twilio-values.ts';
import { urlOf, VOICE_ROUTES, type SignedWebhook } from './rightly-signed.ts';
import { formBody, type Division } from './shifted.ts';

export const signatureOf = (webhook: SignedWebhook): string =>
  webhooks.getExpectedTwilioSignature(AUTH_TOKEN, urlOf(webhook), { ...webhook.parameters });

/** The request as API Gateway hands it on. */
function requestOf(division: Division, signature: string): HttpEvent {
  const [rawPath = '', ...query] = division.target.split('?');
  return {
    routeKey: `POST ${rawPath}`,
    rawPath,
    rawQueryString: query.join('?'),
    headers: { 'x-twilio-signature': signature },
    requestContext: { requestId: 'one' },
    body: formBody(division),
    isBase64Encoded: false,
  } as unknown as HttpEvent;
}

export type Judgement =
  | { readonly kind: 'believed'; readonly event: string }
  | { readonly kind: 'refused'; readonly problem: string };

const LAST_RESORT = 'last resort: ';

/** Answered, but with a step that was not understood: no webhook of ours asks for one. */
export const isLastResort = (event: string): boolean => event.startsWith(LAST_RESORT);

const ROUTE_BY_KEY = new Map(VOICE_ROUTES.map((id) => [routeKey(ROUTES[id]), id]));

/** @throws for a signature that does not cover the request: then the generator is wrong */
export function judge(division: Division, signature: string): Judgement {
  const request = requestOf(division, signature);
  const route = ROUTE_BY_KEY.get(request.routeKey);
  if (route === undefined) throw new Error(`no route answers ${request.routeKey}`);
  try {
    const read = readWebhook(
      route,
      request,
      {
        home: { region: 'US' },
        defaultJourney: {
          language: 'en-US',
          admission: 'unverified',
          attestation: 'none',
          mailbox: 'open',
        },
      },
      { publicUrl: PUBLIC_URL, accountSid: ACCOUNT_SID, twilioAuthTokens: [AUTH_TOKEN] },
    );
    if (read.kind === 'read') return { kind: 'believed', event: JSON.stringify(read.event) };
    if (read.reason === 'signature') throw new Error(`not covered: ${JSON.stringify(division)}`);
    return { kind: 'refused', problem: read.problem };
  } catch (error) {
    if (error instanceof StepUrlError) return { kind: 'believed', event: `${LAST_RESORT}${error.message}` };
    throw error;
  }
}
