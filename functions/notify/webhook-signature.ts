// Webhooks as Standard Webhooks 1.0 signs them: https://github.com/standard-webhooks/standard-webhooks.
import { createHmac } from 'node:crypto';

/** Each target has a key of its own: who receives one kind of notice cannot forge another's. */
export const webhookKey = (secret: string, url: string): string =>
  `whsec_${createHmac('sha256', secret).update(`webhook:${url}`).digest('base64')}`;

export interface Signed {
  readonly id: string;
  /** When it is sent, Unix seconds. */
  readonly timestamp: number;
  readonly body: string;
}

export function signatureHeaders(key: string, { id, timestamp, body }: Signed): Record<string, string> {
  const bytes = Buffer.from(key.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', bytes)
    .update(`${id}.${String(timestamp)}.${body}`)
    .digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}
