// Every voice webhook, top to bottom: signature, parameters, facts, decide, commit, render, respond.
// Whatever goes wrong after the signature, the caller gets a constant valid document with status 200.
import { DAY_MS } from '../../core/basics/durations.ts';
import { withoutSecretNumbers } from '../../core/privacy/secret-numbers.ts';
import type { CallEvent } from '../../core/call/call-event.ts';
import type { Decision } from '../../core/call/decision.ts';
import type { Effect } from '../../core/call/effect.ts';
import { STEPS, type KeypadStep } from '../../core/call/steps/index.ts';
import type { KeypadRow } from '../../core/call/steps/step.ts';
import type { Facts } from '../../core/call/facts.ts';
import { render } from '../../twiml/render.ts';
import { commit } from '../commit.ts';
import type { HttpEvent, HttpResult } from '../http/lambda-http.ts';
import { pseudonym } from '../keyed/pseudonym.ts';
import { ROUTES, routeKey, type VoiceRouteId } from '../routes.ts';
import type { Runtime, Secrets } from '../runtime.ts';
import { within } from '../within.ts';
import { challengeSeed } from '../keyed/challenge-seed.ts';
import { EVENT_READERS } from './events.ts';
import { notePartners } from './partner-news.ts';
import { loadFacts } from './facts.ts';
import { LAST_RESORTS } from './last-resort.ts';
import { playbackUrl, servePlayback } from './playback.ts';
import { decidePermitted } from './ring-permit.ts';
import { readWebhook, type ReadWebhook, type ReceivedWebhook, type WebhookDefaults } from './read-webhook.ts';

/** A caller waits no longer than this in silence; the carrier would wait 15 s. */
const ANSWER_WITHIN_MS = 2_400;
/** So long after a webhook's arrival its answer no longer waits for the writes: a good plan beats the last resort. */
const CONFIRM_WRITES_WITHIN_MS = 2_000;

const VOICE_ROUTES = Object.keys(EVENT_READERS) as VoiceRouteId[];
const ROUTE_BY_KEY = new Map<string, VoiceRouteId>(VOICE_ROUTES.map((id) => [routeKey(ROUTES[id]), id]));

export function createVoiceHandler(runtime: Runtime): (event: HttpEvent) => Promise<HttpResult> {
  return async (event) => {
    if (event.routeKey === routeKey(ROUTES.playback)) return servePlayback(event, runtime);
    const id = ROUTE_BY_KEY.get(event.routeKey);
    if (id === undefined) return { statusCode: 404, body: '' };
    const started = performance.now();
    const result = await within(ANSWER_WITHIN_MS, answer(id, event, started, runtime), () => {
      runtime.log.error('webhook too slow, last resort', { route: id });
      return lastResort(id);
    });
    runtime.log.info('webhook answered', {
      route: id,
      milliseconds: Math.round(performance.now() - started),
    });
    return result;
  };
}

const REFUSED: HttpResult = { statusCode: 403, body: '' };

async function answer(
  id: VoiceRouteId,
  request: HttpEvent,
  started: number,
  runtime: Runtime,
): Promise<HttpResult> {
  const secrets = await secretsOrNone(runtime);
  if (secrets === undefined) return REFUSED;
  try {
    const webhook = readWebhook(id, request, webhookDefaults(runtime), {
      publicUrl: runtime.publicUrl,
      accountSid: runtime.accountSid,
      twilioAuthTokens: secrets.twilioAuthTokens,
    });
    if (webhook.kind === 'refused') {
      runtime.log.warn(`${webhook.reason} refused`, { route: id, problem: webhook.problem });
      return REFUSED;
    }
    const { document, writes } = await runSteps(id, webhook, secrets, runtime);
    await within(started + CONFIRM_WRITES_WITHIN_MS - performance.now(), writes, () => {
      runtime.log.error('answered before the writes were confirmed', { route: id });
    });
    return twiml(document);
  } catch (error) {
    runtime.log.error('webhook failed, last resort', { route: id, error });
    return lastResort(id);
  }
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

/** Without the token nothing can be believed: everyone is refused, and the carrier turns to the fallback document. */
async function secretsOrNone(runtime: Runtime): Promise<Secrets | undefined> {
  try {
    return await runtime.secrets();
  } catch (error) {
    runtime.log.error('secrets unavailable', { error });
    return undefined;
  }
}

/** Steps 3 to 6; the writes are under way when it returns. */
async function runSteps(
  id: VoiceRouteId,
  { event, received }: Extract<ReadWebhook, { kind: 'read' }>,
  secrets: Secrets,
  runtime: Runtime,
): Promise<{ document: string; writes: Promise<void> }> {
  const at = runtime.now();
  const facts = await loadFacts(event, secrets, runtime);
  const circumstances = {
    now: runtime.now(),
    challengeSeed: challengeSeed(secrets.challengeKey, callOf(event)),
  };
  const decision = await decidePermitted(event, facts, circumstances, runtime);
  logDecision(id, event, decision, secrets, runtime);
  return {
    document: renderPlan(decision, facts, secrets, runtime),
    writes: Promise.all([
      commit([...decision.effects, ...asEvidence(event, { ...received, at }, facts)], runtime),
      notePartners(event, facts, runtime),
    ]).then(() => undefined),
  };
}

/** Of the caller's leg alone, and without PINs: what staff do, and what opens something, is no evidence about the caller. */
function asEvidence(
  event: CallEvent,
  { at, ...received }: ReceivedWebhook & { readonly at: Date },
  { settings }: Facts,
): Effect[] {
  if ('leg' in event || (event.kind === 'KeysEntered' && isSecret(event.at)) || hasSecretNumber(received))
    return [];
  const expiresAt = new Date(at.getTime() + settings.evidence.webhookDays * DAY_MS).toISOString();
  const webhook = { at: at.toISOString(), ...received };
  return [{ kind: 'keep-webhook', callSid: callOf(event), webhook, expiresAt }];
}

/** A card or identity number was keyed or said. What the carrier signed cannot be changed, so it is not kept at all. */
const hasSecretNumber = ({ url, body }: Pick<ReceivedWebhook, 'url' | 'body'>): boolean =>
  [new URL(url).searchParams, new URLSearchParams(body)].some((parameters) =>
    [...parameters].some(([name, value]) => FREE.has(name) && withoutSecretNumbers(value) !== value),
  );

/** Parameters that hold what a person keyed or said. */
const FREE: ReadonlySet<string> = new Set(['Digits', 'SpeechResult', 'TranscriptionText', 'reason']);

const isSecret = ({ step }: KeypadStep): boolean => {
  const row: KeypadRow = STEPS[step];
  return row.isSecret === true;
};

const renderPlan = (
  { plan }: Decision,
  { settings }: Facts,
  { challengeKey }: Secrets,
  { publicUrl, now }: Runtime,
): string =>
  render(plan, {
    settings,
    publicUrl,
    playbackUrl: (recordingSid) => playbackUrl(publicUrl, challengeKey, recordingSid, now()),
  });

/** The call on the caller's side, also for what happens on a staff leg. */
function callOf(event: CallEvent): string {
  if ('call' in event) return event.call.callSid;
  return 'leg' in event ? event.leg.callSid : event.callSid;
}

function logDecision(
  id: VoiceRouteId,
  event: CallEvent,
  { plan, effects }: Decision,
  secrets: Secrets,
  runtime: Runtime,
): void {
  const opened = effects.find((effect) => effect.kind === 'open-call');
  runtime.log.info('decided', {
    route: id,
    callSid: callOf(event),
    plan: plan.kind,
    ...(opened === undefined ? {} : { verdict: opened.screening.verdict }),
    ...(opened?.caller === undefined ? {} : { caller: pseudonym(secrets.pseudonymKey, opened.caller) }),
  });
}

const twiml = (body: string): HttpResult => ({
  statusCode: 200,
  headers: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' },
  body,
});

const lastResort = (id: VoiceRouteId): HttpResult => twiml(LAST_RESORTS[id]);
