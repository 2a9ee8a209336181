// Every voice webhook, top to bottom: signature, parameters, facts, decide, commit, render, respond.
// Whatever goes wrong after the signature, the caller gets a constant valid document with status 200.
import type { HttpEvent, HttpResult } from '../http/lambda-http.ts';
import { ROUTES, routeKey, type VoiceRouteId } from '../routes.ts';
import type { Runtime, Secrets, VoiceRuntime } from '../runtime.ts';
import { within } from '../within.ts';
import { openAdmission, type AdmissionOptions } from './admission.ts';
import { decideAdmitted, hotlineOf, type Hotline } from './admit-webhook.ts';
import { EVENT_READERS } from './events.ts';
import { isCallback, LAST_RESORTS } from './last-resort.ts';
import { servePlayback } from './playback.ts';
import { readWebhook, type ReadWebhook, type WebhookDefaults } from './read-webhook.ts';

// --- time limits, from the arrival of a webhook -----------------------------------------------------------------------

/** A caller waits no longer than this in silence; the carrier would wait 15 s. */
const ANSWER_WITHIN_MS = 2_400;
/** The answer no longer waits for the writes: a good plan beats the last resort. */
const CONFIRM_WRITES_WITHIN_MS = 2_000;
/** A webhook that is late already is still decided: that takes a few milliseconds without the store. */
const LEAST_TO_DECIDE_MS = 400;
/** The carrier gives up before; a webhook that seems older comes from a machine whose clock is off. */
const OLDEST_MS = 15_000;

/** On one machine, whose database answers some hundred requests a second. A Lambda function answers one webhook at a time. */
const ADMISSION: AdmissionOptions = { places: 12, usualMs: 150, clock: () => performance.now() };

const VOICE_ROUTES = Object.keys(EVENT_READERS) as VoiceRouteId[];
const ROUTE_BY_KEY = new Map<string, VoiceRouteId>(VOICE_ROUTES.map((id) => [routeKey(ROUTES[id]), id]));

export function createVoiceHandler(
  runtime: VoiceRuntime,
  admission = openAdmission(ADMISSION),
): (event: HttpEvent) => Promise<HttpResult> {
  const hotline = hotlineOf(runtime, admission);
  return async (event) => {
    if (event.routeKey === routeKey(ROUTES.playback)) return servePlayback(event, runtime);
    const id = ROUTE_BY_KEY.get(event.routeKey);
    if (id === undefined) return { statusCode: 404, body: '' };
    const arrived = arrivalOf(event);
    const left = Math.max(LEAST_TO_DECIDE_MS, arrived + ANSWER_WITHIN_MS - performance.now());
    const decided: Decided = {};
    const result = await within(left, answer(id, event, { arrived, decided }, hotline), () => {
      if (decided.document !== undefined) return twiml(decided.document);
      runtime.log.error('webhook too slow, last resort', { route: id });
      return lastResort(id);
    });
    runtime.log.info('webhook answered', {
      route: id,
      milliseconds: Math.round(performance.now() - arrived),
    });
    // Nobody waits on the line for the answer to a callback: the time to look for a newer copy of the lists.
    if (isCallback(id)) await within(RENEW_WITHIN_MS, runtime.snapshot.renew(), () => undefined);
    return result;
  };
}

/** The document as soon as there is one: on a busy machine the deadline may pass before it is handed on. */
interface Decided {
  document?: string;
}

interface Moment {
  readonly arrived: number;
  readonly decided: Decided;
}

/** A function of AWS does nothing after its answer; the carrier waits longer for the answer to a callback. */
const RENEW_WITHIN_MS = 4_000;

/** When the webhook came in, on the clock of `performance.now`: before this function started, and before others were done. */
function arrivalOf({ requestContext }: HttpEvent): number {
  const age = Date.now() - requestContext.timeEpoch;
  return performance.now() - (age >= 0 && age < OLDEST_MS ? age : 0);
}

const REFUSED: HttpResult = { statusCode: 403, body: '' };
/** Sent again later, or found by the jobs. */
const UNREADABLE_CALLBACK: HttpResult = { statusCode: 503, body: '' };

async function answer(
  id: VoiceRouteId,
  request: HttpEvent,
  { arrived, decided }: Moment,
  hotline: Hotline,
): Promise<HttpResult> {
  const { runtime } = hotline;
  const secrets = await secretsOrNone(runtime);
  // Nothing of the request is believed or used: the document is the one that anybody may fetch as the fallback document.
  if (secrets === undefined) return isCallback(id) ? UNREADABLE_CALLBACK : lastResort(id);
  try {
    const { webhook, by } = await readSigned(id, request, secrets, runtime);
    if (webhook.kind === 'refused') {
      runtime.log.warn(`${webhook.reason} refused`, { route: id, problem: webhook.problem });
      return REFUSED;
    }
    const { document, write } = await decideAdmitted(id, webhook, by, arrived, hotline);
    decided.document = document;
    await within(arrived + CONFIRM_WRITES_WITHIN_MS - performance.now(), write(), () => {
      runtime.log.error('answered before the writes were confirmed', { route: id });
    });
    return twiml(document);
  } catch (error) {
    runtime.log.error('webhook failed, last resort', { route: id, error });
    return lastResort(id);
  }
}

/** A signature that is not valid may be one of a token that came lately. */
async function readSigned(
  id: VoiceRouteId,
  request: HttpEvent,
  secrets: Secrets,
  runtime: VoiceRuntime,
): Promise<{ webhook: ReadWebhook; by: Secrets }> {
  const readBy = ({ twilioAuthTokens }: Secrets): ReadWebhook => {
    const { publicUrl, accountSid } = runtime;
    return readWebhook(id, request, webhookDefaults(runtime), { publicUrl, accountSid, twilioAuthTokens });
  };
  const webhook = readBy(secrets);
  if (webhook.kind === 'read' || webhook.reason !== 'signature') return { webhook, by: secrets };
  const newer = await runtime.newerSecrets?.(secrets);
  return newer === undefined ? { webhook, by: secrets } : { webhook: readBy(newer), by: newer };
}

/** How numbers are read, and where a step goes on that came without state: a document of last resort leads there. */
function webhookDefaults({ settings }: Runtime): WebhookDefaults {
  const home = settings.lastGood().hotline;
  return {
    home,
    defaultJourney: {
      language: home.language,
      admission: 'unverified',
      attestation: 'none',
      mailbox: 'open',
    },
  };
}

/** Without the token nothing can be believed. */
async function secretsOrNone(runtime: VoiceRuntime): Promise<Secrets | undefined> {
  try {
    return await runtime.secrets();
  } catch (error) {
    runtime.log.error('secrets unavailable', { error });
    return undefined;
  }
}

const twiml = (body: string): HttpResult => ({
  statusCode: 200,
  headers: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' },
  body,
});

const lastResort = (id: VoiceRouteId): HttpResult => twiml(LAST_RESORTS[id]);
