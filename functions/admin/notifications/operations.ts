// What the receiver of a webhook needs to check that it comes from this hotline.
import { webhookKey } from '../../notify/webhook-signature.ts';
import { answer, type Operations } from '../operation.ts';

export const NOTIFICATION_OPERATIONS: Operations<'notifications.key'> = {
  'notifications.key': async ({ query: { url }, runtime }) => {
    const { webhookKey: secret } = await runtime.secrets();
    return { ...answer('notifications.key', { url, key: webhookKey(secret, url) }), audit: { record: url } };
  },
};
