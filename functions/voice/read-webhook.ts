// An HTTP request -> what happened to the call, or why the request is refused. A forged request is refused here, before
// anything is read or written.
import type { KeptWebhook } from '../../core/call/kept-webhook.ts';
import type { CallEvent } from '../../core/call/call-event.ts';
import { StepUrlError } from '../../twiml/step-url.ts';
import { bodyText, type HttpEvent } from '../http/lambda-http.ts';
import { ADDED_AFTER_SIGNING, checkSignature, readForm, type FormParams } from '../http/signed/signature.ts';
import { WebhookShapeError } from '../http/signed/twilio-params.ts';
import type { VoiceRouteId } from '../routes.ts';
import type { Runtime, Secrets } from '../runtime.ts';
import { EVENT_READERS, type Webhook } from './events.ts';

export type ReadWebhook =
  | { readonly kind: 'read'; readonly event: CallEvent; readonly received: ReceivedWebhook }
  /** @property problem holds no value of any parameter, so that it can be logged. */
  | { readonly kind: 'refused'; readonly reason: 'signature' | 'parameters'; readonly problem: string };

/** The request as it came, without the moment of its arrival. */
export type ReceivedWebhook = Omit<KeptWebhook, 'at'>;

/** What the settings add to what the carrier says. */
export type WebhookDefaults = Pick<Webhook, 'home' | 'defaultJourney'>;

type Receiver = Pick<Runtime, 'publicUrl' | 'accountSid'> & Pick<Secrets, 'twilioAuthTokens'>;

/** @throws {StepUrlError} for a signed URL with a step that this version does not know */
export function readWebhook(
  id: VoiceRouteId,
  request: HttpEvent,
  defaults: WebhookDefaults,
  receiver: Receiver,
): ReadWebhook {
  const signed = signedForm(request, receiver);
  if (signed === undefined)
    return { kind: 'refused', reason: 'signature', problem: 'the signature is not valid' };
  const { form, received } = signed;
  try {
    const event = readSigned(id, form, request.rawQueryString, defaults, receiver);
    return { kind: 'read', event, received };
  } catch (error) {
    if (!(error instanceof WebhookShapeError)) throw error;
    return { kind: 'refused', reason: 'parameters', problem: error.message };
  }
}

function readSigned(
  id: VoiceRouteId,
  form: FormParams,
  query: string,
  defaults: WebhookDefaults,
  { accountSid: own }: Receiver,
): CallEvent {
  if (holdsParameters(query)) throw new WebhookShapeError('the URL holds parameters');
  try {
    const { accountSid, event } = EVENT_READERS[id].read({ form, query, ...defaults });
    if (accountSid !== own) throw new WebhookShapeError('AccountSid is another account');
    return event;
  } catch (error) {
    if (error instanceof StepUrlError && holdsUrl(form))
      throw new WebhookShapeError('a parameter holds the end of the URL');
    throw error;
  }
}

/** The first parameter is always AccountSid: a query that has swallowed parameters has swallowed this one. */
const holdsParameters = (query: string): boolean =>
  [query, ...[...new URLSearchParams(query)].flat()].some((text) => /AccountSidAC[0-9a-f]/.test(text));

const holdsUrl = (form: FormParams): boolean => Object.keys(form).some((name) => name < 'AccountSid');

interface Signed {
  /** The parameters as far as they are signed. */
  readonly form: FormParams;
  readonly received: ReceivedWebhook;
}

/** Undefined for a forged request. */
function signedForm(request: HttpEvent, { publicUrl, twilioAuthTokens }: Receiver): Signed | undefined {
  const { rawPath, rawQueryString, headers, requestContext } = request;
  const body = bodyText(request);
  const form = readForm(body);
  const url = `${publicUrl}${rawPath}${rawQueryString === '' ? '' : `?${rawQueryString}`}`;
  const signature = headers['x-twilio-signature'] ?? '';
  const verified = checkSignature(twilioAuthTokens, signature, url, form);
  if (verified === 'forged') return undefined;
  const received = { id: requestContext.requestId, url, signature, verified, body };
  return { form: verified === 'signed' ? form : withoutAddedParameters(form), received };
}

const withoutAddedParameters = (form: FormParams): FormParams =>
  Object.fromEntries(
    Object.entries(form).filter(([name]) => !(ADDED_AFTER_SIGNING as readonly string[]).includes(name)),
  );
