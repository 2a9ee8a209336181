// A webhook of the carrier as it came, word for word: evidence of what the carrier said of a call.

export interface KeptWebhook {
  /** When it arrived, ISO 8601, UTC. */
  readonly at: string;
  /** Of the request at our own endpoint. */
  readonly id: string;
  /** As the carrier signed it. */
  readonly url: string;
  /** `X-Twilio-Signature` (https://www.twilio.com/docs/usage/security). */
  readonly signature: string;
  /** `partly`: valid without the parameters that the carrier adds after signing. */
  readonly verified: 'signed' | 'partly';
  /** `application/x-www-form-urlencoded`, as it was sent. */
  readonly body: string;
}

/**
 * The webhooks of a call as the lines of a file, oldest first, whose SHA-256 is the call's seal: written down with the
 * call and in the audit log, it shows later that none was changed, added or taken away.
 */
export const webhookLines = (webhooks: readonly KeptWebhook[]): string =>
  webhooks
    .toSorted((a, b) => (a.at + a.id < b.at + b.id ? -1 : 1))
    .map(
      ({ at, id, url, signature, verified, body }) =>
        `${JSON.stringify({ at, id, url, signature, verified, body })}\n`,
    )
    .join('');
