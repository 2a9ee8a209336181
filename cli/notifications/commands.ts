// `hotline outbox` and `hotline webhook-key`.
import { dataDir } from '../connection.ts';
import type { Commands } from '../options.ts';

export const notificationCommands: Commands = (program, connection) => {
  program
    .command('outbox')
    .argument('[message]', 'part of a message’s name; default: list all')
    .description('show emails and texts sent from this machine')
    .action(async (name: string | undefined) => {
      const { outbox } = await import('./notifications.ts');
      await outbox(dataDir(), name);
    });

  program
    .command('webhook-key')
    .argument('<url>', 'address of a recipient in the settings')
    .description('show a webhook’s signing key (Standard Webhooks)')
    .action(async (url: string) => {
      const { showWebhookKey } = await import('./notifications.ts');
      await showWebhookKey(connection(), url);
    });
};
