// Steps 3 to 6 of a webhook: facts, decision, and the document, with what is to be written. Nothing is written yet, so that a
// decision that comes too late can be dropped.
import { DAY_MS } from '../../core/basics/durations.ts';
import { withoutSecretNumbers } from '../../core/privacy/secret-numbers.ts';
import type { CallEvent } from '../../core/call/call-event.ts';
import type { Decision } from '../../core/call/decision.ts';
import type { Effect } from '../../core/call/effect.ts';
import { STEPS, type KeypadStep } from '../../core/call/steps/index.ts';
import type { KeypadRow } from '../../core/call/steps/step.ts';
import type { Facts } from '../../core/call/facts.ts';
import { render } from '../../twiml/render.ts';
import type { commit } from '../commit.ts';
import { challengeSeed } from '../keyed/challenge-seed.ts';
import { pseudonym } from '../keyed/pseudonym.ts';
import type { VoiceRouteId } from '../routes.ts';
import type { Runtime, Secrets, VoiceRuntime } from '../runtime.ts';
import type { loadFacts } from './facts.ts';
import { notePartners } from './partner-news.ts';
import { playbackUrl } from './playback.ts';
import type { ReadWebhook, ReceivedWebhook } from './read-webhook.ts';
import { decidePermitted } from './ring-permit.ts';

/** How a webhook reads and writes. */
export interface Means {
  readonly runtime: VoiceRuntime;
  readonly load: typeof loadFacts;
  readonly write: typeof commit;
}

export type SignedWebhook = Extract<ReadWebhook, { kind: 'read' }>;

/** A webhook that has been decided, and of which nothing has been written yet. */
export interface DecidedWebhook {
  readonly document: string;
  readonly write: () => Promise<void>;
}

/** Steps 3, 4 and 6. */
export async function decideWebhook(
  id: VoiceRouteId,
  { event, received }: SignedWebhook,
  secrets: Secrets,
  { runtime, load, write }: Means,
): Promise<DecidedWebhook> {
  const at = runtime.now();
  const facts = await load(event, secrets, runtime);
  const circumstances = {
    now: runtime.now(),
    challengeSeed: challengeSeed(secrets.challengeKey, callOf(event)),
  };
  const decision = await decidePermitted(event, facts, circumstances, runtime);
  const effects = [...decision.effects, ...asEvidence(event, { ...received, at }, facts)];
  return {
    document: renderPlan(decision, facts, secrets, runtime),
    write: async () => {
      logDecision(id, event, decision, secrets, runtime);
      await Promise.all([write(effects, runtime), notePartners(event, facts, runtime)]);
    },
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
