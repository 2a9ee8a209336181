// Sends a notice to a webhook target: signed, within a time, to the URL of the settings and nowhere else.
import { isLoopback, isWebhookUrl } from '../../core/messages/notification.ts';
import type { DeferredTask, JobsRuntime, WebhookSender } from '../runtime.ts';
import { signatureHeaders, webhookKey } from './webhook-signature.ts';

/** The receiver did not take it. Trying again later may help. */
class WebhookError extends Error {
  override readonly name = 'WebhookError';
}

const TIMEOUT_MS = 10_000;

/** Signed anew each time, so that the receiver may refuse what is old; the id stays. */
export async function postWebhook(
  { url, id, body }: Extract<DeferredTask, { kind: 'post-webhook' }>,
  { secrets, webhooks, now }: JobsRuntime,
): Promise<void> {
  const timestamp = Math.floor(now().getTime() / 1000);
  const key = webhookKey((await secrets()).webhookKey, url);
  await webhooks.post({ url, body, headers: signatureHeaders(key, { id, timestamp, body }) });
}

/** @param loopback whether this machine itself may be told: beside a Lambda function its own controls listen there */
export const createWebhookSender = ({ loopback }: { readonly loopback: boolean }): WebhookSender => ({
  post: async ({ url, headers, body }) => {
    if (!isWebhookUrl(url) || (isLoopback(url) && !loopback))
      throw new WebhookError(`the webhook target ${hostOf(url)} must be an https URL of another machine`);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'hotline-guard', ...headers },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // The body of the answer is not read, because it is not needed and may be long.
    await response.body?.cancel();
    if (!response.ok)
      throw new WebhookError(`the webhook target ${hostOf(url)} answered HTTP ${response.status}`);
  },
});

/** Path and query of a webhook are often its password. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'without a host');
