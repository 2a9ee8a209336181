// An HTTP request -> what happened to the call, or why the request is refused. A forged request is refused here, before
// anything is read or written.
import type { CallEvent } from '../../core/call/call-event.ts';
import { StepUrlError } from '../../twiml/step-url.ts';
import { bodyText, type HttpEvent } from '../http/lambda-http.ts';
import { ADDED_AFTER_SIGNING, checkSignature, readForm, type FormParams } from '../http/signed/signature.ts';
import { WebhookShapeError } from '../http/signed/twilio-params.ts';
import type { VoiceRouteId } from '../routes.ts';
import type { Runtime, Secrets } from '../runtime.ts';
import { EVENT_READERS, type Webhook } from './events.ts';

export type ReadWebhook =
  | { readonly kind: 'read'; readonly event: CallEvent }
  /** @property problem holds no value of any parameter, so that it can be logged. */
  | { readonly kind: 'refused'; readonly reason: 'signature' | 'parameters'; readonly problem: string };

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
  const form = signedForm(request, receiver);
  if (form === undefined)
    return { kind: 'refused', reason: 'signature', problem: 'the signature is not valid' };
  try {
    return { kind: 'read', event: readSigned(id, form, request.rawQueryString, defaults, receiver) };
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
  [query, ...[...new URLSearchParams(query)].flat()].some((text) => /AccountSidAC[0-9a-f]{32}/.test(text));

const holdsUrl = (form: FormParams): boolean => Object.keys(form).some((name) => name < 'AccountSid');

/** The parameters as far as they are signed; undefined for a forged request. */
function signedForm(request: HttpEvent, { publicUrl, twilioAuthTokens }: Receiver): FormParams | undefined {
  const { rawPath, rawQueryString, headers } = request;
  const form = readForm(bodyText(request));
  const url = `${publicUrl}${rawPath}${rawQueryString === '' ? '' : `?${rawQueryString}`}`;
  switch (checkSignature(twilioAuthTokens, headers['x-twilio-signature'], url, form)) {
    case 'signed':
      return form;
    case 'partly':
      return Object.fromEntries(
        Object.entries(form).filter(([name]) => !(ADDED_AFTER_SIGNING as readonly string[]).includes(name)),
      );
    case 'forged':
      return undefined;
  }
}
