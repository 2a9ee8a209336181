// Sends a notice to a webhook target: signed, within a time, to the URL of the settings and nowhere else.
import { isWebhookUrl } from '../../core/messages/notification.ts';
import { hostOf, type Outgoing } from '../outgoing/outgoing.ts';
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

export const createWebhookSender = (outgoing: Outgoing): WebhookSender => ({
  post: async ({ url, headers, body }) => {
    if (!isWebhookUrl(url)) throw new WebhookError(`the webhook target ${hostOf(url)} must be an https URL`);
    const { status } = await outgoing({
      flow: 'webhooks',
      url,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      timeoutMs: TIMEOUT_MS,
      mostBytes: 0,
      onlyStatus: true,
    });
    if (status < 200 || status > 299)
      throw new WebhookError(`the webhook target ${hostOf(url)} answered HTTP ${String(status)}`);
  },
});
