// E-mail by Amazon SES. The client is loaded when first needed: most deliveries of the queue are no e-mails.
import type { Mailer } from '../runtime.ts';

/** @param from `NOTIFY_FROM`: verified at SES; undefined where none was deployed */
export function sesMailer(from: string | undefined): Mailer {
  const connect = async () => {
    const { SendEmailCommand, SESv2Client } = await import('@aws-sdk/client-sesv2');
    const limits = { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true };
    return { client: new SESv2Client({ maxAttempts: 2, requestHandler: limits }), SendEmailCommand };
  };
  let connected: ReturnType<typeof connect> | undefined;
  return {
    send: async ({ to, subject, text }) => {
      if (from === undefined)
        throw new Error('there is no sender for e-mail: deploy with -c notifyFrom=<address verified at SES>');
      const { client, SendEmailCommand } = await (connected ??= connect());
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          Content: {
            Simple: {
              Subject: { Data: subject, Charset: 'UTF-8' },
              Body: { Text: { Data: text, Charset: 'UTF-8' } },
            },
          },
        }),
      );
    },
  };
}
